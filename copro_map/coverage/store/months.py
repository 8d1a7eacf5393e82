"""How areas stood at the end of each month. Rows are only added, a month once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from copro_map.coverage.rules.months import Stood

KEPT = "SELECT COUNT(*) FROM area_month WHERE month = ?"
ADD = """
INSERT INTO area_month (id, month, area_code, entries, record, known, kept_at)
VALUES (
    :month || '/' || :area_code, :month, :area_code, :entries, :record, :known, :kept_at
)
"""
OF_A_MONTH = """
SELECT area_code, entries, record, known FROM area_month WHERE month = ?
"""
OF_AN_AREA = """
SELECT month, entries, record, known FROM area_month WHERE area_code = ? ORDER BY month
"""


def is_kept(database: Database, month: str) -> bool:
    """Say whether anything is kept of a month, such as "2026-11"."""
    return bool(database.execute(KEPT, [month]).fetchone()[0])


def add_month(database: Database, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add the rows of a month inside the caller's transaction: all the columns."""
    database.conn.executemany(ADD, rows)


def of_month(database: Database, month: str) -> dict[str, Stood]:
    """Return how each area stood at the end of a month; nothing if none was kept."""
    found = database.execute(OF_A_MONTH, [month])
    return {str(code): Stood(*rest) for code, *rest in found}


def of_area(database: Database, area_code: str) -> dict[str, Stood]:
    """Return how an area stood, by month, such as "2026-11"; the oldest first."""
    found = database.execute(OF_AN_AREA, [area_code])
    return {str(month): Stood(*rest) for month, *rest in found}
