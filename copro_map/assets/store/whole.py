"""One entry with every field as it is kept, on the map or not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from copro_map.assets.rules.fields import COLUMNS
from copro_map.assets.rules.records import Asset, Location, Value
from copro_map.assets.store.persons import PERSON
from copro_map.assets.store.states import remove_entry
from copro_map.base.names import drawn_id, is_drawn
from copro_map.base.store.connection import Database
from copro_map.base.store.renaming import rename_entry

LISTS = ("themes", "stages", "served")
WHOLE = f"""
SELECT version, status,
    (SELECT json_group_array(theme) FROM asset_theme WHERE asset_id = a.id),
    (SELECT json_group_array(stage) FROM asset_stage WHERE asset_id = a.id),
    (SELECT json_group_array(area_code) FROM asset_served WHERE asset_id = a.id),
    (SELECT json_group_object(layer, area_code) FROM asset_area WHERE asset_id = a.id),
    longitude, latitude, precision, {", ".join(COLUMNS)}
FROM asset AS a LEFT JOIN location AS l ON l.asset_id = a.id
WHERE a.id = ?
"""  # noqa: S608 - names, no values
OF_SOURCE = "UPDATE asset SET source_id = ? WHERE id = ?"


@dataclass(frozen=True)
class Whole:
    """An entry as it is kept: all of its fields are given in ``asset``.

    ``version`` grows with each change of it; "published" for ``status`` is public.
    """

    asset: Asset
    version: int
    status: str

    @classmethod
    def of(cls, database: Database, entry_id: str) -> Whole | None:
        """Return an entry by its id; None if there is none."""
        row = database.conn.execute(WHOLE, [entry_id]).fetchone()
        if row is None:
            return None
        version, status, *lists, areas, longitude, latitude, precision = row[:9]
        given: dict[str, Value] = dict(zip(COLUMNS, row[9:], strict=True))
        for name, text in zip(LISTS, lists, strict=True):
            given[name] = tuple(json.loads(text))
        point = precision and Location(longitude, latitude, precision)
        return cls(Asset(entry_id, given, json.loads(areas), point), version, status)

    def remove(self, database: Database, today: date) -> None:
        """Delete it if people put it in and it is taken off the map, else leave it.

        Inside the caller's transaction. The history, of our words alone, stays.
        """
        remove_entry(database, self.asset.id, today)

    def say_nothing(self, database: Database) -> None:
        """Give it an id that says nothing, if it is about a person and its own does.

        Inside the caller's transaction, at its end. By that id its source is known.
        """
        told = self.asset.id
        if self.asset.text("practitioner_type") == PERSON and not is_drawn(told):
            drawn = drawn_id()
            rename_entry(database, told, drawn)
            database.conn.execute(OF_SOURCE, [told, drawn])
