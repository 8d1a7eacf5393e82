"""Whose projects count: those of organisations that were members when they began.

Entries are as ``indicators.rules.history`` gives them, members as
``members.members.members_frame``: columns ``entry`` (the id of theirs, "" if they have
none), ``joined_on``, ``left_on`` and ``entered_on`` (ISO, "" for none).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from copro_map.indicators.rules.practitioners import Counted


class Span(NamedTuple):
    """A time by its first and its last day, ISO."""

    first: str
    last: str


class Joined(NamedTuple):
    """A membership (ISO): ``left`` is no day of it any more, "" for none."""

    known_from: str
    joined: str
    left: str


@dataclass(frozen=True)
class Memberships:
    """Whose memberships are known by a day, by the id of their entry; read once.

    ``since`` is the day on which the first one was known, "" if there is none.
    """

    by_entry: Mapping[str, Sequence[Joined]]
    since: str
    until: str = "9999-12-31"

    def known_on(self, day: date) -> Memberships:
        """Return those that were known on a day."""
        return replace(self, until=day.isoformat())

    @property
    def are_recorded(self) -> bool:
        """Whether anybody is recorded as a member."""
        return "" < self.since <= self.until

    def was_member(self, entry: str, when: Span) -> bool:
        """Say whether an entry's body was a member on one of the days.

        Examples
        --------
        >>> one = Joined("2026-04-01", "2026-04-01", "2027-03-31")
        >>> known = Memberships({"a": [one]}, "2026-04-01")
        >>> days = "2027-03-30", "2027-03-31"
        >>> [known.was_member("a", Span(day, day)) for day in days]
        [True, False]
        >>> known.was_member("a", Span("2025-01-01", "2025-12-31"))
        False
        """
        return any(
            one.known_from <= self.until
            and one.joined <= when.last
            and (not one.left or one.left > when.first)
            for one in self.by_entry.get(entry, ())
        )


def with_former(members: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Return the members, those also by the former ids of their entries.

    ``history`` as ``assets.store.history.entry_history``: ``became`` leads to an entry.

    Examples
    --------
    >>> members = pd.DataFrame({"entry": ["a", ""]})
    >>> ids, became = ["a", "old", "old"], ["", "", "a"]
    >>> history = pd.DataFrame({"asset_id": ids, "became": became})
    >>> with_former(members, history)["entry"].tolist()
    ['a', '', 'old']
    """
    led = history[history["became"].isin(set(members["entry"]) - {""})]
    led = led[["asset_id", "became"]].drop_duplicates()
    former = members.merge(led, left_on="entry", right_on="became")
    former["entry"] = former["asset_id"]
    return pd.concat([members, former[members.columns]], ignore_index=True)


def began(start_year: float, first_known: str, day: date) -> Span:
    """Return the days on one of which a project began, as far as is known on a day.

    The map knows the year. If the map first had the project in that year, it is taken
    to have begun on that day; else on any day of the year. One without a year began
    when the map first had it.

    Examples
    --------
    >>> day = date(2028, 6, 30)
    >>> began(2027, "2027-05-01", day)
    Span(first='2027-05-01', last='2027-05-01')
    >>> began(2026, "2027-05-01", day), began(2028, "2027-05-01", day).last
    (Span(first='2026-01-01', last='2026-12-31'), '2028-06-30')
    >>> began(float("nan"), "2027-05-01", day).first
    '2027-05-01'
    """
    unknown = start_year != start_year  # noqa: PLR0124 - not a number
    if unknown or first_known[:4] == f"{start_year:04.0f}":
        return Span(first_known, first_known)
    year = f"{start_year:04.0f}"
    return Span(f"{year}-01-01", min(f"{year}-12-31", day.isoformat()))


def memberships(members: pd.DataFrame) -> Memberships:
    """Return the memberships of a frame; each is known once it began and was entered.

    Examples
    --------
    >>> found = memberships(pd.DataFrame({"entry": ["a", ""], "left_on": "",
    ...     "joined_on": "2020-01-01", "entered_on": ["2027-04-01", "2027-05-01"]}))
    >>> found.since, found.known_on(date(2027, 3, 31)).are_recorded
    ('2027-04-01', False)
    """
    found: dict[str, list[Joined]] = {}
    since = ""
    names = ("entry", "entered_on", "joined_on", "left_on")
    for entry, entered, joined, left in zip(*(members[x] for x in names), strict=True):
        one = Joined(max(entered, joined), joined, left)
        since = min(since, one.known_from) if since else one.known_from
        if entry:
            found.setdefault(entry, []).append(one)
    return Memberships(found, since)


def of_members(
    counted: Counted, entries: pd.DataFrame, members: Memberships | None, day: date
) -> Counted:
    """Return which of the projects count, as those of members do.

    While no member is recorded all count, and ``whose`` says so. Apart: "not_member",
    whose organisation was no member when they began; those alone that would count.

    Examples
    --------
    >>> entries = pd.DataFrame({"organisation_id": ["x", "y"], "start_year": 2027.0,
    ...     "first_known": "2027-05-01"}, index=["a", "b"])
    >>> counted, day = Counted(("a", "b"), ()), date(2027, 6, 1)
    >>> one = Joined("2027-01-01", "2027-01-01", "")
    >>> members = Memberships({"x": [one]}, "2027-01-01")
    >>> found = of_members(counted, entries, members, day)
    >>> found.ids, found.apart["not_member"]
    (('a',), ('b',))
    >>> of_members(counted, entries, None, day).whose
    'all'
    """
    if members is None or not members.are_recorded:
        return replace(counted, whose="all")
    asked = entries.loc[[*counted.ids, *counted.unverified_ids]]
    columns = (asked[x] for x in ("organisation_id", "start_year", "first_known"))
    own = {
        one
        for one, runner, year, first in zip(asked.index, *columns, strict=True)
        if members.was_member(runner, began(year, first, day))
    }
    return replace(
        counted,
        ids=tuple(x for x in counted.ids if x in own),
        unverified_ids=tuple(x for x in counted.unverified_ids if x in own),
        long_ago_ids=tuple(x for x in counted.long_ago_ids if x in own),
        apart={
            **counted.apart,
            "not_member": tuple(x for x in counted.ids if x not in own),
        },
        whose="members",
    )
