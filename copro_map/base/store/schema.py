"""Which version a database is of: brought up to date, or refused, never half read."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from copro_map.base.errors import VersionError
from copro_map.base.i18n import N_
from copro_map.base.store.migrations import migrations

INTEGRITY = "PRAGMA integrity_check"
FOREIGN_KEYS = "PRAGMA foreign_key_check"

APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'copro_map'"
HAS_STEPS = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
STEPS = tuple(step.name for step in migrations.pending(Database(memory=True)))


def missing_steps(path: Path, database: Database) -> list[str]:
    """Return the names of the steps that a database has yet to be taken through.

    Raises
    ------
    VersionError
        If it has been taken through one that nobody here knows; the message says that
        the program is to be updated.
    """
    has_steps = database.conn.execute(HAS_STEPS).fetchone()
    applied = {x for (x,) in database.conn.execute(APPLIED)} if has_steps else set()
    if unknown := sorted(applied - set(STEPS)):
        raise VersionError(
            N_(
                "{file}: the database was written by a newer version of this program "
                "({steps}). Nothing was changed. Update the program, or name another "
                "file in COPRO_MAP_DB."
            ),
            file=path,
            steps=", ".join(unknown),
        )
    return [step for step in STEPS if step not in applied]


def refuse_another(path: Path, database: Database) -> None:
    """Refuse to read a database of any other version than this program's.

    Raises
    ------
    VersionError
        The message says what to do: update the program, or the database.
    """
    if missing_steps(path, database):
        raise VersionError(
            N_(
                "{file}: the database is of an older version of this program. Bring it "
                "up to date, nothing is lost: start the server, or run python -m "
                "copro_map init"
            ),
            file=path,
        )


def free_name(path: Path, step: str) -> Path:
    """Return a name beside a database, for a copy of it before a step, that is free."""
    copy = path.with_name(f"{path.name}.before-{step}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.before-{step}-{number}")
    return copy


def keep_a_copy(path: Path, step: str) -> Path:
    """Copy a database beside itself, before a step changes it; return the copy.

    It has the rights of the original, and a name that was free; it has it only once it
    is whole. Whoever calls this holds the write lock.
    """
    copy = free_name(path, step)
    # What a program that was killed left, as nobody else holds the lock.
    half = path.with_name(f"{path.name}.half")
    for end in ("", "-journal"):
        half.with_name(f"{half.name}{end}").unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(half)) as new,
    ):
        old.backup(new)
    shutil.copymode(path, half)
    return half.replace(copy)


def bring_up_to_date(path: Path, database: Database) -> None:
    """Take a database through the steps it lacks: all of them, or none.

    The write lock is held from before it is looked at, so that of several programs one
    does it and the others find it done. A copy of what had records is kept beside it.

    Raises
    ------
    VersionError
        If it is of a newer version; nothing is changed.
    """
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        missing = missing_steps(path, database)
        if 0 < len(missing) < len(STEPS):
            keep_a_copy(path, missing[0])
        migrations.apply(database)
        database.conn.execute("COMMIT")
    finally:
        if database.conn.in_transaction:
            database.conn.execute("ROLLBACK")


def file_faults(database: Database) -> list[str]:
    """Return what SQLite finds wrong with the file; an empty list if nothing."""
    rows = database.execute(INTEGRITY).fetchall()
    return [text for (text,) in rows if text != "ok"]


def broken_links(database: Database) -> list[str]:
    """Return the tables with rows that point to something missing."""
    return sorted({row[0] for row in database.execute(FOREIGN_KEYS).fetchall()})
