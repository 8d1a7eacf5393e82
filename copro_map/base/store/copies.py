"""Copies beside the database, from before it was changed or replaced, and their end."""

from __future__ import annotations

from datetime import datetime
from glob import escape

from copro_map.base.config import Settings
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_
from copro_map.base.retention import kept_for
from copro_map.base.today import moved_day


def let_copies_go(settings: Settings, now: datetime) -> int:
    """Delete the copies beside a database that are too old; return how many files.

    They are as old as their file says; on a day that was moved none goes.

    Raises
    ------
    DatabaseError
        If one cannot be deleted.
    """
    if moved_day():
        return 0
    path, limit = settings.database, (now - kept_for(settings, "copies")).timestamp()
    try:
        old = [
            copy
            for copy in path.parent.glob(f"{escape(path.name)}.before-*")
            if copy.is_file() and not copy.is_symlink() and copy.stat().st_mtime < limit
        ]
        for copy in old:
            copy.unlink(missing_ok=True)
    except OSError as error:
        raise DatabaseError(NOT_DELETED, folder=path.parent, reason=error) from error
    return len(old)


NOT_DELETED = N_(
    "{folder}: an old copy of the database cannot be deleted ({reason}). Check that "
    "the folder may be written to."
)
