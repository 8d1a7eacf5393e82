"""Events: what is planned, who comes, and what came of it."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations import people
from copro_map.base.store.migrations.exchange import OF_MEETINGS
from copro_map.base.store.migrations.members import (
    DAY,
    DAY_OR_NONE,
    NUMBER,
    TEXT,
    YES_OR_NO,
)
from copro_map.base.store.migrations.revised import revised

CLOCK = (
    "{0} TEXT NOT NULL DEFAULT '' CHECK ({0} = '' OR {0} GLOB '[0-2][0-9]:[0-5][0-9]')"
)
WHEN = f"""
    {DAY.format("starts_on")},
    {CLOCK.format("starts_at")},
    {DAY.format("ends_on")},
    {CLOCK.format("ends_at")},
    {TEXT.format("venue")}"""
# An event; ``type`` is a word of event_types.toml. Days and times are those of a clock
# in Wales; without ``starts_at`` it takes whole days, ``ends_on`` the last of them. It
# has a place (``venue``, coordinates, ``authority``), or ``is_online``, or both.
# ``place`` is by what it was found: a town, or a ``postcode`` as it is written.
# ``organiser`` is said in public, ``address`` never; ``join_link`` only to those who
# booked. "sent": told by somebody, who has not pressed in the letter; "waiting": for
# the desk. ``sequence`` grows with each change, as calendars want it. ``citizens`` and
# ``professionals``: who came, counted; no number if nobody counted.
EVENT = f"""
CREATE TABLE event (
    {NUMBER},
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 12),
    type TEXT NOT NULL CHECK (type <> ''),
    {TEXT.format("name_en")},
    {TEXT.format("name_cy")},
    {TEXT.format("about_en")},
    {TEXT.format("about_cy")},{WHEN},
    {TEXT.format("place")},
    {TEXT.format("postcode")},
    longitude REAL,
    latitude REAL,
    {TEXT.format("authority")},
    {YES_OR_NO.format("is_online")},
    {TEXT.format("join_link")},
    {TEXT.format("web")},
    {TEXT.format("spoken")} CHECK (spoken IN ('', 'cy', 'en', 'both')),
    {YES_OR_NO.format("is_interpreted")},
    {YES_OR_NO.format("has_booking")},
    places INTEGER CHECK (places > 0),
    {DAY_OR_NONE.format("booking_ends_on")},
    {TEXT.format("entry")},
    {TEXT.format("project")},
    {TEXT.format("organiser")},
    {TEXT.format("address")},
    {TEXT.format("address_key")},
    {TEXT.format("language")} CHECK (language IN ('', 'cy', 'en')),
    state TEXT NOT NULL CHECK (state IN ('sent', 'waiting', 'planned', 'cancelled',
        'refused')),
    {DAY_OR_NONE.format("cancelled_on")},
    {TEXT.format("why_en")},
    {TEXT.format("why_cy")},
    citizens INTEGER CHECK (citizens >= 0),
    professionals INTEGER CHECK (professionals >= 0),
    {DAY_OR_NONE.format("counted_on")},
    {TEXT.format("outcome_en")},
    {TEXT.format("outcome_cy")},
    {DAY_OR_NONE.format("outcome_on")},
    {DAY_OR_NONE.format("thanked_on")},
    sequence INTEGER NOT NULL DEFAULT 0,
    changed_at TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('form', 'desk', 'import')),
    person INTEGER,
    {DAY.format("entered_on")},
    CHECK (ends_on >= starts_on),
    CHECK (starts_at = '' OR ends_at <> ''),
    CHECK ((longitude IS NULL) = (latitude IS NULL))
) STRICT
"""
# When, and where, an event was to be before it was moved.
MOVED = f"""
CREATE TABLE event_moved (
    {NUMBER},
    event INTEGER NOT NULL REFERENCES event (number),{WHEN},
    {DAY.format("moved_on")},
    {TEXT.format("why_en")},
    {TEXT.format("why_cy")}
) STRICT
"""
# What an event was before a change at the desk, to take that back: a row as JSON.
WAS = f"""
CREATE TABLE event_was (
    change INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES event (number),
    {TEXT.format("address_key")},
    was TEXT NOT NULL,
    {DAY.format("changed_on")}
) STRICT
"""
# A place at an event. ``mark`` is random: what links are about. "held": they have not
# pressed in the letter yet. ``booked_at`` is the order of the waiting list. ``needs``:
# what would help them take part, with their consent of ``needs_on``: it is read by the
# event's organiser alone. ``entry`` or ``organisation``: for whom they come.
BOOKING = f"""
CREATE TABLE booking (
    {NUMBER},
    event INTEGER NOT NULL REFERENCES event (number),
    mark TEXT NOT NULL UNIQUE CHECK (length(mark) = 32),
    {TEXT.format("name")},
    {TEXT.format("address")},
    {TEXT.format("address_key")},
    {TEXT.format("language")} CHECK (language IN ('', 'cy', 'en')),
    {TEXT.format("side")} CHECK (side IN ('', 'citizen', 'professional')),
    {TEXT.format("entry")},
    {TEXT.format("organisation")},
    {TEXT.format("needs")},
    {DAY_OR_NONE.format("needs_on")},
    state TEXT NOT NULL CHECK (state IN ('held', 'in', 'waiting', 'left', 'cancelled')),
    asked_at TEXT NOT NULL,
    {TEXT.format("booked_at")},
    {TEXT.format("moved_up_at")},
    {TEXT.format("left_at")},
    {TEXT.format("came")} CHECK (came IN ('', 'yes', 'no')),
    CHECK (needs = '' OR needs_on <> '')
) STRICT
"""
# Which organisations on the map came to an event; nobody is named.
ATTENDED = f"""
CREATE TABLE event_attended (
    event INTEGER NOT NULL REFERENCES event (number),
    entry TEXT NOT NULL CHECK (entry <> ''),
    {DAY.format("noted_on")},
    PRIMARY KEY (event, entry)
) STRICT, WITHOUT ROWID
"""
# A picture of an event, shown while those who can be seen in it agree.
PHOTO = f"""
CREATE TABLE event_photo (
    {NUMBER},
    event INTEGER NOT NULL REFERENCES event (number),
    mark TEXT NOT NULL UNIQUE CHECK (length(mark) = 32),
    picture BLOB NOT NULL,
    {TEXT.format("words_en")},
    {TEXT.format("words_cy")},
    {DAY.format("agreed_on")},
    {TEXT.format("who_agreed")}
) STRICT
"""
INDEXES = (
    "CREATE INDEX event_day ON event (starts_on)",
    "CREATE INDEX event_moved_event ON event_moved (event)",
    "CREATE INDEX booking_event ON booking (event, state)",
    "CREATE INDEX booking_address ON booking (address_key)",
    "CREATE INDEX event_attended_entry ON event_attended (entry)",
    "CREATE INDEX event_photo_event ON event_photo (event)",
)
# What pages show of them is made anew, but for a form whose link nobody has pressed.
SHOWN = {
    "event": "{row}.state <> 'sent'",
    "booking": "{row}.state <> 'held'",
    **dict.fromkeys(("event_moved", "event_attended", "event_photo"), "true"),
}
OF_EVENTS = (
    "'talk', 'meeting')",
    "'talk', 'meeting', 'joining', 'member', 'event', 'booking')",
)


def events(database: Database) -> None:
    """Keep events, bookings and who came; let links open what is somebody's."""
    for statement in (EVENT, MOVED, WAS, BOOKING, ATTENDED, PHOTO, *INDEXES):
        database.execute(statement)
    revised(database, SHOWN)
    people.made_anew(
        database,
        "link",
        people.LINK,
        people.MORE_PURPOSES,
        people.AND_PURPOSES,
        OF_MEETINGS,
        OF_EVENTS,
    )
