"""Connections: one short-lived one for each unit of work, reading or writing.

The number of the data grows with every change: what is kept of an answer depends on it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database as Database

from copro_map.base.config import Settings
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_
from copro_map.base.store.faults import explained, kind
from copro_map.base.store.leftovers import sweep
from copro_map.base.store.opening import BUSY_TIMEOUT_MS, connect, to_read
from copro_map.base.store.rest import refuse_at_rest
from copro_map.base.store.revisions import NEXT_REVISION as NEXT_REVISION
from copro_map.base.store.schema import bring_up_to_date, missing_steps, refuse_another

REVISION = "SELECT number FROM revision"
MARKED = "SELECT number, mark FROM revision"

RETRY_S = 0.02
JOURNAL_MODE = "PRAGMA journal_mode"
SET_WAL = "PRAGMA journal_mode = WAL"
READ_ONLY = "PRAGMA query_only = ON"


def _prepare(path: Path, database: Database) -> None:
    """Bring the file up to date: write-ahead log, the steps of the schema it lacks.

    Changing the journal mode does not wait for a lock as statements do, so try again
    for a while.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            missing = missing_steps(path, database)  # refuses a newer one, unwritten
            if database.conn.execute(JOURNAL_MODE).fetchone()[0] != "wal":
                database.conn.execute(SET_WAL)
            if missing:
                bring_up_to_date(path, database)
            return
        except sqlite3.OperationalError as error:
            if kind(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_S)


@contextmanager
def _read_only(path: Path) -> Iterator[Database]:
    """Open a database of whatever version; it cannot write."""
    if not path.exists():
        raise DatabaseError(
            N_("{file}: there is no database yet. Build it: python -m copro_map init"),
            file=path,
        )
    try:
        with to_read(path) as database:
            database.conn.execute(READ_ONLY)
            yield database
    except sqlite3.Error as error:
        raise explained(path, error, writing=False) from error


@contextmanager
def _to_write(path: Path, *, make: bool) -> Iterator[Database]:
    """Open a database, or make it; what is not committed is taken back."""
    try:
        database = connect(path, "mode=rwc" if make else "mode=rw")
        try:
            yield database
        finally:
            if database.conn.in_transaction:
                database.conn.execute("ROLLBACK")
            database.conn.close()
    except sqlite3.Error as error:
        raise explained(path, error, writing=True) from error


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """Open the database for one piece of reading; it cannot write.

    Raises
    ------
    DatabaseError
        If there is none yet, it is of another version, or it cannot be read; the
        message says what to do.
    """
    with _read_only(path) as database:
        refuse_another(path, database)
        yield database


@contextmanager
def writing(
    path: Path, *, keep: bool = True, make: bool = True, even_at_rest: bool = False
) -> Iterator[Database]:
    """Open the database for one transaction: all of it is kept, or nothing.

    The lock is taken at once (``BEGIN IMMEDIATE``), so that what is read inside the
    block cannot change before it is written. With ``keep=False`` the transaction is
    real but rolled back at the end: a dry run. ``make`` says whether one is made if
    there is none: not for visitors, or a disk that is away for a minute would leave an
    empty map behind. ``even_at_rest`` is for what goes on while the map is mended: the
    schema, signing in and out, and ending the rest. A dry run goes on too.

    Raises
    ------
    AtRestError
        If the map is at rest; nothing is kept.
    DatabaseError
        If the file is of a newer version, cannot be opened or written, is busy for 5 s,
        or the disk is full.
    """
    with _to_write(path, make=make) as database:
        _prepare(path, database)
        database.conn.execute("BEGIN IMMEDIATE")
        missing_steps(path, database)  # a newer program may have come before the lock
        if keep and not even_at_rest:
            refuse_at_rest(database)
        yield database
        database.conn.execute("COMMIT" if keep else "ROLLBACK")


def prepare(path: Path) -> None:
    """Bring a database up to date, if there is one and it is of an older version.

    A copy is kept beside it. What a program that was killed left there is swept. One
    that is up to date is not written to.

    Raises
    ------
    DatabaseError
        As for ``writing``.
    """
    sweep(path)
    if not path.exists():
        return
    with _read_only(path) as database:
        missing = missing_steps(path, database)
    if missing:
        with writing(path, even_at_rest=True):
            pass


@dataclass(frozen=True)
class Saved:
    """How many entries were new, changed, or the same as before."""

    added: int
    changed: int
    unchanged: int


def revision(database: Database) -> int:
    """Return the number of the data revision: it grows with every change."""
    row = database.execute(REVISION).fetchone()
    return int(row[0])


def data_revision(settings: Settings) -> int:
    """Return a number that grows with every change to the entries."""
    with reading(settings.database) as database:
        return revision(database)


def data_mark(settings: Settings) -> str:
    """Return a text for the state of the data, which no other state has or will have.

    It is random with every change, so it does not come back as the number does when a
    backup is restored and written to.
    """
    with reading(settings.database) as database:
        number, mark = database.execute(MARKED).fetchone()
    return f"{number} {mark}"
