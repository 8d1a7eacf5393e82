"""Tables of the surveys: waves, replies, and how a tool's files are read."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import only_added_to

# A wave is one round of a survey. Its numbers of invited people may be corrected: by a
# new row of the same survey and name, that supersedes the older one.
WAVE = """
CREATE TABLE wave (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    survey TEXT NOT NULL CHECK (survey <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    opens_on TEXT NOT NULL CHECK (opens_on IS date(opens_on, '+0 days')),
    closes_on TEXT NOT NULL CHECK (closes_on IS date(closes_on, '+0 days')),
    baseline INTEGER NOT NULL CHECK (baseline IN (0, 1)),
    invited TEXT NOT NULL CHECK (json_type(invited) = 'object'),
    code TEXT NOT NULL,
    entered_by TEXT NOT NULL CHECK (entered_by <> ''),
    entered_on TEXT NOT NULL CHECK (entered_on IS date(entered_on, '+0 days')),
    supersedes INTEGER UNIQUE CHECK (supersedes < id),
    CHECK (opens_on <= closes_on),
    FOREIGN KEY (supersedes) REFERENCES wave (id)
) STRICT
"""
# A reply: answers by question, no name, no address, no text of the respondent's own.
# ``respondent`` is a checksum, only to tell whether somebody answered twice.
REPLY = """
CREATE TABLE reply (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    survey TEXT NOT NULL CHECK (survey <> ''),
    wave TEXT NOT NULL CHECK (wave <> ''),
    respondent TEXT NOT NULL CHECK (length(respondent) = 32),
    role TEXT NOT NULL CHECK (role <> ''),
    answered_on TEXT NOT NULL CHECK (answered_on IS date(answered_on, '+0 days')),
    organisation_id TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (json_type(answers) = 'object'),
    source TEXT NOT NULL CHECK (source <> ''),
    entered_by TEXT NOT NULL CHECK (entered_by <> ''),
    entered_on TEXT NOT NULL CHECK (entered_on IS date(entered_on, '+0 days')),
    status TEXT NOT NULL CHECK (status IN ('checked', 'withdrawn')),
    supersedes INTEGER UNIQUE CHECK (supersedes < id),
    FOREIGN KEY (supersedes) REFERENCES reply (id)
) STRICT
"""
REPLY_WAVE = "CREATE INDEX reply_wave ON reply (survey, wave, respondent)"
# How the columns of a survey tool's file are read: kept for the next file like it.
SURVEY_MAPPING = """
CREATE TABLE survey_mapping (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    survey TEXT NOT NULL CHECK (survey <> ''),
    header TEXT NOT NULL CHECK (length(header) = 64),
    mapping TEXT NOT NULL CHECK (json_type(mapping) = 'object'),
    entered_by TEXT NOT NULL CHECK (entered_by <> ''),
    entered_on TEXT NOT NULL CHECK (entered_on IS date(entered_on, '+0 days')),
    supersedes INTEGER UNIQUE CHECK (supersedes < id),
    FOREIGN KEY (supersedes) REFERENCES survey_mapping (id)
) STRICT
"""
# What must be gone once a wave has closed, so it may be changed and deleted: the key by
# which a respondent is recognised, and the marks of single-use codes. Rows lie in the
# order of their names and marks (WITHOUT ROWID), never in that of their use.
WAVE_KEY = """
CREATE TABLE wave_key (
    survey TEXT NOT NULL CHECK (survey <> ''),
    wave TEXT NOT NULL CHECK (wave <> ''),
    key BLOB NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY (survey, wave)
) STRICT, WITHOUT ROWID
"""
INVITATION_CODE = """
CREATE TABLE invitation_code (
    survey TEXT NOT NULL CHECK (survey <> ''),
    wave TEXT NOT NULL CHECK (wave <> ''),
    mark TEXT NOT NULL CHECK (length(mark) = 64),
    used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
    PRIMARY KEY (survey, wave, mark)
) STRICT, WITHOUT ROWID
"""


def waves_and_replies(database: Database) -> None:
    """Waves, replies without a name, and mappings: only ever added to."""
    for statement in (WAVE, REPLY, REPLY_WAVE, SURVEY_MAPPING):
        database.execute(statement)
    for table in ("wave", "reply", "survey_mapping"):
        only_added_to(database, table)


def replies_by_batch(database: Database) -> None:
    """Keep which replies were stored together: they are shown together, or wait.

    Of those that are there nobody knows: they go by their day.
    """
    database.execute("ALTER TABLE reply ADD COLUMN batch INTEGER CHECK (batch > 0)")


def keys_and_codes(database: Database) -> None:
    """Keep the key of a wave, and a code for each invitation, until it closes.

    A wave with a shared word stays as it is: its form is open to anybody.
    """
    for statement in (WAVE_KEY, INVITATION_CODE):
        database.execute(statement)


def waves_in_welsh(database: Database) -> None:
    """Keep the Welsh name of a wave; the same name twice is Welsh alone."""
    database.execute("ALTER TABLE wave ADD COLUMN name_cy TEXT NOT NULL DEFAULT ''")
