"""Backups: whole copies of the database, checked, under a name that says when.

A backup is one file without a log beside it. It has its name only once it is whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from copro_map.base.config import Settings
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_
from copro_map.base.retention import kept_for
from copro_map.base.store.emptying import empty
from copro_map.base.store.faults import explained, kind
from copro_map.base.store.leftovers import folder_beside
from copro_map.base.store.opening import connect, to_read
from copro_map.base.store.schema import broken_links, file_faults, missing_steps

OLD = timedelta(hours=36)
MOMENT = "%Y%m%dT%H%M%SZ"
MOMENT_READ = r"(\d{8}T\d{6}Z)"
# Of a day that was moved: a trial is no backup of the real map, and lets none go.
TRIAL = "-trial"
ONE_FILE = "PRAGMA journal_mode = DELETE"
IS_MAP = """
SELECT count(*) = 3 FROM sqlite_master
WHERE type = 'table' AND name IN ('asset', 'revision', '_sqlite_migrations')
"""
Change = Callable[[Database], object]  # inside a transaction
ALL_AT_ONCE = "BEGIN IMMEDIATE"
KEEP = "COMMIT"
ENTRIES = "SELECT count(*) FROM asset"


@dataclass(frozen=True)
class Backup:
    """A backup: its file, how many entries it has, and the SHA-256 of the file."""

    file: Path
    entries: int
    checksum: str

    def as_json(self) -> dict[str, str | int]:
        """Return it as the command line prints it."""
        told = {"file": str(self.file), "checksum": self.checksum}
        return {**told, "entries": self.entries}


def copy_of(path: Path, copy: Path) -> None:
    """Copy a database into one new file, beside whoever writes to it.

    Raises
    ------
    sqlite3.Error
        If it cannot be read, or the copy cannot be written.
    DatabaseError
        As ``to_read``.
    """
    with to_read(path) as source, closing(sqlite3.connect(copy)) as target:
        source.conn.backup(target)
        target.execute(ONE_FILE)
    copy.chmod(0o600)  # it has what is private


@contextmanager
def opened_alone(path: Path) -> Iterator[Database]:
    """Open a copy that nobody else uses, for reading; nothing is made beside it."""
    database = connect(path, "immutable=1")
    try:
        yield database
    finally:
        database.conn.close()


def check_copy(path: Path, said: Path) -> int:
    """Return how many entries a copy has, once it was found to be a sound map.

    ``said`` is the name by which the reader knows it.

    Raises
    ------
    DatabaseError
        If it is no map, or damaged.
    VersionError
        If it is of a newer version.
    """
    try:
        with opened_alone(path) as database:
            if not database.conn.execute(IS_MAP).fetchone()[0]:
                raise DatabaseError(NO_MAP, file=said)
            missing_steps(said, database)
            if faults := [*file_faults(database), *broken_links(database)]:
                raise DatabaseError(DAMAGED, file=said, reason=faults[0])
            return int(database.conn.execute(ENTRIES).fetchone()[0])
    except sqlite3.DatabaseError as error:
        message = NO_MAP if kind(error) == sqlite3.SQLITE_NOTADB else DAMAGED
        raise DatabaseError(message, file=said, reason=error) from error


NO_MAP = N_(
    "{file}: this is no copy of a map. Nothing was changed. Name a file that backup "
    "made; one that was encrypted is decrypted first."
)
DAMAGED = N_(
    "{file}: this copy of the map is damaged ({reason}). Nothing was changed. Take "
    "another backup."
)
NOT_WRITTEN = N_(
    "{folder}: no backup can be kept there ({reason}). Check that the folder may be "
    "written to and has space, or name another one in COPRO_MAP_BACKUPS."
)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, as sha256sum prints it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(database: Path, now: datetime, trial: str) -> str:
    return f"{database.stem}{trial}-{now.astimezone(UTC):{MOMENT}}.db"


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def changed_alone(path: Path, change: Change) -> None:
    """Change a copy that nobody else uses, in one transaction; it stays one file.

    What was deleted is nowhere in it.
    """
    with closing(connect(path, "mode=rw").conn) as connection:
        connection.execute(ALL_AT_ONCE)
        change(Database(connection, execute_plugins=False))
        connection.execute(KEEP)
        empty(connection)
        connection.execute(ONE_FILE)


def back_up(
    settings: Settings,
    folder: Path,
    now: datetime,
    *,
    is_trial: bool = False,
    change: Change | None = None,
) -> Backup:
    """Copy the database into a folder, check the copy, then give it its name.

    The folder is made if need be. Whoever is killed leaves nothing under that name.
    ``change`` takes out of the copy what is not to be kept.

    Raises
    ------
    DatabaseError
        If the database cannot be read, is damaged, or nothing can be written there.
    """
    database = settings.database
    if not database.exists():
        raise DatabaseError(
            N_("{file}: there is no database yet. Build it: python -m copro_map init"),
            file=database,
        )
    target = folder / _name(database, now, TRIAL if is_trial else "")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with folder_beside(folder / database.name) as inside:
            return _kept(database, inside / database.name, target, change)
    except sqlite3.Error as error:
        raise explained(database, error, writing=False) from error
    except OSError as error:
        raise DatabaseError(NOT_WRITTEN, folder=folder, reason=error) from error


def _kept(database: Path, half: Path, target: Path, change: Change | None) -> Backup:
    copy_of(database, half)
    if change:
        changed_alone(half, change)
    entries = check_copy(half, database)
    made = Backup(target, entries, checksum(half))
    _to_disk(half)
    half.replace(target)
    _to_disk(target.parent)
    return made


def backups(
    settings: Settings, folder: Path, *, is_trial: bool = False
) -> list[tuple[datetime, Path]]:
    """Return the backups of a database in a folder, and when, the newest first.

    Those that are named as ``back_up`` names them; nothing else is ours.
    """
    trial = TRIAL if is_trial else ""
    own = re.compile(rf"{re.escape(settings.database.stem + trial)}-{MOMENT_READ}\.db")
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        named = own.fullmatch(path.name)
        if named and path.is_file() and not path.is_symlink():
            with suppress(ValueError):  # no day of the calendar
                moment = datetime.strptime(named[1], MOMENT).replace(tzinfo=UTC)
                found.append((moment, path))
    return sorted(found, reverse=True)


def let_go(
    settings: Settings, folder: Path, now: datetime, *, is_trial: bool = False
) -> int:
    """Delete the backups of a folder that are older than 35 days; return how many.

    Raises
    ------
    DatabaseError
        If one cannot be deleted.
    """
    limit = now - kept_for(settings, "backups")
    old = [
        path
        for moment, path in backups(settings, folder, is_trial=is_trial)
        if moment < limit
    ]
    try:
        for path in old:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise DatabaseError(NOT_WRITTEN, folder=folder, reason=error) from error
    return len(old)


def warnings(
    settings: Settings, now: datetime, *, is_trial: bool = False
) -> tuple[str, ...]:
    """Return what a monitor is warned of about the nightly backups; none names a file.

    "no backup", "backup older than 36 hours", "backups on the database's disk".
    """
    folder, told = settings.backup_folder, []
    try:
        found = backups(settings, folder, is_trial=is_trial)
        if not found:
            told.append("no backup")
        elif now - found[0][0] > OLD:
            told.append("backup older than 36 hours")
        there = next(x for x in (folder, *folder.absolute().parents) if x.exists())
        if there.stat().st_dev == settings.database.parent.stat().st_dev:
            told.append("backups on the database's disk")
    except OSError:
        told.append("backups unreadable")
    return tuple(told)
