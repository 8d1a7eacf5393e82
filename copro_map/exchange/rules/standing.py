"""How a meeting stands, what can be done with it, and what it makes of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from copro_map.assets.rules.opening import Opening, Stands, places_left, stands
from copro_map.assets.rules.records import KeptEntry
from copro_map.exchange.rules.records import UNDER_WAY, Meeting, Side, State

# "sent": its first message has left. "yes", "no", "done": a side says so. "gone": one
# of its entries is. "time": nobody has answered for too long.
Act = Literal["sent", "yes", "no", "done", "gone", "time"]
MOVES: Mapping[tuple[State, Act], State] = {
    ("held", "sent"): "tentative",
    ("introduced", "yes"): "tentative",
    ("tentative", "yes"): "agreed",
    ("introduced", "no"): "declined",
    ("tentative", "no"): "declined",
    ("agreed", "no"): "withdrawn",
    ("agreed", "done"): "done",
    ("introduced", "time"): "lapsed",
    ("tentative", "time"): "lapsed",
    **{(state, "gone"): "withdrawn" for state in UNDER_WAY},
}
# What is no reason to turn somebody away who writes: it may well be open again.
MAY_ASK: tuple[Stands, ...] = ("open", "tentative", "paused", "ahead", "unconfirmed")


def other(side: Side) -> Side:
    """Return the other side.

    Examples
    --------
    >>> other("asker"), other("offerer")
    ('offerer', 'asker')
    """
    return "offerer" if side == "asker" else "asker"


def is_apart(meeting: Meeting) -> bool:
    """Say whether a meeting is two whom the Network keeps apart: nobody was told.

    What they never heard of is no meeting of theirs.
    """
    by_network = meeting.state == "declined" and meeting.ended_by == "network"
    return by_network and not meeting.talk


def yes_of(meeting: Meeting, side: Side) -> str:
    """Return the day on which a side said yes (ISO), or ""."""
    return meeting.request_yes if side == "asker" else meeting.offer_yes


def moved(meeting: Meeting, act: Act, side: Side | None = None) -> State | None:
    """Return how a meeting stands after something, or None if that cannot be any more.

    Who said yes and takes it back before the other answers withdraws it. What is so
    already stays: a second yes of the same side, or a second "done".
    """
    if side and act == "yes" and yes_of(meeting, side):
        return meeting.state if meeting.state in UNDER_WAY else None
    if side and act == "no" and meeting.state == "tentative" and yes_of(meeting, side):
        return "withdrawn"
    if act == "done" and meeting.state == "done":
        return "done"
    return MOVES.get((meeting.state, act))


def agreement(meetings: Iterable[Meeting], kind: str) -> tuple[str, int]:
    """Return what an entry's meetings make of it: a word, and how many have it now.

    As of ``assets.rules.opening.Opening``. A request is what its best meeting is; of an
    offer that is still to be had it counts that somebody asks.
    """
    states = [one.state for one in meetings]
    taken = states.count("agreed")
    asked = any(state in ("introduced", "tentative") for state in states)
    told = {"done": "done" in states, "agreed": taken > 0, "tentative": asked}
    order = ("done", "agreed", "tentative")
    if kind == "offer":
        order = ("tentative", "agreed", "done")
    return next((word for word in order if told[word]), ""), taken


def is_full(entry: KeptEntry) -> bool:
    """Say whether nobody more can agree on an entry: an offer taken, a request met."""
    if entry.kind == "request":
        return entry.agreement in ("agreed", "done")
    return not places_left(entry.capacity, entry.taken)


def stands_on(entry: KeptEntry, day: date) -> Stands:
    """Return how an offer or a request stands on a day.

    A confirmation counts here however old it is: whether somebody is turned away does
    not hang on that. One that somebody said has ended is over, whenever that was.
    """
    if entry.ended_on:
        return "withdrawn"
    return stands(
        Opening(
            entry.kind,
            entry.verification,
            entry.opens_on,
            entry.ends,
            entry.paused_until,
            entry.agreement,
            entry.taken,
            entry.capacity,
            entry.ended_on,
        ),
        day,
    )


def is_gone(entry: KeptEntry | None, kind: str) -> bool:
    """Say whether an entry is there no longer: taken off, merged, forgotten or over.

    Its last day alone does not make it so: two who have begun may go on.
    """
    if entry is None or entry.status != "published" or entry.kind != kind:
        return True
    return bool(entry.ended_on)


def days_between(since: str, until: str) -> int:
    """Return how many days lie between two days (ISO); 0 if one is not told.

    Examples
    --------
    >>> days_between("2026-11-30", "2026-12-14"), days_between("", "2026-12-14")
    (14, 0)
    """
    if not (since and until):
        return 0
    return (date.fromisoformat(until) - date.fromisoformat(since)).days
