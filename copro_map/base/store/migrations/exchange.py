"""What offers and requests say; who was brought together, and what came of it."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations import people
from copro_map.base.store.migrations.assets import BEFORE_PLACE, CODES_OF, VIEW

# When an offer or a request opens and closes: as somebody said last, else as it was
# given. The first and the last of all days: they said that it is open from now on, and
# until further notice.
CLOSES_ON = """CASE WHEN a.closes_on = '9999-12-31' THEN ''
        WHEN COALESCE(a.closes_on, '') <> '' THEN a.closes_on ELSE a.closes END"""
OPENS_ON = """CASE a.opens_on WHEN '0001-01-01' THEN '' WHEN '' THEN a.opens
        ELSE a.opens_on END"""

# The words of vocabularies that an entry has, with how and in which language it is.
CODES_NOW = f"""{CODES_OF} || (
    SELECT iif(way <> '', ' qqways' || replace(way, '_', ''), '')
        || iif(spoken <> '', ' qqspoken' || spoken, '')
    FROM asset WHERE id = {{id}})
"""  # noqa: S608 - no values

# Two who may help each other. ``request`` and ``offer`` are ids of entries; one of them
# is "" if that side has no entry of its own. ``talk`` is the mark of what they write to
# each other; ``begun_by`` who began it: whoever asks, whoever offers, or the Network.
# ``asked_on``: since when the request was open. ``request_yes`` and ``offer_yes``: the
# day on which each side said yes. ``outcome`` is a line of what came of it, ``thanks``
# what one says to the other; ``is_story``: they agree that the line is told to others.
MEETING = """
CREATE TABLE meeting (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    request TEXT NOT NULL DEFAULT '',
    offer TEXT NOT NULL DEFAULT '',
    talk TEXT NOT NULL DEFAULT '',
    begun_by TEXT NOT NULL CHECK (begun_by IN ('asker', 'offerer', 'network')),
    person INTEGER,
    ring TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('held', 'introduced', 'tentative', 'agreed',
        'done', 'declined', 'withdrawn', 'lapsed')),
    asked_on TEXT NOT NULL DEFAULT '',
    begun_on TEXT NOT NULL CHECK (begun_on IS date(begun_on, '+0 days')),
    request_yes TEXT NOT NULL DEFAULT '',
    offer_yes TEXT NOT NULL DEFAULT '',
    agreed_on TEXT NOT NULL DEFAULT '',
    done_on TEXT NOT NULL DEFAULT '',
    ended_on TEXT NOT NULL DEFAULT '',
    ended_by TEXT NOT NULL DEFAULT '' CHECK (ended_by IN ('', 'asker', 'offerer',
        'network', 'clock')),
    reminded_on TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'cy', 'en')),
    thanks TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    is_story INTEGER NOT NULL DEFAULT 0 CHECK (is_story IN (0, 1)),
    CHECK (request <> '' OR offer <> ''),
    CHECK (request <> offer)
) STRICT
"""
INDEXES = (
    "CREATE INDEX meeting_request ON meeting (request)",
    "CREATE INDEX meeting_offer ON meeting (offer)",
    "CREATE INDEX meeting_talk ON meeting (talk)",
)
# A letter that is written once: that an offer or a request has lapsed.
TOLD = """
CREATE TABLE lapse_told (
    entry TEXT NOT NULL CHECK (entry <> ''),
    ends TEXT NOT NULL CHECK (ends IS date(ends, '+0 days')),
    told_on TEXT NOT NULL CHECK (told_on IS date(told_on, '+0 days')),
    PRIMARY KEY (entry, ends)
) STRICT, WITHOUT ROWID
"""


TEXT = "TEXT NOT NULL DEFAULT ''"
TEXTS = ("opens", "closes", "way", "spoken", "agreement")
NUMBERS = {"capacity": "INTEGER", "taken": "INTEGER NOT NULL DEFAULT 0"}


def meetings(database: Database) -> None:
    """Keep who was brought together, and which offers were told that they lapsed."""
    for statement in (MEETING, *INDEXES, TOLD):
        database.execute(statement)


def offers_and_requests(database: Database) -> None:
    """Keep how, in which language, for how many, and when an offer is open.

    And what came of it: whether people have agreed, and how many have it at present.
    """
    for column, holds in {**dict.fromkeys(TEXTS, TEXT), **NUMBERS}.items():
        database.execute(f"ALTER TABLE asset ADD COLUMN {column} {holds}")
    (view,) = database.execute(VIEW).fetchone()
    database.execute("DROP VIEW asset_public")
    # No person is an offer or a request: that needs nobody's consent to be seen.
    seen = "".join(f"    a.{x},\n" for x in (*TEXTS[2:], *NUMBERS))
    view = view.replace(BEFORE_PLACE, f"{seen}{BEFORE_PLACE}")
    for before, now in (("closes_on", CLOSES_ON), ("opens_on", OPENS_ON)):
        assert f" a.{before}," in view
        view = view.replace(f" a.{before},", f" {now} AS {before},")
    database.execute(view)


OF_MEETINGS = ("'talk')", "'talk', 'meeting')")
# Two may be introduced of whom nobody knows which language they read.
UNKNOWN = ("one_language IN ('cy', 'en')", "one_language IN ('', 'cy', 'en')")


def links_to_meetings(database: Database) -> None:
    """Let links open a meeting, and a conversation begin in a language not known."""
    people.made_anew(
        database,
        "link",
        people.LINK,
        people.MORE_PURPOSES,
        people.AND_PURPOSES,
        OF_MEETINGS,
    )
    # The words refer to their conversation: both step aside, and come back in order.
    for table in ("talk_word", "talk"):
        database.execute(people.RENAME.format(table))
    for table, statement in (
        ("talk", people.TALK.replace(*UNKNOWN)),
        ("talk_word", people.TALK_WORD),
    ):
        database.execute(statement)
        database.execute(people.CARRY_OVER.format(table))
    for table in ("talk_word", "talk"):
        database.execute(people.DROP.format(table))
    for index in people.TALK_INDEXES:
        database.execute(index)
