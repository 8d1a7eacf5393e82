"""Words that find each other: one and many, and what means the same in two languages.

``plurals.csv`` lists what no rule makes (gardd, gerddi; child, children),
``synonyms.csv`` what means the same (youth, ieuenctid). The rule for English does not
touch a word that is listed, so Welsh words in s are, with a plural or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from pathlib import Path

import pandas as pd

from copro_map.base.mutations import radicals_of
from copro_map.base.names import fold

SHORTEST_PLURAL = 4  # letters: pubs, but not bus
_SMALL = """
a an and any are at by can could did do does for from has have how i in is it its me my
of on or our some that the their there this to us was we what when where which who will
with would you your please nearest closest
a ac ag am ar at ble beth dros efo eich ei ein eu fy gan gyda heb i mae n na neu o oedd
oes os pa pryd pwy r sut sy sydd u un w y yn yna yng ym yr yw unrhyw agosaf
"""
SMALL_WORDS = frozenset(_SMALL.split())
BRACKETED = re.compile(r"\([^)]*\)")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or some in a row, as they are looked for; folded.

    Those in Welsh may be mutated.
    """

    words: Words
    is_welsh: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text, from ``start`` to ``end``, that mean the same as some terms."""

    start: int
    end: int
    terms: tuple[Term, ...]


def singular(word: str) -> str:
    """Return an English word without the s of its plural, by rule; folded.

    Examples
    --------
    >>> [singular(one) for one in ("gardens", "libraries", "churches", "bus", "glass")]
    ['garden', 'library', 'church', 'bus', 'glass']
    """
    if len(word) < SHORTEST_PLURAL or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > SHORTEST_PLURAL:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def by_rule(word: str) -> Words:
    """Return one and many of an English word, by rule; the word itself first.

    Examples
    --------
    >>> by_rule("libraries"), by_rule("timebank")
    (('libraries', 'library'), ('timebank', 'timebanks'))
    """
    one = singular(word)
    if len(word) < SHORTEST_PLURAL - 1:
        return (word,)
    ends_in_y = one.endswith("y") and one[-2:-1] not in "aeiou"
    many = f"{one[:-1]}ies" if ends_in_y else f"{one}s"
    return tuple(dict.fromkeys([word, one, many]))


def code_word(vocabulary: str, term: str) -> str:
    """Return the word by which the index knows a term of a vocabulary.

    Examples
    --------
    >>> code_word("sectors", "housing_association")
    'qqsectorshousingassociation'
    """
    return f"qq{vocabulary}{term}".replace("_", "")


@dataclass(frozen=True)
class Wording:
    """What is known of words.

    ``numbers`` maps a word to one and many of it, ``meanings`` the words of a term,
    each as the list has it, to what means the same.
    """

    numbers: Mapping[str, Words] = field(default_factory=dict)
    meanings: Mapping[Words, tuple[Term, ...]] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """How many words the longest term has."""
        return max(map(len, self.meanings), default=0)

    def one_and_many(self, word: str) -> Words:
        """Return the numbers of a word as the list has them; none if it has not."""
        folded = fold(word)
        found = [self.numbers.get(one, ()) for one in radicals_of(folded)]
        return tuple(dict.fromkeys(one for numbers in found for one in numbers))

    def _bases(self, word: str) -> list[str]:
        """Return what a word is in the list of meanings, mutated or not."""
        folded = fold(word)
        bases = [self.numbers.get(one, (one,))[0] for one in radicals_of(folded)]
        return list(dict.fromkeys([*bases, singular(folded)]))

    def runs(self, words: Sequence[str]) -> Iterator[Run]:
        """Yield what some of the words mean together, or one alone."""
        bases = [self._bases(word) for word in words]
        longest = self.longest
        for start in range(len(words)):
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                keys = product(*bases[start:end])
                found = (self.meanings.get(key, ()) for key in keys)
                if terms := tuple(dict.fromkeys(t for terms in found for t in terms)):
                    yield Run(start, end, terms)

    def is_known(self, text: str) -> bool:
        """Say whether several words mean something together, all of them."""
        n = len(words := fold(text).split())
        return n > 1 and any(
            run.start == 0 and run.end == n for run in self.runs(words)
        )


NOTHING_KNOWN = Wording()


def key_of(text: str, numbers: Mapping[str, Words]) -> Words:
    """Return the words of a term as ``Wording.meanings`` has them."""
    words = [word for word in fold(text).split() if word not in SMALL_WORDS]
    return tuple(numbers.get(word, (singular(word),))[0] for word in words)


def joined(
    numbers: Mapping[str, Words],
    groups: Iterable[tuple[Sequence[Term], Sequence[Term]]],
) -> Wording:
    """Return a wording of groups: terms that are asked for, and what each finds."""
    meanings: dict[Words, dict[Term, None]] = {}
    for asked, found in groups:
        for term in asked:
            if key := key_of(" ".join(term.words), numbers):
                meanings.setdefault(key, {}).update(dict.fromkeys(found))
    return Wording(numbers, {key: tuple(terms) for key, terms in meanings.items()})


def term(text: str, *, is_welsh: bool = False) -> Term:
    """Return a term of a text; "sectors:funder" is a word of that vocabulary."""
    if re.fullmatch(r"[a-z_]+:[a-z_]+", text):
        return Term((code_word(*text.split(":")),))
    return Term(tuple(fold(text).split()), is_welsh)


def _terms(cell: str, *, is_welsh: bool = False) -> list[Term]:
    return [term(x.strip(), is_welsh=is_welsh) for x in cell.split(";") if x.strip()]


@cache
def load_numbers(data_dir: Path) -> Mapping[str, Words]:
    """Return one and many of each word of ``plurals.csv``, folded, by each of them."""
    path = data_dir / "plurals.csv"
    if not path.exists():
        return {}
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    numbers: dict[str, dict[str, None]] = {}
    for one, many in zip(rows["singular"], rows["plural"], strict=True):
        words = [fold(word) for word in (one, *many.split(";")) if word]
        for word in words:
            numbers.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: tuple(others) for word, others in numbers.items()}


@cache
def load_groups(data_dir: Path) -> tuple[tuple[list[Term], list[Term]], ...]:
    """Return the groups of ``synonyms.csv``: what is asked for, and what that finds.

    A term in brackets, "(barn)", means the others too but is not looked for: it would
    find Barnardo's.
    """
    path = data_dir / "synonyms.csv"
    if not path.exists():
        return ()
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    columns = zip(rows["en"], rows["cy"], rows["also"], strict=True)
    return tuple(
        (
            [*_terms(en), *_terms(cy, is_welsh=True)],
            [
                *_terms(BRACKETED.sub("", en)),
                *_terms(BRACKETED.sub("", cy), is_welsh=True),
                *_terms(also),
            ],
        )
        for en, cy, also in columns
    )
