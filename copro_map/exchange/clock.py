"""What happens to meetings by the clock: gentle reminders, what lapses, what closed.

Each letter is written once, in the transaction that keeps that it was.
"""

from __future__ import annotations

from datetime import date, datetime

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.retention import days
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.exchange import letters, moving
from copro_map.exchange.answering import tell, tell_over
from copro_map.exchange.rules.clock import Due, due, has_closed
from copro_map.exchange.rules.records import UNDER_WAY, Meeting
from copro_map.exchange.rules.standing import yes_of
from copro_map.exchange.settling import free, quiet_since
from copro_map.exchange.sides import SIDES, Met, Names, To
from copro_map.exchange.store import meetings as store
from copro_map.people.contacts import reached
from copro_map.people.links import make_link
from copro_map.people.outbox import Letter, put
from copro_map.talks.introducing import talk_at


def by_the_clock(settings: Settings, now: datetime) -> int:
    """Do what is due of meetings on a day; return how many letters were written.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to do.
    """
    if not settings.database.exists():
        return 0
    free(settings, now)
    day = now.astimezone(WALES).date()
    with reading(settings.database) as database:
        if not (_due(database, day) or _closed(database, day)):
            return 0  # without the lock
    with writing(settings.database, make=False) as database:
        written = sum(_do(database, *one, now) for one in _due(database, day))
        return written + sum(_tell(database, x, now) for x in _closed(database, day))


def _due(database: Database, day: date) -> list[tuple[Meeting, Due]]:
    found = []
    for meeting in store.meetings(database, states=UNDER_WAY):
        quiet = quiet_since(meeting, talk_at(database, meeting.talk))
        if what := due(meeting, quiet.isoformat(), day):
            found.append((meeting, what))
    return found


def _do(database: Database, meeting: Meeting, what: Due, now: datetime) -> int:
    """Do what is due; return how many letters that is."""
    talk = talk_at(database, meeting.talk)
    if what == "lapse":
        after = moving.decline(database, meeting.number, "clock", now)
        sides = [Met(after, side, talk) for side in SIDES]
        return sum(tell_over(database, one, "lapsed", now) for one in sides)
    day = now.astimezone(WALES).date().isoformat()
    after = store.become(database, meeting.number, reminded_on=day)
    write = _unanswered if what == "unanswered" else _did_you_meet
    return sum(
        tell(database, Met(after, side, talk), write, now)
        for side in SIDES
        if what == "did_you_meet" or not yes_of(meeting, side)
    )


def _unanswered(met: Met, to: To, names: Names, token: str) -> Letter:
    return letters.unanswered(met.meeting, met.side, to, names, token)


def _did_you_meet(met: Met, to: To, names: Names, token: str) -> Letter:
    return letters.did_you_meet(met.meeting, met.side, to, names, token)


def _closed(database: Database, day: date) -> list[KeptEntry]:
    """Return the entries that closed of late and whose people were not told yet."""
    told = store.told(database)
    return [
        one
        for one in kept_entries(database).values()
        if has_closed(one, day)
        and (one.id, one.ends) not in told
        and reached(database, one.id)
    ]


def _tell(database: Database, entry: KeptEntry, now: datetime) -> bool:
    contact = reached(database, entry.id)
    assert contact
    store.tell(database, entry.id, entry.ends, now.astimezone(WALES).date().isoformat())
    to = contact.address
    token = make_link(database, "entry", now, address=to, entry=entry.id)
    letter = letters.closed(contact, entry.kind, entry.name, entry.ends, token)
    return put(database, letter, now)


def sweep_meetings(settings: Settings, now: datetime) -> int:
    """Delete what is past of meetings; return of how many.

    Thanks and what came of them a year after they met; what came to nothing a year
    after it ended; and that somebody was told that an entry had closed.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something past.
    """
    today, path = now.astimezone(WALES).date(), settings.database

    def before(line: str) -> str:
        past = today.toordinal() - days(settings, line)
        return date.fromordinal(past).isoformat()

    words, ended, told = map(before, ("meeting_words", "meetings_ended", "closed_told"))
    return (
        swept(path, words, store.are_words_past, store.empty)
        + swept(path, ended, store.is_ended_past, store.drop_ended)
        + swept(path, told, store.is_told_past, store.drop_told)
    )


SWEEPS = (sweep_meetings,)
