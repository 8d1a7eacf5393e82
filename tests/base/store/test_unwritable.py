"""Reading goes on where nothing can be written; what SQLite says becomes a sentence.

A limit of no bytes for each file stands for a full disk (Linux and macOS; it binds root
too, as rights of files do not).
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.faults import BUSY, NOT_KEPT, explained
from tests.samples import change, dump, query

NUMBER = "SELECT number FROM revision"
ADD = (
    "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, '')"
)


@contextmanager
def nothing_can_be_written():
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def read(path) -> list[tuple]:
    with reading(path) as database:
        return database.execute(NUMBER).fetchall()


def test_a_database_is_read_where_nothing_can_be_written(network):
    with nothing_can_be_written():
        assert read(network.database) == [(1,)]


def test_nothing_is_written_there_and_it_is_said(network):
    before = dump(network.database)

    def write() -> None:
        with nothing_can_be_written(), writing(network.database) as database:
            database.conn.execute("UPDATE revision SET number = 9")

    with pytest.raises(DatabaseError) as refused:
        write()
    assert "Nothing was changed" in str(refused.value)
    assert "build it anew" not in str(refused.value)
    assert refused.value.visitors == NOT_KEPT
    assert dump(network.database) == before


def test_what_was_not_yet_moved_into_the_file_is_read_too(network, tmp_path):
    copy = tmp_path / "copy" / "copro_map.db"
    copy.parent.mkdir()
    with closing(sqlite3.connect(network.database)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("UPDATE revision SET number = 9")
        writer.commit()
        for end in ("", "-wal"):
            shutil.copyfile(f"{network.database}{end}", f"{copy}{end}")
    before = copy.read_bytes()
    copy.with_name("copro_map.db-shm").mkdir()  # so it cannot be made
    assert read(copy) == [(9,)]
    assert copy.read_bytes() == before


def test_what_was_read_while_somebody_wrote_is_not_believed(network):
    def read_while_somebody_writes() -> None:
        with nothing_can_be_written(), reading(network.database) as database:
            database.execute(NUMBER).fetchall()
            soft = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, soft))
            change(network.database, "UPDATE revision SET number = 9")

    with pytest.raises(DatabaseError) as refused:
        read_while_somebody_writes()
    assert refused.value.visitors == BUSY
    assert read(network.database) == [(9,)]


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_newer_database_is_not_written_to(network, mode):
    change(network.database, ADD, "copro_map", "something_to_come")
    query(network.database, f"PRAGMA journal_mode = {mode}")
    before = network.database.read_bytes()
    with pytest.raises(DatabaseError, match="newer version"), writing(network.database):
        pass
    assert network.database.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (sqlite3.SQLITE_FULL, "free some space"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "free some space"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "mounted read-only"),
        (sqlite3.SQLITE_IOERR_FSYNC, "failing"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "folder exists"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "restore a backup"),
        (sqlite3.SQLITE_NOTADB, "no database"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "try again"),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, "report it"),
    ],
)
def test_each_kind_of_fault_says_what_to_do(tmp_path, code, says):
    error = sqlite3.OperationalError("the reason")
    error.sqlite_errorcode, error.sqlite_errorname = code, "ITS_NAME"
    told = explained(tmp_path, error, writing=False)
    assert says in str(told)
    assert "the reason, ITS_NAME" in str(told)
    assert explain(told, "cy") != str(told)
