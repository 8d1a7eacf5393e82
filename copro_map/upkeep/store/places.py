"""Where entries were set to be by hand, and what each was set from: only added to."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.store.connection import Database
from copro_map.upkeep.rules.where import Where, kept, taken_out

ADD = """
INSERT INTO place_set (asset_id, change, was, now, undoes)
VALUES (:asset_id, :change, :was, :now, :undoes)
"""
# What was taken back, and what took it back, stands no more; nor what was forgotten.
KNOWN = "was <> '{}' AND now <> '{}'"
STANDING = f"""
SELECT id, asset_id, was, now, change FROM place_set AS p
WHERE {KNOWN} AND undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM place_set WHERE undoes = p.id)
ORDER BY id
"""  # noqa: S608 - ours alone
OF_CHANGE = f"""
SELECT id, asset_id, was, now, change FROM place_set WHERE change = ? AND {KNOWN}
"""  # noqa: S608 - ours alone


@dataclass(frozen=True)
class PlaceSet:
    """Where an entry was, and where somebody set it to be; as which change."""

    id: int
    asset_id: str
    was: Where
    now: Where
    change: int


def _read(number: int, asset_id: str, was: str, now: str, change: int) -> PlaceSet:
    return PlaceSet(number, asset_id, taken_out(was), taken_out(now), change)


def standing(database: Database) -> dict[str, PlaceSet]:
    """Return what was set last of each entry and not taken back, by its id."""
    return {row[1]: _read(*row) for row in database.execute(STANDING)}


def set_by(database: Database, change: int) -> PlaceSet | None:
    """Return what the change of a number set; None if that was forgotten."""
    row = database.execute(OF_CHANGE, [change]).fetchone()
    return _read(*row) if row else None


def add_place(  # noqa: PLR0913 - a row
    database: Database,
    asset_id: str,
    change: int,
    was: Where,
    now: Where,
    undoes: int | None = None,
) -> None:
    """Keep where an entry was set to be, inside the caller's transaction."""
    row = {
        "asset_id": asset_id,
        "change": change,
        "was": kept(was),
        "now": kept(now),
        "undoes": undoes,
    }
    database.conn.execute(ADD, row)
