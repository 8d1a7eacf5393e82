"""Tables of the entries: what they are, where, what is found, and what was known."""

from __future__ import annotations

import hashlib
import json
import re

from sqlite_utils import Database

from copro_map.base.names import initials
from copro_map.base.store.migrations.append_only import only_added_to

ASSET = """
CREATE TABLE asset (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    practitioner_type TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_cy TEXT NOT NULL,
    description_en TEXT NOT NULL,
    description_cy TEXT NOT NULL,
    organisation TEXT NOT NULL,
    organisation_id TEXT REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED,
    sector TEXT NOT NULL,
    place TEXT NOT NULL,
    website TEXT NOT NULL,
    source_url TEXT NOT NULL,
    source_date TEXT NOT NULL,
    exchange_category TEXT NOT NULL,
    start_year INTEGER,
    end_year INTEGER,
    origin TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'published'
        CHECK (status IN ('draft', 'published', 'archived')),
    verification TEXT NOT NULL DEFAULT 'unverified'
        CHECK (verification IN ('unverified', 'confirmed', 'stale')),
    verified_on TEXT,
    closes_on TEXT,
    fingerprint TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT
"""
LOCATION = """
CREATE TABLE location (
    asset_id TEXT PRIMARY KEY REFERENCES asset (id) ON DELETE CASCADE,
    longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    precision TEXT NOT NULL
) STRICT
"""
ASSET_AREA = """
CREATE TABLE asset_area (
    asset_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    layer TEXT NOT NULL,
    area_code TEXT NOT NULL,
    PRIMARY KEY (asset_id, layer)
) STRICT, WITHOUT ROWID
"""
ASSET_AREA_INDEX = "CREATE INDEX asset_area_code ON asset_area (layer, area_code)"
SIDE_TABLE = """
CREATE TABLE asset_{name} (
    asset_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    {column} TEXT NOT NULL,
    PRIMARY KEY (asset_id, {column})
) STRICT, WITHOUT ROWID
"""
SEARCH_INDEX = """
CREATE VIRTUAL TABLE asset_text USING fts5 (
    asset_id UNINDEXED, name, description, organisation, place, topic,
    tokenize = "unicode61 remove_diacritics 2"
)
"""
REVISION = """
CREATE TABLE revision (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    number INTEGER NOT NULL
) STRICT
"""
# What anyone may see: columns by allow-list, published entries only.
ASSET_PUBLIC = """
CREATE VIEW asset_public AS
SELECT
    a.id, a.kind, a.practitioner_type, a.name_en, a.name_cy, a.description_en,
    a.description_cy, a.organisation, a.organisation_id, a.sector, a.place, a.website,
    a.source_url, a.source_date, a.exchange_category, a.start_year, a.end_year,
    a.origin, a.verification, a.verified_on, a.closes_on,
    l.longitude, l.latitude, l.precision
FROM asset AS a
LEFT JOIN location AS l ON l.asset_id = a.id
WHERE a.status = 'published'
"""
# Each word of the text index and how many entries have it: a view, it keeps nothing.
SEARCH_WORDS = "CREATE VIRTUAL TABLE asset_word USING fts5vocab (asset_text, 'row')"
# What the indicators need of an entry, as it was from a day on.
ASSET_HISTORY = """
CREATE TABLE asset_history (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    asset_id TEXT NOT NULL CHECK (asset_id <> ''),
    known_from TEXT NOT NULL CHECK (known_from IS date(known_from, '+0 days')),
    content TEXT NOT NULL CHECK (json_type(content) = 'object')
) STRICT
"""
ASSET_HISTORY_INDEX = (
    "CREATE INDEX asset_history_asset ON asset_history (asset_id, known_from)"
)
ASSET_KNOWN = """
CREATE VIEW asset_known AS
SELECT
    a.id AS asset_id,
    json_object(
        'status', a.status, 'kind', a.kind, 'practitioner_type', a.practitioner_type,
        'sector', a.sector, 'organisation', a.organisation,
        'organisation_id', COALESCE(a.organisation_id, ''),
        'verification', a.verification, 'verified_on', COALESCE(a.verified_on, ''),
        'start_year', a.start_year,
        'stages', (
            SELECT json_group_array(stage) FROM (
                SELECT stage FROM asset_stage WHERE asset_id = a.id ORDER BY stage
            )
        )
    ) AS content
FROM asset AS a
"""
# Entries from before the history was kept: as if they had always been so.
FIRST_KNOWN = """
INSERT INTO asset_history (asset_id, known_from, content)
SELECT asset_id, '2000-01-01', content FROM asset_known
"""

