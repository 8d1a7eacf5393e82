"""A whole import taken back: every record is as it was, or nothing is changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading
from copro_map.desk.undoing import undo_change
from copro_map.imports.batches import imports_made
from copro_map.imports.undoing import undo_import
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.upkeep.confirming import say
from copro_map.upkeep.rules.words import Word
from tests.imports.conftest import NOW, records
from tests.samples import change, matching_ids, query, real_rows, row

CONTACT = {
    "contact_email": "info@tircoed.example",
    "contact_source": "https://example.org/contact",
}
NEW = {
    **CONTACT,
    "organisation": "Named By Nobody Else",
    "longitude": "-4.082345678901234",
    "latitude": "52.412345678901236",
    "place": "",
}
POINT = (-4.082345678901234, 52.412345678901236)
LOG = "SELECT subject, record, what, was, now, undoes FROM change_made ORDER BY id"


def _file() -> list[dict[str, str]]:
    """Forty entries that are there, changed, and one that is new."""
    told = {"description_en": "Written anew.", "themes": "food", "serves": "Powys"}
    return [*(one | told for one in real_rows()[:40]), row(id="new-one", **NEW)]


def _found(here, text: str) -> list[str]:
    with reading(here.database) as database:
        return sorted(matching_ids(database, text))


def test_every_record_is_as_it_was(network, steward, bring):
    before, found = records(network.database), _found(network, "woodland")
    batch, tried = bring(*_file())
    assert (tried.result.added, tried.result.changed) == (2, 40)
    assert records(network.database) != before
    assert _found(network, "anew")
    assert "new-one" in _found(network, "woodland")
    undo_import(network, steward, batch.number, NOW)
    after = records(network.database)
    assert {x: set(after[x]) ^ set(y) for x, y in before.items()} == dict.fromkeys(
        before, set()
    )
    assert not _found(network, "anew")
    assert _found(network, "woodland") == found
    assert query(network.database, "SELECT count(*) FROM import_row") == [(0,)]
    said = query(network.database, LOG)[-2:]
    first = query(network.database, "SELECT max(id) - 1 FROM change_made")[0][0]
    assert said == [
        ("import", "1", "entries", "", "2 40", None),
        ("import", "1", "entries", "2 40", "", first),
    ]
    (made,) = imports_made(network, steward)
    assert (made.state, made.name, made.added) == ("undone", "list.csv", 2)
    with pytest.raises(UndoError):
        undo_import(network, steward, batch.number, NOW)


def test_a_number_is_put_back_whole(network, steward, bring):
    at = "SELECT longitude, latitude FROM location WHERE asset_id = 'new-one'"
    bring(_file()[-1])
    point = query(network.database, at)
    batch, _ = bring(_file()[-1] | {"longitude": "-3.7"})
    undo_import(network, steward, batch.number, NOW)
    assert (
        query(network.database, at)
        == point
        == [(-4.082345678901234, 52.412345678901236)]
    )


def test_an_import_over_an_import_is_taken_back_first(network, steward, bring):
    start = records(network.database)
    first, _ = bring(*_file())
    between = records(network.database)
    second, _ = bring(_file()[-1] | {"description_en": "Once more."})
    with pytest.raises(UndoError) as told:
        undo_import(network, steward, first.number, NOW)
    assert (told.value.facts["n"], told.value.facts["names"]) == (1, "Tir Coed")
    undo_import(network, steward, second.number, NOW)
    assert records(network.database) == between
    undo_import(network, steward, first.number, NOW)
    assert records(network.database) == start


def test_what_somebody_spoke_of_since_is_named_and_can_be_left(network, steward, bring):
    batch, _ = bring(*_file())
    before = records(network.database)
    say(network, steward, "new-one", Word("right", how="asked"), now=NOW)
    with pytest.raises(UndoError):
        undo_import(network, steward, batch.number, NOW)
    assert undo_import(network, steward, batch.number, NOW, only_untouched=True) == (
        "Tir Coed",
    )
    after = records(network.database)
    assert len(after["asset"]) == len(before["asset"])
    assert "Written anew." not in str(after["asset"])
    assert query(network.database, "PRAGMA foreign_key_check") == []


def test_a_contact_that_was_changed_since_is_said_to_be_left(network, steward, bring):
    bring(row(id="new-one"))
    batch, _ = bring(row(id="new-one", **CONTACT))
    change(network.database, "UPDATE contact SET left_on = '2027-03-02'")
    with pytest.raises(UndoError):
        undo_import(network, steward, batch.number, NOW)
    left = undo_import(network, steward, batch.number, NOW, only_untouched=True)
    assert left == ("-",)
    assert query(network.database, "SELECT left_on FROM contact") == [("2027-03-02",)]


def test_a_new_entry_with_a_self_audit_is_not_deleted(network, steward, bring):
    batch, _ = bring(row(id="new-one"))
    visitors = "INSERT INTO visitor_report (entry, what, said_on) VALUES (?, ?, ?)"
    change(network.database, visitors, "new-one", "words", "2027-03-02")
    with pytest.raises(UndoError):
        undo_import(network, steward, batch.number, NOW)
    assert query(network.database, "SELECT 1 FROM asset WHERE id = 'new-one'")


def test_a_named_body_stays_while_another_entry_names_it(network, steward, bring):
    named = "SELECT status FROM asset WHERE id = 'named-named-by-nobody-else'"
    first, _ = bring(_file()[-1])
    second, _ = bring(_file()[-1] | {"id": "another", "name_en": "Another one"})
    undo_import(network, steward, first.number, NOW)
    assert query(network.database, named) == [("published",)]
    undo_import(network, steward, second.number, NOW)
    assert query(network.database, named) == [("archived",)]


def test_by_what_happened_and_only_by_a_steward(network, steward, bring):
    before = records(network.database)
    bring(_file()[-1])
    person = enter_person(
        network,
        MACHINE,
        address="o@example.org",
        name="O",
        role="officer",
        areas=("CVC-CVSC",),
        language="en",
        now=NOW,
    )
    with reading(network.database) as database:
        officer = actor_of(database, person)
    with pytest.raises(RefusedError):
        bring(_file()[0], by=officer)
    (line,) = query(network.database, "SELECT change FROM import_made")
    with pytest.raises(RefusedError):
        undo_change(network, officer, line[0], NOW)
    undo_change(network, steward, line[0], NOW)
    del before["person"]
    after = records(network.database)
    del after["person"]
    assert after == before


def test_a_dry_run_keeps_nothing(network, bring):
    before = records(network.database)
    _, tried = bring(*_file(), dry_run=True)
    assert tried.result.changed == 40
    assert records(network.database) == before
    assert query(network.database, "SELECT count(*) FROM import_made") == [(0,)]


def test_after_its_days_it_is_refused_and_not_said_to_be_done(network, steward, bring):
    batch, _ = bring(_file()[-1])
    before = records(network.database)
    with pytest.raises(UndoError) as told:
        undo_import(network, steward, batch.number, NOW + timedelta(days=36))
    assert told.value.facts["n"] == 35
    assert "more than 35 days ago" in explain(told.value)
    assert records(network.database) == before
    assert [x.state for x in imports_made(network, steward)] == ["standing"]
    undo_import(network, steward, batch.number, NOW + timedelta(days=34))
