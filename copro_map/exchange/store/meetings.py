"""The table of meetings: read and written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

from copro_map.exchange.rules.records import Meeting

COLUMNS = tuple(Meeting.__annotations__)
MEETINGS = f"""
SELECT {", ".join(COLUMNS)} FROM meeting
WHERE (:entry IS NULL OR :entry IN (request, offer))
    AND (:talk IS NULL OR talk = :talk)
    AND (:number IS NULL OR number = :number)
ORDER BY number
"""  # noqa: S608 - names, no values


def _meeting(row: tuple[Any, ...]) -> Meeting:
    facts = dict(zip(COLUMNS, row, strict=True))
    return Meeting(**{**facts, "is_story": bool(facts["is_story"])})


def meetings(
    database: Database,
    *,
    entry: str | None = None,
    talk: str | None = None,
    number: int | None = None,
    states: Collection[str] = (),
) -> tuple[Meeting, ...]:
    """Return the meetings, oldest first; those alone that are asked for."""
    asked = {"entry": entry, "talk": talk, "number": number}
    rows = database.conn.execute(MEETINGS, asked)
    found = (_meeting(row) for row in rows)
    return tuple(one for one in found if not states or one.state in states)
