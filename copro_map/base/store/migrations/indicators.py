"""Tables of the indicators: observations, changes of targets, snapshots."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import only_added_to

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


def progress_records(database: Database) -> None:
    """Observations, changes of targets and snapshots: only ever added to."""
    for statement in (OBSERVATION, OBSERVATION_CELL, TARGET_CHANGE, SNAPSHOT):
        database.execute(statement)
    only_added_to(database, "observation")
    only_added_to(database, "target_change")
    only_added_to(database, "snapshot", "id")


def words_in_welsh(database: Database) -> None:
    """Keep the Welsh of what stewards type; the same text twice is Welsh alone."""
    for table, name in (
        ("target_change", "changed_by_cy"),
        ("target_change", "reason_cy"),
        ("snapshot", "label_cy"),
    ):
        database.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
        )
