"""Tables of what people send in: versions of entries that wait, and who agreed."""

from __future__ import annotations

from sqlite_utils import Database

# An entry as somebody sent it, until it is decided and a while after. Private: nothing
# public reads it. ``entry`` is the id that it has, or will have: of a new one drawn at
# random; ``content`` JSON of what it gives (fields, areas, location), ``was`` of how
# the published entry was before it was accepted. ``seen``: the version of the entry
# that it was written on. ``revision`` grows when whoever sent it adds something.
# ``client``: a keyed mark of the computer, emptied with the decision. ``words``: what
# was asked, or why it was declined, for whoever sent it. It is changed, and in the end
# emptied.
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


def versions_sent(database: Database) -> None:
    """Keep what people send in until somebody accepts it."""
    database.execute(VERSION)
    for index in VERSION_INDEXES:
        database.execute(index)


def consents_given(database: Database) -> None:
    """Keep who agreed to what, and show no person who did not."""
    database.execute(CONSENT)
    database.execute(CONSENT_INDEX)
