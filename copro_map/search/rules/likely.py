"""Which entries of the map may be the one that somebody is about to add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from copro_map.assets.rules.likeness import NUMBERS, names_of

Numbers = npt.NDArray[np.float64]
Place = Literal["near", "here", "elsewhere"]
NEAR_M = 100
# How like two names must be, in per cent: the better of rapidfuzz.fuzz.ratio and
# token_sort_ratio of folded names. Near each other much less; in another authority much
# more, as branches have one name and two words of it differ (Invest Local Clase).
LEAST: dict[Place, int] = {"near": 60, "here": 82, "elsewhere": 95}
PLACES = tuple(LEAST)
# What some call a project, others call a body: with names that are all but equal.
MIXED = ("practitioner", "project")
EQUAL = 100
NEAR_COUNTS = 20  # per cent that nearness is worth, where the best is chosen
MOST = 5
SHORTEST = 3  # letters of a name that is compared


@dataclass(frozen=True)
class Looked:
    """What is looked at of an entry: its names, as they are written.

    ``authority`` is the code of the one that it is based in, or empty; ``point`` where
    exactly it is, in metres (EPSG:27700), if that is known.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    authority: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True)
class Likely:
    """An entry that may be the same: how like its name is (per cent), and its place."""

    id: str
    likeness: float
    place: Place


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries to compare with; they are prepared once."""

    looked: Sequence[Looked]

    @cached_property
    def named(self) -> tuple[list[str], npt.NDArray[np.intp]]:
        """Every name as it is compared, and the number of the entry that has it."""
        looked = enumerate(self.looked)
        pairs = [(name, i) for i, one in looked for name in names_of(*one.names)]
        numbers = np.fromiter((i for _, i in pairs), np.intp, len(pairs))
        return [name for name, _ in pairs], numbers

    @cached_property
    def points(self) -> Numbers:
        """Easting and northing of each; not a number where that is not known."""
        nowhere = (np.nan, np.nan)
        return np.array([x.point or nowhere for x in self.looked], float).reshape(-1, 2)

    @cached_property
    def authorities(self) -> npt.NDArray[np.str_]:
        """The authority of each; empty where that is not known."""
        return np.array([one.authority for one in self.looked], dtype=str)

    def places(self, new: Looked) -> npt.NDArray[np.intp]:
        """Return where each is, seen from a new entry: its number in ``PLACES``."""
        own = self.authorities
        other = (own != "") & (own != new.authority) & bool(new.authority)
        there = np.where(other, PLACES.index("elsewhere"), PLACES.index("here"))
        if new.point is None:
            return there
        away = np.hypot(*(self.points - np.array(new.point)).T)
        return np.where(away <= NEAR_M, PLACES.index("near"), there)


def _scores(asked: Sequence[str], names: Sequence[str]) -> Numbers:
    """Return how like each name is to each of those asked for, in per cent."""
    least = min(LEAST.values())
    both = [
        process.cdist(asked, names, scorer=scorer, score_cutoff=least, dtype=np.float64)
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio)
    ]
    return np.asarray(np.maximum(*both), float)


def _has_numbers(one: str, other: str) -> bool:
    return sorted(NUMBERS.findall(one)) == sorted(NUMBERS.findall(other))


def _fits(kind: str, one: Looked, likeness: float) -> bool:
    is_mixed = kind in MIXED and one.kind in MIXED and likeness >= LEAST["elsewhere"]
    return is_mixed or kind in ("", one.kind)


def _found(entries: Entries, new: Looked) -> Iterator[Likely]:
    """Yield what may be the same, by each name: an entry may come several times."""
    asked = [name for name in names_of(*new.names) if len(name) >= SHORTEST]
    names, numbers = entries.named
    if not asked or not names:
        return
    scores, places = _scores(asked, names), entries.places(new)[numbers]
    least = np.array(list(LEAST.values()))[places]
    for i, at in np.argwhere(scores >= least).tolist():
        one, likeness = entries.looked[numbers[at]], float(scores[i, at])
        if (
            one.id != new.id
            and _fits(new.kind, one, likeness)
            and _has_numbers(asked[i], names[at])
        ):
            yield Likely(one.id, likeness, PLACES[places[at]])


def likely(entries: Entries, new: Looked) -> tuple[Likely, ...]:
    """Return the entries that may be the same as a new one, at most five, best first.

    By name and place; the same numbers stand in both names, and the kind is the same,
    or one that people confuse with it if the names are all but equal. A new entry whose
    kind is not known yet is compared with all, and its place counts once it is known.
    What has the id of ``new`` is left out.

    Examples
    --------
    >>> entries = Entries([Looked("a", "project", ("Men's Shed Bala",), "W1"),
    ...                    Looked("b", "project", ("Men's Shed Bala 2",), "W1")])
    >>> new = Looked("", "project", ("The Men Shed Bala",), "W1")
    >>> [one.id for one in likely(entries, new)]
    ['a']
    >>> likely(entries, Looked("", "project", ("The Men Shed Bala",), "W2"))
    ()
    """
    best: dict[str, Likely] = {}
    for one in _found(entries, new):
        if one.id not in best or one.likeness > best[one.id].likeness:
            best[one.id] = one

    def order(one: Likely) -> tuple[float, str]:
        return -one.likeness - NEAR_COUNTS * (one.place == "near"), one.id

    return tuple(sorted(best.values(), key=order)[:MOST])
