"""What people agreed to: added to, counted, withdrawn; a row a field."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlite_utils import Database

from copro_map.people.rules.consents import Consent

COLUMNS = tuple(Consent.__annotations__)
ADD = """
INSERT INTO consent (entry, field, wording, language, given_on, channel, by_key, held)
SELECT :entry, :field, :wording, :language, :given_on, :channel, :by_key, :held
WHERE NOT EXISTS (
    SELECT 1 FROM consent WHERE entry = :entry AND field = :field
        AND wording = :wording AND by_key = :by_key AND withdrawn_on = ''
        AND held <= :held
)
"""
OF_ENTRY = f"""
SELECT {", ".join(COLUMNS)} FROM consent
WHERE (:entry IS NULL OR entry = :entry)
    AND (:marks IS NULL OR by_key IN (SELECT value FROM json_each(:marks)))
ORDER BY entry, number
"""  # noqa: S608 - names, no values
COUNT = """
UPDATE consent SET held = 0 WHERE held AND entry = :entry
    AND by_key IN (SELECT value FROM json_each(:marks))
"""
LET_GO = """
DELETE FROM consent WHERE held AND entry = :entry
    AND by_key IN (SELECT value FROM json_each(:marks))
"""
WITHDRAW = """
UPDATE consent SET withdrawn_on = :day
WHERE withdrawn_on = '' AND entry = :entry
    AND field IN (SELECT value FROM json_each(:fields))
RETURNING field
"""


def add(database: Database, row: Mapping[str, object]) -> None:
    """Add that somebody agreed to a field, if that is not so already."""
    database.conn.execute(ADD, dict(row))


def consents(
    database: Database,
    *,
    entry: str | None = None,
    marks: Collection[str] | None = None,
) -> tuple[Consent, ...]:
    """Return what was agreed to, withdrawn too: of an entry, or by marks of addresses.

    By entry, the first given first.
    """
    asked = {"entry": entry, "marks": None if marks is None else json.dumps([*marks])}
    found = []
    for row in database.conn.execute(OF_ENTRY, asked).fetchall():
        facts = dict(zip(COLUMNS, row, strict=True))
        found.append(Consent(**facts | {"held": bool(facts["held"])}))
    return tuple(found)


def count(database: Database, entry: str, marks: Collection[str]) -> int:
    """Let what was held count from now on; return how many fields that are."""
    asked = {"entry": entry, "marks": json.dumps([*marks])}
    return int(database.conn.execute(COUNT, asked).rowcount)


def let_go(database: Database, entry: str, marks: Collection[str]) -> None:
    """Delete what was held: what it came with was not accepted."""
    asked = {"entry": entry, "marks": json.dumps([*marks])}
    database.conn.execute(LET_GO, asked)


def withdraw(
    database: Database, entry: str, fields: Collection[str], day: str
) -> tuple[str, ...]:
    """Let consents to fields be withdrawn from a day on; return which there were."""
    asked = {"entry": entry, "fields": json.dumps([*fields]), "day": day}
    rows = database.conn.execute(WITHDRAW, asked).fetchall()
    return tuple(sorted({field for (field,) in rows}))
