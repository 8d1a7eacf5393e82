"""What happened: versions, two who change the same, and what is taken back."""

from __future__ import annotations

import sqlite3

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading, writing
from copro_map.people.changes import changes, check_seen, note, undoable, version_of
from copro_map.people.rules.changes import Change, ConflictError, UndoError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.people.sessions import who
from tests.people.conftest import NOW
from tests.people.test_sessions import begin

WAVE = Change("wave", "network/year 1", "closes_on", "2027-03-01", "2027-03-31")


def made(here, change=WAVE, actor=MACHINE) -> int:
    with writing(here.database) as database:
        return note(database, actor, change, NOW)


def test_each_change_of_a_record_is_a_version_of_its_own(here):
    first = made(here)
    made(here, Change("wave", "network/year 2", "opens_on"))
    second = made(here, Change("wave", WAVE.record, "invited", "", "40"))
    with reading(here.database) as database:
        assert version_of(database, "wave", WAVE.record) == 2
        assert version_of(database, "audit", WAVE.record) == 0
    found = changes(here, MACHINE, record=WAVE.record)
    assert [(x.number, x.version) for x in found] == [(second, 2), (first, 1)]
    assert found[1].change == WAVE


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ({"closes_on": "2027-04-30"}, True),
        ({"closes_on": "2027-03-31"}, False),
        ({"opens_on": "2027-04-30"}, False),
    ],
    ids=["the same field", "the very same value", "another field"],
)
def test_whoever_changes_what_somebody_changed_is_shown_both(here, wanted, refused):
    made(here)
    with writing(here.database) as database:
        check_seen(database, "wave", WAVE.record, 1, wanted)
        check_seen(database, "wave", WAVE.record, None, wanted)
        if not refused:
            check_seen(database, "wave", WAVE.record, 0, wanted)
            return
        with pytest.raises(ConflictError) as caught:
            check_seen(database, "wave", WAVE.record, 0, wanted)
    assert caught.value.mine == "2027-04-30"
    assert "2027-03-31" in str(caught.value)


def test_only_what_nothing_stands_on_is_taken_back_and_once(here):
    first, second = made(here), made(here, Change("wave", WAVE.record, "opens_on"))
    with reading(here.database) as database:
        assert undoable(database, second).number == second
        for wrong in (first, 99):
            with pytest.raises(UndoError):
                undoable(database, wrong)
    made(here, Change("wave", WAVE.record, "opens_on", undoes=second))
    with reading(here.database) as database, pytest.raises(UndoError):
        undoable(database, second)


def test_an_officer_sees_their_areas_and_what_they_did_themselves(here, entered):
    officer = who(here, begin(here, entered("officer")), NOW)
    steward = who(here, begin(here, entered("steward")), NOW)
    mine = made(here, Change("entry", "a", "x", areas=frozenset({"CVC-CAVO"})))
    made(here, Change("entry", "b", "x", areas=frozenset({"CVC-PAVO"})))
    made(here, Change("entry", "c", "x"))
    own = made(here, Change("entry", "d", "x"), officer)
    assert [x.number for x in changes(here, officer)] == [own, mine]
    of_entries = changes(here, steward, subject="entry")
    assert len(of_entries) == 4
    before = changes(here, steward, subject="entry", before=own, most=1)
    assert before == of_entries[1:2]
    with pytest.raises(RefusedError):
        changes(here, who(here, begin(here, entered("member")), NOW))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_made SET now = 'other'",
        "DELETE FROM change_made",
        "INSERT OR REPLACE INTO change_made SELECT * FROM change_made",
        "UPDATE setting SET value_en = 'other'",
    ],
)
def test_what_happened_is_only_ever_added_to(here, statement):
    from tests.people.test_settling import set_name

    made(here)
    set_name(here, Label("Network", "Rhwydwaith"))
    with writing(here.database) as database, pytest.raises(sqlite3.IntegrityError):
        database.conn.execute(statement)


def test_a_file_that_a_command_took_in_is_noted_and_a_dry_run_is_not(run, network):
    file = network.network_file
    run("import", file, "--dry-run")
    run("init")
    ((one),) = changes(network, MACHINE)
    assert (one.change.subject, one.change.record) == ("file", "entries")
    assert (one.change.what, one.change.now) == ("entries", "0 0")
