"""The table of the self-audits."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import only_added_to

# A self-audit: levels by group and principle, how many people, notes of evidence. The
# level is worked out when it is entered, by the instrument of that version.
AUDIT = """
CREATE TABLE audit (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    asset_id TEXT NOT NULL CHECK (asset_id <> ''),
    instrument TEXT NOT NULL CHECK (instrument <> ''),
    audited_on TEXT NOT NULL CHECK (audited_on IS date(audited_on, '+0 days')),
    scores TEXT NOT NULL CHECK (json_type(scores) = 'object'),
    people TEXT NOT NULL CHECK (json_type(people) = 'object'),
    notes TEXT NOT NULL CHECK (json_type(notes) = 'object'),
    level TEXT NOT NULL,
    entered_by TEXT NOT NULL CHECK (entered_by <> ''),
    entered_on TEXT NOT NULL CHECK (entered_on IS date(entered_on, '+0 days')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'checked', 'withdrawn')),
    supersedes INTEGER UNIQUE CHECK (supersedes < id),
    UNIQUE (id, asset_id),
    FOREIGN KEY (supersedes, asset_id) REFERENCES audit (id, asset_id)
) STRICT
"""
AUDIT_ASSET = "CREATE INDEX audit_asset ON audit (asset_id, audited_on)"


def self_audits(database: Database) -> None:
    """Self-audits of projects: only ever added to."""
    database.execute(AUDIT)
    database.execute(AUDIT_ASSET)
    only_added_to(database, "audit")
