"""The table of workshops: opened, given another code, ended, and in the end emptied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copro_map.base.store.connection import Database
from copro_map.contribute.rules.workshop import Workshop

COLUMNS = "number, name, name_cy, area, opened_at, ends_at"
COUNTS = """
    (SELECT COUNT(*) FROM version_sent AS v WHERE v.workshop = w.number
        AND v.state NOT IN ('declined', 'withdrawn')),
    (SELECT COUNT(*) FROM version_sent AS v WHERE v.workshop = w.number
        AND v.state IN ('waiting', 'asked', 'reading'))
"""
ADD = """
INSERT INTO workshop (name, name_cy, code_mark, area, opened_at, opened_by, ends_at)
VALUES (:name, :name_cy, :code_mark, :area, :opened_at, :opened_by, :ends_at)
"""
ALL = f"SELECT {COLUMNS}, {COUNTS} FROM workshop AS w ORDER BY number DESC"  # noqa: S608 - names
ONE = f"SELECT {COLUMNS}, {COUNTS} FROM workshop AS w WHERE number = ?"  # noqa: S608 - names
BY_MARK = "SELECT number FROM workshop WHERE code_mark = ?"
NEW_CODE = "UPDATE workshop SET code_mark = ? WHERE number = ?"
END = "UPDATE workshop SET ends_at = ? WHERE number = ?"
EVER = "SELECT COUNT(*) FROM version_sent WHERE workshop = ?"
# Nothing is left of what was typed, or nothing ever was, long after it ended.
PAST = """
name || name_cy <> '' AND ends_at < ? AND NOT EXISTS (SELECT 1 FROM version_sent AS v
    WHERE v.workshop = workshop.number AND (v.content <> '{}' OR v.address <> ''))
"""
ANY_PAST = f"SELECT 1 FROM workshop WHERE {PAST} LIMIT 1"  # noqa: S608 - ours alone
SWEEP = f"""
UPDATE workshop SET name = '', name_cy = '', opened_by = NULL,
    code_mark = printf('%064d', number)
WHERE {PAST}
"""  # noqa: S608 - ours alone


def add(database: Database, row: Mapping[str, Any]) -> int:
    """Write down a workshop, inside the caller's transaction; return its number."""
    number = database.conn.execute(ADD, dict(row)).lastrowid
    assert number is not None
    return number


def workshops(database: Database) -> tuple[Workshop, ...]:
    """Return all workshops, the last one first."""
    return tuple(Workshop(*row) for row in database.conn.execute(ALL))


def workshop_with(database: Database, number: int) -> Workshop | None:
    """Return a workshop by its number; None if there is none."""
    row = database.conn.execute(ONE, [number]).fetchone()
    return Workshop(*row) if row else None


def workshop_of(database: Database, mark: str) -> Workshop | None:
    """Return the workshop that the mark of a code opens; None if it opens none."""
    row = database.conn.execute(BY_MARK, [mark]).fetchone()
    return workshop_with(database, int(row[0])) if row else None


def give_code(database: Database, number: int, mark: str) -> None:
    """Let another code open a workshop, and the one before none."""
    database.conn.execute(NEW_CODE, [mark, number])


def end(database: Database, number: int, at: str) -> None:
    """Let a workshop end at a moment."""
    database.conn.execute(END, [at, number])


def ever_typed(database: Database, number: int) -> int:
    """Return how many lines were typed in a workshop, those taken back as well."""
    return int(database.conn.execute(EVER, [number]).fetchone()[0])


def is_past(database: Database, before: str) -> bool:
    """Say whether a workshop has a name that nothing needs any more."""
    return database.conn.execute(ANY_PAST, [before]).fetchone() is not None


def sweep(database: Database, before: str) -> int:
    """Empty the names that nothing needs any more; return how many there were."""
    return int(database.conn.execute(SWEEP, [before]).rowcount)
