"""What is asked of a file, and what of it is told to its import."""

from __future__ import annotations

from datetime import datetime

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.files.bringing import NOBODY
from copro_map.files.told import IGNORE
from copro_map.imports import choosing
from copro_map.imports.importer import Given, Strange, Twin
from tests.imports.trials import MEANINGS, TRIALS
from tests.samples import query

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=WALES)
TEXT = "Full name of group,Theme,Colour,Group name\nTrial A,food,red,A\n"


@pytest.fixture
def tried(settings, tmp_path):
    path = tmp_path / "trial.csv"
    path.write_text(TEXT, "utf-8")
    with writing(settings.database):
        pass

    def do(said, columns=(), *, look=False):
        told = choosing.told_of(said, columns)
        given = Given(path, told, rows=choosing.rows_of(said), look=look)
        return TRIALS.bring(settings, given, NOBODY, NOW, look)

    return do


def test_a_guess_is_taken_once_and_what_nobody_understands_is_left_out(tried):
    columns = choosing.taken(tried({}, look=True), {})
    assert [(one.meaning, one.how) for one in columns] == [
        ("name", "guess"),
        ("theme", "name"),
        (IGNORE, "unknown"),
        (IGNORE, "unknown"),
    ]
    assert columns[0].samples == ("Trial A",)
    told = choosing.told_of({}, columns)
    assert told.columns == {
        "Full name of group": "name",
        "Colour": IGNORE,
        "Group name": IGNORE,
    }


def test_what_was_left_out_needs_no_answer_the_next_time(tried, settings):
    columns = choosing.taken(tried({}, look=True), {})
    assert not tried({}, columns).faults
    again = choosing.taken(tried({}, look=True), {})
    assert [one.how for one in again] == ["kept", "name", "kept", "kept"]
    assert query(
        settings.database,
        "SELECT meaning FROM import_choice WHERE given = 'colour'",
    ) == [("ignore",)]


def test_two_columns_for_one_field_are_told_as_that_and_nothing_is_brought(tried):
    said = {"column Colour": "theme", "column Full name of group": ""}
    columns = choosing.taken(tried({}, look=True), said)
    assert [one.heading for one in columns if one.again] == ["Theme", "Colour"]
    faults = tried(said, columns).faults
    assert {one.column for one in faults} == {"Theme", "Colour"}
    assert not choosing.faults_to_show(tried(said, columns))


def test_a_field_that_must_be_there_is_asked_for_until_a_text_is_given(tried):
    looked = tried({}, look=True)
    said = {"column Full name of group": IGNORE, "column Theme": IGNORE}
    columns = choosing.taken(looked, said)
    needs = choosing.missing(looked, columns, MEANINGS, said)
    assert [one.name for one in needs] == ["name", "theme"]
    assert choosing.unanswered(needs, said)
    said |= {"value name": "The same", "value theme": "food"}
    assert choosing.missing(looked, columns, MEANINGS, said) == needs
    assert not choosing.unanswered(needs, said)
    assert not tried(said, columns).faults


def test_words_rows_and_answers_are_read_by_what_they_are_of():
    said = {
        "word theme Bwyd a diod": "food",
        "row 7": "mend",
        "row 9": "both",
        "row 12": "tir-coed",
        "answer form": "paper",
        "row 13": None,
    }
    assert choosing.told_of(said).words == {"Bwyd a diod": "food"}
    assert choosing.rows_of(said) == {7: "skip", 9: "both", 12: "tir-coed"}
    assert choosing.left_out(said) == {7: "skip"}
    assert choosing.answers_of(said) == {"form": "paper"}
    asked = choosing.words_to_ask([Strange("theme", "fod", 2)], said)
    assert [one.word for one in asked] == ["Bwyd a diod", "fod"]
    twins = [Twin(line, "", "x", "") for line in (7, 8)]
    assert [one.row for one in choosing.twins_left(said, twins)] == [8]
