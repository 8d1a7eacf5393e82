"""Entries: added, changed or left as they are, by their fingerprint; and read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlite_utils import Database

from copro_map.assets.rules.fields import COLUMNS, SEARCHED
from copro_map.assets.rules.records import Asset, Location, Value
from copro_map.assets.store.bodies import link_organisations
from copro_map.assets.store.history import ALWAYS, remember_entries
from copro_map.base.store.connection import NEXT_REVISION, Saved
from copro_map.base.store.migrations.exchange import CODES_NOW

# One row an entry. Lists come as JSON, so that no separator can be mistaken.
# Of a person only what they agreed to.
SEEN = """
SELECT p.*,
    (SELECT json_group_array(theme) FROM asset_theme
        WHERE asset_id = p.id AND s.description) AS themes,
    (SELECT json_group_array(stage) FROM asset_stage
        WHERE asset_id = p.id AND s.description) AS stages,
    (SELECT json_group_array(area_code) FROM asset_served
        WHERE asset_id = p.id AND s.place) AS served,
    (SELECT json_group_object(layer, area_code) FROM asset_area
        WHERE asset_id = p.id AND s.place) AS areas
FROM asset_public AS p JOIN asset_shown AS s ON s.id = p.id
"""
PUBLIC = f"""{SEEN}
WHERE :id IN ('', p.id) ORDER BY p.name_en COLLATE NOCASE, p.id
"""
PUBLIC_PART = f"{SEEN} WHERE p.id > :after ORDER BY p.id LIMIT :most"
COUNTS_BY_AREA = """
SELECT aa.area_code, p.kind, COUNT(*) AS entries
FROM asset_area AS aa JOIN asset_public AS p ON p.id = aa.asset_id
JOIN asset_shown AS s ON s.id = p.id AND s.place
WHERE aa.layer = :layer
GROUP BY aa.area_code, p.kind
"""
LISTS_READ = {"themes": tuple, "stages": tuple, "served": tuple, "areas": dict}
TEXTS_THAT_MAY_BE_MISSING = ("organisation_id", "verified_on", "closes_on", "precision")
# What the source of each entry said last, and what may have been set by hand since.
STANDS = f"""
SELECT id, fingerprint,
    (SELECT json_group_array(theme) FROM asset_theme WHERE asset_id = a.id),
    (SELECT json_group_array(stage) FROM asset_stage WHERE asset_id = a.id),
    (SELECT json_group_array(area_code) FROM asset_served WHERE asset_id = a.id),
    {", ".join(COLUMNS)}
FROM asset AS a WHERE id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - names, no values
Row = Mapping[str, Any]
Place = tuple[dict[str, str], Location | None]
WRITTEN = ("id", *COLUMNS, "source_id", "fingerprint")
EMPTY = {**COLUMNS, "source_id": "", "fingerprint": "{}"}
THESE = "id IN (SELECT value FROM json_each(?))"  # of many entries, none but these
KNOWN = f"SELECT {', '.join(WRITTEN)} FROM asset WHERE {THESE}"  # noqa: S608 - names
ALL_AREAS = "SELECT asset_id, layer, area_code FROM asset_area"
ALL_LOCATIONS = "SELECT asset_id, longitude, latitude, precision FROM location"
# The id is not set anew: for each row SQLite would look for all that lead to it.
UPSERT = f"""
INSERT INTO asset ({", ".join(WRITTEN)}, changed_on)
VALUES (:{", :".join(WRITTEN)}, :changed_on)
ON CONFLICT (id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in WRITTEN[1:])},
    changed_on = MAX(changed_on, excluded.changed_on),
    status = CASE WHEN asset.taken_off OR asset.merged THEN asset.status
        ELSE 'published' END,
    version = version + 1
"""  # noqa: S608 - names, no values
CLEAR = (
    "DELETE FROM location WHERE asset_id = ?",
    "DELETE FROM asset_area WHERE asset_id = ?",
)
# The text index knows its rows by number alone: it is read once for all of them.
CLEAR_TEXTS = """
DELETE FROM asset_text WHERE rowid IN (
    SELECT rowid FROM asset_text WHERE asset_id IN (SELECT value FROM json_each(?)))
"""
ADD_LOCATION = "INSERT INTO location VALUES (?, ?, ?, ?)"
ADD_AREA = "INSERT INTO asset_area VALUES (?, ?, ?)"
# Lists, each in a table of its own.
LISTS = {
    "themes": (
        "DELETE FROM asset_theme WHERE asset_id = ?",
        "INSERT INTO asset_theme VALUES (?, ?)",
    ),
    "stages": (
        "DELETE FROM asset_stage WHERE asset_id = ?",
        "INSERT INTO asset_stage VALUES (?, ?)",
    ),
    "served": (
        "DELETE FROM asset_served WHERE asset_id = ?",
        "INSERT INTO asset_served VALUES (?, ?)",
    ),
}
ADD_TEXT = f"""
INSERT INTO asset_text (asset_id, name, description, organisation, place, topic)
SELECT
    :id, :name, iif(s.description, :description, ''),
    iif(s.description, :organisation, ''), iif(s.place, :place, ''),
    iif(s.description AND s.place,
        :topic || ' ' || {CODES_NOW.format(id=":id")}, '')
FROM asset_shown AS s WHERE s.id = :id AND s.name
"""  # noqa: S608 - no values
POINTS = """
SELECT a.id, a.place, aa.area_code, l.longitude, l.latitude, l.precision
FROM location AS l JOIN asset AS a ON a.id = l.asset_id
JOIN asset_area AS aa ON aa.asset_id = a.id AND aa.layer = 'local_authority'
WHERE l.precision = 'venue'
"""

