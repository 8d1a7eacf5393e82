"""Tables of the board's report: what the Network says in it, and who approved what."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import may_be_emptied, only_added_to

WORDS = ("well_en", "well_cy", "hard_en", "hard_cy", "ask_en", "ask_cy")
COLUMNS = ",\n    ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in WORDS)
# What is being written for the report of a day: one text, which those who write share.
DRAFT = f"""
CREATE TABLE narrative_draft (
    as_at TEXT PRIMARY KEY CHECK (as_at IS date(as_at, '+0 days')),
    {COLUMNS},
    version INTEGER NOT NULL CHECK (version > 0),
    saved_at TEXT NOT NULL CHECK (saved_at <> ''),
    saved_by INTEGER
) STRICT, WITHOUT ROWID
"""
# What was published of it. All texts empty: it was taken down.
NARRATIVE = f"""
CREATE TABLE narrative (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    as_at TEXT NOT NULL CHECK (as_at IS date(as_at, '+0 days')),
    {COLUMNS},
    published_on TEXT NOT NULL CHECK (published_on IS date(published_on, '+0 days')),
    published_by INTEGER,
    CHECK (as_at <= published_on)
) STRICT
"""
# A version of the report of a day, as somebody approved it: its figures, its words, and
# the checksums of its files.
APPROVAL = """
CREATE TABLE approval (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    as_at TEXT NOT NULL CHECK (as_at IS date(as_at, '+0 days')),
    version INTEGER NOT NULL CHECK (version > 0),
    approved_on TEXT NOT NULL CHECK (approved_on IS date(approved_on, '+0 days')),
    role TEXT NOT NULL CHECK (role <> ''),
    entered_role TEXT NOT NULL CHECK (entered_role <> ''),
    person INTEGER,
    narrative INTEGER REFERENCES narrative (id),
    figures TEXT NOT NULL CHECK (json_type(figures) = 'array'),
    checksum_en TEXT NOT NULL CHECK (length(checksum_en) = 64),
    checksum_cy TEXT NOT NULL CHECK (length(checksum_cy) = 64),
    UNIQUE (as_at, version),
    CHECK (as_at <= approved_on)
) STRICT
"""
# The report as it was approved, in each language; ``spoken`` is all that it says. It
# goes if somebody whom it names is forgotten.
FILE = """
CREATE TABLE approved_file (
    approval INTEGER NOT NULL REFERENCES approval (id),
    language TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    file BLOB NOT NULL CHECK (length(file) > 0),
    spoken TEXT NOT NULL,
    PRIMARY KEY (approval, language)
) STRICT, WITHOUT ROWID
"""


def words_and_approvals(database: Database) -> None:
    """Keep what is written for the board, and each version that was approved."""
    for statement in (DRAFT, NARRATIVE, APPROVAL, FILE):
        database.execute(statement)
    only_added_to(database, "narrative", "id")
    only_added_to(database, "approval", "id")
    may_be_emptied(database, "narrative", WORDS)
