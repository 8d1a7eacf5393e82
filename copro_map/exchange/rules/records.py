"""The records of the exchange: a possible pair, a meeting, what a matching gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

# Who began it, or ended it: whoever asks, whoever offers, the Network, or time.
Who = Literal["asker", "offerer", "network", "clock"]
Side = Literal["asker", "offerer"]
# How a meeting stands. "held": a first message that is not sent yet.
State = Literal[
    "held", "introduced", "tentative", "agreed", "done", "declined", "withdrawn",
    "lapsed",
]  # fmt: skip
STATES: tuple[State, ...] = get_args(State)
UNDER_WAY: tuple[State, ...] = ("introduced", "tentative", "agreed")
MATCHED: tuple[State, ...] = ("agreed", "done")
# Why an offer suits a request, in the order in which it is said.
Reason = Literal[
    "category", "themes", "near", "authority", "remote", "all_wales", "languages",
    "dates", "alike",
]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Why:
    """A reason: its word, and what it is about.

    ``words``: ids of themes, codes of languages or of an area; ``km`` how far apart.
    """

    reason: Reason
    words: tuple[str, ...] = ()
    km: float | None = None


@dataclass(frozen=True)
class Pair:
    """A request and an offer that suits it: ids, how well (0 to 1), and why."""

    request: str
    offer: str
    score: float
    why: tuple[Why, ...] = ()


@dataclass(frozen=True)
class Unmet:
    """An open request that no free offer is left for, and whether any would suit."""

    request: str
    why: Literal["isolated", "crowded_out"]


@dataclass(frozen=True)
class Ring:
    """Two to four members whose offers and requests close a circle.

    ``pairs``: the first member's request is met by the offer of the second, theirs by
    that of the third, and the last one's by the first. ``members`` in that order, as
    they are known to the matching (``members_of``).
    """

    members: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Matched:
    """The best matching of the whole board.

    ``pairs``: each request once, each offer up to its capacity; as many as can be, and
    of these the best sum of scores. ``edges``: every compatible pair; ``capacity``: how
    many more each open offer can meet.
    """

    pairs: tuple[Pair, ...]
    unmet: tuple[Unmet, ...]
    rings: tuple[Ring, ...]
    edges: tuple[tuple[str, str], ...]
    capacity: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """Two who were brought together over a request and an offer; days ISO, or "".

    One of ``request`` and ``offer`` is "" if that side has no entry of its own.
    ``talk`` is the mark of what they write to each other, ``asked_on`` since when the
    request was open. ``ring`` is the mark of the ring that it is part of.
    """

    number: int
    request: str
    offer: str
    talk: str
    begun_by: Who
    person: int | None
    ring: str
    state: State
    asked_on: str
    begun_on: str
    request_yes: str
    offer_yes: str
    agreed_on: str
    done_on: str
    ended_on: str
    ended_by: Who | Literal[""]
    reminded_on: str
    language: str
    thanks: str
    outcome: str
    is_story: bool

    def entry(self, side: Side) -> str:
        """Return the entry of a side; "" if it has none."""
        return self.request if side == "asker" else self.offer
