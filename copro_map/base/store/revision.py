"""The number of the data, which grows with every change, and what a change did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading

NEXT_REVISION = "UPDATE revision SET number = number + 1"
REVISION = "SELECT number FROM revision"


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
