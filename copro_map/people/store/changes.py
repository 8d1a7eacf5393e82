"""The table of changes: only ever added to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from copro_map.base.i18n import Label
from copro_map.base.store.connection import Database
from copro_map.people.rules.changes import Change, Made

LISTED = """
SELECT c.id, c.at, c.person, c.role, c.subject, c.record, c.what, c.was, c.now, c.why,
    c.why_cy, c.entry, c.areas, c.version, c.undoes, u.id
FROM change_made AS c
LEFT JOIN change_made AS u ON u.undoes = c.id
"""
LATER = f"{LISTED} WHERE c.subject = ? AND c.record = ? AND c.version > ? ORDER BY c.id"
LAST_FIRST = f"""
{LISTED}
WHERE (:subject = '' OR c.subject = :subject) AND (:record = '' OR c.record = :record)
    AND (:entry = '' OR c.entry = :entry) AND (:before = 0 OR c.id < :before)
    AND (:all = 1 OR c.person = :person OR EXISTS (
        SELECT 1 FROM json_each(c.areas) WHERE value IN (
            SELECT value FROM json_each(:areas))))
ORDER BY c.id DESC LIMIT :most
"""  # noqa: S608 - names, no values
WITH_NUMBER = f"{LISTED} WHERE c.id = ?"
VERSION = """
SELECT COALESCE(MAX(version), 0) FROM change_made WHERE subject = ? AND record = ?
"""
ADD = """
INSERT INTO change_made (at, person, role, subject, record, what, was, now, why, why_cy,
    entry, areas, version, undoes)
VALUES (:at, :person, :role, :subject, :record, :what, :was, :now, :why, :why_cy,
    :entry, :areas, :version, :undoes)
"""


def _made(row: tuple[Any, ...]) -> Made:
    number, at, person, role, subject, record, what, was, now, why, why_cy = row[:11]
    entry, areas, version, undoes, undone_by = row[11:]
    change = Change(
        subject=subject,
        record=record,
        what=what,
        was=was,
        now=now,
        why=Label(why, why_cy),
        entry=entry,
        areas=frozenset(json.loads(areas)),
        undoes=undoes,
    )
    return Made(number, at, person, role, change, version, undone_by)


def version(database: Database, subject: str, record: str) -> int:
    """Return how often a record was changed."""
    return int(database.execute(VERSION, [subject, record]).fetchone()[0])


def later_than(database: Database, subject: str, record: str, seen: int) -> list[Made]:
    """Return the changes of a record after a version, in order."""
    return [_made(row) for row in database.execute(LATER, [subject, record, seen])]


def made_with(database: Database, number: int) -> Made | None:
    """Return the change of a number, if there is one."""
    row = database.execute(WITH_NUMBER, [number]).fetchone()
    return _made(row) if row else None


def last_made(database: Database, asked: Mapping[str, Any]) -> list[Made]:
    """Return changes, the last first: of a subject and record, before a number.

    ``asked`` has subject, record, entry ("" for all), before (0 for the last), all (1,
    or 0 for those of a person and of areas alone), person, areas (JSON) and most.
    """
    return [_made(row) for row in database.execute(LAST_FIRST, dict(asked))]


def add_change(database: Database, row: Mapping[str, Any]) -> int:
    """Write a change down inside the caller's transaction; return its number."""
    number = database.conn.execute(ADD, row).lastrowid
    assert number is not None
    return number
