"""A decision is taken back: the entry is as it was, what was sent in waits again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.assets.rules.records import Location
from copro_map.assets.store.entries import public_assets
from copro_map.assets.store.history import forgotten_entries
from copro_map.base.store.connection import data_mark, reading, writing
from copro_map.desk.undoing import undo_change
from copro_map.people.changes import standing
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.versions.deciding import decide, decline_all, open_versions
from copro_map.versions.keeping import withdraw_version
from copro_map.versions.rules.versions import Decision
from copro_map.versions.undoing import undo_version
from tests.samples import change, dump, query
from tests.versions.conftest import ENTRY, NEW, NOW

ACCEPT = Decision("accepted", 1)
LAST = "SELECT max(id) FROM change_made WHERE subject = 'version'"
TAKEN = "SELECT state, words, decided_at, change FROM version_sent"
# What is public of an entry, or found by; its version and its history grow.
TABLES = ("asset_area", "asset_served", "asset_stage", "asset_theme")


def entry_as_kept(here, entry: str) -> list:
    found = query(here.database, "SELECT * FROM asset WHERE id = ?", entry)
    columns = [x[1] for x in query(here.database, "PRAGMA table_info(asset)")]
    row = {x: y for x, y in zip(columns, found[0], strict=True) if x != "version"}
    whole = dump(here.database)
    text = query(here.database, "SELECT * FROM asset_text WHERE asset_id = ?", entry)
    words = sorted(" ".join(text[0]).split())
    sides = [x for name in TABLES for x in whole[name] if entry in x]
    return [row, sorted(sides), [x for x in whole["location"] if entry in x], words]


def take_back(here, actor=MACHINE) -> None:
    ((number,),) = query(here.database, LAST)
    undo_change(here, actor, number, NOW)


def test_a_mend_taken_back_leaves_the_entry_as_it_was(network, sends, new):
    before = entry_as_kept(network, ENTRY)
    moved = replace(new, id=ENTRY, location=Location(-4.2, 52.2, "place"))
    number = sends(moved)
    decide(network, MACHINE, number, ACCEPT, NOW)
    changed = entry_as_kept(network, ENTRY)
    assert changed[0]["name_en"] == "Growing together"
    assert not [n for n in (1, 2, 3) if changed[n] == before[n]]
    take_back(network)
    back = entry_as_kept(network, ENTRY)
    assert back[1:] == before[1:]
    own = before[0].keys() - {"fingerprint", "changed_on"}  # it did change, and back
    assert {x: back[0][x] for x in own} == {x: before[0][x] for x in own}
    assert query(network.database, TAKEN) == [("waiting", "", "", None)]
    # It can be accepted again, and taken back once each time.
    decide(network, MACHINE, number, ACCEPT, NOW)
    assert entry_as_kept(network, ENTRY)[1:] == changed[1:]
    with reading(network.database) as database:
        (stood,) = standing(database, "version", str(number))
    take_back(network)
    decide(network, MACHINE, number, ACCEPT, NOW)
    with pytest.raises(UndoError):
        undo_version(network, MACHINE, stood, NOW)


@pytest.mark.parametrize("is_proved", [True, False])
def test_a_new_entry_taken_back_is_off_the_map_with_its_contact(
    network, sends, is_proved
):
    number = sends(is_proved=is_proved)
    decide(network, MACHINE, number, ACCEPT, NOW)
    with reading(network.database) as database:
        assert NEW in public_assets(database).index
    mark = data_mark(network)
    take_back(network)
    assert data_mark(network) != mark
    with reading(network.database) as database:
        assert NEW not in public_assets(database).index
        assert forgotten_entries(database) == 0
    left = "SELECT count(*), count(left_on) FROM contact"
    assert query(network.database, left) == [(1, 1) if is_proved else (0, 0)]
    assert [x.number for x in open_versions(network, MACHINE)] == [number]
    changed = Decision("accepted", 1, changes={"place": "Bala"})
    decide(network, MACHINE, number, changed, NOW)
    stands = "SELECT status, place, taken_off FROM asset WHERE id = ?"
    assert query(network.database, stands, NEW) == [("published", "Bala", 0)]
    assert query(network.database, left) == [(2, 1) if is_proved else (0, 0)]


def test_nobody_puts_back_what_was_changed_since(network, mends):
    one, two = mends(place="Bala"), mends(website="https://b.example")
    decide(network, MACHINE, one, ACCEPT, NOW)
    ((first,),) = query(network.database, LAST)
    decide(network, MACHINE, two, ACCEPT, NOW)
    three = mends(place="Dinas")
    decide(network, MACHINE, three, ACCEPT, NOW)
    with pytest.raises(UndoError, match="changed after that"):
        undo_change(network, MACHINE, first, NOW)
    take_back(network)  # Dinas
    undo_change(network, MACHINE, first, NOW)  # and the other field stays
    stands = "SELECT place, website FROM asset WHERE id = ?"
    assert query(network.database, stands, ENTRY) == [("", "https://b.example")]


def test_who_may_not_decide_takes_nothing_back_and_what_is_gone_stays(
    network, sends, speaks
):
    number = sends()
    decide(network, MACHINE, number, Decision("reading", 1), NOW)
    decide(network, MACHINE, number, Decision("declined", 1, "advert"), NOW)
    other = speaks("officer", "CVC-PAVO")
    with pytest.raises(RefusedError):
        take_back(network, other)
    take_back(network, speaks("officer", "CVC-CAVO", name="mine"))
    assert query(network.database, TAKEN) == [("reading", "", "", None)]
    decline_all(network, MACHINE, [number], "", NOW)
    change(network.database, "UPDATE version_sent SET content = '{}'")
    with pytest.raises(UndoError, match="deleted"):
        take_back(network)
    noted = "SELECT id, was, now, undoes FROM change_made WHERE subject = 'version'"
    (_, (declined, *one), (_, *other), _) = query(network.database, noted)
    assert one == ["reading", "declined", None]
    assert other == ["declined", "reading", declined]


def test_a_person_who_moved_is_put_back_though_kept_at_no_exact_place(
    network, sends, new
):
    person = {"kind": "practitioner", "practitioner_type": "individual"}
    given = {x: y for x, y in new.given.items() if "year" not in x} | person
    one = replace(new, given=given)
    decide(network, MACHINE, sends(one), ACCEPT, NOW)
    change(network.database, "UPDATE asset SET status = 'published' WHERE id = ?", NEW)
    at = "SELECT longitude, latitude, precision FROM location WHERE asset_id = ?"
    before = query(network.database, at, NEW)
    moved = replace(new, given={}, location=Location(-3.75, 52.45, "postcode"))
    decide(network, MACHINE, sends(moved), ACCEPT, NOW)
    ((longitude, _, precision),) = query(network.database, at, NEW)
    assert (longitude == -3.75, precision) == (False, "district")
    take_back(network)
    assert query(network.database, at, NEW) == before


def test_what_was_taken_off_again_is_deleted_with_what_was_sent(network, sends, new):
    names = {"name_en": "Quixwyn Jones", "name_cy": "Quixwyn Jones"}
    number = sends(replace(new, given={**new.given, **names}))
    decide(network, MACHINE, number, ACCEPT, NOW)
    with writing(network.database) as database:
        withdraw_version(database, number, NOW, disowned=True)
    assert entry_as_kept(network, NEW)  # on the map it stays, without its sender
    take_back(network)
    assert "Quixwyn" in str(dump(network.database))
    with writing(network.database) as database:
        withdraw_version(database, number, NOW)
        assert forgotten_entries(database) == 0
    kept = [x for x, y in dump(network.database).items() if "Quixwyn" in str(y)]
    assert kept == ["outbox"]  # what was written to whoever sent it, for its days
    with pytest.raises(UndoError):
        take_back(network)
