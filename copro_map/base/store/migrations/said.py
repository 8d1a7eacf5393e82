"""Tables of the entries, continued: what was said of them, by whom, on which day."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import only_added_to
from copro_map.base.store.migrations.assets import ASSET_KNOWN, add_field

# What somebody said of an entry on a day: never changed, a later word stands beside it.
# ``person`` is the number of a person who is entered, empty if none is; ``how`` and the
# person are private, role and month are not. ``ended_on``: "no longer since"; ``note``:
# where it moved to, or what is to change; ``place``: the new one, found on the map.
# ``until``: of "paused"; ``opens_on`` and ``closes_on``: of "open". ``undoes``: the
# word that "undone" takes back.
WORD = """
CREATE TABLE asset_word_said (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    asset_id TEXT NOT NULL CHECK (asset_id <> ''),
    word TEXT NOT NULL CHECK (word IN ('right', 'change', 'ended', 'moved', 'not_us',
        'unknown', 'take_off', 'paused', 'open', 'undone')),
    said_on TEXT NOT NULL CHECK (said_on IS date(said_on, '+0 days')),
    known_from TEXT NOT NULL CHECK (known_from IS date(known_from, '+0 days')),
    person INTEGER,
    role TEXT NOT NULL CHECK (role IN ('owner', 'officer', 'steward', 'administrator')),
    area TEXT NOT NULL DEFAULT '',
    how TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    ended_on TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '',
    opens_on TEXT NOT NULL DEFAULT '',
    closes_on TEXT NOT NULL DEFAULT '',
    undoes INTEGER UNIQUE REFERENCES asset_word_said (id)
) STRICT
"""
WORD_INDEX = "CREATE INDEX asset_word_said_asset ON asset_word_said (asset_id, id)"
# Its owner had it taken off the map: no later import brings it back.
TAKEN_OFF = """
ALTER TABLE asset ADD COLUMN taken_off INTEGER NOT NULL DEFAULT 0
CHECK (taken_off IN (0, 1))
"""
# What is known of an entry on a day, with the last day of one of which somebody said
# that it has ended; of all others it stays the very text that it was.
KNOWN_WITH_END = """
CREATE VIEW asset_known AS
SELECT
    a.id AS asset_id,
    CASE WHEN a.ended_on = '' THEN {0}
    ELSE json_insert({0}, '$.ends', COALESCE(a.closes_on, '')) END AS content
FROM asset AS a
"""
# Where somebody set an entry to be, with where it was, to be put back as it was: JSON
# of areas, location, place and what it serves. ``change`` is its number in
# ``change_made``; ``undoes`` the row that it takes back.
PLACE_SET = """
CREATE TABLE place_set (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    asset_id TEXT NOT NULL CHECK (asset_id <> ''),
    change INTEGER NOT NULL UNIQUE REFERENCES change_made (id),
    was TEXT NOT NULL CHECK (json_type(was) = 'object'),
    now TEXT NOT NULL CHECK (json_type(now) = 'object'),
    undoes INTEGER UNIQUE REFERENCES place_set (id)
) STRICT
"""


# What a visitor says is wrong with an entry: ``what`` in a word of ours, ``words`` as
# they wrote it, private. ``answer`` is that of somebody at the desk, ``note`` theirs,
# private too, ``change`` the change that answered it. Both texts are emptied 90 days
# after the answer.
REPORT = """
CREATE TABLE visitor_report (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    entry TEXT NOT NULL CHECK (entry <> ''),
    what TEXT NOT NULL CHECK (what IN ('gone', 'place', 'words', 'twice', 'not_here',
        'other')),
    words TEXT NOT NULL DEFAULT '' CHECK (length(words) <= 1000),
    said_on TEXT NOT NULL CHECK (said_on IS date(said_on, '+0 days')),
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'put_right', 'right',
        'not_for_us')),
    answered_on TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    change INTEGER REFERENCES change_made (id),
    CHECK ((answer = '') = (answered_on = '') AND (answer = '') = (change IS NULL))
) STRICT
"""
REPORT_INDEX = "CREATE INDEX visitor_report_open ON visitor_report (answer, entry, id)"
# How often words were searched for in vain on a day. Of no visitor: words of our own
# lists, and others that several visitors typed. ``area`` is the local authority that
# was asked with words of ours, empty if none was.
SOUGHT = """
CREATE TABLE sought (
    day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
    words TEXT NOT NULL CHECK (words <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('ours', 'typed', 'place')),
    area TEXT NOT NULL DEFAULT '',
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (day, words, kind, area)
) STRICT, WITHOUT ROWID
"""
# Somebody said that it is one body with another, which it became: brought back to the
# map by no later import, and by no word.
MERGED = """
ALTER TABLE asset ADD COLUMN merged INTEGER NOT NULL DEFAULT 0
CHECK (merged IN (0, 1) AND (merged = 0 OR became IS NOT NULL))
"""
# What each id that leads on leads to in the end, however many steps that takes.
SUCCESSOR = """
CREATE VIEW asset_successor AS
WITH RECURSIVE leads (id, became) AS (
    SELECT id, became FROM asset WHERE became IS NOT NULL
    UNION
    SELECT l.id, a.became FROM leads AS l JOIN asset AS a ON a.id = l.became
    WHERE a.became IS NOT NULL
)
SELECT l.id, l.became FROM leads AS l
WHERE (SELECT became FROM asset WHERE id = l.became) IS NULL
"""
# Of two entries that may be one body: that they are two, or that one became the other.
# ``record`` are their ids; ``was`` how the one that stays was before, and ``now`` what
# it was given, as JSON. ``change`` is its number in ``change_made``.
PAIR_JUDGED = """
CREATE TABLE pair_judged (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    record TEXT NOT NULL CHECK (record <> ''),
    verdict TEXT NOT NULL CHECK (verdict IN ('two', 'one')),
    gone TEXT NOT NULL DEFAULT '',
    stays TEXT NOT NULL DEFAULT '',
    was TEXT NOT NULL DEFAULT '{}' CHECK (json_type(was) = 'object'),
    now TEXT NOT NULL DEFAULT '{}' CHECK (json_type(now) = 'object'),
    change INTEGER NOT NULL UNIQUE REFERENCES change_made (id),
    undoes INTEGER UNIQUE REFERENCES pair_judged (id)
) STRICT
"""


def _know_ends(database: Database) -> None:
    content = ASSET_KNOWN.split("a.id AS asset_id,")[1].rsplit("AS content", 1)[0]
    database.execute("DROP VIEW asset_known")
    database.execute(KNOWN_WITH_END.format(content.strip()))


def words_said(database: Database) -> None:
    """Keep what was said of an entry, and when an offer or a request is open."""
    database.execute(WORD)
    database.execute(WORD_INDEX)
    only_added_to(database, "asset_word_said", "id")
    for column in ("verified_role", "opens_on", "paused_until", "ended_on"):
        add_field(database, column)
    database.execute(TAKEN_OFF)
    _know_ends(database)


def reported_and_sought(database: Database) -> None:
    """Keep what visitors say is wrong, and what was searched for in vain."""
    database.execute(REPORT)
    database.execute(REPORT_INDEX)
    database.execute(SOUGHT)


def placed_and_merged(database: Database) -> None:
    """Keep places that were set by hand, and entries that became one."""
    database.execute(PLACE_SET)
    only_added_to(database, "place_set", "undoes")
    database.execute(MERGED)
    database.execute(SUCCESSOR)
    database.execute(PAIR_JUDGED)
    only_added_to(database, "pair_judged", "undoes")
