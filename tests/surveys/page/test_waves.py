"""Waves on the desk, as a steward finds them: from a form to a published figure."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.store.connection import reading
from copro_map.base.today import current_day
from copro_map.indicators.face import progress
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.admission import Invitation, Visitor, admit
from copro_map.surveys.opening import close_wave, open_wave
from copro_map.surveys.published import planned, published
from copro_map.surveys.reply_form import FilledForm, send_reply
from copro_map.surveys.rules.changing import WaveChange
from copro_map.surveys.store.surveys import waves
from copro_map.surveys.waves import find_survey, find_wave
from tests.at_the_desk import at_desk, drawn, here, press, sound, told
from tests.samples import query
from tests.surveys.codes import codes_for
from tests.surveys.survey_samples import noon

__all__ = ["at_desk", "here"]  # fixtures
FIRST, LATER = date(2027, 3, 1), date(2027, 3, 8)
OF = Invitation("members", "2027")
WAVE = WaveChange(
    survey="members",
    name="2027",
    invited={"citizen": 40},
    entered_by="steward",
    opens_on="2027-03-01",
    closes_on="2027-04-01",
    name_cy="2027",
    is_new=True,
)
RECOUNT = """
SELECT sum(json_extract(answers, '$.valued[0]') IN ('fully', 'mostly')), count(*)
FROM reply WHERE json_array_length(answers, '$.valued') > 0 AND status = 'checked'
"""
SAID = ("fully", "mostly", "partly", "no", "dont_know")


def replied(settings, codes: list[str], day: date) -> None:
    for n, code in enumerate(codes):
        mark = admit(settings, OF, code, Visitor(f"{n}", 0), day)
        answers = {"valued": (SAID[n % 5],), "used": ("events",)}
        form = FilledForm(f"{day} {n}", "citizen", answers)
        send_reply(settings, OF, mark, form, day)


def test_a_wave_from_open_to_the_figure_on_progress(network, monkeypatch):
    open_wave(network, MACHINE, WAVE, noon(FIRST))
    codes = codes_for(network, 30, today=FIRST)
    replied(network, codes[:23], FIRST)
    survey = find_survey(network, "members")
    with reading(network.database) as database:
        wave = find_wave(waves(database), survey, "2027")
    assert {one.code for one in planned(survey, wave)} >= {"2.1", "3.3"}
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-08")
    assert published(network, wave, LATER) == ()
    close_wave(network, MACHINE, "members", "2027", at_once=True, now=noon(LATER))
    found = {one.planned.code: one for one in published(network, wave, LATER)}
    (counted,) = query(network.database, RECOUNT)
    assert counted == (10, 23)
    whole = found["3.3"].whole
    assert (whole.numerator, whole.denominator) == counted
    standings = progress(network, LATER).standings
    (standing,) = (one for one in standings if one.indicator.code == "3.3")
    assert standing.value == pytest.approx(100 * 10 / 23)
    assert standing.denominator == 23
    # Nobody was asked the rest: withheld here as there.
    assert found["2.1"].whole.is_hidden
    assert all(row.is_hidden for _, row in found["2.1"].by_role)


# The page


def test_a_steward_opens_invites_and_closes_a_wave(here, at_desk):
    test = at_desk("steward", part="waves")
    assert "No wave of a survey has been opened" in drawn(test)
    sound(test.selectbox(key="wave_choice").set_value("new").run())

    def key(field: str, record: str, turn: int = 0) -> str:
        return f"wave_{record}_{turn}_{field}"

    test.text_input(key=key("name", "new")).set_value("Year 1")
    press(test, key("save", "new"))
    assert "first and the last day" in told(test)
    today = current_day()
    for field, day in (("first", today), ("last", today)):
        test.date_input(key=key(field, "new")).set_value(day)
    press(test, key("save", "new"))
    assert "both languages" in told(test)
    assert test.text_input(key=key("name", "new")).value == "Year 1"
    test.text_input(key=key("name_cy", "new")).set_value("Blwyddyn 1")
    test.number_input(key=key("invited/citizen", "new")).set_value(40)
    press(test, key("save", "new"))
    assert "Kept. Wave: Year 1" in told(test)
    assert test.query_params["which"] in ("invite", ["invite"])
    record = "members/Year 1"
    # Codes are made once, on a press, and no mail is offered where none can leave.
    test.number_input(key=key("number", record)).set_value(3)
    test.text_input(key=key("site", record)).set_value("map.example")
    press(test, key("make", record))
    assert "not an address of the map" in told(test)
    test.text_input(key=key("site", record)).set_value("https://map.example")
    press(test, key("make", record))
    assert query(here.database, "SELECT count(*) FROM invitation_code") == [(3,)]
    assert key("pdf", record) in [x.key for x in test.get("download_button")]
    assert not [x for x in test.text_area if "addresses" in x.key]
    assert "COPRO_MAP_ADDRESS" in drawn(test)
    # The form in both languages, to read.
    sound(test.button_group(key="widget_which").set_value("preview").run())
    text = find_survey(here, "members").questions["valued"].text
    assert text.en in drawn(test)
    assert text.cy in drawn(test).replace("&#39;", "'")
    # What will be published, and closing it.
    sound(test.button_group(key="widget_which").set_value("close").run())
    assert "from 10 replies to this question" in drawn(test)
    press(test, key("close", record))
    assert "closes, or has closed" in told(test)
    assert query(here.database, "SELECT count(*) FROM wave") == [
        (1,)
    ]  # tonight, as it was
    sound(test.radio(key=key("how", record)).set_value("at_once").run())
    press(test, key("close", record))
    assert "everybody can see of it on Progress" in drawn(test)
    assert "withheld: fewer than 10 answered" in drawn(test)
    assert query(here.database, "SELECT count(*) FROM invitation_code") == [(0,)]
    by = query(here.database, "SELECT DISTINCT role, person FROM change_made "
                              "WHERE subject = 'wave'")  # fmt: skip
    assert by == [("steward", 2)]
    test = at_desk("steward", part="happened", state="wave")
    assert "Survey opened" in drawn(test)


def test_what_the_second_steward_typed_stays_when_the_first_was_quicker(here, at_desk):
    today = current_day()
    change = WaveChange("members", "w", {}, "steward", f"{today}", "2099-12-31")
    open_wave(here, MACHINE, change, noon(today))
    test = at_desk("steward", part="waves", survey="members", wave="w")
    last, save = "wave_members/w_0_last", "wave_members/w_0_save"
    mine, theirs = date(2098, 2, 2), "2097-02-03"
    other = WaveChange("members", "w", {"citizen": 7}, "steward", closes_on=theirs)
    open_wave(here, MACHINE, other, noon(today))
    test.date_input(key=last).set_value(mine)
    press(test, save)
    assert "2097-02-02" in told(test)
    assert "2098-02-02" in told(test)
    assert test.date_input(key=last).value == mine
    press(test, save)
    rows = query(here.database, "SELECT closes_on, invited FROM wave ORDER BY id")
    assert rows[1:] == [(theirs, '{"citizen": 7}'), ("2098-02-03", '{"citizen": 7}')]
