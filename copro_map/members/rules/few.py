"""Numbers of people who joined as themselves: told so that none gives a few away.

A group of fewer than ten is hidden, and others with it until all less the groups told
leaves ten, or nobody. A group that nearly all are in is said in words. Whoever is named
in public can be taken away by anybody, so a group counts by those who are not named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from copro_map.base.statistics.hiding import bound_of
from copro_map.base.statistics.intervals import LOW
from copro_map.members.rules.records import Member

Group = frozenset[int]
Split = Mapping[str, Group]


@dataclass(frozen=True)
class Shown:
    """A split as it is told: the numbers of its groups, those that are hidden not.

    ``nearly_all``: the group that at least 9 in 10 are in, "" if there is none.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    nearly_all: str = ""


@dataclass(frozen=True)
class People:
    """Those who joined as themselves, as far as it may be told.

    ``total`` is None while there are fewer than ten. ``counted_on`` is the day (ISO)
    on which they were counted last, "" if they never were.
    """

    total: int | None = None
    counted_on: str = ""
    side: Shown = field(default_factory=Shown)
    language: Shown = field(default_factory=Shown)
    area: Shown = field(default_factory=Shown)


def counted(people: Sequence[Member], day: date) -> tuple[Group, str]:
    """Return who is counted on a day, by number, and the day since when it is so.

    They are counted anew each time ten have joined or left, not one by one: else two
    days would tell what one person said.
    """
    shown: set[int] = set()
    now: set[int] = set()
    since = ""
    today = day.isoformat()
    moves = {x for one in people for x in (one.joined_on, one.left_on)}
    for move in sorted(x for x in moves if x and x <= today):
        now |= {one.number for one in people if one.joined_on == move}
        now -= {one.number for one in people if one.left_on == move}
        if len(now ^ shown) >= LOW:
            shown, since = set(now), move
    return frozenset(shown), since


def _size(group: Collection[int], named: Group) -> int:
    return sum(1 for one in group if one not in named)


def told(split: Split, named: Group) -> dict[str, Group]:
    """Return the groups of a split whose numbers may stand beside that of all.

    Examples
    --------
    >>> split = {"a": range(0, 30), "b": range(30, 45), "c": range(45, 48)}
    >>> sorted(told({x: frozenset(y) for x, y in split.items()}, frozenset()))
    ['a']
    """
    left = dict(sorted(split.items(), key=lambda one: (-len(one[1]), one[0])))
    shown = {x: y for x, y in left.items() if _size(y, named) >= LOW}
    hidden: set[int] = {x for key in left.keys() - shown.keys() for x in left[key]}
    while shown and 0 < _size(hidden, named) < LOW:
        hidden |= shown.popitem()[1]
    return shown


def _signed(rows: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return all sums of rows in which each is added, taken away, or left out."""
    found = np.zeros((1, rows.shape[1]), dtype=np.int8)
    for row in rows:
        found = np.concatenate([found, found + row, found - row])
    return found


def gives_away(groups: Sequence[Group], named: Group) -> bool:
    """Say whether numbers, added and taken away, are those of one to nine people.

    Of any of the groups that are told, each with a sign. Those who are in the same
    groups stand or fall together.

    Examples
    --------
    >>> every = frozenset(range(40))
    >>> gives_away([every, frozenset(range(35))], frozenset())
    True
    >>> gives_away([every, frozenset(range(30))], frozenset())
    False
    """
    people = {x for group in groups for x in group} - named
    alike = Counter(tuple(x in group for group in groups) for x in people)
    rows = np.array(list(alike), dtype=np.int8).T
    many = np.array(list(alike.values()))
    half = len(groups) // 2
    others = _signed(rows[half:])
    for first in _signed(rows[:half]):
        sums = others + first
        sets = sums[((sums == 0) | (sums == 1)).all(axis=1)]
        sizes = sets @ many
        if ((sizes > 0) & (sizes < LOW)).any():
            return True
    return False


def people_told(
    every: Group, since: str, splits: Mapping[str, Split], named: Group
) -> People:
    """Return what is told of people: their number, and of each split what it may.

    ``splits`` by the names of fields of ``People``, the most wanted first; one that
    would give a few away beside those before it is not told at all.
    """
    if _size(every, named) < LOW:
        return People()
    published = [every]
    shown: dict[str, Shown] = {}
    for name, split in splits.items():
        most = max(split, key=lambda x: len(split[x]), default="")
        if most and bound_of(len(split[most]), len(every)) == "at_least":
            shown[name] = Shown(nearly_all=most)
            continue
        groups = told(split, named)
        if not gives_away([*published, *groups.values()], named):
            published += groups.values()
            shown[name] = Shown({x: len(y) for x, y in groups.items()})
    return People(len(every), since, **shown)
