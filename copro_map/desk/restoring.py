"""Putting a backup in the place of the database, without forgetting what must stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from copro_map.base.config import Settings, make_home
from copro_map.base.store.backups import backups
from copro_map.base.store.connection import Database
from copro_map.base.store.restoring import Restored
from copro_map.base.store.restoring import restore as put_back
from copro_map.base.today import moved_day
from copro_map.people.restored import carry_over
from copro_map.surveys.face import forget_closed


def restore(settings: Settings, file: Path, today: date) -> Restored:
    """Put a backup in the place of the database; a copy of what was there is kept.

    It may be done while a server runs. Who is never written to again, who may do what
    and what was sent stay as they were until now; if the database cannot be read any
    more, as the newest backup that can be read has them. Keys of waves that have closed
    are destroyed again.

    Raises
    ------
    DatabaseError
        If the file is no map, is damaged or of a newer version, or nothing can be
        written. Nothing is changed then.
    """
    make_home(settings)
    known = [path for _, path in backups(settings, settings.backup_folder)]

    def carry(database: Database, earlier: Path | None) -> None:
        carry_over(database, earlier, known, today)

    done = put_back(settings.database, file, carry)
    if not moved_day():
        forget_closed(settings, today)
    return done
