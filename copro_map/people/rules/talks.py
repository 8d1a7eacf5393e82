"""What people write to each other through the map, and what is kept how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

Side = Literal["one", "other"]
SIDES: tuple[Side, ...] = get_args(Side)
State = Literal["held", "kept_back", "open", "no_thanks", "abuse", "ended"]
Verdict = Literal["let", "blocked"]
LONGEST = 2_000  # characters of what somebody writes
# How long it is kept: what was never sent, words and addresses, that there was one.
HELD_FOR, WORDS_FOR, FACT_FOR = (timedelta(days=n) for n in (2, 30, 365))


class TalkError(CoproMapError):
    """A message that cannot be taken or passed on; says what to do."""


class NobodyError(TalkError):
    """There is nobody (any more) who can be written to."""


@dataclass(frozen=True)
class Party:
    """One of the two who write: private, but for what both have agreed to."""

    address: str
    key: str
    language: str
    gives: bool


@dataclass(frozen=True)
class Talk:
    """Who writes to whom about which entry, and how it stands.

    ``one`` wrote first, ``other`` is the entry's contact. Moments as they are kept.
    """

    number: int
    mark: str
    entry: str
    one: Party
    other: Party
    state: State
    ended_by: Side | Literal[""]
    judged: Verdict | Literal[""]
    begun_at: str
    last_at: str

    def of(self, side: Side) -> Party:
        """Return the party of a side."""
        return self.one if side == "one" else self.other

    @property
    def both_give(self) -> bool:
        """Say whether each may see the other's address: both gave theirs."""
        return self.one.gives and self.other.gives


@dataclass(frozen=True)
class Said:
    """What a side wrote, and when."""

    side: Side
    words: str
    said_at: str


@dataclass(frozen=True)
class First:
    """A first message as somebody writes it: to which entry, from where."""

    entry: str
    words: str
    address: str
    gives: bool
    language: str


def across(side: Side) -> Side:
    """Return the other side.

    Examples
    --------
    >>> across("one"), across("other")
    ('other', 'one')
    """
    return "other" if side == "one" else "one"


def read_words(text: str) -> str:
    """Return what somebody writes, without the space around it.

    Raises
    ------
    TalkError
        If it is nothing, or more than 2,000 characters.

    Examples
    --------
    >>> read_words(" Shwmae! ")
    'Shwmae!'
    """
    words = text.strip()
    if not words:
        raise TalkError(N_("Write what you want to say, then send it."))
    if len(words) > LONGEST:
        raise TalkError(
            N_(
                "This is too long: {n} characters, and at most {most} can be sent. "
                "Shorten it, then send it. Nothing is lost."
            ),
            n=len(words),
            most=LONGEST,
        )
    return words


def since(now: datetime) -> tuple[datetime, datetime, datetime]:
    """Return from when on is kept: what is held, words, that there was a conversation.

    Examples
    --------
    >>> [day.isoformat() for day in since(datetime(2027, 3, 31))]
    ['2027-03-29T00:00:00', '2027-03-01T00:00:00', '2026-03-31T00:00:00']
    """
    return now - HELD_FOR, now - WORDS_FOR, now - FACT_FOR
