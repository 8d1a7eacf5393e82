"""Action research and influence on the desk, as a steward presses them."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from copro_map.assets.face import EntryState, set_states
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day
from copro_map.plan.face import Evidence, Research, keep_plan
from copro_map.plan.influence import influence
from copro_map.plan.known import stood
from copro_map.plan.research import projects, research_told
from tests.at_the_desk import at_desk, drawn, here, press, told  # noqa: F401
from tests.conftest import PROJECT
from tests.english import english_words, texts_of_page
from tests.opening import everything, open_page

CLASE, GLYN, BODY = "invest-local-clase", "invest-local-glyn", "all-wales-people-first"
TABLE = """
[canary]
sort = "count"
most = 9
label = { en = "Canaries that sing", cy = "Caneris sy'n canu" }
"""


def type_in(test, key: str, value: str):
    test.text_input(key=key).set_value(value)
    return test


def fields_kept(here) -> list[dict]:
    return [json.loads(x.fields) for x in stood(here, Research, current_day())]


@pytest.mark.parametrize("which", ["research", "influence"])
def test_with_nothing_there_the_form_is_there_in_welsh_too(at_desk, which):
    test = at_desk("steward", "cy", part="plan", which=which)
    left = english_words(texts_of_page(test))
    assert not set(left) & {"the", "The", "and", "Enter", "Save", "Choose", "Which"}


def test_who_may_not_keep_the_plan_sees_nothing_of_it(at_desk, here):
    row = {"entry": CLASE, "year": 1, "fields": "{}", "said_on": "2026-05-01"}
    with writing(here.database) as database:
        keep_plan(database, {Research: [row]})
    for role in ("officer", "board"):
        test = at_desk(role, part="plan", which="research")
        assert "save" not in " ".join(x.key for x in test.button)
        assert "Clase" not in everything(test)


def test_a_project_is_entered_changed_and_withdrawn(at_desk, here):
    test = at_desk("steward", part="plan", which="research")
    key = "new_research_0"
    press(test, "save_research")
    assert "Choose a project that is on the map" in told(test)
    test.selectbox(key=f"{key}_entry").set_value(CLASE)
    press(test, "save_research")
    assert "Nothing is filled in yet" in told(test)
    test.text_area(key=f"{key}_question_en").set_value("Canary why?")
    test.selectbox(key=f"{key}_stage").set_value("gathering")
    type_in(test, f"{key}_citizen_researchers", "501")
    type_in(test, f"{key}_publication", "http://example.org/a")
    press(test, "save_research")
    assert "write a whole number from 0 to 500" in told(test)
    type_in(test, f"{key}_citizen_researchers", "12")
    press(test, "save_research")
    assert "at its beginning" in told(test)
    assert test.text_area(key=f"{key}_question_en").value == "Canary why?"
    assert not projects(here, current_day())
    type_in(test, f"{key}_publication", "https://example.org/a")
    press(test, "save_research")
    assert "in year 1: 1; up to 10 were promised" in told(test)
    assert fields_kept(here) == [
        {
            "question": {"en": "Canary why?"},
            **{"citizen_researchers": 12, "stage": "gathering"},
            "publication": "https://example.org/a",
        }
    ]

    test = at_desk("steward", part="plan", which="research", project=f"{CLASE} 1")
    form = f"research_{CLASE}_1_0"
    assert test.text_area(key=f"{form}_question_en").value == "Canary why?"
    type_in(test, f"{form}_citizen_researchers", "")
    test.selectbox(key=f"{form}_year").set_value(2)
    press(test, "save_research")
    (moved,) = projects(here, current_day())
    assert (moved.year, "citizen_researchers" in moved.fields) == (2, False)

    test = at_desk("steward", part="plan", which="research", project=f"{CLASE} 2")
    press(test, "withdraw_research")
    assert "Withdrawn" in told(test)
    assert not projects(here, current_day())
    happened = at_desk("steward", part="happened")
    backs = [x.key for x in happened.button if x.key.startswith("take_back")]
    press(happened, backs[0])
    assert [x.year for x in projects(here, current_day())] == [2]


def test_an_eleventh_in_a_year_is_kept_and_said(at_desk, here):
    ids = [f"invest-local-{x}" for x in ("caerau-bridgend", "cefn-golau", "glyn")]
    ids += [f"invest-local-{x}" for x in ("hubberston-hakin", "penywaun", "plas-madoc")]
    ids += ["invest-local", "invest-local-pillgwenlly", "communities-creating-homes"]
    ids += ["invest-local-aberfan-ynysowen"]
    row = {"year": 1, "fields": '{"citizen_researchers": 1}', "said_on": "2026-05-01"}
    with writing(here.database) as database:
        keep_plan(database, {Research: [{**row, "entry": one} for one in ids]})
    test = at_desk("steward", part="plan", which="research")
    assert "more than was promised" not in drawn(test)
    test.selectbox(key="new_research_0_entry").set_value(CLASE)
    type_in(test, "new_research_0_citizen_researchers", "3")
    press(test, "save_research")
    assert "in year 1: 11" in told(test)
    assert "more than was promised" in told(test)
    first, *_ = research_told(here, current_day())
    assert (first.many, first.most) == (11, 10)


def test_one_that_is_merged_or_there_already_is_not_entered_twice(at_desk, here):
    row = {"year": 1, "fields": '{"citizen_researchers": 1}', "said_on": "2026-05-01"}
    with writing(here.database) as database:
        keep_plan(database, {Research: [{**row, "entry": CLASE}]})
        set_states(database, [EntryState(CLASE, "2026-06-01", became=GLYN)])
    test = at_desk("steward", part="plan", which="research")
    test.selectbox(key="new_research_0_entry").set_value(GLYN)
    type_in(test, "new_research_0_citizen_researchers", "3")
    press(test, "save_research")
    assert "entered for that year already" in told(test)
    test = at_desk("steward", part="plan", which="research", project=f"{GLYN} 1")
    press(test, "withdraw_research")
    assert not projects(here, current_day())


def test_a_field_more_is_one_table(at_desk, here, tmp_path, monkeypatch):
    copied = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, copied, ignore=shutil.ignore_patterns("*.db*"))
    with (copied / "research_fields.toml").open("a", encoding="utf-8") as file:
        file.write(TABLE)
    promise = (copied / "research.toml").read_text("utf-8").replace("= 10", "= 4")
    (copied / "research.toml").write_text(promise, "utf-8")
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    test = at_desk("steward", "cy", part="plan", which="research")
    test.selectbox(key="new_research_0_entry").set_value(CLASE)
    type_in(test, "new_research_0_canary", "10")
    press(test, "save_research")
    assert "Caneris sy'n canu" in told(test)
    type_in(test, "new_research_0_canary", "9")
    press(test, "save_research")
    assert fields_kept(replace(here, data_dir=copied)) == [{"canary": 9}]
    page = open_page("pages/plan.py", "cy", show="research")
    text = everything(page)
    assert "Caneris sy" in text
    assert "Prosiectau: 1 o hyd at 4" in text


def test_a_seat_is_entered_said_anew_and_withdrawn(at_desk, here):
    test = at_desk("steward", part="plan", which="influence")
    key = "new_influence_0"
    press(test, "save_influence")
    assert "Write which body or consultation it is" in told(test)
    type_in(test, f"{key}_body_en", "Canary panel")
    type_in(test, f"{key}_web", "example.org")
    test.selectbox(key=f"{key}_entry").set_value(BODY)
    test.date_input(key=f"{key}_until_on").set_value(date(2020, 1, 1))
    press(test, "save_influence")
    assert "at its beginning" in told(test)
    type_in(test, f"{key}_web", "https://example.org")
    press(test, "save_influence")
    assert "ends before it begins" in told(test)
    assert test.text_input(key=f"{key}_body_en").value == "Canary panel"
    test.date_input(key=f"{key}_until_on").set_value(None)
    press(test, "save_influence")
    assert "Kept" in told(test)
    (seat,) = influence(here, current_day())[0].rows
    assert (seat.body.text, seat.by) == ("Canary panel", "All Wales People First")

    shows = {"part": "influence", "code": str(seat.number), "sort": "web"}
    shows |= {"target": "https://example.org/x", "said_on": "2026-11-01"}
    with writing(here.database) as database:
        keep_plan(database, {Evidence: [shows]})
    test = at_desk("steward", part="plan", which="influence", number=str(seat.number))
    form = f"influence_{seat.number}_0"
    assert test.selectbox(key=f"{form}_entry").value == BODY
    type_in(test, f"{form}_body_cy", "Panel y caneri")
    press(test, "save_influence")
    (again,) = influence(here, current_day())[0].rows
    assert again.number != seat.number
    (evidence,) = stood(here, Evidence, current_day())
    assert evidence.code == str(again.number)

    test = at_desk("steward", part="plan", which="influence", number=str(again.number))
    press(test, "withdraw_influence")
    assert not influence(here, current_day())[0].rows


def test_a_consultation_is_of_one_day_and_a_sort_more_is_one_table(
    at_desk, here, tmp_path, monkeypatch
):
    copied = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, copied, ignore=shutil.ignore_patterns("*.db*"))
    with (copied / "influence_sorts.toml").open("a", encoding="utf-8") as file:
        file.write('[song]\nlabel = { en = "A song", cy = "Cân" }\n')
        file.write('plural = { en = "Songs sung", cy = "Caneuon" }\n')
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    test = at_desk("steward", part="plan", which="influence")
    assert [x.key for x in test.date_input] == [
        "new_influence_0_from_on",
        "new_influence_0_until_on",
    ]
    test.button_group(key="new_influence_0_sort").set_value("song").run()
    assert [x.key for x in test.date_input] == ["new_influence_0_from_on"]
    type_in(test, "new_influence_0_body_cy", "Cân y caneri")
    press(test, "save_influence")
    found = influence(replace(here, data_dir=copied), current_day())
    assert [(x.name, len(x.rows)) for x in found if x.rows] == [("Songs sung", 1)]
