"""The part of the desk with figures: entered, refused, corrected, and shown at once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import Label
from copro_map.base.today import current_day, current_moment
from copro_map.indicators.entering import enter_observation
from copro_map.indicators.progress import progress
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import settle
from tests.at_the_desk import (  # noqa: F401
    at_desk,
    drawn,
    here,
    press,
    sound,
    told,
)
from tests.samples import query

FIELDS = ("invited", "n", "denominator", "numerator")
ROWS = "SELECT numerator, status, entered_by FROM observation ORDER BY id"
PERSON = "SELECT person, role, why_cy FROM change_made WHERE subject = ? ORDER BY id"


def fill(test: AppTest, form: str, *counts: int) -> AppTest:
    for name, count in zip(FIELDS, counts, strict=True):
        test.number_input(key=f"figure_{form}_{name}").set_value(count)
    return test


@pytest.fixture
def today():
    return current_day()


def test_a_figure_is_entered_corrected_and_withdrawn(at_desk, here, today):  # noqa: F811
    test = at_desk("steward", part="figures", number="new")
    assert "No figure was entered yet" in drawn(test)
    test.selectbox(key="figure_new_0_indicator").set_value("2.2")
    test.date_input(key="figure_new_0_period_end").set_value(today)
    test.text_input(key="figure_new_0_source").set_value("On paper")
    press(fill(test, "new_0", 100, 63, 60, 65), "figure_new_save")
    assert "Said so: This is more" in told(test)
    assert test.number_input(key="figure_new_0_numerator").value == 65
    press(fill(test, "new_0", 100, 63, 60, 24), "figure_new_save")
    assert "40% (24 of 60)" in told(test)
    assert test.number_input(key="figure_new_1_numerator").value is None
    key = f"2.2 {today.isoformat()}"
    test = at_desk("steward", part="figures", number=key)
    form = f"figure_{key}"
    assert "fewer than ten people" in drawn(test)
    fill(test, f"{key}_0", 100, 80, 80, 40)
    # Another steward corrects it meanwhile: both are said, the next press is meant.
    cells = {"indicator": "2.2", "period_end": today.isoformat(), "source": "On paper"}
    counts = dict(zip(FIELDS, ("100", "63", "60", "25"), strict=True))
    theirs = {**cells, **counts, "status": "checked"}
    enter_observation(here, MACHINE, theirs, current_moment())
    press(test, f"{form}_save")
    assert "Theirs: 41.6667 (25 / 60 / 63 / 100)" in told(test)
    assert query(here.database, ROWS)[-1][0] == 25
    press(test, f"{form}_save")
    assert query(here.database, ROWS)[-1] == (40, "checked", "Steward")
    (row,) = [x for x in progress(here, today).standings if x.indicator.code == "2.2"]
    assert row.value == 50.0
    test.text_input(key=f"{form}_1_why_cy").set_value("Gwall")
    press(test, f"{form}_withdraw")
    assert "both languages" in told(test)
    test.text_input(key=f"{form}_1_why_en").set_value("A mistake")
    press(test, f"{form}_withdraw")
    assert query(here.database, ROWS)[-1][:2] == (40, "withdrawn")
    rows = query(here.database, PERSON, "observation")
    assert rows[-1] == (2, "steward", "Gwall")


def test_a_target_and_a_snapshot_say_why_and_what_in_both_languages(
    at_desk,  # noqa: F811
    here,  # noqa: F811
):
    test = at_desk("steward", part="figures", which="targets", indicator="2.2")
    test.selectbox(key="aim_day_2.2").set_value("2027-04-01").run()
    form = "target_2.2_2027-04-01"
    test.number_input(key=f"{form}_0_value").set_value(35.0)
    press(test, f"{form}_save")
    assert "Say in both languages why" in told(test)
    test.text_input(key=f"{form}_0_why_en").set_value("Agreed")
    test.text_input(key=f"{form}_0_why_cy").set_value("Cytunwyd")
    press(test, f"{form}_save")
    assert "35%" in told(test)
    assert "Agreed" in drawn(test)
    ask = "SELECT value, changed_by, changed_by_cy FROM target_change"
    assert query(here.database, ask) == [(35.0, "Steward", "Stiward")]
    test = at_desk("steward", part="figures", which="snapshots")
    press(test, "snapshot_save")
    assert "both languages" in told(test)
    test.text_input(key="snapshot_0_label_en").set_value("November")
    test.text_input(key="snapshot_0_label_cy").set_value("Tachwedd")
    press(test, "snapshot_save")
    assert "which=snapshots&amp;number=1" in drawn(test)
    settle(
        here,
        MACHINE,
        "programme_start",
        Label("2026-05-01", ""),
        from_on=current_day(),
        now=current_moment(),
    )
    test = at_desk("steward", part="figures", which="snapshots", number="1")
    assert "What changed since: November" in drawn(test)
    test = at_desk("steward", part="figures", which="start")
    assert "1 May 2026" in drawn(test)
    test = at_desk("officer", part="figures")
    assert "not for your role" in told(test)
