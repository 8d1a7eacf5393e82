"""The tables of surveys, self-audits and of what was known of an entry on a day."""

from __future__ import annotations

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
# One row marks a database of invented records; the programme then starts on that day.
DEMONSTRATION = """
CREATE TABLE demonstration (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    start TEXT NOT NULL CHECK (start IS date(start, '+0 days')),
    made_on TEXT NOT NULL CHECK (made_on IS date(made_on, '+0 days'))
) STRICT
"""
EVERYTHING = (
    WAVE,
    REPLY,
    REPLY_WAVE,
    SURVEY_MAPPING,
    AUDIT,
    AUDIT_ASSET,
    ASSET_HISTORY,
    ASSET_HISTORY_INDEX,
    ASSET_KNOWN,
    FIRST_KNOWN,
    DEMONSTRATION,
)
ADDED_TO_ONLY = (
    ("wave", "supersedes"),
    ("reply", "supersedes"),
    ("survey_mapping", "supersedes"),
    ("audit", "supersedes"),
    ("asset_history", "id"),
)
