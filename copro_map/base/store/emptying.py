"""Writing a database anew: what was deleted is then nowhere in its files."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from copro_map.base.store.faults import explained
from copro_map.base.store.opening import connect

INDEXES = """
SELECT name FROM sqlite_master
WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%' AND sql NOT LIKE '%fts5vocab%'
"""
# An index of words keeps what was deleted until its parts are made one.
OPTIMISE = "INSERT INTO {index} ({index}) VALUES ('optimize')"
WRITE_ANEW = "VACUUM"
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
# Somebody waits for this, and the clock tries again.
BRIEFLY, TRIES, WAIT_S = "PRAGMA busy_timeout = 500", 3, 0.2


def write_anew(path: Path) -> bool:
    """Write a database anew, and empty its log; return whether the log is empty.

    What was deleted before is then in neither, nor in the index of words. The log stays
    while somebody reads what it holds: they are waited for, for two seconds.

    Raises
    ------
    DatabaseError
        If it is busy, or cannot be written.
    """
    try:
        with closing(connect(path, "mode=rw").conn) as connection:
            empty(connection)
            return _log_is_empty(connection)
    except sqlite3.Error as error:
        raise explained(path, error, writing=True) from error


def empty(connection: sqlite3.Connection) -> None:
    """Write a database anew, outside of a transaction; its log is not looked at."""
    for (index,) in connection.execute(INDEXES).fetchall():
        connection.execute(OPTIMISE.format(index=index))
    connection.execute(WRITE_ANEW)


def _log_is_empty(connection: sqlite3.Connection) -> bool:
    connection.execute(BRIEFLY)
    for _ in range(TRIES):
        is_busy, *_ = connection.execute(EMPTY_LOG).fetchone()
        if not is_busy:
            return True
        time.sleep(WAIT_S)
    return False
