"""Putting a backup in the place of a database, while others read and write it.

The content is replaced inside the file that is there, in one transaction of SQLite, so
whoever has it open goes on with the new one, and whoever is killed changed nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_
from copro_map.base.store.backups import (
    DAMAGED,
    NO_MAP,
    Backup,
    changed_alone,
    check_copy,
    checksum,
    copy_of,
    opened_alone,
)
from copro_map.base.store.connection import SET_WAL
from copro_map.base.store.faults import LOCKED, explained, kind
from copro_map.base.store.leftovers import folder_beside
from copro_map.base.store.migrations import migrations
from copro_map.base.store.opening import connect
from copro_map.base.store.schema import free_name, missing_steps

# Changes the backup; says whether what there is now lies beside it, as ``earlier``.
CarryOver = Callable[[Database, bool], None]
STEP = "restore"
TRIES = 20
OPEN_EARLIER = "ATTACH ? AS earlier"
WRITTEN_BY_OTHERS = "PRAGMA data_version"
NUMBER = "SELECT number FROM revision"
NEW_MARK = "UPDATE revision SET number = max(number, :known) + 1"
UNUSABLE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


@dataclass(frozen=True)
class Restored:
    """What was restored, and where a copy of what was there is kept, if there was."""

    backup: Backup
    kept: Path | None


class _WrittenMeanwhileError(Exception):
    """Somebody wrote between the copy and its replacement: once more."""


def restore(path: Path, file: Path, carry_over: CarryOver) -> Restored:
    """Put a backup in the place of a database; keep a copy of what was there.

    The backup is checked first, and brought up to date if it is of an older version.
    ``carry_over`` is called with it, inside a transaction, for what must not be
    forgotten: a copy of what there is now is attached to it as ``earlier``, unless that
    cannot be read. The data has a new mark afterwards, so that nothing is shown from
    memory.

    Raises
    ------
    DatabaseError
        If the file is no map, is damaged or of a newer version, or nothing can be
        written. Nothing is changed then.
    """
    if not file.is_file():
        raise DatabaseError(NO_MAP, file=file)
    try:
        with folder_beside(path) as folder:
            wanted = folder / path.name
            entries = _wanted(file, wanted)
            made = Backup(file, entries, checksum(file))
            for _ in range(TRIES):
                with suppress(_WrittenMeanwhileError):
                    return Restored(made, _put(path, wanted, carry_over))
        raise DatabaseError(LOCKED, file=path, reason="written to all the time")
    except sqlite3.Error as error:
        raise explained(path, error, writing=True) from error
    except OSError as error:
        raise DatabaseError(
            N_("{file}: nothing can be written there ({reason}). Nothing was changed."),
            file=path,
            reason=error,
        ) from error


def _wanted(file: Path, wanted: Path) -> int:
    """Copy a backup, check it, bring it up to date; return how many entries it has."""
    try:
        copy_of(file, wanted)
    except sqlite3.DatabaseError as error:
        if kind(error) not in UNUSABLE:
            raise
        message = NO_MAP if kind(error) == sqlite3.SQLITE_NOTADB else DAMAGED
        raise DatabaseError(message, file=file, reason=error) from error
    entries = check_copy(wanted, file)
    changed_alone(wanted, migrations.apply)
    return entries


def _brought_up_to_date(before: Path) -> Path:
    """Return a second copy of what was there, of this version."""
    copy = before.with_name(f"{before.name}-now")
    shutil.copyfile(before, copy)
    changed_alone(copy, migrations.apply)
    return copy


def _put(path: Path, wanted: Path, carry_over: CarryOver) -> Path | None:
    """Replace the content once; return where what was there is kept."""
    kept = free_name(path, STEP)
    if path.exists():
        try:
            return _put_into(path, wanted, kept, carry_over)
        except sqlite3.DatabaseError as error:
            if kind(error) not in UNUSABLE:
                raise
    _carried(wanted, carry_over, None)
    return _swap(path, wanted, kept)


def _put_into(path: Path, wanted: Path, kept: Path, carry_over: CarryOver) -> Path:
    """Replace the content inside the file that is there; return the copy of it."""
    before = wanted.with_name(f"{path.name}-before")
    with closing(connect(path, "mode=rw").conn) as witness:
        witness.execute(SET_WAL)
        missing_steps(path, Database(witness, execute_plugins=False))
        seen = witness.execute(WRITTEN_BY_OTHERS).fetchone()
        copy_of(path, before)
        shutil.copymode(path, before)
        new = _carried(wanted, carry_over, before)
        before.replace(kept)
        try:
            _replace(path, new, witness, seen)
        except BaseException:
            kept.unlink()
            raise
    return kept


def _carried(wanted: Path, carry_over: CarryOver, before: Path | None) -> Path:
    """Return a copy of what is wanted, with what must not be forgotten."""
    new = wanted.with_name(f"{wanted.name}-new")
    shutil.copyfile(wanted, new)
    earlier, known = before and _brought_up_to_date(before), 0
    if earlier:
        with opened_alone(earlier) as database:
            known = database.conn.execute(NUMBER).fetchone()[0]

    def change(database: Database) -> None:
        if earlier:
            database.conn.execute(OPEN_EARLIER, [str(earlier)])
        carry_over(database, bool(earlier))
        database.conn.execute(NEW_MARK, {"known": known})

    changed_alone(new, change)
    return new


def _replace(
    path: Path, new: Path, witness: sqlite3.Connection, seen: tuple[int]
) -> None:
    """Write a copy over the content of a database, unless somebody wrote meanwhile.

    The first page is written under SQLite's lock for writers, and held until the last:
    whoever wrote before it is seen by then, nobody can afterwards.
    """

    def watch(status: int, remaining: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise DatabaseError(LOCKED, file=path, reason="another program writes")
        # After the last page it is we who have written.
        if remaining and witness.execute(WRITTEN_BY_OTHERS).fetchone() != seen:
            raise _WrittenMeanwhileError

    with (
        closing(sqlite3.connect(new)) as source,
        closing(connect(path, "mode=rw").conn) as target,
    ):
        source.backup(target, pages=1, progress=watch)


def _swap(path: Path, wanted: Path, kept: Path) -> Path | None:
    """Put a copy where no database is that could be used; what lies there is kept."""
    found = None
    for end in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + end)
        if beside.exists():
            with suppress(OSError):  # it is kept as long as if it were made now
                beside.touch()
            found = beside.replace(kept.with_name(kept.name + end))
    wanted.with_name(f"{wanted.name}-new").replace(path)
    return found
