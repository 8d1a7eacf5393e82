"""Writing entries: added, changed or left as they are, by their fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlite_utils import Database

from copro_map.assets.rules.records import Asset
from copro_map.assets.store.history import remember_entries
from copro_map.base.names import name_key
from copro_map.base.store.revision import NEXT_REVISION, Saved

COLUMNS = (
    "id",
    "kind",
    "practitioner_type",
    "name_en",
    "name_cy",
    "description_en",
    "description_cy",
    "organisation",
    "sector",
    "place",
    "website",
    "source_url",
    "source_date",
    "exchange_category",
    "start_year",
    "end_year",
    "origin",
    "fingerprint",
)
FINGERPRINTS = "SELECT id, fingerprint FROM asset"
ORIGINS = "SELECT DISTINCT origin FROM asset"
UPSERT = """
INSERT INTO asset (
    id, kind, practitioner_type, name_en, name_cy, description_en, description_cy,
    organisation, sector, place, website, source_url, source_date, exchange_category,
    start_year, end_year, origin, fingerprint
) VALUES (
    :id, :kind, :practitioner_type, :name_en, :name_cy, :description_en,
    :description_cy, :organisation, :sector, :place, :website, :source_url,
    :source_date, :exchange_category, :start_year, :end_year, :origin, :fingerprint
)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, practitioner_type = excluded.practitioner_type,
    name_en = excluded.name_en, name_cy = excluded.name_cy,
    description_en = excluded.description_en, description_cy = excluded.description_cy,
    organisation = excluded.organisation, sector = excluded.sector,
    place = excluded.place, website = excluded.website,
    source_url = excluded.source_url, source_date = excluded.source_date,
    exchange_category = excluded.exchange_category, start_year = excluded.start_year,
    end_year = excluded.end_year, origin = excluded.origin, status = 'published',
    fingerprint = excluded.fingerprint, version = version + 1
"""
CLEAR = (
    "DELETE FROM location WHERE asset_id = ?",
    "DELETE FROM asset_area WHERE asset_id = ?",
    "DELETE FROM asset_theme WHERE asset_id = ?",
    "DELETE FROM asset_stage WHERE asset_id = ?",
    "DELETE FROM asset_served WHERE asset_id = ?",
    "DELETE FROM asset_text WHERE asset_id = ?",
)
ADD_LOCATION = "INSERT INTO location VALUES (?, ?, ?, ?)"
ADD_AREA = "INSERT INTO asset_area VALUES (?, ?, ?)"
ADD_THEME = "INSERT INTO asset_theme VALUES (?, ?)"
ADD_STAGE = "INSERT INTO asset_stage VALUES (?, ?)"
ADD_SERVED = "INSERT INTO asset_served VALUES (?, ?)"
ADD_TEXT = """
INSERT INTO asset_text (asset_id, name, description, organisation, place, topic)
VALUES (?, ?, ?, ?, ?, ?)
"""
PRACTITIONERS = """
SELECT id, name_en, name_cy, origin = 'named' FROM asset
WHERE kind = 'practitioner' AND (status = 'published' OR origin = 'named')
ORDER BY id DESC
"""
RUNNERS = "SELECT id, organisation FROM asset WHERE status = 'published'"
SET_ORGANISATION = "UPDATE asset SET organisation_id = ? WHERE id = ?"
SET_STATUS = "UPDATE asset SET status = ? WHERE id = ?"
PRACTITIONER_NAMES = """
SELECT name_en FROM asset WHERE kind = 'practitioner' AND origin <> 'named'
UNION
SELECT name_cy FROM asset WHERE kind = 'practitioner' AND origin <> 'named'
"""


def _rows(assets: Iterable[Asset], field: str) -> Iterator[tuple[str, str]]:
    for asset in assets:
        for value in getattr(asset, field):
            yield asset.id, value


def _write_sides(database: Database, assets: list[Asset]) -> None:
    connection = database.conn
    connection.executemany(
        ADD_LOCATION,
        (
            (a.id, a.location.longitude, a.location.latitude, a.location.precision)
            for a in assets
            if a.location
        ),
    )
    connection.executemany(
        ADD_AREA,
        (
            (a.id, layer, code)
            for a in assets
            for layer, code in (a.areas or {}).items()
        ),
    )
    connection.executemany(ADD_THEME, _rows(assets, "themes"))
    connection.executemany(ADD_STAGE, _rows(assets, "stages"))
    connection.executemany(ADD_SERVED, _rows(assets, "served"))


def _write_text(
    database: Database, assets: list[Asset], topics: Mapping[str, str]
) -> None:
    database.conn.executemany(
        ADD_TEXT,
        (
            (
                a.id,
                f"{a.name_en} {a.name_cy}",
                f"{a.description_en} {a.description_cy}",
                a.organisation,
                a.place,
                topics.get(a.id, ""),
            )
            for a in assets
        ),
    )


def _link_organisations(database: Database) -> None:
    """Tie each entry to the practitioner that runs it, by name.

    Where a real entry and one that was only named share a name, the real one wins. One
    that was only named is shown as long as an entry names it and no real one has it.
    """
    connection = database.conn
    real: dict[str, str] = {}
    named: dict[str, str] = {}
    for asset_id, name_en, name_cy, only_named in connection.execute(PRACTITIONERS):
        keys = {name_key(name) for name in (name_en, name_cy) if name}
        (named if only_named else real).update(dict.fromkeys(keys, asset_id))
    runs = {i: name_key(n) if n else "" for i, n in connection.execute(RUNNERS)}
    wanted = set(runs.values()) - set(real)
    connection.executemany(
        SET_STATUS,
        [("published" if k in wanted else "archived", i) for k, i in named.items()],
    )
    by_key = named | real
    connection.executemany(
        SET_ORGANISATION, [(by_key.get(key), i) for i, key in runs.items()]
    )


def save_assets(
    database: Database,
    assets: Iterable[Asset],
    topics: Mapping[str, str],
    today: date,
) -> Saved:
    """Write entries inside the caller's transaction; return what became of them.

    ``topics`` holds, for each entry, further words by which it can be found (names of
    its themes, kind and areas in both languages). An entry whose fingerprint is the
    same is not touched, so importing a file twice changes nothing. What changed is
    known from ``today`` on.
    """
    before = dict(database.execute(FINGERPRINTS).fetchall())
    everything = list(assets)
    touched = [a for a in everything if before.get(a.id) != a.fingerprint]
    changed = [a for a in touched if a.id in before]
    connection = database.conn
    for statement in CLEAR if changed else ():
        connection.executemany(statement, ((a.id,) for a in changed))
    connection.executemany(
        UPSERT,
        ({name: getattr(asset, name) for name in COLUMNS} for asset in touched),
    )
    _write_sides(database, touched)
    _write_text(database, touched, topics)
    if touched:
        _link_organisations(database)
        remember_entries(database, today)
        connection.execute(NEXT_REVISION)
    return Saved(
        added=len(touched) - len(changed),
        changed=len(changed),
        unchanged=len(everything) - len(touched),
    )


def practitioner_names(database: Database) -> set[str]:
    """Return the names, in both languages, of practitioners with their own entry."""
    return {name for (name,) in database.execute(PRACTITIONER_NAMES)} - {""}


def origins(database: Database) -> set[str]:
    """Return where the entries came from, whatever their status."""
    return {origin for (origin,) in database.execute(ORIGINS)}
