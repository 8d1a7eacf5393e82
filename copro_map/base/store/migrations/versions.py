"""Tables of what people send in: versions of entries that wait, and who agreed."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.assets import ASSET_KNOWN
from copro_map.base.store.migrations.said import KNOWN_WITH_END

# An entry as somebody sent it, until it is decided and a while after. Private: nothing
# public reads it. ``entry`` is the id that it has, or will have: of a new one drawn at
# random; ``content`` JSON of what it gives (fields, areas, location), ``was`` of how
# the published entry was before it was accepted. ``seen``: the version of the entry
# that it was written on. ``revision`` grows when whoever sent it adds something.
# ``client``: a keyed mark of the computer, emptied with the decision. ``words``: what
# was asked, or why it was declined, for whoever sent it; ``note`` their answer. It is
# changed, and in the end emptied.
VERSION = """
CREATE TABLE version_sent (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL CHECK (entry <> ''),
    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
    seen INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 1,
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    was TEXT NOT NULL DEFAULT '{}' CHECK (json_type(was) = 'object'),
    language TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    proved_at TEXT NOT NULL DEFAULT '',
    client TEXT NOT NULL DEFAULT '',
    sent_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
        ('waiting', 'asked', 'reading', 'accepted', 'declined', 'withdrawn')),
    words TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL DEFAULT '',
    change INTEGER REFERENCES change_made (id)
) STRICT
"""
VERSION_INDEXES = (
    "CREATE INDEX version_sent_state ON version_sent (state, sent_at)",
    "CREATE INDEX version_sent_entry ON version_sent (entry)",
    "CREATE INDEX version_sent_address ON version_sent (address_key)",
)
# What somebody agreed to be shown, or kept, of themselves: a row a field, with the
# version of the words that they read, in which language, on which day, and where.
# ``by_key`` is a keyed mark of the address that agreed. ``held``: it counts once the
# version that it came with is accepted. One that is withdrawn stays.
CONSENT = """
CREATE TABLE consent (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL CHECK (entry <> ''),
    field TEXT NOT NULL CHECK (field <> ''),
    wording TEXT NOT NULL CHECK (wording <> ''),
    language TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    given_on TEXT NOT NULL CHECK (given_on IS date(given_on, '+0 days')),
    channel TEXT NOT NULL CHECK (channel IN ('form', 'my_page', 'desk')),
    by_key TEXT NOT NULL DEFAULT '',
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    withdrawn_on TEXT NOT NULL DEFAULT ''
        CHECK (withdrawn_on = '' OR withdrawn_on IS date(withdrawn_on, '+0 days'))
) STRICT
"""
CONSENT_INDEX = "CREATE INDEX consent_entry ON consent (entry, field)"


# Whether what is said of an entry may be shown: of every practitioner who is a person
# only what was agreed to, and nothing without the name.
AGREED = """(a.practitioner_type <> 'individual' OR EXISTS (
    SELECT 1 FROM consent AS c WHERE c.entry = a.id AND c.field = 'name'
        AND c.held = 0 AND c.withdrawn_on = ''))"""
NAME, SAID, PLACE, SITE = (
    AGREED.replace("'name'", f"'{field}'")
    for field in ("name", "description", "where", "website")
)
SHOWN = f"""
CREATE VIEW asset_shown AS
SELECT a.id,
    {NAME} AS name,
    {NAME} AND {SAID} AS description,
    {NAME} AND {PLACE} AS place,
    {NAME} AND {SITE} AS website
FROM asset AS a
"""  # noqa: S608 - no values
# A person is never shown finer than this.
COARSE = "('district', 'area')"
# What anyone may see, as before: columns by allow-list, of entries that are published;
# and of persons by what they agreed to.
PUBLIC = f"""
CREATE VIEW asset_public AS
SELECT
    a.id, a.kind, a.practitioner_type, a.name_en, a.name_cy,
    iif({SAID}, a.description_en, '') AS description_en,
    iif({SAID}, a.description_cy, '') AS description_cy,
    iif({SAID}, a.organisation, '') AS organisation,
    iif({SAID}, a.organisation_id, NULL) AS organisation_id,
    iif({SAID}, a.sector, '') AS sector,
    iif({PLACE}, a.place, '') AS place,
    iif({SITE}, a.website, '') AS website,
    iif({SITE}, a.source_url, '') AS source_url,
    a.source_date, a.exchange_category,
    iif({SAID}, a.start_year, NULL) AS start_year,
    iif({SAID}, a.end_year, NULL) AS end_year,
    a.origin, a.verification, a.verified_on, a.closes_on,
    a.verified_role,
    a.opens_on,
    a.paused_until,
    a.ended_on,
    l.longitude, l.latitude, l.precision
