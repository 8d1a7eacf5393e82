"""What the Network counts beside what was promised: shares, each rule by its name.

None has a target, as nobody promised one. Events are as ``events.rules.held.held_by``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

import pandas as pd
from pydantic import PlainValidator

from copro_map.base.i18n import N_
from copro_map.base.models import check_choice
from copro_map.events.rules.held import held_by as held_by
from copro_map.indicators.rules.indicator import Frames, Indicator
from copro_map.indicators.rules.totals import apart


@dataclass(frozen=True)
class Share:
    """So many (``said``) of ``of``: events, or people, of whom nobody may be told.

    ``besides`` are the events that are in neither, ``behind`` those that are.
    """

    said: int
    of: int
    besides: int
    behind: int
    people: bool = False


@dataclass(frozen=True)
class OwnRule:
    """A rule, and how it says what it counted: the share, and what is besides."""

    tell: Callable[[pd.DataFrame, Collection[str]], Share]
    counted: str
    besides: str


def events_outside(events: pd.DataFrame, areas: Collection[str]) -> Share:
    """Return how many events with a place were held outside some authorities.

    Those held online alone have no place, and are besides.

    Examples
    --------
    >>> events = pd.DataFrame({"authority": ["W1", "W2", "W2", ""]})
    >>> events_outside(events, {"W1"})
    Share(said=2, of=3, besides=1, behind=3, people=False)
    """
    placed = [code for code in events["authority"] if code]
    away = sum(code not in areas for code in placed)
    return Share(away, len(placed), len(events) - len(placed), len(placed))


def shown_total(
    steps: Iterable[tuple[int, int]],
) -> tuple[int, int]:
    """Return the total that may be shown of people who were counted one by one.

    Each step is how many said so, of how many. What comes is shown once it is ten
    people or more, not all of one mind: of fewer, the difference would tell.

    Examples
    --------
    >>> shown_total([(5, 12), (1, 4)]), shown_total([(5, 12), (1, 4), (3, 8)])
    ((5, 12), (9, 24))
    """
    shown = said = of = 0
    shown_said = 0
    for more, people in steps:
        said, of = said + more, of + people
        if not shown or apart((shown_said, shown), (said, of)):
            shown_said, shown = said, of
    return shown_said, shown


def citizens_who_came(events: pd.DataFrame, areas: Collection[str]) -> Share:
    """Return how many of those who came to events were citizens, outside some areas.

    Events of which nobody counted both are besides. In the order in which they were
    counted, as ``shown_total``.

    Examples
    --------
    >>> events = pd.DataFrame({"id": ["a", "b"], "counted_on": ["2027-05-02", ""],
    ...     "authority": "", "citizens": [8.0, None], "professionals": [12.0, None]})
    >>> citizens_who_came(events, ())
    Share(said=8, of=20, besides=1, behind=1, people=True)
    """
    there = events[~events["authority"].isin(list(areas))]
    known = there.dropna(subset=["citizens", "professionals"])
    known = known.sort_values(["counted_on", "id"])
    both = known[["citizens", "professionals"]].astype(int).to_numpy().tolist()
    said, of = shown_total((one, one + other) for one, other in both)
    return Share(said, of, len(there) - len(known), len(known), people=True)


OWN_RULES: dict[str, OwnRule] = {
    "events_outside": OwnRule(
        events_outside,
        N_("Held outside it: {n} of {of} events with a place."),
        N_("Held online alone, so not counted: {n}."),
    ),
    "citizens_who_came": OwnRule(
        citizens_who_came,
        N_("Citizens: {n} of {of} who came."),
        N_("Events of which nobody has counted who came: {n}."),
    ),
}


def _rule(given: object) -> str:
    return check_choice(given, list(OWN_RULES))


class Own(Indicator):
    """An indicator of the Network's own: a share, by a rule, without a target.

    ``outside`` is the part of Wales (of ``regions.csv``, by its English name) that the
    rule leaves out, and ``areas`` are its authorities; "" for none.
    """

    outcome: Literal[0] = 0
    kind: Literal["percent"] = "percent"
    aggregation: Literal["level"] = "level"
    counts: Annotated[str, PlainValidator(_rule)]
    outside: str = ""
    areas: frozenset[str] = frozenset()


def share_of(one: Own, frames: Frames) -> Share:
    """Return what an indicator of the Network's own comes to since the programme began.

    ``frames.events`` are those held by the day.
    """
    events = frames.events if frames.events is not None else pd.DataFrame()
    if frames.start is not None and not events.empty:
        events = events[events["ends_on"] >= frames.start.isoformat()]
    if events.empty:
        return Share(0, 0, 0, 0)
    return OWN_RULES[one.counts].tell(events, one.areas)
