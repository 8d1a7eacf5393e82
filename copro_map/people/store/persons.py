"""The table of persons, and what they are at providers of identities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from copro_map.base.i18n import t
from copro_map.base.store.connection import Database
from copro_map.people.rules.persons import Person

COLUMNS = "number, address, name, role, areas, language, active, epoch"
BY_NUMBER = f"SELECT {COLUMNS} FROM person WHERE number = ?"  # noqa: S608
BY_KEY = f"SELECT {COLUMNS} FROM person WHERE address_key = ?"  # noqa: S608
ACTIVE = (
    f"SELECT {COLUMNS} FROM person WHERE active = 1 "  # noqa: S608
    "ORDER BY name COLLATE NOCASE, number"
)
PUT = """
INSERT INTO person (address, address_key, name, role, areas, language, entered_at,
    entered_by)
VALUES (:address, :address_key, :name, :role, :areas, :language, :at, :by)
ON CONFLICT (address_key) DO UPDATE SET address = excluded.address,
    name = excluded.name, role = excluded.role, areas = excluded.areas,
    language = excluded.language, active = 1
"""
NEXT_EPOCH = """
UPDATE person SET epoch = epoch + 1, epoch_at = :at, active = active AND :active
WHERE number = :number
"""
SET_AREAS = "UPDATE person SET areas = ? WHERE number = ?"
# Whoever is at the machine has no address, and is not counted: the last administrator
# is the last who can be written to.
OTHERS = """
SELECT COUNT(*) FROM person
WHERE active = 1 AND role = 'administrator' AND address <> '' AND number <> ?
"""


def _person(row: Iterable[Any] | None) -> Person | None:
    if row is None:
        return None
    number, address, name, role, areas, language, active, epoch = row
    # Whoever is at the machine has a name of ours; whoever was forgotten has none.
    said = t(name) if name and not address else name
    return Person(
        number, address, said, role, tuple(json.loads(areas)), language, bool(active),
        epoch,
    )  # fmt: skip


def person_by_number(database: Database, number: int) -> Person | None:
    """Return a person, active or not; None if the number is nobody's."""
    return _person(database.conn.execute(BY_NUMBER, (number,)).fetchone())


def person_by_key(database: Database, key: str) -> Person | None:
    """Return a person, active or not, by the address as ``address_key`` folds it."""
    return _person(database.conn.execute(BY_KEY, (key,)).fetchone())


def active_persons(database: Database) -> tuple[Person, ...]:
    """Return whoever is not switched off, by name."""
    return tuple(filter(None, map(_person, database.conn.execute(ACTIVE))))


def put_person(database: Database, row: Mapping[str, Any]) -> None:
    """Enter a person, or change whoever has the address; they are then active."""
    areas = json.dumps(row["areas"], ensure_ascii=False)
    database.conn.execute(PUT, {**row, "areas": areas})


def raise_epoch(database: Database, number: int, at: str, *, off: bool) -> None:
    """Let the sessions of a person end; ``off``: switch the person off as well."""
    row = {"number": number, "at": at, "active": int(not off)}
    database.conn.execute(NEXT_EPOCH, row)


def set_areas(database: Database, number: int, areas: Sequence[str]) -> None:
    """Change the areas that a person answers for."""
    database.conn.execute(SET_AREAS, (json.dumps(list(areas)), number))


def other_administrators(database: Database, number: int) -> int:
    """Return how many active administrators with an address there are beside one."""
    return int(database.conn.execute(OTHERS, (number,)).fetchone()[0])
