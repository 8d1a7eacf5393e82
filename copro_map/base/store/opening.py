"""Opening the file of a database, also where nothing can be written.

SQLite keeps two files beside a database that is used (``-wal``, ``-shm``), and makes
them for a reader too. On a disk that is full or read-only it cannot, so the database
is then read as it lies there.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from copro_map.base.errors import DatabaseError
from copro_map.base.store.faults import BUSY, LOCKED, kind

BUSY_TIMEOUT_MS = 5_000
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
LOOK = "PRAGMA schema_version"
NOTHING_CAN_BE_WRITTEN = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
)


def connect(path: Path, how: str) -> Database:
    """Return a connection; ``how`` is "mode=rw", or another part of SQLite's URI."""
    address = f"{path.resolve().as_uri()}?{how}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = None
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return Database(connection, execute_plugins=False)


def _used(path: Path) -> Database:
    """Return a connection beside others, which looked into the file already."""
    database = connect(path, "mode=rw")
    try:
        database.conn.execute(LOOK).fetchone()
    except sqlite3.Error:
        database.conn.close()
        raise
    return database


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _state(path: Path) -> tuple[int, ...]:
    """Return what is another number as soon as somebody has written."""
    file, log = path.stat(), _log(path)
    waiting = log.stat().st_size if log.exists() else 0
    return waiting, file.st_ino, file.st_size, file.st_mtime_ns


def _refuse_if_written(path: Path, before: tuple[int, ...]) -> None:
    if _state(path) != before:
        reason = "it was written to while it was read without a lock"
        raise DatabaseError(LOCKED, visitors=BUSY, file=path, reason=reason)


@contextmanager
def _as_it_lies(path: Path) -> Iterator[Database]:
    """Open a database without a lock, and without a file beside it.

    What is still in its log (``-wal``) is only read through such files, so both are
    then copied to where temporary files are. Whoever writes meanwhile is found out.

    Raises
    ------
    DatabaseError
        If somebody wrote to it meanwhile: nothing that was read is to be believed.
    """
    before = _state(path)
    with ExitStack() as stack:
        if before[0]:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            for file in (path, _log(path)):
                shutil.copyfile(file, folder / file.name)
            _refuse_if_written(path, before)
            database = connect(folder / path.name, "mode=rw")
            stack.callback(database.conn.close)
            yield database
            return
        database = connect(path, "immutable=1")
        stack.callback(_refuse_if_written, path, before)
        stack.callback(database.conn.close)
        yield database


@contextmanager
def to_read(path: Path) -> Iterator[Database]:
    """Open a database for reading: beside others, or where that cannot be, as it lies.

    Raises
    ------
    DatabaseError
        If it was read without a lock, and written to meanwhile.
    sqlite3.Error
        If it cannot be read.
    """
    with ExitStack() as stack:
        try:
            database = _used(path)
            stack.callback(database.conn.close)
        except sqlite3.OperationalError as error:
            if kind(error) not in NOTHING_CAN_BE_WRITTEN:
                raise
            database = stack.enter_context(_as_it_lies(path))
        yield database