# The words of vocabularies that an entry has, as the index knows them.
CODES_OF = """
COALESCE((
    SELECT group_concat(code, ' ') FROM (
        SELECT 'qqkinds' || kind AS code FROM asset WHERE id = {id}
        UNION ALL SELECT 'qqsectors' || replace(sector, '_', '')
        FROM asset WHERE id = {id} AND sector <> ''
        UNION ALL SELECT 'qqpractitionertypes' || replace(practitioner_type, '_', '')
        FROM asset WHERE id = {id} AND practitioner_type <> ''
        UNION ALL SELECT 'qqexchangecategories' || replace(exchange_category, '_', '')
        FROM asset WHERE id = {id} AND exchange_category <> ''
        UNION ALL SELECT 'qqthemes' || replace(theme, '_', '')
        FROM asset_theme WHERE asset_id = {id}
        UNION ALL SELECT 'qqstages' || replace(stage, '_', '')
        FROM asset_stage WHERE asset_id = {id}
    )
), '')
"""
INDEX_CODES = f"""
UPDATE asset_text
SET topic = topic || ' ' || {CODES_OF.format(id="asset_text.asset_id")}
"""  # noqa: S608 - no values
NAMES_OF = "SELECT id, name_en, name_cy FROM asset"
INDEX_INITIALS = "UPDATE asset_text SET topic = topic || ' ' || ? WHERE asset_id = ?"

# What every entry's source said of it, as far as it was kept.
SAID = """
SELECT
    a.id, l.longitude, l.latitude, l.precision,
    json_object(
        'kind', a.kind, 'practitioner_type', a.practitioner_type,
        'name_en', a.name_en, 'name_cy', a.name_cy,
        'description_en', a.description_en, 'description_cy', a.description_cy,
        'organisation', a.organisation, 'sector', a.sector, 'place', a.place,
        'website', a.website, 'source_url', a.source_url,
        'source_date', a.source_date, 'exchange_category', a.exchange_category,
        'start_year', a.start_year, 'end_year', a.end_year, 'origin', a.origin,
        'themes', (SELECT json_group_array(theme) FROM asset_theme
            WHERE asset_id = a.id),
        'stages', (SELECT json_group_array(stage) FROM asset_stage
            WHERE asset_id = a.id),
        'served', (SELECT json_group_array(area_code) FROM asset_served
            WHERE asset_id = a.id),
        'areas', (SELECT json_group_object(layer, area_code) FROM asset_area
            WHERE asset_id = a.id)
    )
FROM asset AS a
LEFT JOIN location AS l ON l.asset_id = a.id
"""
# Which state of the data this is: a text that no other state ever had, nor will have.
# A number alone comes back when a backup is restored and written to.
MARK = "ALTER TABLE revision ADD COLUMN mark TEXT NOT NULL DEFAULT ''"
DRAW_MARK = """
CREATE TRIGGER revision_is_marked AFTER UPDATE OF number ON revision
BEGIN UPDATE revision SET mark = lower(hex(randomblob(16))); END
"""
# The name of the file that an entry came from; empty: not known. What it became: a body
# known by name only, of which an entry of its own came, leads to that.
FILE = "ALTER TABLE asset ADD COLUMN file TEXT NOT NULL DEFAULT ''"
BECAME = """
ALTER TABLE asset ADD COLUMN became TEXT
REFERENCES asset (id) DEFERRABLE INITIALLY DEFERRED
"""
PLACE = ("longitude", "latitude", "precision")
SET_FINGERPRINT = "UPDATE asset SET fingerprint = ? WHERE id = ?"
VIEW = "SELECT sql FROM sqlite_master WHERE name = 'asset_public'"
# Where the next column of the view goes, and what it depends on of a person.
BEFORE_PLACE = "    l.longitude"
OF_A_PERSON = re.compile(r"(iif\((?:(?!iif).)*)a\.description_en, ''\)", re.DOTALL)


