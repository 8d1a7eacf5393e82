"""Meetings: two who may help each other, from the first word to what came of it.

Each change keeps in the same transaction what it makes of both entries: whether people
have agreed, and how many have an offer at present. No letter is written here
(``bringing``, ``answering``, ``settling``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from copro_map.assets.face import EntryState, entry_history, kept_entries, set_states
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, current_language
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.exchange.rules.records import Meeting, Side, Who
from copro_map.exchange.rules.standing import (
    Act,
    agreement,
    is_full,
    moved,
    yes_of,
)
from copro_map.exchange.sides import SIDES
from copro_map.exchange.store import meetings as store

LONGEST_THANKS, LONGEST_OUTCOME = 1_000, 200  # characters
PAST = N_("This cannot be done any more. The page shows how it stands now.")
FULL = {
    "request": N_("Somebody else has agreed to help with this request meanwhile."),
    "offer": N_(
        "This offer is taken at present: somebody else has agreed on it meanwhile. "
        "When it is free again you can say yes."
    ),
}
KIND: Mapping[Side, str] = {"asker": "request", "offerer": "offer"}


class MeetingError(CoproMapError):
    """Something that cannot be done with a meeting (any more); says what to do."""


NOTHING: Mapping[str, object] = {}


def _day(now: datetime) -> str:
    return now.astimezone(WALES).date().isoformat()


def asked_since(database: Database, request: str, day: str) -> str:
    """Return since when a request was open on a day (ISO), or the day itself.

    Since the day that was given for it to open, else since somebody first confirmed it.
    """
    entry = kept_entries(database, request).get(request) if request else None
    if entry is None:
        return day
    since = entry.opens_on
    if not since:
        known = entry_history(database, date.fromisoformat(day))
        said = known[known["asset_id"] == request]
        said = said[(said["verification"] == "confirmed") & (said["verified_on"] != "")]
        since = str(said["verified_on"].min()) if len(said) else ""
    return min(since or day, day)


def begin(  # noqa: PLR0913 - a row of the table, by name
    database: Database,
    *,
    request: str,
    offer: str,
    talk: str,
    begun_by: Who,
    now: datetime,
    person: int | None = None,
    ring: str = "",
    asked_on: str | None = None,
) -> int:
    """Begin a meeting inside the caller's transaction; return its number.

    "introduced" if the Network begins it, else "held" until the first message leaves
    (``sent``). One of ``request`` and ``offer`` may be "". ``talk`` is the mark of what
    they write; ``asked_on`` since when the request was open, found if not told.
    """
    day = _day(now)
    is_introduced = begun_by == "network"
    number = store.put(
        database,
        request=request,
        offer=offer,
        talk=talk,
        begun_by=begun_by,
        person=person,
        ring=ring,
        state="introduced" if is_introduced else "held",
        asked_on=asked_since(database, request, day) if asked_on is None else asked_on,
        begun_on=day,
    )
    if is_introduced:
        (meeting,) = store.meetings(database, number=number)
        keep_entries(database, meeting, day)
    return number


def keep_entries(database: Database, meeting: Meeting, day: str) -> None:
    """Keep what their meetings make of the entries of a meeting, from a day (ISO) on.

    Inside the caller's transaction. An entry that is not there counts for nothing.
    """
    states = []
    for side in SIDES:
        entry = meeting.entry(side)
        kept = kept_entries(database, entry).get(entry) if entry else None
        if kept is None or kept.kind != KIND[side]:
            continue
        word, taken = agreement(store.meetings(database, entry=entry), KIND[side])
        if (word, taken) != (kept.agreement, kept.taken):
            states.append(
                EntryState(entry, day, taken_off=None, agreement=word, taken=taken)
            )
    if states:
        set_states(database, states)


def keep_meeting(database: Database, meeting: Meeting, day: date) -> int:
    """Keep a meeting as it is told, without its number; return the one that it gets.

    Inside the caller's transaction. From that day on its entries are what it made them.
    """
    facts = vars(meeting) | {"is_story": int(meeting.is_story)}
    number = store.put(database, **{x: y for x, y in facts.items() if x != "number"})
    keep_entries(database, meeting, day.isoformat())
    return number


def _one(database: Database, number: int) -> Meeting:
    found = store.meetings(database, number=number)
    if not found:
        raise MeetingError(PAST)
    return found[0]


def _move(
    database: Database,
    number: int,
    act: Act,
    now: datetime,
    side: Side | None = None,
    facts: Mapping[str, object] = NOTHING,
) -> Meeting:
    """Let a meeting become what it does by an act; return it as it is then."""
    meeting, day = _one(database, number), _day(now)
    state = moved(meeting, act, side)
    if state is None:
        raise MeetingError(PAST)
    after = store.become(database, number, state=state, **facts)
    keep_entries(database, after, day)
    return after


def sent(database: Database, number: int, now: datetime) -> Meeting:
    """Let a meeting begin as its first message leaves: whoever wrote has said yes.

    Raises
    ------
    MeetingError
        If it is not held any more.
    """
    side = _one(database, number).begun_by
    column = "request_yes" if side == "asker" else "offer_yes"
    return _move(database, number, "sent", now, facts={column: _day(now)})


def said_yes(database: Database, number: int, side: Side, now: datetime) -> Meeting:
    """Keep that a side says yes; agreed once both have. A second yes changes nothing.

    Raises
    ------
    MeetingError
        If it has ended, or somebody else has agreed meanwhile.
    """
    meeting = _one(database, number)
    if yes_of(meeting, side):
        return _move(database, number, "yes", now, side)
    if meeting.state in ("introduced", "tentative"):
        for one in SIDES:
            entry = kept_entries(database, meeting.entry(one) or "-")
            if entry and is_full(*entry.values()):
                raise MeetingError(FULL[KIND[one]])
    column = "request_yes" if side == "asker" else "offer_yes"
    facts = {column: _day(now)}
    if meeting.state == "tentative":
        facts["agreed_on"] = _day(now)
    return _move(database, number, "yes", now, side, facts)


def decline(database: Database, number: int, by: Who, now: datetime) -> Meeting:
    """End a meeting: a side says no, or takes back what it said; or time is up.

    By "clock" it lapses. Both entries are free again. What has ended stays as it is.

    Raises
    ------
    MeetingError
        If it was done, or not sent yet.
    """
    meeting = _one(database, number)
    if meeting.state in ("declined", "withdrawn", "lapsed"):
        return meeting
    side = by if by in SIDES else None
    act: Act = "time" if by == "clock" else "no"
    ended = {"ended_on": _day(now), "ended_by": by}
    return _move(database, number, act, now, side, ended)


def withdraw(database: Database, number: int, by: Who, now: datetime) -> Meeting:
    """End a meeting whose entry of a side is gone, or that the Network takes back.

    Raises
    ------
    MeetingError
        If it was done, or has ended.
    """
    ended = {"ended_on": _day(now), "ended_by": by}
    return _move(database, number, "gone", now, facts=ended)


def done(  # noqa: PLR0913 - what a form asks for
    database: Database,
    number: int,
    side: Side,
    now: datetime,
    *,
    thanks: str = "",
    outcome: str = "",
    is_story: bool = False,
) -> Meeting:
    """Keep that they met: a thank-you to the other side, and a line of what came of it.

    ``ended_by`` is then who said so. Said once: a second press changes nothing.

    Raises
    ------
    MeetingError
        If they have not agreed, or something is too long.
    """
    thanks, outcome = thanks.strip(), " ".join(outcome.split())
    for text, most in ((thanks, LONGEST_THANKS), (outcome, LONGEST_OUTCOME)):
        if len(text) > most:
            raise MeetingError(
                N_(
                    "This is too long: {n} characters, and at most {most} can be "
                    "kept. Shorten it, then send it. Nothing is lost."
                ),
                n=len(text),
                most=most,
            )
    if _one(database, number).state == "done":
        return _one(database, number)
    facts = {
        "done_on": _day(now),
        "ended_by": side,
        "thanks": thanks,
        "outcome": outcome,
        "is_story": int(is_story and bool(outcome)),
        "language": current_language(),
    }
    return _move(database, number, "done", now, side, facts)
