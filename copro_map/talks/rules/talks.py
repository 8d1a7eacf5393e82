"""What people write to each other through the map, and what is kept how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

Side = Literal["one", "other"]
SIDES: tuple[Side, ...] = get_args(Side)
State = Literal["held", "kept_back", "open", "no_thanks", "abuse", "ended"]
Verdict = Literal["let", "blocked"]
LONGEST = 2_000  # characters of what somebody writes


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
