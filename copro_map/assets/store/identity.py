"""Which entries there are, and the file that each came from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from copro_map.base.names import fold

HELD = """
SELECT a.id, a.kind, a.name_en, a.name_cy, a.origin, a.file, a.verification,
    COALESCE(aa.area_code, ''), a.practitioner_type, a.source_id
FROM asset AS a
LEFT JOIN asset_area AS aa ON aa.asset_id = a.id AND aa.layer = 'local_authority'
"""
TYPES = "SELECT id, practitioner_type FROM asset WHERE practitioner_type <> ''"
# The first file stays: another one that speaks of the entry only adds to it.
SET_FILE = "UPDATE asset SET file = ? WHERE id = ? AND file = ''"


NAMED_STILL = """
SELECT n.id FROM asset AS n WHERE n.origin = 'named' AND EXISTS (
    SELECT 1 FROM asset AS a WHERE a.organisation_id = n.id
        AND a.id NOT IN (SELECT value FROM json_each(?)))
"""


@dataclass(frozen=True)
class Held:
    """An entry that is there: what tells it from others.

    ``names`` as ``base.names.fold`` makes them; ``file`` is empty if not known;
    ``authority`` is the code of the one it is based in, or empty; ``source_id`` what
    its source calls an entry about a person.
    """

    id: str
    kind: str
    name: str
    names: frozenset[str]
    origin: str
    file: str
    verification: str
    authority: str
    practitioner_type: str = ""
    source_id: str = ""


def held_entries(database: Database) -> dict[str, Held]:
    """Return every entry, whatever its status, by its id."""
    return {
        asset_id: Held(
            asset_id,
            kind,
            name_en,
            frozenset(fold(name) for name in (name_en, name_cy) if name),
            *rest,
        )
        for asset_id, kind, name_en, name_cy, *rest in database.execute(HELD)
    }


def practitioner_types(database: Database) -> dict[str, str]:
    """Return what every practitioner is, such as "team", by the id of its entry."""
    return dict(database.conn.execute(TYPES).fetchall())


def remember_file(database: Database, file: str, ids: Iterable[str]) -> None:
    """Note the file that entries came from, if that is not known of them yet."""
    database.conn.executemany(SET_FILE, [(file, asset_id) for asset_id in ids])


def named_still(database: Database, entries: Iterable[str]) -> frozenset[str]:
    """Return the bodies known by name only that others than these entries name."""
    rows = database.conn.execute(NAMED_STILL, [json.dumps(list(entries))])
    return frozenset(body for (body,) in rows)
