"""Who wants no more letters stays so when a backup is put back."""

from __future__ import annotations

from datetime import date

from copro_map.base.store.backups import backups
from copro_map.desk.copies import keep_backup, restore
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from tests.desk.weeks import nine
from tests.samples import change, query

STOP = "INSERT INTO letter_stopped SELECT number, ?, '2027-01-01' FROM person"
STOPPED = "SELECT letter FROM letter_stopped"


def test_a_backup_brings_no_letter_back_and_ends_none(network):
    day = date(2027, 1, 1)
    enter_person(network, MACHINE, address="s@example.org", name="S", role="steward",
                 areas=(), language="", now=nine(day))  # fmt: skip
    change(network.database, STOP, "monthly")
    keep_backup(network, network.backup_folder, nine(day))
    change(network.database, "DELETE FROM letter_stopped")
    change(network.database, STOP, "monday")
    ((_, file),) = backups(network, network.backup_folder)
    restore(network, file, day)
    assert query(network.database, STOPPED) == [("monday",)]
