"""What the letters to those who work here tell: which entries, of which time.

A time has a first day, and ends before another: two that follow each other share no
day, so nothing is told twice and nothing is left out. Nobody is named: an entry that is
a person is called by what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from copro_map.assets.rules.ending import has_ended
from copro_map.assets.rules.opening import open_now
from copro_map.assets.rules.records import KeptEntry
from copro_map.base.freshness import freshness
from copro_map.base.i18n import Label

INDIVIDUAL = "individual"
ON_THE_MAP = "published"


class Known(NamedTuple):
    """What was known of an entry from a day on; days are ISO, or empty."""

    entry: str
    known_from: str
    status: str
    verification: str
    verified_on: str


@dataclass(frozen=True)
class Told:
    """An entry that a letter tells of, and the areas that it belongs to.

    ``name`` is empty for an entry that is a person.
    """

    id: str
    kind: str
    name: Label
    areas: frozenset[str]


@dataclass(frozen=True)
class Gap:
    """An area that stands otherwise than a month before; ``area`` is its council's."""

    area: str
    code: str
    name: Label
    was: Label
    now: Label


@dataclass(frozen=True)
class Lacking:
    """A request that nobody can meet: the councils of where it is asked, and its age.

    ``age`` says for how long it is open, to be translated.
    """

    areas: frozenset[str]
    category: Label
    age: str


@dataclass(frozen=True)
class Month:
    """What is told on the first of a month: of ``since`` until before ``until``.

    ``new`` came onto the map then; ``to_confirm`` wait for a word, and ``asked_for``
    are requests that are open, both now; ``lacking`` those of them that nobody can
    meet, the longest open first.
    """

    since: date
    until: date
    new: tuple[Told, ...] = ()
    to_confirm: tuple[Told, ...] = ()
    asked_for: tuple[Told, ...] = ()
    moved: tuple[Gap, ...] = ()
    lacking: tuple[Lacking, ...] = ()

    @property
    def last(self) -> date:
        """The last day that it tells of."""
        return self.until - timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        asked = self.asked_for or self.lacking
        return not (self.new or self.to_confirm or asked or self.moved)

    def within(self, areas: Iterable[str]) -> Month:
        """Return what of it belongs to some areas.

        Examples
        --------
        >>> one = Told("a", "project", Label("A", "A"), frozenset({"CVC05"}))
        >>> month = Month(date(2026, 11, 1), date(2026, 12, 1), new=(one,))
        >>> len(month.within({"CVC05"}).new), month.within({"CVC06"}).is_empty
        (1, True)
        """
        own = frozenset(areas)

        def here(told: tuple[Told, ...]) -> tuple[Told, ...]:
            return tuple(one for one in told if one.areas & own)

        return replace(
            self,
            new=here(self.new),
            to_confirm=here(self.to_confirm),
            asked_for=here(self.asked_for),
            moved=tuple(one for one in self.moved if one.area in own),
            lacking=tuple(one for one in self.lacking if one.areas & own),
        )


def new_between(known: Sequence[Known], since: date, until: date) -> dict[str, str]:
    """Return when entries came onto the map, of those that first did in a time.

    What the map began with was never new; nor is what comes back to it. ``known`` is
    in the order in which it was written down.

    Examples
    --------
    >>> rows = [Known(x, f"2026-11-{day}", status, "", "") for x, day, status in (
    ...     ("old", "01", "published"), ("new", "05", "published"),
    ...     ("old", "06", "archived"), ("old", "07", "published"))]
    >>> new_between(rows, date(2026, 11, 2), date(2026, 12, 1))
    {'new': '2026-11-05'}
    """
    began = min((one.known_from for one in known), default="")
    first: dict[str, str] = {}
    for one in known:
        if one.status == ON_THE_MAP:
            first.setdefault(one.entry, one.known_from)
    start, end = since.isoformat(), until.isoformat()
    return {x: day for x, day in first.items() if start <= day < end and day > began}


def confirmed_between(
    known: Sequence[Known], since: date, until: date
) -> frozenset[str]:
    """Return which entries are confirmed at the end of a time as not at its start.

    Whatever was said before ``until`` is taken together: what was taken back is no
    confirmation.

    Examples
    --------
    >>> day = "2026-11-24"
    >>> rows = [Known("a", "2026-11-01", "published", "unverified", ""),
    ...         Known("a", day, "published", "confirmed", day)]
    >>> sorted(confirmed_between(rows, date(2026, 11, 23), date(2026, 11, 30)))
    ['a']
    """
    then: dict[str, Known] = {}
    now: dict[str, Known] = {}
    for one in known:
        if one.known_from < since.isoformat():
            then[one.entry] = one
        if one.known_from < until.isoformat():
            now[one.entry] = one

    def said(one: Known | None) -> str:
        return one.verified_on if one and one.verification == "confirmed" else ""

    return frozenset(
        entry
        for entry, one in now.items()
        if one.status == ON_THE_MAP and said(one) and said(one) != said(then.get(entry))
    )


def gone_stale(
    entries: Iterable[KeptEntry], since: date, until: date, months: tuple[int, int]
) -> frozenset[str]:
    """Return of which entries the confirmation became too old in a time.

    It is so on ``until``, and was not on ``since``. ``months``: after how many another
    word is due, and the last one too old. What has ended is left out.
    """

    def is_stale(entry: KeptEntry, day: date) -> bool:
        state = freshness(entry.verification, entry.verified_on, day, *months)
        return state == "stale"

    return frozenset(
        one.id
        for one in entries
        if one.status == ON_THE_MAP
        and not has_ended(one.ends, until)
        and is_stale(one, until)
        and not is_stale(one, since)
    )


def still_there(entries: Iterable[KeptEntry], today: date) -> frozenset[str]:
    """Return which entries are on the map and have not ended by a day."""
    return frozenset(
        one.id
        for one in entries
        if one.status == ON_THE_MAP and not has_ended(one.ends, today)
    )


def asked_for(assets: pd.DataFrame, today: date) -> list[str]:
    """Return the ids of the requests that are open on a day.

    ``assets`` has the columns of ``assets.rules.opening.Opening``; index ``id``.
    """
    requests = assets[assets["kind"] == "request"]
    return list(requests.index[open_now(requests, today)])


def named(
    entry: KeptEntry, practitioner_types: Mapping[str, str], areas: frozenset[str]
) -> Told:
    """Return an entry as a letter tells of it: without its name, if it is a person."""
    is_person = practitioner_types.get(entry.id) == INDIVIDUAL
    name = Label("", "") if is_person else entry.name
    return Told(entry.id, entry.kind, name, areas)
