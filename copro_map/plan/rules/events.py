"""What was promised of events beside what took place, year by year."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from copro_map.base.dates import add_months
from copro_map.base.statistics.hiding import hidden_groups
from copro_map.events.rules.kinds import EventType
from copro_map.events.rules.records import Event, Moved

How = Literal["held", "to_come", "cancelled"]


@dataclass(frozen=True)
class Year:
    """A year of the programme, the first one 1; ``last`` is its last day."""

    number: int
    first: date
    last: date


@dataclass(frozen=True)
class Part:
    """A part of Wales in which one of a sort was promised, and those there."""

    name: str
    held: int
    to_come: int


@dataclass(frozen=True)
class PlanRow:
    """A sort of event in a year of the programme: what was promised, and what is.

    ``planned`` is None of a sort of which nothing was promised for the year. ``held``,
    ``to_come`` and ``cancelled`` are events of the year; ``moved`` were to be in it and
    are in another one. ``citizens`` of ``people`` came to those held of which it was
    counted; None: nobody counted, or so few that it ``is_hidden``.
    """

    type: str
    year: Year
    planned: int | None
    held: int
    to_come: int
    cancelled: int
    moved: int
    parts: tuple[Part, ...]
    citizens: int | None = None
    people: int | None = None
    is_hidden: bool = False

    @property
    def missing(self) -> int:
        """How many of those promised are neither held nor arranged."""
        return max(0, (self.planned or 0) - self.held - self.to_come)


@dataclass(frozen=True)
class Stood:
    """An event as it was known on a day; ``was_on`` are days it was moved from."""

    type: str
    starts_on: str
    how: How
    authority: str
    was_on: tuple[str, ...] = ()
    citizens: int | None = None
    people: int | None = None


def years_of(start: date, months: int) -> tuple[Year, ...]:
    """Return the years of a programme; the last one may be shorter.

    Examples
    --------
    >>> [(x.number, str(x.last)) for x in years_of(date(2026, 4, 1), 18)]
    [(1, '2027-03-31'), (2, '2027-09-30')]
    """
    firsts = range(0, months, 12)
    return tuple(
        Year(
            passed // 12 + 1,
            add_months(start, passed),
            add_months(start, min(passed + 12, months)) - timedelta(1),
        )
        for passed in firsts
    )


def year_of(years: Iterable[Year], day: str) -> Year | None:
    """Return the year in which a day (ISO) is; None outside the programme.

    Examples
    --------
    >>> year_of(years_of(date(2026, 4, 1), 36), "2027-04-01").number
    2
    """
    found = (x for x in years if x.first.isoformat() <= day <= x.last.isoformat())
    return next(found, None)


def stood(event: Event, moved: Iterable[Moved], day: date) -> Stood | None:
    """Return an event as it was known on a day; None if it was not public by then.

    ``moved`` are its own, oldest first. What has ended by the day is held.
    """
    on = day.isoformat()
    if event.state not in ("planned", "cancelled") or event.entered_on > on:
        return None
    moves = list(moved)
    later = [one for one in moves if one.moved_on > on]
    starts, ends = event.starts_on, event.ends_on
    if later:  # it stood where it was first moved from after the day
        starts, ends = later[0].starts_on, later[0].ends_on
    how: How = "held" if ends <= on else "to_come"
    if event.state == "cancelled" and event.cancelled_on <= on:
        how = "cancelled"
    before = tuple(one.starts_on for one in moves if one.moved_on <= on)
    found = Stood(event.type, starts, how, event.authority, before)
    both = event.citizens, event.professionals
    if how != "held" or not "" < event.counted_on <= on or None in both:
        return found
    people = (event.citizens or 0) + (event.professionals or 0)
    return replace(found, citizens=event.citizens, people=people)


def _planned(one: EventType | None, year: Year) -> int | None:
    if one is None or (one.planned_for == "first_year" and year.number > 1):
        return None
    return one.planned


def _row(
    name: str,
    one: EventType | None,
    year: Year,
    events: Sequence[Stood],
    regions: Mapping[str, Set[str]],
) -> PlanRow:
    first, last = year.first.isoformat(), year.last.isoformat()
    own = [x for x in events if x.type == name and first <= x.starts_on <= last]
    away = [
        x
        for x in events
        if x.type == name
        and not first <= x.starts_on <= last
        and any(first <= day <= last for day in x.was_on)
    ]

    def number(how: How, areas: Set[str] | None = None) -> int:
        return sum(
            x.how == how and (areas is None or x.authority in areas) for x in own
        )

    counted = [x for x in own if x.people is not None]
    planned = _planned(one, year)
    wanted = one.planned_in if one and planned else ()
    return PlanRow(
        name,
        year,
        planned,
        number("held"),
        number("to_come"),
        number("cancelled"),
        len(away),
        tuple(
            Part(x, number("held", regions[x]), number("to_come", regions[x]))
            for x in wanted
        ),
        sum(x.citizens or 0 for x in counted) if counted else None,
        sum(x.people or 0 for x in counted) if counted else None,
    )


def plan_rows(
    events: Sequence[Stood],
    types: Mapping[str, EventType],
    years: Sequence[Year],
    regions: Mapping[str, Set[str]],
) -> tuple[PlanRow, ...]:
    """Return each sort of event in each year, in order of year, then of the sorts.

    An event is of the year in which it starts. A sort without a promise for the year
    is left out unless there is one of it. ``regions``: the authorities of each part of
    Wales that a sort names. How many people came is hidden where they were so few, or
    others are shown from which they would follow.
    """
    names = dict.fromkeys([*types, *(one.type for one in events)])
    rows = [
        _row(name, types.get(name), year, events, regions)
        for year in years
        for name in names
    ]
    kept = [
        x for x in rows if x.planned or x.held or x.to_come or x.cancelled or x.moved
    ]
    came: dict[Hashable, tuple[int, int]] = {
        n: (x.citizens or 0, x.people) for n, x in enumerate(kept) if x.people
    }
    few = hidden_groups(came)
    return tuple(
        replace(x, citizens=None, people=None, is_hidden=True) if n in few else x
        for n, x in enumerate(kept)
    )
