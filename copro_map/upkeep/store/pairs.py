"""What was judged of two entries that may be one body: only added to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from copro_map.base.store.connection import Database

ADD = """
INSERT INTO pair_judged (record, verdict, gone, stays, was, now, change, undoes)
VALUES (:record, :verdict, :gone, :stays, :was, :now, :change, :undoes)
"""
# What was taken back, and what took it back, stands no more.
STANDING = """
SELECT record FROM pair_judged AS p
WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM pair_judged WHERE undoes = p.id)
"""
OF_CHANGE = """
SELECT id, record, verdict, gone, stays, was, now FROM pair_judged WHERE change = ?
"""
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """What was judged of a pair: "two", or that ``gone`` became ``stays``.

    ``was`` is how the one that stays was before, ``now`` what it was given.
    """

    id: int
    record: str
    verdict: Literal["two", "one"]
    gone: str
    stays: str
    was: Fields
    now: Fields


def judged_pairs(database: Database) -> set[str]:
    """Return the records of the pairs of which a judgement stands."""
    return {record for (record,) in database.execute(STANDING)}


def judged_by(database: Database, change: int) -> Judged | None:
    """Return what the change of a number judged."""
    row = database.execute(OF_CHANGE, [change]).fetchone()
    return Judged(*row[:5], *map(json.loads, row[5:])) if row else None


def add_judged(
    database: Database, judged: Judged, change: int, undoes: int | None = None
) -> None:
    """Keep what was judged, inside the caller's transaction; ``id`` is not used."""
    texts = {"was": json.dumps(judged.was), "now": json.dumps(judged.now)}
    row = {**vars(judged), **texts, "change": change, "undoes": undoes}
    database.conn.execute(ADD, row)
