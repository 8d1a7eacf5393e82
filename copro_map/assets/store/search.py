"""Reading entries: everything public, with what is needed to list and draw it."""

from __future__ import annotations

import json

import pandas as pd
from sqlite_utils import Database

LAYERS = "SELECT DISTINCT layer FROM asset_area"

# One row an entry. Lists come as JSON, so that no separator can be mistaken.
PUBLIC = """
SELECT p.*,
    (SELECT json_group_array(theme) FROM asset_theme WHERE asset_id = p.id) AS themes,
    (SELECT json_group_array(stage) FROM asset_stage WHERE asset_id = p.id) AS stages,
    (SELECT json_group_array(area_code) FROM asset_served WHERE asset_id = p.id)
        AS served,
    (SELECT json_group_object(layer, area_code) FROM asset_area WHERE asset_id = p.id)
        AS areas
FROM asset_public AS p
ORDER BY p.name_en COLLATE NOCASE, p.id
"""
COUNTS_BY_AREA = """
SELECT aa.area_code, p.kind, COUNT(*) AS entries
FROM asset_area AS aa JOIN asset_public AS p ON p.id = aa.asset_id
WHERE aa.layer = :layer
GROUP BY aa.area_code, p.kind
"""
LISTS = {"themes": tuple, "stages": tuple, "served": tuple, "areas": dict}
TEXTS_THAT_MAY_BE_MISSING = ("organisation_id", "verified_on", "closes_on", "precision")


def public_assets(database: Database) -> pd.DataFrame:
    """Return every published entry: index ``id``; columns of the view ``asset_public``.

    ``themes``, ``stages`` and ``served`` are tuples, ``areas`` a dictionary from layer
    to area code. Longitude and latitude (EPSG:4326) are missing where an entry has no
    location; a text that is missing is empty.
    """
    cursor = database.execute(PUBLIC)
    columns = [column[0] for column in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), columns=columns)
    for column, read in LISTS.items():  # entries with the same list share one
        lists = {text: read(json.loads(text)) for text in set(frame[column])}
        frame[column] = frame[column].map(lists)
    for column in TEXTS_THAT_MAY_BE_MISSING:
        frame[column] = frame[column].astype("str").fillna("")
    for column in ("longitude", "latitude"):
        frame[column] = frame[column].astype(float)
    return frame.set_index("id")


def counts_by_area(database: Database, layer: str) -> pd.DataFrame:
    """Return how many public entries are based in each area of a layer, by kind.

    Columns ``area_code``, ``kind``, ``entries``; areas without entries are absent.
    """
    rows = database.execute(COUNTS_BY_AREA, {"layer": layer}).fetchall()
    return pd.DataFrame(rows, columns=["area_code", "kind", "entries"])


def stored_layers(database: Database) -> set[str]:
    """Return the layers for which entries carry an area code."""
    return {row[0] for row in database.execute(LAYERS).fetchall()}