AT_ONCE = 500  # entries that are written together: so many rows are kept at once


def _row(asset: Asset, before: Row) -> dict[str, object]:
    """Return the columns of an entry: as they are given, or as they were before."""
    known = json.loads(before["fingerprint"]).items()
    told = {*asset.given, "areas", "location"} - asset.by_hand
    others = {name: one for name, one in known if name not in told}
    new = {name: one for name, one in asset.fingerprint.items() if name in told}
    return {
        **before,
        **asset.given,
        "id": asset.id,
        "fingerprint": json.dumps(others | new),
    }


def _write_sides(database: Database, assets: list[Asset]) -> None:
    write = database.conn.executemany
    write(
        ADD_LOCATION, ((a.id, *vars(a.location).values()) for a in assets if a.location)
    )
    write(ADD_AREA, ((a.id, *one) for a in assets for one in a.areas.items()))
    for name, (clear, add) in LISTS.items():
        given = [asset for asset in assets if name in asset.given]
        write(clear, ((asset.id,) for asset in given))
        write(add, ((asset.id, word) for asset in given for word in asset.words(name)))


def _write(
    database: Database,
    assets: list[Asset],
    before: Mapping[str, Row],
    topics: Mapping[str, str],
    today: date,
) -> None:
    """Write some entries, with what hangs on them and what they are found by."""
    day = {"changed_on": "" if today <= ALWAYS else today.isoformat()}
    rows = [_row(asset, before.get(asset.id, EMPTY)) | day for asset in assets]
    database.conn.executemany(UPSERT, rows)
    _write_sides(database, assets)
    database.conn.executemany(ADD_TEXT, (_texts(row, topics) for row in rows))


def _texts(row: Row, topics: Mapping[str, str]) -> dict[str, object]:
    """Return what an entry is found by, by column of the text index."""
    columns = {
        column: " ".join(str(row[name]) for name in names)
        for column, names in SEARCHED.items()
    }
    return {"id": row["id"], "topic": topics.get(str(row["id"]), ""), **columns}


def save_assets(
    database: Database, assets: Iterable[Asset], topics: Mapping[str, str], today: date
) -> Saved:
    """Write entries inside the caller's transaction; return what became of them.

    ``topics`` holds, for each entry, further words by which it can be found (names of
    its themes, kind and areas in both languages); with them go the codes of all its
    words of vocabularies (``base.wording.code_word``). An entry of which all that is
    given is as it was given last is not touched, so importing a file twice changes
    nothing; of the others, what is not given stays. What changed is known from
    ``today`` on.
    """
    everything = list(assets)
    ids = json.dumps([asset.id for asset in everything])
    before = {
        row[0]: dict(zip(WRITTEN, row, strict=True))
        for row in database.execute(KNOWN, [ids])
    }
    touched = [
        asset
        for asset in everything
        if asset.is_set
        or asset.id not in before
        or asset.changes(json.loads(before[asset.id]["fingerprint"]))
    ]
    changed = [(asset.id,) for asset in touched if asset.id in before]
    connection = database.conn
    for statement in CLEAR if changed else ():
        connection.executemany(statement, changed)
    if changed:
        connection.execute(CLEAR_TEXTS, [json.dumps([one for (one,) in changed])])
    for first in range(0, len(touched), AT_ONCE):
        _write(database, touched[first : first + AT_ONCE], before, topics, today)
    if touched:
        link_organisations(database)
        remember_entries(database, today)
        connection.execute(NEXT_REVISION)
    return Saved(
        added=len(touched) - len(changed),
        changed=len(changed),
        unchanged=len(everything) - len(touched),
    )


