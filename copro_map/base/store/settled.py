"""What an installation is told on the desk: kept from a day on, and superseded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from copro_map.base.i18n import Label
from copro_map.base.store.revisions import NEXT_REVISION

COLUMNS = (
    "id, name, value_en, value_cy, from_on, until_on, entered_at, entered_by, "
    "why_en, why_cy"
)
HISTORY = f"SELECT {COLUMNS} FROM setting WHERE name = ? ORDER BY id"  # noqa: S608
ON_A_DAY = f"""
SELECT {COLUMNS} FROM setting WHERE name = ? AND from_on <= ?
ORDER BY from_on DESC, id DESC LIMIT 1
"""  # noqa: S608 - names, no values
ADD = """
INSERT INTO setting (name, value_en, value_cy, from_on, until_on, entered_at,
    entered_by, why_en, why_cy)
VALUES (:name, :value_en, :value_cy, :from_on, :until_on, :entered_at, :entered_by,
    :why_en, :why_cy)
"""


@dataclass(frozen=True)
class Setting:
    """What was set: its value in both languages, from which day on, until which.

    ``until_on`` is None if it has no last day; ``entered_by`` the number of a person.
    """

    number: int
    name: str
    value: Label
    from_on: date
    until_on: date | None
    entered_at: str
    entered_by: int | None
    why: Label


def _setting(row: tuple[Any, ...]) -> Setting:
    number, name, english, welsh, first, last, at, by, why, why_cy = row
    return Setting(
        number=number,
        name=name,
        value=Label(english, welsh),
        from_on=date.fromisoformat(first),
        until_on=date.fromisoformat(last) if last else None,
        entered_at=at,
        entered_by=by,
        why=Label(why, why_cy),
    )


def settled(database: Database, name: str, day: date) -> Setting | None:
    """Return what is set on a day; None if nothing is, or what was is past its end."""
    row = database.execute(ON_A_DAY, [name, day.isoformat()]).fetchone()
    found = _setting(row) if row else None
    if found is None or not found.value.en:
        return None
    return None if found.until_on and day > found.until_on else found


def held_on(settings: Iterable[Setting], day: date) -> Setting | None:
    """Return what is set on a day, of all that was ever set of one name.

    The same as ``settled``, for who has the history.
    """
    known = [one for one in settings if one.from_on <= day]
    last = max(known, key=lambda one: (one.from_on, one.number), default=None)
    if last is None or not last.value.en:
        return None
    return None if last.until_on and day > last.until_on else last


def setting_history(database: Database, name: str) -> tuple[Setting, ...]:
    """Return all that was ever set of a name, in the order of writing."""
    return tuple(_setting(row) for row in database.execute(HISTORY, [name]))


def add_setting(database: Database, row: Mapping[str, Any]) -> int:
    """Write down what is set, inside the caller's transaction; return its number."""
    number = database.conn.execute(ADD, row).lastrowid
    database.conn.execute(NEXT_REVISION)
    assert number is not None
    return number
