"""The id that an id has become: of bodies known by name before, and merged entries."""

from __future__ import annotations

from sqlite_utils import Database

# However many steps that takes (the view ``asset_successor``).
SUCCESSORS = "SELECT id, became FROM asset_successor"
BECAME_IT = "SELECT id FROM asset_successor WHERE became = ? ORDER BY id"


def successors(database: Database) -> dict[str, str]:
    """Return the entry that each one leads to in the end, by its id.

    An entry that stands for itself is not among them.
    """
    return dict(database.execute(SUCCESSORS).fetchall())


def ids_of(database: Database, entry_id: str) -> tuple[str, ...]:
    """Return an entry's own id, and those that became it."""
    return (entry_id, *(one for (one,) in database.execute(BECAME_IT, [entry_id])))
