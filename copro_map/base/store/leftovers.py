"""Folders to build a database in: what a program left that was killed is swept.

A folder is somebody's as long as they hold a lock of SQLite in it; the system lets go
of it however they end.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

LOCK = "lock"
# As tempfile ends the names of folders.
END = r"-[a-z0-9_]{8}"
HOLD = "BEGIN EXCLUSIVE"


def _lock(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / LOCK, isolation_level=None, timeout=0)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """Make a folder to build a database in, on the same disk; it is gone at the end.

    Raises
    ------
    OSError
        If none can be made there.
    """
    sweep(target)
    with (
        TemporaryDirectory(dir=target.parent, prefix=f"{target.name}-") as name,
        closing(_lock(Path(name))) as lock,
    ):
        try:
            lock.execute(HOLD)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        yield Path(name)


def sweep(target: Path) -> None:
    """Remove the folders beside a database in which nobody builds any more."""
    own = re.compile(re.escape(target.name) + END)
    for folder in target.parent.glob(f"{target.name.replace('[', '[[]')}-*"):
        names = [x.name for x in folder.iterdir()] if folder.is_dir() else [""]
        ours = own.fullmatch(folder.name) and all(
            x.startswith((target.name, LOCK)) for x in names
        )
        # An empty one may be somebody's who has not locked it yet.
        if not ours or not names:
            continue
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            closing(_lock(folder)) as lock,
        ):
            lock.execute(HOLD)
            shutil.rmtree(folder)
