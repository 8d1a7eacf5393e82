"""The schema, step by step. A step is never edited once it has been released."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from copro_map.base.store.survey_tables import ADDED_TO_ONLY, EVERYTHING

migrations = Migrations("copro_map")

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
# Who was asked where. The rules of the import, again: a date is a date (or empty), has
# somebody behind it, and replies belong to a day of asking.
OUTREACH = """
CREATE TABLE outreach (
    id INTEGER PRIMARY KEY,
    area_code TEXT NOT NULL CHECK (area_code <> ''),
    theme TEXT NOT NULL,
    asked_on TEXT NOT NULL
        CHECK (asked_on = '' OR asked_on IS date(asked_on, '+0 days')),
    asked_by TEXT NOT NULL CHECK ((asked_by = '') = (asked_on = '')),
    replies INTEGER CHECK (replies >= 0),
    none_on TEXT NOT NULL
        CHECK (none_on = '' OR none_on IS date(none_on, '+0 days')),
    none_by TEXT NOT NULL CHECK ((none_by = '') = (none_on = '')),
    note TEXT NOT NULL,
    CHECK (asked_on <> '' OR none_on <> ''),
    CHECK (asked_on <> '' OR replies IS NULL)
) STRICT
"""
# The same row is kept once. An unknown number of replies is the same as another one.
OUTREACH_ROW = """
CREATE UNIQUE INDEX outreach_row ON outreach (
    area_code, theme, asked_on, asked_by, COALESCE(replies, -1), none_on, none_by, note
)
"""
# Progress: each record is a row of its own. A correction is a new row that supersedes
# an older one of the same indicator; one row is superseded at most once.
OBSERVATION = """
CREATE TABLE observation (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    indicator TEXT NOT NULL CHECK (indicator <> ''),
    period_end TEXT NOT NULL CHECK (period_end IS date(period_end, '+0 days')),
    numerator INTEGER CHECK (numerator >= 0),
    denominator INTEGER CHECK (denominator >= numerator),
    invited INTEGER CHECK (invited >= n),
    n INTEGER CHECK (n >= denominator),
    value REAL CHECK (value >= 0),
    breakdown TEXT NOT NULL CHECK (json_type(breakdown) = 'object'),
    source TEXT NOT NULL CHECK (source <> ''),
    entered_by TEXT NOT NULL CHECK (entered_by <> ''),
    entered_on TEXT NOT NULL CHECK (entered_on IS date(entered_on, '+0 days')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'checked', 'withdrawn')),
    supersedes INTEGER UNIQUE CHECK (supersedes < id),
    UNIQUE (id, indicator),
    CHECK (denominator IS NULL OR numerator IS NOT NULL),
    CHECK (denominator IS NULL OR value <= 100),
    CHECK (denominator <> 0 OR value IS NULL),
    FOREIGN KEY (supersedes, indicator) REFERENCES observation (id, indicator)
) STRICT
"""
OBSERVATION_CELL = (
    "CREATE INDEX observation_cell ON observation (indicator, period_end)"
)
TARGET_CHANGE = """
CREATE TABLE target_change (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    indicator TEXT NOT NULL CHECK (indicator <> ''),
    due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
    value REAL CHECK (value >= 0),
    changed_by TEXT NOT NULL CHECK (changed_by <> ''),
    changed_on TEXT NOT NULL CHECK (changed_on IS date(changed_on, '+0 days')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    supersedes INTEGER UNIQUE CHECK (supersedes < id),
    UNIQUE (id, indicator),
    FOREIGN KEY (supersedes, indicator) REFERENCES target_change (id, indicator)
) STRICT
"""
SNAPSHOT = """
CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    taken_on TEXT NOT NULL CHECK (taken_on IS date(taken_on, '+0 days')),
    as_at TEXT NOT NULL CHECK (as_at IS date(as_at, '+0 days')),
    label TEXT NOT NULL CHECK (label <> ''),
    content TEXT NOT NULL CHECK (json_valid(content)),
    checksum TEXT NOT NULL CHECK (length(checksum) = 64),
    CHECK (as_at <= taken_on)
) STRICT
"""
# Nothing is overwritten. INSERT OR REPLACE deletes without a word to the triggers of a
# deletion, so what it would replace is looked for before.
REFUSE_CHANGE = """
CREATE TRIGGER {table}_is_not_{done} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: no row is ever {done}, add one instead'); END
"""
REFUSE_REPLACE = """
CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR {own} = NEW.{own})
BEGIN SELECT RAISE(ABORT, '{table}: no row is ever replaced, add one instead'); END
"""


@migrations()
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


@migrations()
def words_of_the_index(database: Database) -> None:
    """Words of the text index as a table, to find the nearest to a misspelt one."""
    database.execute(SEARCH_WORDS)


@migrations()
def outreach_ledger(database: Database) -> None:
    """Who was asked about co-production where, and what came of it."""
    database.execute(OUTREACH)
    database.execute(OUTREACH_ROW)


@migrations()
def progress_records(database: Database) -> None:
    """Observations, changes of targets and snapshots: only ever added to."""
    for statement in (OBSERVATION, OBSERVATION_CELL, TARGET_CHANGE, SNAPSHOT):
        database.execute(statement)
    _only_added_to(database, ("observation", "supersedes"))
    _only_added_to(database, ("target_change", "supersedes"))
    _only_added_to(database, ("snapshot", "id"))


def _only_added_to(database: Database, table: tuple[str, str]) -> None:
    """Let SQL refuse to change, remove or replace a row of a table."""
    name, own = table
    for verb, done in (("UPDATE", "changed"), ("DELETE", "removed")):
        database.execute(REFUSE_CHANGE.format(table=name, verb=verb, done=done))
    database.execute(REFUSE_REPLACE.format(table=name, own=own))


@migrations()
def surveys_audits_and_history(database: Database) -> None:
    """Surveys, self-audits, what was known of an entry when, and demonstrations."""
    for statement in EVERYTHING:
        database.execute(statement)
    for table in ADDED_TO_ONLY:
        _only_added_to(database, table)
