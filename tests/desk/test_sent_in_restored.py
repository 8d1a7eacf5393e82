"""An older backup is put back: what was withdrawn stays so, what was sent in waits."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from copro_map.base.store.connection import writing
from copro_map.contribute.lines import add_line
from copro_map.contribute.room import enter
from copro_map.contribute.rules.workshop import Line
from copro_map.contribute.workshops import end_workshop, open_workshop
from copro_map.desk.copies import keep_backup, restore
from copro_map.people.contacts import keep_contact
from copro_map.people.rules.contacts import Given
from copro_map.people.rules.permissions import MACHINE, Belongs
from copro_map.privacy.withdrawing import withdraw
from copro_map.versions.deciding import decide
from copro_map.versions.rules.versions import Decision
from tests.persons import ADDRESS, DAY, ID, put_person
from tests.samples import query
from tests.versions.conftest import NEW, NOW, mends, new, sends

__all__ = ["mends", "new", "sends"]
ACCEPT = Decision("accepted", 1)
PUBLIC = "SELECT id FROM asset_public WHERE id IN (?, ?) ORDER BY id"
FOUND = "SELECT asset_id FROM asset_text WHERE asset_text MATCH ?"
LEFT = "SELECT left_on <> '' FROM contact WHERE entry = ?"
SENT = "SELECT number, entry, state, change IS NULL FROM version_sent ORDER BY number"
KNOWN = """
SELECT json_extract(content, '$.status') FROM asset_history WHERE asset_id = ?
ORDER BY id DESC LIMIT 1
"""


def shown(here):
    return [one for (one,) in query(here.database, PUBLIC, ID, NEW)]


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_person_who_withdrew_since_is_not_shown_again(network, is_lost):
    put_person(network, "name", "description", "contact")
    with writing(network.database) as database:
        keep_contact(database, ID, Given(ADDRESS, "cy", "owner"), DAY, is_owner=True)
    made = keep_backup(network, network.backup_folder, NOW)
    owner = Belongs(ID, frozenset())
    withdraw(network, MACHINE, owner, ["name", "contact"], NOW)
    if is_lost:
        keep_backup(network, network.backup_folder, NOW.replace(hour=12))
        network.database.unlink()
    restore(network, made.file, DAY)
    assert shown(network) == query(network.database, FOUND, "quillfeather") == []
    assert query(network.database, KNOWN, ID) == [("archived",)]
    assert all(left for (left,) in query(network.database, LEFT, ID))


def test_on_a_new_machine_who_agreed_is_shown_and_what_waited_waits(
    network, imported, sends, tmp_path
):
    put_person(network, "name")
    sends()
    made = keep_backup(network, tmp_path / "copies", NOW)
    fresh = replace(network, database=tmp_path / "new.db")
    shutil.copyfile(imported, fresh.database)
    restore(fresh, made.file, DAY)
    assert shown(fresh) == [ID]
    assert query(fresh.database, SENT) == query(network.database, SENT) != []


def test_what_was_sent_in_or_accepted_since_waits(network, sends, mends):
    decide(network, MACHINE, sends(), ACCEPT, NOW)
    waits = mends(website="https://a.example")
    made = keep_backup(network, network.backup_folder, NOW)
    decide(network, MACHINE, waits, ACCEPT, NOW)
    mends(website="https://b.example", is_proved=False)
    restore(network, made.file, DAY)
    assert [row[2:] for row in query(network.database, SENT)] == [
        ("accepted", 0),
        ("waiting", 1),
        ("waiting", 1),
    ]
    assert shown(network) == [NEW]
    decide(network, MACHINE, waits, ACCEPT, NOW)
    site = "SELECT website FROM asset WHERE id = 'tir-coed'"
    assert query(network.database, site) == [("https://a.example",)]


def test_what_a_workshop_typed_since_waits_and_is_of_its_workshop(network):
    before = open_workshop(network, MACHINE, ("One", ""), "", None, NOW)
    made = keep_backup(network, network.backup_folder, NOW)
    end_workshop(network, MACHINE, before.number, NOW)
    since = open_workshop(network, MACHINE, ("Two", ""), "", None, NOW)
    way = enter(network, since.code, NOW, "hall")
    add_line(network, way, Line("Clwb", "group", "", "SY23 1AB"), NOW)
    workshops = query(network.database, "SELECT * FROM workshop")
    restore(network, made.file, DAY)
    assert query(network.database, "SELECT * FROM workshop") == workshops
    lines = "SELECT state, workshop FROM version_sent"
    assert query(network.database, lines) == [("waiting", since.number)]
