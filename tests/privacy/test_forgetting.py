"""Somebody is forgotten: in no byte of any file, and nothing brings them back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from copro_map.assets.face import Asset, Whole, save_entries
from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.base.errors import CoproMapError
from copro_map.base.forgotten import list_in
from copro_map.base.store import emptying
from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Whom
from copro_map.desk.copies import keep_backup, restore
from copro_map.desk.jobs import JOBS
from copro_map.desk.running import run_job
from copro_map.open_data.datasets import FORMATS
from copro_map.open_data.files import whole_file
from copro_map.people.consents import keep_consents
from copro_map.people.contacts import keep_contact
from copro_map.people.persons import enter_person
from copro_map.people.rules.contacts import Given
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from copro_map.people.rules.persons import PersonError
from copro_map.people.suppressed import come_back, forgotten
from copro_map.privacy import forgetting
from copro_map.privacy.forgetting import ForgettingError, forget
from copro_map.privacy.whose import whom_of
from tests.canaries import OTHER, SHOWN
from tests.persons import ADDRESS, DAY, ID, put_person
from tests.privacy.somebody import (
    NAME,
    TRACES,
    files_of,
    moment,
    put_everywhere,
    traces,
)
from tests.samples import dump, query, row, write_csv

TROLL = "troll@example.org"
ANN, HERS = "ann@example.org", Actor("owner", address=ADDRESS)
NAMES = frozenset({"mair quillfeather", "mair pluenen gwil"})
CARDS = ("asset", "location", "asset_area", "asset_served", "asset_theme")
(CLEAN,) = (job for job in JOBS if job.name == "clean")


@pytest.fixture
def small(settings, tmp_path):
    """Two entries of others, and hers; she is the contact of one of theirs too."""
    others = (row(), row(id=OTHER, kind="project", name_en="Solva Care"))
    import_network(settings, write_csv(tmp_path / "in.csv", *others))
    put_person(settings, "name", "contact")
    with writing(settings.database) as database:
        for entry, address in ((ID, ADDRESS), (OTHER, ADDRESS), (SHOWN, ANN)):
            given = Given(address, "cy", "owner", "", "", None)
            keep_contact(database, entry, given, DAY, is_owner=True)
    return settings


def whom(settings, **who):
    with reading(settings.database) as database:
        return whom_of(database, **who or {"address": ADDRESS})


def of_others(settings) -> dict[str, list[str]]:
    """What is on the map of others."""
    tables = dump(settings.database)
    return {table: [x for x in tables[table] if ID not in x] for table in CARDS}


def entries(settings) -> set[str]:
    return {x for (x,) in query(settings.database, "SELECT id FROM asset")}


def contacts(settings) -> set[tuple[str, str]]:
    return set(query(settings.database, "SELECT entry, address FROM contact"))


def test_nobody_finds_her_in_any_byte(settings, tmp_path, caplog):
    put_everywhere(settings, tmp_path)
    older = keep_backup(settings, settings.backup_folder, moment(1)).file
    assert traces([settings.database, older]) == {
        x.name: set(TRACES) for x in (settings.database, older)
    }
    before = of_others(settings)
    with closing(sqlite3.connect(settings.database)) as others:
        others.execute("SELECT count(*) FROM asset").fetchone()
        assert forget(settings, MACHINE, whom(settings), moment(2)).is_clean
        keep_backup(settings, settings.backup_folder, moment(3))
        names = {x.name for x in files_of(settings)}
        assert names > {f"copro_map.db{x}" for x in ("", "-wal", "-shm", ".key")}
        assert traces(x for x in files_of(settings) if x != older) == {}
    assert of_others(settings) == before
    restore(settings, older, DAY)
    again = row(kind="practitioner", name_en=NAME, place="", contact_email=ADDRESS)
    again |= {"id": "p-1", "contact_source": "owner"}
    result = import_network(settings, write_csv(tmp_path / "again.csv", again))
    assert (result.added, len(result.notes)) == (0, 1)
    assert traces(x for x in files_of(settings) if x != older) == {}
    assert of_others(settings) == before
    marks = {x[:64] for x in list_in(settings.backup_folder).read_text().split("\n")}
    assert not any(x and x in str(dump(settings.database)) for x in marks)
    assert not any(one in caplog.text.lower() for one in TRACES)


def test_a_person_is_their_addresses_their_entry_and_what_it_is_called(small):
    by_address = whom(small, address=f" {ADDRESS.upper()}")
    assert (by_address.keys, by_address.entries) == ({ADDRESS}, {ID})
    assert by_address.names == NAMES
    assert whom(small, entry=ID) == by_address
    assert not whom(small, entry=OTHER).entries  # no person
    assert not whom(small, entry=OTHER).keys
    assert whom(small, address=ANN).entries == frozenset()
    enter_person(
        small,
        MACHINE,
        **{"address": ADDRESS, "name": "M", "role": "steward", "areas": ()},
        language="cy",
        now=moment(1),
    )
    assert whom(small, person=1) == replace(by_address, persons=frozenset({1}))


def test_who_suggests_a_correction_of_somebody_is_not_them(small):
    with writing(small.database) as database:
        about = (database, ID, {"contact"}, "v1", "en", DAY, TROLL)
        keep_consents(*about, "form")
    troll, before = Actor("owner", address=TROLL), entries(small)
    assert whom(small, address=TROLL) == Whom(keys=frozenset({TROLL}))
    with pytest.raises(RefusedError):
        forget(small, troll, replace(whom(small), keys=frozenset({TROLL})), moment(2))
    forget(small, troll, whom(small, address=TROLL), moment(2))
    assert entries(small) == before


def test_by_an_entry_nobody_goes_who_only_shares_its_address(small):
    given = {"practitioner_type": "individual", "name_en": "Siôn Ash", "name_cy": ""}
    with writing(small.database) as database:
        keep_consents(database, "c-sion", {"name"}, "v1", "cy", DAY, ADDRESS, "desk")
        whole = Whole.of(database, ID)
        given = {**whole.asset.given, **given}
        save_entries(database, small, [Asset("c-sion", given, is_set=True)], DAY)
    both = whom(small, address=ADDRESS)
    assert both.entries == {ID, "c-sion"}
    hers = whom(small, entry=ID)
    assert (hers.keys, hers.entries, hers.names) == (frozenset(), {ID}, NAMES)
    forget(small, MACHINE, hers, moment(2))
    assert entries(small) == {SHOWN, OTHER, "c-sion"}
    assert contacts(small) == {(SHOWN, ANN), (OTHER, ADDRESS)}
    assert not forgotten(small).address(ADDRESS)


def test_only_they_themselves_and_stewards_let_somebody_be_forgotten(small):
    before, mair = dump(small.database), whom(small)
    more = replace(mair, entries=mair.entries | {SHOWN})
    other = replace(mair, names=frozenset({"tir coed"}))
    for actor, asked in (
        (PUBLIC, mair),
        (Actor("owner", address=ANN, own=frozenset({ID})), mair),
        (HERS, more),
        (HERS, other),
        (HERS, replace(mair, keys=mair.keys | {ANN})),
        (Actor("officer", person=1), mair),
    ):
        with pytest.raises(RefusedError):
            forget(small, actor, asked, moment(2))
    with pytest.raises(ForgettingError):
        forget(small, MACHINE, whom(small, address=""), moment(2))
    assert dump(small.database) == before
    assert forgotten(small).is_empty
    # Whoever comes by a link is not known as the owner of anything.
    assert forget(small, HERS, mair, moment(2)).is_clean
    assert contacts(small) == {(SHOWN, ANN)}
    assert entries(small) == {SHOWN, OTHER}
    ((subject, record, entry),) = query(
        small.database, "SELECT subject, record, entry FROM change_made"
    )
    assert (subject, record.isdigit(), entry) == ("erasure", True, "")


def test_whoever_works_here_is_let_go_by_an_administrator_and_never_the_last(small):
    def entered(address: str, role: str) -> Actor:
        facts = {"name": role, "role": role, "areas": (), "language": "cy"}
        made = enter_person(small, MACHINE, address=address, now=moment(1), **facts)
        return Actor(role, person=made.number, epoch=made.epoch, address=address)

    entered(ADDRESS, "administrator")
    steward = entered(ANN, "steward")
    for actor, fault in (
        (HERS, RefusedError),
        (steward, RefusedError),
        (MACHINE, PersonError),
    ):
        with pytest.raises(fault):
            forget(small, actor, whom(small), moment(2))
    assert entries(small) == {SHOWN, OTHER, ID}
    administrator = entered("b@example.org", "administrator")
    assert forget(small, administrator, whom(small), moment(2)).is_clean
    assert query(small.database, "SELECT count(*) FROM person WHERE active") == [(2,)]


def test_the_files_of_open_data_go_at_once(small):
    for written in FORMATS:
        whole_file(small, "entries", written)
    (hers,) = (x for x in files_of(small) if x.name.startswith("entries.json."))
    assert "Quillfeather" in hers.read_text()
    forget(small, MACHINE, whom(small), moment(2))
    assert not [x for x in files_of(small) if x.name.startswith("entries.")]
    assert "Quillfeather" not in whole_file(small, "entries", "json").read_text()


def test_who_is_not_on_the_list_is_not_forgotten(small, monkeypatch):
    before = dump(small.database)

    def fail(*_):
        raise CoproMapError("the disk is full")

    monkeypatch.setattr(forgetting, "add_forgotten", fail)
    with pytest.raises(CoproMapError, match="disk"):
        forget(small, MACHINE, whom(small), moment(2))
    assert dump(small.database) == before


def test_what_is_owed_is_done_by_the_clock(small, monkeypatch):
    monkeypatch.setattr(emptying, "BRIEFLY", "PRAGMA busy_timeout = 1")
    monkeypatch.setattr(emptying, "WAIT_S", 0)
    with closing(sqlite3.connect(small.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM asset").fetchone()
        assert not forget(small, MACHINE, whom(small), moment(2)).is_clean
        assert run_job(small, CLEAN, moment(3)).done == 0
        reader.execute("COMMIT")
        assert traces(files_of(small))
        assert run_job(small, CLEAN, moment(4)).done == 1
        assert traces(files_of(small)) == {}
    assert run_job(small, CLEAN, moment(5)).done == 0
    assert query(small.database, "SELECT * FROM owed") == []


def test_a_backup_brings_back_who_came_back_and_nobody_else(small):
    older = keep_backup(small, small.backup_folder, moment(1)).file
    forget(small, MACHINE, whom(small), moment(2))
    forget(small, MACHINE, whom(small, address=ANN), moment(2))
    assert not any(x.is_fault for x in check(small))
    come_back(small, [ADDRESS], DAY, NAMES)
    restore(small, older, DAY)
    assert not any(x.is_fault for x in check(small))
    assert contacts(small) == {(OTHER, ADDRESS)}
    assert entries(small) == {SHOWN, OTHER}


def test_a_namesake_and_who_was_entered_again_stay_through_a_restore(small):
    given = {"kind": "practitioner", "practitioner_type": "individual", "name_en": NAME}
    namesake = Asset("c-namesake", given | {"origin": "contributed"})
    with writing(small.database) as database:
        save_entries(database, small, [namesake], DAY)
    older = keep_backup(small, small.backup_folder, moment(1)).file
    for address in (ADDRESS, ANN):
        forget(small, MACHINE, whom(small, address=address), moment(2))
    with writing(small.database) as database:
        given = Given(ANN, "cy", "owner", "", "", None)
        keep_contact(database, SHOWN, given, DAY)
    restore(small, older, DAY)
    assert entries(small) == {SHOWN, OTHER, "c-namesake"}
    assert contacts(small) == {(SHOWN, ANN)}


def test_on_a_new_machine_the_list_needs_its_key(small, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    older = keep_backup(small, elsewhere, moment(1)).file
    forget(small, MACHINE, whom(small), moment(2))
    keep_backup(small, elsewhere, moment(3))
    new = replace(small, database=tmp_path / "new" / "copro_map.db")
    with pytest.raises(CoproMapError, match="COPRO_MAP_KEY_FILE"):
        restore(new, older, DAY)
    assert not new.database.exists()
    new.database.parent.mkdir(exist_ok=True)
    shutil.copyfile(small.secret_file, new.secret_file)
    restore(new, older, DAY)
    assert entries(new) == {SHOWN, OTHER}
    assert contacts(new) == {(SHOWN, ANN)}
    assert traces(files_of(new)) == {}
    assert forgotten(new).address(ADDRESS)
