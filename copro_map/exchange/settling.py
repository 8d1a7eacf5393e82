"""What time and other hands do to meetings: gone entries, ended talks, no answer."""

from __future__ import annotations

from datetime import date, datetime

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.exchange import moving
from copro_map.exchange.answering import tell_over
from copro_map.exchange.rules.records import UNDER_WAY, Meeting, Side
from copro_map.exchange.rules.standing import is_gone, other
from copro_map.exchange.sides import SIDES, Met, side_of
from copro_map.exchange.store import meetings as store
from copro_map.talks.introducing import talk_at
from copro_map.talks.rules.talks import SIDES as TALK_SIDES
from copro_map.talks.rules.talks import Talk


def free(settings: Settings, now: datetime) -> int:
    """Settle the meetings whose entry is gone, or whose conversation has ended.

    An entry that was taken off, has ended, was merged or forgotten withdraws them, and
    the other side is told once. Whoever ended the conversation before both agreed has
    said no. What is held begins, or goes, as its message does. Returned is how many
    changed.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to do.
    """
    if not settings.database.exists():
        return 0
    with reading(settings.database) as database:
        entries = kept_entries(database)
        if not any(_is_due(database, x, entries) for x in _open(database)):
            return 0  # without the lock
    with writing(settings.database, make=False) as database:
        entries = kept_entries(database)
        return sum(_settle(database, x, entries, now) for x in _open(database))


def _open(database: Database) -> tuple[Meeting, ...]:
    return store.meetings(database, states=("held", *UNDER_WAY))


def _gone(meeting: Meeting, entries: dict[str, KeptEntry]) -> list[Side]:
    """Return the sides whose entry is there no longer."""
    return [
        side
        for side in SIDES
        if (entry := meeting.entry(side))
        and is_gone(entries.get(entry), moving.KIND[side])
    ]


def _left(meeting: Meeting, talk: Talk | None) -> Side | None:
    """Return the side that ended their conversation before both had agreed.

    By a press, or as it is never written to again and so is nobody's there.
    """
    if talk is None or meeting.state not in ("introduced", "tentative"):
        return None
    if talk.state == "open":
        return None
    if talk.ended_by:
        return side_of(meeting, talk.ended_by)
    nobody = [side for side in TALK_SIDES if not talk.of(side).key]
    return side_of(meeting, nobody[0]) if len(nobody) == 1 else None


def _is_due(
    database: Database, meeting: Meeting, entries: dict[str, KeptEntry]
) -> bool:
    talk = talk_at(database, meeting.talk)
    if meeting.state == "held":
        return talk is None or talk.state not in ("held", "kept_back")
    return bool(_gone(meeting, entries)) or _left(meeting, talk) is not None


def _settle(
    database: Database,
    meeting: Meeting,
    entries: dict[str, KeptEntry],
    now: datetime,
) -> bool:
    if not _is_due(database, meeting, entries):
        return False
    talk = talk_at(database, meeting.talk)
    if meeting.state == "held":
        if talk and talk.state == "open":  # a steward has let it pass
            moving.sent(database, meeting.number, now)
        else:
            store.drop(database, meeting.number)
        return True
    if gone := _gone(meeting, entries):
        after = moving.withdraw(database, meeting.number, gone[0], now)
        if len(gone) == 1:
            tell_over(database, Met(after, other(gone[0]), talk), "gone", now)
        return True
    side = _left(meeting, talk)
    assert side
    after = moving.decline(database, meeting.number, side, now)
    # Of an end that was pressed they were told by its own letter, if at all.
    if talk and not talk.ended_by:
        tell_over(database, Met(after, other(side), talk), "declined", now)
    return True


def quiet_since(meeting: Meeting, talk: Talk | None) -> date:
    """Return the day of the last word of a meeting: said, or pressed."""
    days = [meeting.begun_on, meeting.request_yes, meeting.offer_yes, meeting.agreed_on]
    if talk:
        said = read_moment(talk.last_at).astimezone(WALES).date()
        days.append(said.isoformat())
    return date.fromisoformat(max(days))
