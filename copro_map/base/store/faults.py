"""What SQLite says of a database that it cannot use, as a sentence that helps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_

# The first byte of SQLite's code is the kind of a fault; the others say where.
KIND = 0xFF
NOT_NOW = N_(
    "The records of the map cannot be read at the moment. That is not your doing, and "
    "the reason is written down for whoever looks after the map. Try again in a few "
    "minutes."
)
NOT_KEPT = N_(
    "What you sent could not be stored, because nothing can be written on the server "
    "at the moment. Nothing was changed, and what you filled in is still here. Try "
    "again in a few minutes."
)
BUSY = N_(
    "Somebody else is writing to the map just now. Nothing was changed. Try again."
)
CANNOT_OPEN = N_(
    "{file}: the database cannot be opened ({reason}). Check that the folder exists "
    "and may be written to, or name another file in COPRO_MAP_DB."
)
FULL = N_(
    "{file}: the disk is full ({reason}). Nothing was changed; free some space and try "
    "again."
)
LOCKED = N_("{file}: the database is busy ({reason}). Nothing was changed; try again.")
SAID = {
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    sqlite3.SQLITE_READONLY: N_(
        "{file}: the database may not be written to ({reason}). Nothing was changed. "
        "Change the rights of the file and its folder, look whether the disk is "
        "mounted read-only, or name another file in COPRO_MAP_DB."
    ),
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: N_(
        "{file}: the disk did not do what it was asked ({reason}). Nothing was "
        "changed. Look in the system's log whether the disk or its connection is "
        "failing, copy the database to another one, and try again."
    ),
    sqlite3.SQLITE_CORRUPT: N_(
        "{file}: the database is damaged ({reason}). Stop the server, put the file "
        "aside, and restore a backup."
    ),
    sqlite3.SQLITE_NOTADB: N_(
        "{file}: this file is no database ({reason}). Restore a backup, or name "
        "another file in COPRO_MAP_DB."
    ),
}
OTHERWISE = N_(
    "{file}: the database refused what it was asked ({reason}). Nothing was changed. "
    "Look for damage with python -m copro_map check; if there is none, this is a fault "
    "of the program: report it."
)
# No space for the file that several programs share while they use a database.
NO_SPACE = sqlite3.SQLITE_IOERR_SHMSIZE


def kind(error: sqlite3.Error) -> int:
    """Return which kind of fault an error is: one of SQLite's primary codes.

    Examples
    --------
    >>> try:
    ...     sqlite3.connect("/nowhere/x.db")
    ... except sqlite3.Error as error:
    ...     kind(error) == sqlite3.SQLITE_CANTOPEN
    True
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return sqlite3.SQLITE_FULL if code == NO_SPACE else code & KIND


def explained(path: Path, error: sqlite3.Error, *, writing: bool) -> DatabaseError:
    """Return an error of SQLite as one that says what to do, and what visitors read."""
    what = kind(error)
    message = SAID.get(what, OTHERWISE)
    told = NOT_KEPT if writing else NOT_NOW
    if message == LOCKED:
        told = BUSY
    name = getattr(error, "sqlite_errorname", "")
    reason = f"{error}, {name}" if name else str(error)
    return DatabaseError(message, visitors=told, file=path, reason=reason)
