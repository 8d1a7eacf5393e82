"""What is wrong with a database and its disk, for whoever watches over a server."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from copro_map.base.errors import DatabaseError, VersionError
from copro_map.base.store.connection import reading, revision

# A page of the database that is damaged is found by reading all of them: seldom.
CHECK_EVERY_S = 3600
QUICK_CHECK = "PRAGMA quick_check(1)"
LEAST_FREE = 100_000_000  # bytes


@dataclass(frozen=True)
class Looked:
    """What a look found: the number of the revision, and one word for each fault."""

    revision: int | None
    faults: tuple[str, ...]


_sound: dict[tuple[Path, int], tuple[float, bool]] = {}


def _pages_are_sound(path: Path) -> bool:
    """Return whether every page of the file can be read; kept for an hour."""
    key = (path, path.stat().st_ino)
    when, sound = _sound.get(key, (0.0, False))
    if sound and time.monotonic() - when < CHECK_EVERY_S:
        return True
    with reading(path) as database:
        (found,) = database.execute(QUICK_CHECK).fetchone()
    _sound[key] = (time.monotonic(), found == "ok")
    return bool(found == "ok")


def _disk_faults(path: Path) -> list[str]:
    """Return what is wrong with the disk: too little space, or it may only be read."""
    faults = []
    if shutil.disk_usage(path.parent).free < LEAST_FREE:
        faults.append("little disk space")
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        faults.append("read-only")
    return faults


def look(path: Path) -> Looked:
    """Return what is wrong with a database and its disk; no fault if nothing is.

    Faults are "another version" (newer or older than this program), "unreadable"
    (missing, no database ...), "damaged", "little disk space" (less than 100 MB) and
    "read-only". None names a file; why it cannot be read is in the log once somebody
    opens a page.
    """
    try:
        with reading(path) as database:
            number = revision(database)
        sound = _pages_are_sound(path)
    except VersionError:
        return Looked(None, ("another version",))
    except (DatabaseError, OSError):
        return Looked(None, ("unreadable",))
    return Looked(number, (*([] if sound else ["damaged"]), *_disk_faults(path)))
