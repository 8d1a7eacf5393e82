"""What somebody may mean who has begun to type: names, in the order of how they fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from copro_map.base.mutations import radicals_of

LAST_CHARACTER = "\U0010ffff"
SHORTEST = 2  # letters, below that nothing is suggested
SHORTEST_NEARLY = 4  # letters; fewer are like anything
CLOSE = 80  # per cent of rapidfuzz.fuzz.ratio, of as many letters as were typed
# How a name fits what is typed, best first.
WHOLE, BEGINS, WORD, WORDS, NEARLY = range(5)
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Named:
    """Something that can be suggested: its names, folded, and its place among others.

    Of those that fit equally well the lowest ``order`` comes first, then the largest
    ``weight``, then by name.
    """

    names: tuple[str, ...]
    order: int
    weight: float = 0


@dataclass(frozen=True)
class Fit:
    """One that fits: how well, and which of those that were given it is."""

    tier: int
    order: int
    weight: float
    name: str
    number: int

    @property
    def key(self) -> tuple[int, int, float, str, int]:
        """The order of what is suggested."""
        return self.tier, self.order, -self.weight, self.name, self.number


@dataclass(frozen=True, eq=False)
class Names:
    """Names that are prepared once, to be found by any beginning."""

    named: Sequence[Named]

    @cached_property
    def _pairs(self) -> list[tuple[str, int]]:
        """Each name, and the number of what is called so."""
        return [(name, n) for n, one in enumerate(self.named) for name in one.names]

    @cached_property
    def _beginnings(self) -> tuple[list[str], Places, npt.NDArray[np.bool_]]:
        """Each name from each of its words on, sorted; whose, and whether it is all."""
        ends = sorted(
            (" ".join(words[start:]), n, start == 0)
            for name, n in self._pairs
            for words in [name.split()]
            for start in range(len(words))
        )
        numbers = np.fromiter((n for _, n, _ in ends), np.intp, len(ends))
        firsts = np.fromiter((first for *_, first in ends), np.bool_, len(ends))
        return [end for end, *_ in ends], numbers, firsts

    @cached_property
    def _ranks(self) -> Places:
        """The place of each among those that fit as well."""
        order = sorted(range(len(self.named)), key=lambda n: self._fit(n, 0).key)
        ranks = np.empty(len(order), dtype=np.intp)
        ranks[order] = np.arange(len(order))
        return ranks

    def _fit(self, number: int, tier: int) -> Fit:
        one = self.named[number]
        return Fit(tier, one.order, one.weight, one.names[0], number)

    def _begun(self, text: str) -> slice:
        """Return where the names are that have a word from which they go on so."""
        ends = self._beginnings[0]
        return slice(bisect_left(ends, text), bisect_left(ends, text + LAST_CHARACTER))

    def _best(self, tiers: Places, numbers: Places, most: int) -> list[Fit]:
        """Return the best fit of each, best first."""
        keys = tiers * len(self.named) + self._ranks[numbers]
        best: dict[int, Fit] = {}
        for at in np.argsort(keys, kind="stable").tolist():
            number = int(numbers[at])
            if number not in best:
                best[number] = self._fit(number, int(tiers[at]))
            if len(best) == most:
                break
        return list(best.values())

    def _by_beginning(self, text: str, most: int) -> list[Fit]:
        where = self._begun(text)
        ends, numbers, firsts = self._beginnings
        tiers = np.where(firsts[where], BEGINS, WORD)
        for at, end in enumerate(ends[where]):
            if end != text:
                break  # they are sorted: what is equal comes first
            if firsts[where.start + at]:
                tiers[at] = WHOLE
        return self._best(tiers, numbers[where], most)

    def _by_words(self, text: str, most: int) -> list[Fit]:
        """Return those in which each word that is typed begins one, in any order."""
        words = text.split()
        if len(words) < 2:
            return []
        found = np.unique(self._beginnings[1][self._begun(words[0])])
        for word in words[1:]:
            found = np.intersect1d(found, self._beginnings[1][self._begun(word)])
        return self._best(np.full(len(found), WORDS), found, most)

    def fitting(self, text: str, most: int) -> list[Fit]:
        """Return what fits a folded text, at most so many, best first.

        One that is called so; whose name begins so; a word of which begins so; which
        has a word for each that is typed.
        """
        if len(text) < SHORTEST or not self.named:
            return []
        found = self._by_beginning(text, most)
        if len(found) < most:
            known = {one.number for one in found}
            found += [x for x in self._by_words(text, most) if x.number not in known]
        return found[:most]

    def nearly(self, text: str, most: int) -> list[Fit]:
        """Return what has nearly such a name: mutated, or misspelt; best first."""
        if len(text) < SHORTEST_NEARLY or not self.named:
            return []
        first, space, rest = text.partition(" ")
        radicals = [radical + space + rest for radical in radicals_of(first)[1:]]
        begun = [name[: len(text)] for name, _ in self._pairs]
        like = process.extract(
            text, begun, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=None
        )
        numbers = [self._beginnings[1][self._begun(one)] for one in radicals]
        numbers.append(np.array([self._pairs[at][1] for *_, at in like], np.intp))
        found = np.concatenate(numbers)
        return self._best(np.full(len(found), NEARLY), found, most)


def merged(found: Iterable[tuple[str, Fit]], most: int) -> list[tuple[str, int]]:
    """Return the best of several kinds of names: of which kind each is, and its number.

    Examples
    --------
    >>> place, theme = Fit(BEGINS, 2, 5.0, "food", 7), Fit(BEGINS, 0, 0, "food", 3)
    >>> merged([("places", place), ("words", theme)], 8)
    [('words', 3), ('places', 7)]
    """
    best = sorted(found, key=lambda one: one[1].key)[:most]
    return [(kind, one.number) for kind, one in best]
