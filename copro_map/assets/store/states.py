"""How entries stand: confirmed, ended, paused or taken off; read, and written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlite_utils import Database

from copro_map.assets.rules.ending import last_day
from copro_map.assets.rules.records import EntryState, KeptEntry
from copro_map.assets.store.bodies import link_organisations
from copro_map.assets.store.history import remember_entries
from copro_map.assets.store.persons import find_person
from copro_map.base.i18n import Label
from copro_map.base.store.connection import NEXT_REVISION
from copro_map.base.store.migrations.exchange import CLOSES_ON, OPENS_ON

# What nobody spoke of stays as it is. On which day somebody confirmed it is nobody's
# business, so that is no change of it.
SET_STATE = """
UPDATE asset SET verification = COALESCE(:verification, verification),
    verified_on = COALESCE(:verified_on, verified_on),
    verified_role = COALESCE(:verified_role, verified_role),
    ended_on = COALESCE(:ended_on, ended_on),
    opens_on = COALESCE(:opens_on, opens_on),
    closes_on = COALESCE(:closes_on, closes_on),
    paused_until = COALESCE(:paused_until, paused_until),
    agreement = COALESCE(:agreement, agreement), taken = COALESCE(:taken, taken),
    status = CASE
        WHEN COALESCE(:taken_off, taken_off) OR COALESCE(:became <> '', merged)
        THEN 'archived'
        WHEN taken_off OR :became = '' THEN 'published' ELSE status END,
    became = CASE WHEN :became IS NULL THEN became ELSE NULLIF(:became, '') END,
    merged = COALESCE(:became <> '', merged),
    taken_off = COALESCE(:taken_off, taken_off), version = version + 1,
    changed_on = CASE
        WHEN :known_from <= '2000-01-01' OR (COALESCE(:ended_on, ended_on),
            COALESCE(:opens_on, opens_on), COALESCE(:closes_on, closes_on, ''),
            COALESCE(:paused_until, paused_until), COALESCE(:taken_off, taken_off),
            COALESCE(:became, became, ''), COALESCE(:agreement, agreement))
            IS (ended_on, opens_on, COALESCE(closes_on, ''), paused_until, taken_off,
            COALESCE(became, ''), agreement)
        THEN changed_on ELSE MAX(changed_on, :known_from) END
WHERE id = :asset_id
"""
# As in ``REMEMBER``: never before the last day known, and only what has changed.
REMEMBER_ONE = """
INSERT INTO asset_history (asset_id, known_from, content)
SELECT k.asset_id, MAX(:known_from, COALESCE(h.known_from, :known_from)), k.content
FROM asset_known AS k
LEFT JOIN (
    SELECT known_from, content FROM asset_history
    WHERE asset_id = :asset_id ORDER BY id DESC LIMIT 1
) AS h
WHERE k.asset_id = :asset_id AND h.content IS NOT k.content
"""
KEPT = f"""
SELECT a.id, a.kind, a.name_en, a.name_cy,
    (SELECT json_group_object(layer, area_code) FROM asset_area WHERE asset_id = a.id),
    (SELECT json_group_array(area_code) FROM asset_served WHERE asset_id = a.id),
    a.end_year, {CLOSES_ON},
    CASE WHEN a.status = 'published' AND NOT s.name THEN 'archived' ELSE a.status END,
    a.origin, a.source_url,
    a.source_date, a.website, a.verification, COALESCE(a.verified_on, ''),
    a.verified_role, a.ended_on, a.version, COALESCE(a.organisation_id, ''),
    {OPENS_ON}, a.paused_until, a.agreement, a.taken, a.capacity
FROM asset AS a JOIN asset_shown AS s ON s.id = a.id
"""  # noqa: S608 - ours alone
# What runs, or became, another entry is tied to it; what is found by it goes too.
REMOVE = """
DELETE FROM asset WHERE id = ? AND taken_off AND origin = 'contributed'
    AND NOT EXISTS (SELECT 1 FROM asset AS other WHERE other.became = asset.id)
"""
REMOVE_TEXT = """
DELETE FROM asset_text WHERE asset_id = ? AND asset_id NOT IN (SELECT id FROM asset)
"""
TAKEN_OFF = "SELECT taken_off FROM asset WHERE id = ?"
ONE = f"{KEPT} WHERE a.id = ?"


def set_states(database: Database, states: Iterable[EntryState]) -> None:
    """Write how entries stand inside the caller's transaction, in the order given.

    The last one of an entry is how it stands now; the history keeps them all. One of
    an entry that is not there counts for nothing. A person is found from
    then on by what they agree to.
    """
    appeared = ""
    for state in states:
        if state.became is not None:
            appeared = max(appeared, state.known_from)
        taken = database.conn.execute(TAKEN_OFF, [state.asset_id]).fetchone()
        if taken and state.taken_off not in (None, bool(taken[0])):
            appeared = max(appeared, state.known_from)
        database.conn.execute(SET_STATE, vars(state))
        database.conn.execute(REMEMBER_ONE, vars(state))
        if find_person(database, state.asset_id):
            appeared = max(appeared, state.known_from)
    if appeared:  # what it runs is by another body now, or by none
        link_organisations(database)
        remember_entries(database, date.fromisoformat(appeared))
    database.conn.execute(NEXT_REVISION)


def remove_entry(database: Database, entry: str, today: date) -> None:
    """Delete an entry that people put in and that is taken off, inside the transaction.

    What the history knows of it, ids and words of ours, stays; one that is on the map
    does too.
    """
    if database.conn.execute(REMOVE, [entry]).rowcount:
        database.conn.execute(REMOVE_TEXT, [entry])
        link_organisations(database)
        remember_entries(database, today)
        database.conn.execute(NEXT_REVISION)


def kept_entries(database: Database, entry_id: str = "") -> dict[str, KeptEntry]:
    """Return every entry, or one, whatever its status, by its id."""
    rows = database.execute(ONE, [entry_id]) if entry_id else database.execute(KEPT)
    return {row[0]: _kept(*row) for row in rows}


def _kept(  # noqa: PLR0913 - a row of it
    entry_id: str, kind: str, name_en: str, name_cy: str, areas: str, served: str,
    end_year: float | None, closes_on: str, *rest: Any,
) -> KeptEntry:  # fmt: skip
    name = Label(name_en, name_cy or name_en)
    where = json.loads(areas), tuple(json.loads(served))
    told: list[Any] = [*rest[:9], last_day(end_year, closes_on), *rest[9:]]
    return KeptEntry(entry_id, kind, name, *where, *told)
