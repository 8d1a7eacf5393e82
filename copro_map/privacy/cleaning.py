"""The file is cleaned of who was forgotten: at once, or by the clock."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.emptying import write_anew
from copro_map.privacy.store.owed import owed, paid


def clean(settings: Settings) -> int:
    """Write the database anew if that is owed; return how many are out of its file now.

    If somebody reads all the while what is in the log, it stays owed.

    Raises
    ------
    DatabaseError
        If there is no database yet, or it is busy, or cannot be written.
    """
    with reading(settings.database) as database:
        waiting = owed(database)
    if not waiting or not write_anew(settings.database):
        return 0
    with writing(settings.database, make=False, even_at_rest=True) as database:
        paid(database, waiting)
    return len(waiting)
