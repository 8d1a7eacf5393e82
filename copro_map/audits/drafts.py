"""An audit that is half filled in: kept as a draft, under the key of its address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from copro_map.audits.importing import LONGEST_NOTE, MOST_PEOPLE
from copro_map.audits.listing import instrument_in_use
from copro_map.audits.rules.instrument import Instrument
from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.retention import days
from copro_map.base.store.connection import reading, writing
from copro_map.files.columns import FIRST_DAY
from copro_map.people.drafts import keep_draft, let_go, open_draft, with_changes

RETENTION = "audit_drafts"
# What is filled in, by field: "date", "people/citizens", "citizens/trust" (a level),
# "note/trust".
Fields = Mapping[str, Any]


def _subject(asset_id: str) -> str:
    return f"audit {asset_id}"


def _fits(instrument: Instrument, name: str, value: object) -> bool:
    """Say whether a field is one of the form, with a value that it can show."""
    group, _, of = name.partition("/")
    if group in instrument.groups and of in instrument.principles:
        return value in ("", *instrument.levels)
    if group == "note" and of in instrument.principles:
        return isinstance(value, str) and len(value) <= LONGEST_NOTE
    if group == "people" and of in instrument.groups:
        return value is None or (type(value) is int and 1 <= value <= MOST_PEOPLE)
    return False


def _filled_in(instrument: Instrument, content: Fields, today: date) -> dict[str, Any]:
    """Return what the form can show; the instrument may have changed meanwhile."""
    fields = {x: y for x, y in content.items() if _fits(instrument, x, y)}
    day = parse_date(str(content.get("date") or ""))
    if day and FIRST_DAY <= day <= today:
        fields["date"] = day
    return fields


def open_audit(
    settings: Settings, key: str, asset_id: str, today: date
) -> dict[str, Any] | None:
    """Return what is filled in for a project under a key; None if nothing is kept.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        content = open_draft(database, key, _subject(asset_id), today)
    if content is None:
        return None
    return _filled_in(instrument_in_use(settings.data_dir), content, today)


def keep_audit(
    settings: Settings,
    key: str,
    seen: Fields,
    changes: Fields,
    today: date,
    asset_id: str,
) -> str:
    """Keep what has changed in an audit; return its key, a new one if it was "".

    As ``people.drafts.with_changes``.

    Raises
    ------
    DraftError
        If it is too long, or too many drafts are kept.
    DatabaseError
        If the database cannot be written.
    """
    with writing(settings.database, make=False) as database:
        of = _subject(asset_id)
        content = with_changes(database, key, of, seen, changes, today)
        if isinstance(day := content.get("date"), date):
            content["date"] = day.isoformat()
        kept = days(settings, RETENTION)
        return keep_draft(database, key, of, content, today, days=kept)


def drop_audit(settings: Settings, key: str) -> None:
    """Delete what is kept under a key; "" is none.

    Raises
    ------
    DatabaseError
        If the database cannot be written.
    """
    if not key:
        return
    with writing(settings.database, make=False) as database:
        let_go(database, key)


def days_kept(settings: Settings) -> int:
    """Return for how many days a draft is kept after its last change."""
    return days(settings, RETENTION)
