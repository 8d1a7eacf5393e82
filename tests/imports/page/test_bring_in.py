"""The part of the desk where files are brought in: nothing is lost, or twice."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.imports import subjects
from copro_map.imports.drafts import GONE
from copro_map.imports.page import chosen, file, made
from copro_map.imports.taking_back import CHANGED_SINCE
from copro_map.people.rules.changes import UndoError
from tests.at_the_desk import at_desk, drawn, here, press, sound, told  # noqa: F401
from tests.imports.trials import TRIALS, WAVES
from tests.samples import query

TEXT = (
    "Full name of group,Theme,Town,Size\n"
    "Tir Coed,food,Aberystwyth,12\n"
    "Trial B,fooood,Cardiff,3\n"
    "Trial C,health,Bangor,x\n"
)
DRAFTS = "SELECT told FROM import_draft"
MADE = "SELECT subject, of, name, added, changed, state FROM import_made"
CHOICES = "SELECT part, given, meaning FROM import_choice ORDER BY part, given"


@pytest.fixture(autouse=True)
def _trials(monkeypatch):
    known = {"trials": TRIALS, "waves": WAVES}
    for module in (subjects, chosen, file, made):
        monkeypatch.setattr(module, "SUBJECTS", known)


def upload(test: AppTest, content: str | bytes, name: str = "trial.csv") -> AppTest:
    given = content.encode() if isinstance(content, str) else content
    test.file_uploader[0].set_value((name, given, "text/csv")).run()
    return sound(test)


def choose(test: AppTest, key: str, value: object) -> AppTest:
    return sound(test.selectbox(key=key).set_value(value).run())


def test_a_file_is_brought_in_by_pressing_alone_and_a_reload_loses_nothing(
    at_desk, here
):
    test = upload(at_desk("steward", part="bring", what="trials"), TEXT)
    guess = test.selectbox(key="bring_column Full name of group")
    assert guess.value == "name"
    assert "a guess: please look" in drawn(test)
    assert "Rows to mend: 1" in drawn(test)
    assert "Or say" not in drawn(test)
    assert not [one for one in test.button if one.key == "bring_in"]
    choose(test, "bring_word theme fooood", "food")
    sound(test.radio(key="bring_row 2").set_value("both").run())
    press(test, "bring_leave_out")
    kept = json.loads(query(here.database, DRAFTS)[0][0])
    assert kept == {"word theme fooood": "food", "row 2": "both", "row 4": "mend"}

    key = test.query_params["draft"]
    again = at_desk("steward", part="bring", draft=key)
    assert again.radio(key="bring_row 2").value == "both"
    assert query(here.database, MADE) == []
    press(again, "bring_in")
    assert "Brought in. New: 2." in told(again)
    expected = ("trials", "", "trial.csv", 2, 0, "standing")
    assert query(here.database, MADE) == [expected]
    assert query(here.database, DRAFTS) == []
    choices = query(here.database, CHOICES)
    assert ("column", "town", "ignore") in choices
    assert ("word", "fooood", "food") in choices
    assert "draft" not in again.query_params
    assert "trial.csv" in drawn(again)


def test_a_refusal_is_a_sentence_and_what_was_chosen_stays(at_desk, here):
    test = at_desk("steward", part="bring", what="waves")
    choose(test, "bring_set_waves", "two")
    upload(test, b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture.csv")
    assert len(test.warning) == 1
    assert "picture.csv" in told(test)
    press(test, "bring_another")
    upload(test, "name,Theme,Town\nTrial A,food,Bangor\n")
    assert json.loads(query(here.database, DRAFTS)[0][0]) == {"of": "two"}
    press(test, "bring_in")
    assert query(here.database, MADE)[0][:2] == ("waves", "two")


def test_half_a_character_in_a_map_is_refused_in_a_sentence(at_desk):
    feature = (
        '{"type": "Feature", "properties": {"name": "a\\ud800", "x\\udc00": "c"},'
        ' "geometry": {"type": "Point", "coordinates": [-4, 52]}}'
    )
    test = upload(at_desk("steward", part="bring"), feature, "map.geojson")
    assert len(test.warning) == 1
    assert "characters that are not seen" in told(test)


def test_two_columns_for_one_field_and_a_missing_one_are_asked_about(at_desk, here):
    test = upload(at_desk("steward", part="bring"), "name,Town,Hue\nTrial A,Bangor,\n")
    assert "missing" in drawn(test)
    assert not [one for one in test.button if one.key == "bring_in"]
    choose(test, "bring_column Town", "name")
    assert "Several columns are taken for Name: name; Town" in told(test)
    choose(test, "bring_column Town", "place")
    choose(test, "bring_value theme", "health")
    assert query(here.database, MADE) == []
    press(test, "bring_in")
    assert query(here.database, MADE)[0][3] == 1
    assert ("column", "town", "place") in query(here.database, CHOICES)


def test_many_strange_words_are_all_asked_about(at_desk, here):
    rows = "".join(f"Trial {n},strange {n:02}\n" for n in range(30))
    test = upload(at_desk("steward", part="bring"), f"name,Theme\n{rows}")
    for _ in range(3):
        asked = [one.key for one in test.selectbox if one.key.startswith("bring_word")]
        for key in asked:
            if test.selectbox(key=key).value is None:
                test.selectbox(key=key).set_value("food")
        sound(test.run())
    press(test, "bring_in")
    assert query(here.database, MADE)[0][3] == 30


@pytest.mark.parametrize(
    ("message", "in_part"), [(CHANGED_SINCE, True), ("A figure counts already.", False)]
)
def test_a_part_is_taken_back_only_where_that_can_be(
    at_desk, monkeypatch, message, in_part
):
    test = upload(at_desk("steward", part="bring"), "name,Theme\nTrial A,food\n")
    press(test, "bring_in")

    def refuse(*_args: object, **_more: object) -> None:
        raise UndoError(message, n=1, names="Trial A")

    monkeypatch.setattr(made, "undo_import", refuse)
    press(test, "bring_back_1")
    press(test, "bring_back_sure_1")
    assert message.partition(",")[0].partition("{")[0] in told(test)
    offered = [one.key for one in test.button if one.key == "bring_back_partly_1"]
    assert bool(offered) == in_part


def test_a_file_is_nobody_elses(at_desk, here):
    test = upload(at_desk("steward", part="bring"), TEXT)
    key = test.query_params["draft"]
    other = at_desk("administrator", part="bring", draft=key)
    assert GONE in told(other)
    assert "Full name of group" not in drawn(other)
    assert len(query(here.database, DRAFTS)) == 1
