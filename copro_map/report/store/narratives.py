"""What is written for the board: one draft for a day, and each text as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from copro_map.base.store.connection import NEXT_REVISION, Database
from copro_map.report.rules.narrative import Words

WORDS = ("well_en", "well_cy", "hard_en", "hard_cy", "ask_en", "ask_cy")
COLUMNS, VALUES = ", ".join(WORDS), ", ".join(f":{name}" for name in WORDS)
SET = ", ".join(f"{name} = :{name}" for name in WORDS)
DRAFT = f"SELECT {COLUMNS}, version FROM narrative_draft WHERE as_at = ?"  # noqa: S608
UNAPPROVED = """
SELECT max(as_at) FROM narrative_draft
WHERE as_at > (SELECT coalesce(max(as_at), '') FROM approval)
"""
KEEP = f"""
INSERT INTO narrative_draft (as_at, {COLUMNS}, version, saved_at, saved_by)
VALUES (:as_at, {VALUES}, 1, :saved_at, :saved_by)
ON CONFLICT (as_at) DO UPDATE SET {SET}, version = version + 1, saved_at = :saved_at,
    saved_by = :saved_by
"""  # noqa: S608 - names of ours alone
ADD = f"""
INSERT INTO narrative (as_at, {COLUMNS}, published_on, published_by)
VALUES (:as_at, {VALUES}, :published_on, :published_by)
"""  # noqa: S608 - names of ours alone
SEEN = f"SELECT id, as_at, published_on, {COLUMNS} FROM narrative"  # noqa: S608
# Of each day the last text counts; of a day the one of the latest day before it.
LAST = f"""
{SEEN} WHERE id IN (SELECT max(id) FROM narrative WHERE as_at <= ? GROUP BY as_at)
    AND {" || ".join(WORDS)} <> ''
ORDER BY as_at DESC LIMIT 1
"""  # noqa: S608 - names of ours alone
OF_DAY = f"{SEEN} WHERE as_at = ? ORDER BY id DESC LIMIT 1"
ONE = f"{SEEN} WHERE id = ?"


@dataclass(frozen=True)
class Narrative:
    """A text as it was published: for the figures as at which day, and when."""

    number: int
    as_at: date
    published_on: date
    words: Words


def draft(database: Database, as_at: date) -> tuple[Words, int]:
    """Return what is being written for a day, and its version: 0 if nothing is."""
    for row in database.query(DRAFT, [as_at.isoformat()]):
        return Words.of(row), row["version"]
    return Words(), 0


def last_unapproved(database: Database) -> date | None:
    """Return the last day with a draft, if it is after what was approved last."""
    (last,) = database.conn.execute(UNAPPROVED).fetchone()
    return date.fromisoformat(last) if last else None


def keep_draft(
    database: Database, as_at: date, words: Words, saved: Mapping[str, Any]
) -> None:
    """Keep what is being written for a day, inside the caller's transaction."""
    row = {"as_at": as_at.isoformat(), **words.row(), **saved}
    database.conn.execute(KEEP, row)


def add_narrative(
    database: Database, as_at: date, words: Words, published: Mapping[str, Any]
) -> int:
    """Publish words for a day inside the caller's transaction; return the number.

    Empty words take down what was published.
    """
    row = {"as_at": as_at.isoformat(), **words.row(), **published}
    number = database.conn.execute(ADD, row).lastrowid
    assert number is not None  # a row was just added
    database.conn.execute(NEXT_REVISION)
    return number


def _narrative(database: Database, sql: str, value: object) -> Narrative | None:
    for row in database.query(sql, [value]):
        return Narrative(
            row["id"],
            date.fromisoformat(row["as_at"]),
            date.fromisoformat(row["published_on"]),
            Words.of(row),
        )
    return None


def last_narrative(database: Database, day: date) -> Narrative | None:
    """Return what the Network says as at a day: what is written for it, or before."""
    return _narrative(database, LAST, day.isoformat())


def narrative_of(database: Database, as_at: date) -> Narrative | None:
    """Return what was published last for just this day; its words may be taken down."""
    return _narrative(database, OF_DAY, as_at.isoformat())


def narrative_with(database: Database, number: int) -> Narrative | None:
    """Return the text of a number."""
    return _narrative(database, ONE, number)
