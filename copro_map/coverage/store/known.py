"""What somebody knows that is not on the map yet: private, it waits for a steward."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from copro_map.coverage.rules.answering import Known

ADD = """
INSERT INTO known_one (area_code, theme, name, place, told_on, role)
VALUES (:area_code, :theme, :name, :place, :told_on, :role)
"""
OPEN = """
SELECT id, area_code, theme, name, place, told_on, role, outcome
FROM known_one WHERE outcome = '' ORDER BY id
"""
ONE = """
SELECT id, area_code, theme, name, place, told_on, role, outcome
FROM known_one WHERE id = ?
"""
SETTLE = "UPDATE known_one SET outcome = :outcome WHERE id = :id"
TAKE_OUT = "DELETE FROM known_one WHERE id = ? AND outcome = ''"


def add_known(database: Database, row: Mapping[str, Any]) -> int:
    """Keep one inside the caller's transaction; return its id."""
    number = database.conn.execute(ADD, row).lastrowid
    assert number is not None
    return number


def open_known(database: Database) -> list[Known]:
    """Return those that wait, in the order in which they were told."""
    return [Known(*row) for row in database.execute(OPEN)]


def known_cells(database: Database) -> set[tuple[str, str]]:
    """Return the areas and themes of those that wait."""
    return {(one.area_code, one.theme) for one in open_known(database)}


def known_one(database: Database, number: int) -> Known | None:
    """Return the one of an id, if there is one."""
    row = database.execute(ONE, [number]).fetchone()
    return Known(*row) if row else None


def settle_known(database: Database, number: int, outcome: str) -> None:
    """Write down what came of one, inside the caller's transaction; "": it waits."""
    database.conn.execute(SETTLE, {"id": number, "outcome": outcome})


def take_known_out(database: Database, number: int) -> None:
    """Remove one that waits, inside the caller's transaction."""
    database.conn.execute(TAKE_OUT, [number])
