"""What is shown of a file before it is brought in."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.i18n import Label, language_in_force
from copro_map.files.intake import take
from copro_map.files.rows import ImportResult
from copro_map.files.told import Told, Wanted
from copro_map.imports.importer import Meaning, Strange
from copro_map.imports.tried import tried

WANTED = (Wanted("name", ("enw",), must=True), Wanted("theme"), Wanted("place"))
FOOD = {"food": Label("Food", "Bwyd")}
MEANINGS = (
    Meaning("name", Label("Name", "Enw"), must=True),
    Meaning("theme", Label("Theme", "Thema"), words=FOOD),
    Meaning("place", Label("Place", "Lle")),
)
TEXT = (
    "Name of group,Theme,Colour\nTrial A,food,red\nTrial B,foood,\nTrial C,food,blue\n"
)


@pytest.fixture
def looked(settings, tmp_path):
    path = tmp_path / "trial.csv"
    path.write_text(TEXT, "utf-8")

    def look(told):
        intake = take(settings, path, "t", WANTED, told, today=date(2027, 3, 1))
        wrong = [
            row.fault("theme", "No: {value}", value=row.cells["theme"])
            for row in intake.rows
            if row.cells["theme"] not in FOOD
        ]
        faults = (*intake.columns.faults, *wrong)
        return tried(ImportResult(faults=faults, **intake.how()), MEANINGS)

    return look


def test_a_heading_that_nobody_understands_has_a_guess_and_samples(looked):
    found = looked(Told())
    assert found.guesses == {"Name of group": "name"}
    assert found.samples["Colour"] == ("red", "blue")
    assert [one.how for one in found.columns] == ["rest", "name", "rest"]
    assert found.rows == 3


def test_rows_are_shown_as_they_will_look_and_a_strange_word_is_counted(looked):
    with language_in_force("cy"):
        found = looked(Told({"A": "name"}, rest=True))
    assert found.preview[0] == {"Enw": "Trial A", "Thema": "Bwyd"}
    assert found.strange == (Strange("theme", "foood", 1),)
    assert found.cells == {3: ("Trial B", "foood", "")}


def test_a_row_that_is_left_out_is_not_there_whatever_is_wrong_in_it(looked):
    found = looked(Told({"A": "name"}, rest=True, without=frozenset({3})))
    assert (found.faults, found.rows, found.result.skipped_rows) == ((), 2, 1)