FROM asset AS a
LEFT JOIN location AS l ON l.asset_id = a.id AND {PLACE}
    AND (a.practitioner_type <> 'individual' OR l.precision IN {COARSE})
WHERE a.status = 'published' AND {NAME}
"""  # noqa: S608 - no values
# What is known of a person on a day: no more than that there is one, and only while
# they agree to be named.
STATUS = "'status', a.status"
STATUS_AGREED = f"""'status', CASE WHEN a.status = 'published' AND NOT {NAME}
            THEN 'archived' ELSE a.status END"""
RUN_BY = """'organisation', a.organisation,
        'organisation_id', COALESCE(a.organisation_id, ''),"""
# Who runs an entry is known by name only as long as that is the name of a body that a
# source named: what somebody typed here may be a person, and nothing is ever taken out
# of the history. That there is something counts.
TYPED = "typed"
NAMED_BY_A_SOURCE = """EXISTS (
    SELECT 1 FROM asset AS r WHERE r.id = a.organisation_id
        AND r.origin <> 'contributed' AND r.practitioner_type <> 'individual')"""
RUN_BY_AGREED = f"""'organisation',
        CASE WHEN a.practitioner_type = 'individual' OR a.organisation = '' THEN ''
            WHEN {NAMED_BY_A_SOURCE} THEN a.organisation ELSE '{TYPED}' END,
        'organisation_id', iif(a.practitioner_type = 'individual', '',
            COALESCE(a.organisation_id, '')),"""  # noqa: S608 - no values
# As of the last day known, persons are known so.
KNOW_AGREED = """
INSERT INTO asset_history (asset_id, known_from, content)
SELECT k.asset_id, h.known_from, k.content FROM asset_known AS k
JOIN (
    SELECT asset_id, known_from, content, MAX(id) FROM asset_history GROUP BY asset_id
) AS h ON h.asset_id = k.asset_id
WHERE h.content <> k.content
"""
# The text index keeps of persons what they agreed to.
INDEX_AGREED = """
DELETE FROM asset_text WHERE asset_id IN (
    SELECT id FROM asset WHERE practitioner_type = 'individual')
"""


def versions_sent(database: Database) -> None:
    """Keep what people send in until somebody accepts it."""
    database.execute(VERSION)
    for index in VERSION_INDEXES:
        database.execute(index)


def consents_given(database: Database) -> None:
    """Keep who agreed to what, and show no person who did not."""
    database.execute(CONSENT)
    database.execute(CONSENT_INDEX)
    database.execute(SHOWN)
    database.execute("DROP VIEW asset_public")
    database.execute(PUBLIC)
    content = ASSET_KNOWN.split("a.id AS asset_id,")[1].rsplit("AS content", 1)[0]
    for before, after in ((STATUS, STATUS_AGREED), (RUN_BY, RUN_BY_AGREED)):
        assert before in content
        content = content.replace(before, after)
    database.execute("DROP VIEW asset_known")
    database.execute(KNOWN_WITH_END.format(content.strip()))
    database.execute(KNOW_AGREED)
    database.execute(INDEX_AGREED)


# Where somebody agreed: in a workshop, too. The views that read the table stay.
CHANNELS = ("'my_page', 'desk')", "'my_page', 'desk', 'workshop')")
CONSENT_BEFORE = "CREATE TEMP TABLE consent_before AS SELECT * FROM consent"
CONSENT_AGAIN = "INSERT INTO consent SELECT * FROM temp.consent_before"


def consents_in_workshops(database: Database) -> None:
    """Let somebody agree in a workshop."""
    before, after = CHANNELS
    assert before in CONSENT
    for statement in (
        CONSENT_BEFORE,
        "DROP TABLE consent",
        CONSENT.replace(before, after),
        CONSENT_INDEX,
        CONSENT_AGAIN,
        "DROP TABLE temp.consent_before",
    ):
        database.execute(statement)