def find_again(
    database: Database,
    ids: Iterable[str],
    there: Iterable[Asset],
    topics: Mapping[str, str],
    today: date,
) -> None:
    """Let entries be found by their words anew, inside the caller's transaction.

    ``ids`` are those that were put back or are gone, ``there`` the former, with all of
    their fields. Who runs what, and what is known of all, is worked out anew.
    """
    connection = database.conn
    connection.execute(CLEAR_TEXTS, [json.dumps(list(ids))])
    link_organisations(database)
    rows = ({"id": asset.id, **asset.given} for asset in there)
    connection.executemany(ADD_TEXT, (_texts(row, topics) for row in rows))
    remember_entries(database, today)
    connection.execute(NEXT_REVISION)


def places_known(database: Database) -> dict[str, Place]:
    """Return where each entry is based: its areas by layer, and its location."""
    areas: dict[str, dict[str, str]] = {}
    for asset_id, layer, code in database.execute(ALL_AREAS):
        areas.setdefault(asset_id, {})[layer] = code
    located = {row[0]: Location(*row[1:]) for row in database.execute(ALL_LOCATIONS)}
    known = areas.keys() | located.keys()
    return {one: (areas.get(one, {}), located.get(one)) for one in known}


def said_and_set(
    database: Database, ids: Iterable[str]
) -> dict[str, tuple[dict[str, str], dict[str, Value]]]:
    """Return what the source of each of these said last, and the fields as they are."""
    names = ("themes", "stages", "served")
    return {
        asset_id: (
            json.loads(said),
            dict(zip(COLUMNS, rest[3:], strict=True))
            | {x: tuple(json.loads(y)) for x, y in zip(names, rest, strict=False)},
        )
        for asset_id, said, *rest in database.execute(STANDS, [json.dumps([*ids])])
    }


def points_known(database: Database) -> dict[tuple[str, str, str], Location]:
    """Return the points that were given as such, by entry, place and authority."""
    rows = database.execute(POINTS).fetchall()
    return {(row[0], row[1], row[2]): Location(*row[3:]) for row in rows}


def public_assets(
    database: Database, entry_id: str = "", *, after: str = "", most: int = 0
) -> pd.DataFrame:
    """Return the published entries, or one; index ``id``, columns of ``asset_public``.

    By name; with ``most``, no more than so many, by their ids, from ``after`` on, and
    texts as plain objects, to be read one by one. ``changed_on`` is the day of the last
    change (ISO), if known. ``themes``, ``stages`` and ``served`` are tuples, ``areas``
    a dictionary from layer to area code. Longitude and latitude (EPSG:4326) are missing
    where an entry has no location; a text that is missing is empty.
    """
    asked = {"id": entry_id, "after": after, "most": most}
    cursor = database.execute(PUBLIC_PART if most else PUBLIC, asked)
    columns = [column[0] for column in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), None, columns, object if most else None)
    for column, read in LISTS_READ.items():  # entries with the same list share one
        lists = {text: read(json.loads(text)) for text in set(frame[column])}
        frame[column] = frame[column].map(lists)
    texts = list(TEXTS_THAT_MAY_BE_MISSING)
    frame[texts] = frame[texts].astype("str").fillna("")
    return frame.astype({"longitude": float, "latitude": float}).set_index("id")


def counts_by_area(database: Database, layer: str) -> pd.DataFrame:
    """Return how many public entries are based in each area of a layer, by kind.

    Columns ``area_code``, ``kind``, ``entries``; areas without entries are absent.
    """
    rows = database.execute(COUNTS_BY_AREA, {"layer": layer}).fetchall()
    return pd.DataFrame(rows, columns=["area_code", "kind", "entries"])


def stored_layers(database: Database) -> set[str]:
    """Return the layers for which entries carry an area code."""
    return {row[0] for row in database.execute("SELECT DISTINCT layer FROM asset_area")}
