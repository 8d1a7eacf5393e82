"""Offers and requests in every state, on the real entries; a recount of them by SQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.samples import change, query

DAY = date(2026, 11, 30)
EXCHANGED = "kind IN ('offer', 'request')"
CHANGES = (
    "verification = 'confirmed', verified_on = '2026-11-01' WHERE rowid % 4",
    "verified_on = '2025-10-01' WHERE verification = 'confirmed' AND rowid % 11 = 4",
    "paused_until = '2026-12-20' WHERE rowid % 6 = 1",
    "opens_on = '2026-12-24' WHERE rowid % 9 = 2",
    "closes_on = '2026-11-29' WHERE rowid % 8 = 3",
    "agreement = 'agreed', taken = 1 WHERE rowid % 10 = 5",
    "agreement = 'tentative' WHERE rowid % 10 = 6",
    "way = 'either' WHERE rowid % 3 = 1",
    "way = 'remote' WHERE rowid % 3 = 2",
    "spoken = 'both' WHERE rowid % 2",
)
OPEN = f"""
SELECT id FROM asset WHERE {EXCHANGED} AND verification = 'confirmed'
    AND verified_on > '2025-11-30' AND opens_on <= '2026-11-30'
    AND paused_until < '2026-11-30' AND COALESCE(end_year, 2026) >= 2026
    AND COALESCE(NULLIF(closes_on, ''), '9999') >= '2026-11-30'
    AND NOT (kind = 'request' AND agreement IN ('agreed', 'done'))
    AND NOT (kind = 'offer' AND taken >= COALESCE(capacity, 1))
"""  # noqa: S608 - names, no values


def plant(database: Path) -> None:
    """Give the real offers and requests what none of them has yet: every state."""
    for one in CHANGES:
        sets, _, where = one.partition(" WHERE ")
        sql = f"UPDATE asset SET {sets} WHERE {EXCHANGED} AND {where}"  # noqa: S608
        change(database, sql)


def open_ids(database: Path, more: str = "") -> set[str]:
    """Return the ids of what is open, by SQL; ``more`` narrows it."""
    return {one for (one,) in query(database, f"{OPEN} {more}")}


def all_ids(database: Path) -> set[str]:
    """Return the ids of all offers and requests."""
    sql = f"SELECT id FROM asset WHERE {EXCHANGED}"  # noqa: S608 - names, no values
    return {one for (one,) in query(database, sql)}