def first_schema(database: Database) -> None:
    """Entries, their places, areas, themes and stages, and the text index."""
    for statement in (
        ASSET,
        LOCATION,
        ASSET_AREA,
        ASSET_AREA_INDEX,
        SIDE_TABLE.format(name="theme", column="theme"),
        SIDE_TABLE.format(name="stage", column="stage"),
        SIDE_TABLE.format(name="served", column="area_code"),
        SEARCH_INDEX,
        REVISION,
        ASSET_PUBLIC,
        "INSERT INTO revision VALUES (1, 0)",
    ):
        database.execute(statement)


def words_of_the_index(database: Database) -> None:
    """Words of the text index as a table, to find the nearest to a misspelt one."""
    database.execute(SEARCH_WORDS)


def history(database: Database) -> None:
    """Keep what was known of an entry when; what is there was always known."""
    for statement in (ASSET_HISTORY, ASSET_HISTORY_INDEX, ASSET_KNOWN, FIRST_KNOWN):
        database.execute(statement)
    only_added_to(database, "asset_history", "id")


def _checksum(value: object) -> str:
    """Return the checksum of a value as ``assets.rules.records`` has it."""
    whole = sorted(value) if isinstance(value, list) else value
    text = json.dumps(whole, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def fingerprints_by_field(database: Database) -> None:
    """Keep a checksum of each field, so that a new one makes no entry a changed one.

    Until now one checksum of all fields together told whether an entry had changed.
    What the entries say now is what their sources said last.
    """
    for asset_id, *place, said in database.execute(SAID).fetchall():
        values = json.loads(said)
        if place[-1]:
            values["location"] = dict(zip(PLACE, place, strict=True))
        sums = {name: _checksum(value) for name, value in values.items() if value}
        database.execute(SET_FINGERPRINT, [json.dumps(sums), asset_id])


def marked_revisions(database: Database) -> None:
    """Give each change of the data a random mark, besides its number."""
    database.execute(MARK)
    database.execute(DRAW_MARK)


def files_and_successors(database: Database) -> None:
    """Keep which file an entry came from, and what a body known by name became."""
    database.execute(FILE)
    database.execute(BECAME)


def codes_in_the_index(database: Database) -> None:
    """Let entries be found by every word of a vocabulary, and by their initials."""
    database.execute(INDEX_CODES)
    for asset_id, *names in database.execute(NAMES_OF).fetchall():
        short = " ".join(made for name in names for made in initials(name))
        database.execute(INDEX_INITIALS, [short, asset_id])


def add_field(
    database: Database, column: str, holds: str = "TEXT NOT NULL DEFAULT ''"
) -> None:
    """Add a column to the entries, and to what anyone may see of them.

    For the step of a new field. If nobody may see it, ``ALTER TABLE`` alone will do. Of
    a person it is shown with what they write of their practice, if they agreed to that.
    """
    database.execute(f"ALTER TABLE asset ADD COLUMN {column} {holds}")
    (view,) = database.execute(VIEW).fetchone()
    seen = f"a.{column}"
    if agreed := OF_A_PERSON.search(view):
        none = "''" if "NOT NULL" in holds else "NULL"
        seen = f"{agreed[1]}a.{column}, {none}) AS {column}"
    database.execute("DROP VIEW asset_public")
    database.execute(view.replace(BEFORE_PLACE, f"    {seen},\n{BEFORE_PLACE}"))
