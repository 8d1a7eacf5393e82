"""The desk's part with the board's report: written, refused, approved, shown."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import Label
from copro_map.base.today import current_day, current_moment
from copro_map.people.rules.permissions import MACHINE
from copro_map.report import approving
from copro_map.report.narratives import being_written, said_by, save_draft
from copro_map.report.rules.narrative import Words
from copro_map.report.signed import all_versions
from tests.at_the_desk import (  # noqa: F401
    at_desk,
    drawn,
    here,
    press,
    sign_in,
    sound,
    told,
)
from tests.opening import open_page


def form() -> str:
    return f"narrative_{current_day().isoformat()}"


def fill(test: AppTest, **texts: str) -> AppTest:
    for name, text in texts.items():
        test.text_area(key=f"{form()}_{name}").set_value(text)
    return sound(test.run())


@pytest.fixture
def quick(monkeypatch):
    """No page is laid out: of paper there is a test of its own."""
    monkeypatch.setattr(approving, "pdf_of", lambda _: b"%PDF- and more")


@pytest.mark.usefixtures("quick")
def test_a_steward_writes_publishes_and_enters_that_the_board_approved(at_desk, here):
    test = fill(at_desk("steward", part="report"), well_en="<b>Well</b> *done*")
    assert being_written(here, current_day())[0].well.en == "<b>Well</b> *done*"
    assert "Draft kept" in drawn(test)
    press(test, "narrative_publish")
    assert "What went well: the text in this language is missing" in told(test)
    assert test.text_area(key=f"{form()}_well_en").value == "<b>Well</b> *done*"
    press(fill(test, well_cy="Da iawn"), "narrative_publish")
    assert "It is public now" in told(test)
    assert test.text_area(key=f"{form()}_well_cy").value == "Da iawn"
    press(test, "report_approve")
    assert "Choose first who approves it" in told(test)
    test.radio(key="report_by").set_value("board").run()
    press(test, "report_approve")
    assert "Approved: version 1" in told(test)
    assert "By: the board, as entered by: Steward." in drawn(test)
    assert [x.key for x in test.get("download_button") if "approved" in str(x.proto)]
    with pytest.raises(KeyError):
        test.button(key="report_approve")
    page = open_page("pages/indicators.py", "en")
    assert "&lt;b&gt;Well&lt;/b&gt; *done*" in drawn(page)
    assert "By: the board, as entered by: Steward." in drawn(page)
    assert "Da iawn" in drawn(open_page("pages/indicators.py", "cy"))
    press(test, "narrative_down")
    assert "Taken down" in told(test)
    assert said_by(here, current_day()) is None


def test_nothing_typed_is_lost_where_it_cannot_be_kept(at_desk, here):
    test = fill(at_desk("steward", part="report"), hard_en="y" * 4001)
    assert "Shorten the texts" in told(test)
    assert len(test.text_area(key=f"{form()}_hard_en").value) == 4001
    fill(test, hard_en="a\u202eb")
    assert "not seen" in told(test)
    fill(test, hard_en="Hard", hard_cy="Anodd")
    theirs = Words(hard=Label("Theirs", "Eu rhai nhw"))
    version = being_written(here, current_day())[1]
    save_draft(here, MACHINE, current_day(), theirs, current_moment(), seen=version)
    fill(test, hard_en="Mine")  # a field that is left replaces nobody's words
    fill(test, hard_en="Mine again")
    assert "Theirs" in told(test)
    assert being_written(here, current_day())[0] == theirs
    press(test, "narrative_save")
    assert "Mine again" in told(test)
    press(test, "narrative_save")
    assert being_written(here, current_day())[0].hard.en == "Mine again"


@pytest.mark.usefixtures("quick")
def test_a_board_member_approves_and_writes_nothing(at_desk, here):
    test = at_desk("board", "cy", part="report")
    assert not test.text_area
    assert not test.radio
    press(test, "report_approve")
    ((one,), _) = all_versions(here)
    assert (one.role, one.entered_role) == ("board", "board")
    assert "Gan: Aelod o&#39;r bwrdd." in drawn(test)


def test_a_day_that_has_not_come_or_is_none_is_today(at_desk):
    for asked in ("2999-01-01", "tomorrow"):
        test = at_desk("steward", part="report", as_at=asked)
        assert test.date_input(key="widget_as_at").value == current_day()


@pytest.mark.usefixtures("quick")
def test_whoever_comes_finds_what_is_being_written(at_desk, here):
    begun, words = current_day() - timedelta(3), Words(well=Label("Begun", ""))
    save_draft(here, MACHINE, begun, words, current_moment(), seen=0)
    test = at_desk("steward", part="report")
    assert test.date_input(key="widget_as_at").value == begun
    assert test.text_area[1].value == "Begun"
    approving.approve(here, MACHINE, begun, current_moment())
    test = at_desk("steward", part="report")
    assert test.date_input(key="widget_as_at").value == current_day()


@pytest.mark.parametrize("role", ["steward", "board"])
def test_whoever_sees_the_money_has_a_copy_of_their_own_with_it(at_desk, role):
    test = at_desk(role, part="report")
    offered = str([x.proto for x in test.get("download_button")])
    for language in ("English", "Cymraeg"):
        assert f"With the money: {language}, PDF" in offered
    assert "what is approved, and what is public, never has it" in drawn(test)
