"""Files of entries by a page: what a row is that may be there already, and kept."""

from __future__ import annotations

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.files.told import Told
from copro_map.imports.entries import ENTRIES
from copro_map.imports.importer import Strange
from copro_map.imports.undoing import undo_import
from copro_map.people.rules.changes import UndoError
from tests.imports.conftest import NOW, records
from tests.samples import change, query, row

OURS = row(id="ours", name_en="Canolfan Llwyd", place="Bala", local_authority="Gwynedd")
LIKE = row(id="", name_en="Canolfan Llwyt", place="Bala", local_authority="Gwynedd")
SAME = LIKE | {"name_en": "Canolfan Llwyd", "description_en": "Another branch."}
NAMES = """
SELECT id, name_en FROM asset WHERE name_en IN ('Canolfan Llwyd', 'Canolfan Llwyt')
ORDER BY id
"""
PAIRS = "SELECT record, verdict FROM pair_judged"
BOTH = [("canolfan-llwyd", "Canolfan Llwyd"), ("ours", "Canolfan Llwyd")]


@pytest.fixture
def there(bring):
    bring(OURS, name="ours.csv")


@pytest.mark.usefixtures("there")
def test_a_row_that_may_be_there_is_shown_beside_it(bring):
    _, tried = bring(LIKE, dry_run=True)
    (twin,) = tried.twins
    assert (twin.row, twin.name, twin.known) == (2, "Canolfan Llwyt", "Canolfan Llwyd")
    assert twin.entry == "ours"
    assert twin.point == twin.there == pytest.approx((-3.6, 52.91), abs=0.05)
    assert twin.says["Name in English"] == "Canolfan Llwyt"
    assert twin.says["Themes"] == tried.preview[0]["Themes"] == "Environment"


@pytest.mark.usefixtures("there")
def test_a_row_that_is_an_entry_changes_it_and_is_known_again(network, bring):
    bring(LIKE, answers={2: "ours"})
    assert query(network.database, NAMES) == [("ours", "Canolfan Llwyt")]
    before = records(network.database)
    _, again = bring(LIKE)
    assert (again.twins, again.result.added, again.result.changed) == ((), 0, 0)
    assert records(network.database) == before


@pytest.mark.usefixtures("there")
def test_a_row_of_the_same_name_can_be_another_entry(network, bring):
    _, tried = bring(SAME, dry_run=True)
    assert [one.entry for one in tried.twins] == ["ours"]
    bring(SAME, answers={2: "both"})
    assert query(network.database, NAMES) == BOTH
    assert query(network.database, PAIRS) == [("canolfan-llwyd ours", "two")]
    before = records(network.database)
    _, again = bring(SAME)
    assert (again.twins, again.result.added, again.result.changed) == ((), 0, 0)
    assert records(network.database) == before


@pytest.mark.usefixtures("there")
def test_a_row_that_is_left_out_stays_out_until_it_is_mended(network, bring):
    before = records(network.database)["asset"]
    wrong = LIKE | {"website": "no address"}
    _, tried = bring(wrong, answers={2: "skip"})
    assert (tried.faults, tried.result.added) == ((), 0)
    _, again = bring(wrong)
    assert (again.faults, again.twins, again.result.added) == ((), (), 0)
    assert len(again.result.notes) == 1
    assert records(network.database)["asset"] == before
    _, mended = bring(LIKE)
    assert mended.result.added == 1


@pytest.mark.usefixtures("there")
def test_what_was_answered_is_forgotten_with_the_import(network, bring, steward):
    before = records(network.database)
    batch, _ = bring(LIKE, answers={2: "ours"})
    undo_import(network, steward, batch.number, NOW)
    assert records(network.database) == before
    _, again = bring(LIKE, dry_run=True)
    assert [one.entry for one in again.twins] == ["ours"]


@pytest.mark.usefixtures("there")
def test_an_entry_that_is_gone_is_asked_about(bring):
    _, tried = bring(LIKE, answers={2: "nobody"})
    assert [one.row for one in tried.faults] == [2]


def test_columns_are_named_in_both_languages_with_their_words(network):
    found = {one.name: one for one in ENTRIES.meanings(network, "")}
    assert (found["kind"].must, found["name_en"].must) == (True, False)
    assert found["place"].label.cy == "Lle"
    assert found["kind"].words["practitioner"].en == "Practitioner"
    assert found["sector"].words["third_sector"].cy
    assert len(found["local_authority"].words) == 22
    with language_in_force("cy"):
        assert len({one.label.text() for one in found.values()}) == len(found)


def test_what_is_not_understood_is_shown_as_it_stands(bring):
    rows = [
        LIKE | {"sector": "Charitys"},
        LIKE | {"name_en": "B", "sector": "Charitys"},
    ]
    _, tried = bring(*rows)
    assert Strange("sector", "Charitys", 2) in tried.strange
    assert "Charitys" in tried.cells[2]
    given = Told({"Ein categori": "sector"}, rest=True)
    one = {("Ein categori" if x == "sector" else x): y for x, y in LIKE.items()}
    _, told = bring(one | {"Hue": "red"}, told=given, dry_run=True)
    assert not told.faults
    assert told.samples["Hue"] == ("red",)


def test_what_was_touched_long_ago_is_not_taken_back_by_half(network, bring, steward):
    batch, _ = bring(OURS)
    change(network.database, "DELETE FROM import_row")
    with pytest.raises(UndoError):
        undo_import(network, steward, batch.number, NOW)
