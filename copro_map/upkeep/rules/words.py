"""Words on an entry: what can be said, and how it stands once all is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from copro_map.assets.rules.ending import EVER, NEVER, last_day
from copro_map.assets.rules.records import EntryState

Spoken = Literal[
    "right", "change", "ended", "moved", "not_us", "unknown", "take_off", "paused",
    "open",
]  # fmt: skip
WORDS: tuple[Spoken, ...] = get_args(Spoken)
# Whoever says one of these says that the entry is theirs, and right but for that.
CONFIRMING = ("right", "ended", "paused", "open")
# What a steward or an officer is to look at: until a later word, but for "unknown".
ASKING = ("change", "moved", "not_us")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Word:
    """What somebody says of an entry.

    ``how`` they know, private; ``note``: what is to change, or where it moved to.
    ``ended_on``: since when it is no longer there (a year, a month or a day; empty: not
    known). ``until``: the last day on which it is paused; ``opens_on`` and
    ``closes_on``: the first and the last day on which an offer or a request is open
    (empty: from now on, until further notice). ``said_on``: None is today. ``place``:
    the new one of what has moved, if an officer or a steward gives it.
    """

    word: Spoken
    how: str = ""
    note: str = ""
    ended_on: str = ""
    until: str = ""
    closes_on: str = ""
    said_on: date | None = None
    opens_on: str = ""
    place: str = ""


@dataclass(frozen=True)
class Said:
    """A word that was said, as it is kept.

    ``word`` may be "undone": it takes back the word with the number ``undoes``.
    ``person`` is a number or None; ``role`` as what they spoke, ``area`` the code of
    the area for which an officer did. ``said_on`` and ``known_from`` are ISO dates.
    """

    id: int
    asset_id: str
    word: str
    said_on: str
    known_from: str
    person: int | None
    role: str
    area: str
    how: str
    note: str
    place: str
    ended_on: str
    until: str
    opens_on: str
    closes_on: str
    undoes: int | None


def standing_words(words: Sequence[Said]) -> list[Said]:
    """Return the words that nobody took back, in the order in which they were said.

    Of one day the one that was written down later is the later one.
    """
    back = {one.undoes for one in words}
    kept = [one for one in words if one.word != "undone" and one.id not in back]
    return sorted(kept, key=lambda one: (one.said_on, one.id))


def last_day_of(ended_on: str, said_on: str) -> str:
    """Return the last day on which an entry can have been there (ISO).

    Since a day: the day before. Since a month or a year: until that is over; but never
    later than the day before somebody said so.

    Examples
    --------
    >>> last_day_of("2024", "2026-11-29"), last_day_of("2026-11", "2026-11-29")
    ('2024-12-31', '2026-11-28')
    >>> last_day_of("2026-03-01", "2026-11-29"), last_day_of("", "2026-11-29")
    ('2026-02-28', '2026-11-28')
    """
    day = timedelta(days=1)
    before = (date.fromisoformat(said_on) - day).isoformat()
    if len(ended_on) == len(said_on):
        return (date.fromisoformat(ended_on) - day).isoformat()
    return min(last_day(None, ended_on), before)


def state_of(asset_id: str, words: Sequence[Said], known_from: str) -> EntryState:
    """Return how an entry stands once all that was said of it is taken together.

    The later word wins; what nobody ever spoke of stays as it is. "Right" does not lift
    an end: it says that what is shown is so; "open" does, and lifts a pause. Without a
    day it also lifts the days that the entry was given; no other word touches those.
    """
    state = EntryState(asset_id, known_from)
    spoken = {one.word for one in words}  # what is undone too: it is as it was before
    if spoken & {*CONFIRMING, "not_us"}:
        state = _unconfirmed(state)
    if spoken & {"open", "paused", "ended"}:
        state = replace(state, ended_on="", opens_on="", closes_on="", paused_until="")
    for one in standing_words(words):
        state = _after(state, one)
    return state


def _unconfirmed(state: EntryState) -> EntryState:
    return replace(state, verification="unverified", verified_on="", verified_role="")


def _after(state: EntryState, one: Said) -> EntryState:
    if one.word in CONFIRMING:
        state = replace(
            state,
            verification="confirmed",
            verified_on=one.said_on,
            verified_role=one.role,
        )
    match one.word:
        case "not_us":
            return _unconfirmed(state)
        case "ended":
            return replace(
                state,
                ended_on=one.ended_on or "unknown",
                closes_on=last_day_of(one.ended_on, one.said_on),
            )
        case "paused":
            return replace(state, paused_until=one.until)
        case "open":
            return replace(
                state,
                ended_on="",
                paused_until="",
                opens_on=one.opens_on or EVER,
                closes_on=one.closes_on or NEVER,
            )
        case "take_off":
            return replace(state, taken_off=True)
    return state
