"""The desk says the Network's word on a yearly outcome, and what shows it."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import pytest

from copro_map.base.i18n import set_language
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day
from copro_map.events.face import keep_event
from copro_map.plan.evidence import evidence
from copro_map.plan.steps import steps
from tests.at_the_desk import at_desk, here, press  # noqa: F401 - fixtures
from tests.events.planted import CARDIFF, event
from tests.opening import everything

PLAN = {"part": "plan", "which": "steps"}
ENTRY = "invest-local-clase"
FORM = "evidence_milestone_y1_1_0"


def in_words(test) -> str:
    return everything(test).replace("\\'", "'").replace("&#39;", "'")


@pytest.mark.parametrize(
    ("language", "nothing", "choose"),
    [
        ("en", "Nothing said yet: 5", "Choose whether it is reached, partly or not."),
        ("cy", "Dim wedi'i ddweud eto: 5", "Dewiswch a yw wedi'i gyrraedd"),
    ],
)
def test_a_word_is_said_said_anew_and_withdrawn(
    at_desk, here, language, nothing, choose
):
    set_language(language)  # of the words that a box is drawn with
    page = at_desk("steward", language, **PLAN)
    assert nothing in in_words(page)
    page = at_desk("steward", language, **PLAN, step="y1_1")
    page = press(page, "say_step")
    assert choose in in_words(page)
    key = "step_y1_1_0_0"
    page.session_state[f"{key}_state"] = "partly"
    page.text_area(key=f"{key}_words_cy").set_value("Hanner ffordd")
    page = press(page, "say_step")
    (one,) = [x for x in steps(here, current_day()) if x.said]
    assert (one.code, one.state, one.words.text) == ("y1_1", "partly", "Hanner ffordd")
    page = press(page, "withdraw_step")
    assert not [x for x in steps(here, current_day()) if x.said]


def test_evidence_is_chosen_by_name_and_withdrawn(at_desk, here):
    with writing(here.database) as database:
        keep_event(database, event("held", "2026-04-20", CARDIFF, name_cy="Y *wyl*"))
    set_language("cy")
    page = at_desk("steward", "cy", **PLAN, step="y1_1")
    assert "Dim tystiolaeth eto." in in_words(page)
    box = page.selectbox(key=f"{FORM}_event")
    assert box.options[1] == "Y *wyl* · 20 Ebrill 2026"
    box.select_index(1)
    add = "add_evidence_milestone_y1_1"
    page = press(page, add)
    assert "Tystiolaeth (1)" in in_words(page)
    second = FORM[:-1] + "1"
    page.session_state[f"{second}_sort"] = "entry"
    page = page.run()
    box = page.selectbox(key=f"{second}_entry")
    box.select_index(next(i for i, x in enumerate(box.options) if "Clase" in x))
    page = press(page, add)
    third = FORM[:-1] + "2"
    page.session_state[f"{third}_sort"] = "web"
    page = page.run()
    page.text_input(key=f"{third}_web").set_value("http://example.org")
    page = press(page, add)
    assert "Ysgrifennwch y cyfeiriad gwe" in in_words(page)
    page.text_input(key=f"{third}_web").set_value("https://example.org/a")
    page.text_input(key=f"{third}_title_en").set_value("A report")
    page = press(page, add)
    key = ("milestone", "y1_1")
    told = evidence(here, current_day())[key]
    assert [x.sort for x in told] == ["event", "entry", "web"]
    for one in told:
        page = press(page, f"withdraw_evidence_{one.number}")
    assert key not in evidence(here, current_day())


def test_an_officer_finds_no_plan_on_the_desk(at_desk):
    page = at_desk("officer", **PLAN, step="y1_1")
    assert not [x for x in page.button if x.key == "say_step"]
