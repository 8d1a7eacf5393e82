"""What is looked for, as FTS5 asks it: as typed, in other forms, in other words.

A visitor's words must all be there. Each may be there as typed, or in another form:
mutated (Caerdydd, Nghaerdydd), one for many (gardd, gerddi), joined or parted
(timebank, time bank, co-production); or as what means the same (youth, ieuenctid).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from copro_map.base.mutations import forms_of
from copro_map.base.names import fold
from copro_map.base.typed import Phrase
from copro_map.base.wording import (
    NOTHING_KNOWN,
    SMALL_WORDS,
    Run,
    Term,
    Wording,
    by_rule,
)

SHORTEST_PREFIX = 5  # letters of another form; shorter ones begin too many words
SHORTEST_NUMBER_PREFIX = 4  # letters of another number: bank, banks
SHORTEST_HALF = 2  # letters on either side of co-op
SHORTEST_SECOND_PREFIX = 4  # letters; so "themes" does not find "the message"
LONGEST_PARTED = 24  # letters; hardly a word is longer, and each can be parted anywhere


def as_phrase(words: Sequence[str], *, prefix: bool = False) -> str:
    """Return words as an FTS5 phrase; they are letters and digits only.

    Examples
    --------
    >>> as_phrase(["time", "bank"], prefix=True)
    '"time bank"*'
    """
    return f'"{" ".join(words)}"' + ("*" if prefix else "")


def _any(options: Iterable[str]) -> str:
    return f"({' OR '.join(dict.fromkeys(options))})"


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and its forms, but for those that are small words: hŷn is no yn."""
    word, *others = forms_of(word)
    return word, *(form for form in others if fold(form) not in SMALL_WORDS)


def _other_forms(word: str) -> Iterator[str]:
    for form in _forms(word)[1:]:
        prefix = min(len(word), len(form)) >= SHORTEST_PREFIX
        yield as_phrase([form], prefix=prefix)


def _joined(before: str, word: str) -> Iterator[str]:
    """Yield the word joined to the one before it: time bank, timebank."""
    if min(len(before), len(word)) >= SHORTEST_HALF:
        yield as_phrase([before + word], prefix=True)
        yield from _other_forms(before + word)


def _parted(word: str) -> Iterator[str]:
    """Yield the word in two parts: coproduction, co-production."""
    if len(word) <= LONGEST_PARTED:
        for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            first, second = word[:cut], word[cut:]
            prefix = len(second) >= SHORTEST_SECOND_PREFIX
            for form in _forms(first):
                yield as_phrase([form, second], prefix=prefix)


@lru_cache(maxsize=5_000)
def _of_term(term: Term, numbers: tuple[str, ...]) -> str:
    """Return what finds a term: its first word in any number, its last as a start."""
    first, *rest = term.words
    firsts = dict.fromkeys(
        form
        for one in (first, *numbers)
        for form in (_forms(one) if term.is_welsh else (one,))
    )
    prefix = len(term.words[-1]) >= SHORTEST_NUMBER_PREFIX
    return " OR ".join(as_phrase([form, *rest], prefix=prefix) for form in firsts)


def _of_terms(terms: Iterable[Term], wording: Wording) -> list[str]:
    return [_of_term(one, wording.numbers.get(one.words[0], ())) for one in terms]


@dataclass(frozen=True)
class Word:
    """One thing typed: ``typed`` finds it so, ``forms`` in any form."""

    phrase: Phrase
    typed: str
    forms: str
    meanings: tuple[str, ...] = ()

    @property
    def wide(self) -> str:
        """What finds it in any form, or what means the same."""
        return _any([self.forms, *self.meanings])


@dataclass(frozen=True)
class Unit:
    """Words that mean something together, or one alone; ``meanings`` find that."""

    words: tuple[Word, ...]
    meanings: tuple[str, ...] = ()

    @cached_property
    def wide(self) -> str:
        """What finds all of its words in any form, or what means the same."""
        together = " AND ".join(word.wide for word in self.words)
        return _any([f"({together})", *self.meanings])


def _in_numbers(before: str, word: str, wording: Wording) -> Iterator[str]:
    """Yield a word in its other numbers: of the list, else by the rule for English."""
    listed = wording.one_and_many(word)
    for other in listed or by_rule(word.lower()):
        if other != word.lower():
            yield as_phrase([other], prefix=len(other) >= SHORTEST_NUMBER_PREFIX)
            yield from _other_forms(other) if listed else ()
            yield from _joined(before, other)
            yield from _parted(other)


def _is_begun(word: str, wording: Wording, *, means: bool) -> bool:
    """Say whether a word may begin others: not a short one that is known itself.

    A bus is no business, men are not mental, tîm is no timebank.
    """
    is_known = means or bool(wording.one_and_many(word))
    return bool(word) and (len(word) >= SHORTEST_NUMBER_PREFIX or not is_known)


def _words(
    phrases: Sequence[Phrase], wording: Wording, known: Collection[int]
) -> Iterator[Word]:
    """Yield each thing typed; ``known``: where words are that mean something."""
    before = ""
    for at, phrase in enumerate(phrases):
        word = "" if phrase.quoted else phrase.words[0]
        begins = _is_begun(word, wording, means=at in known)
        typed = as_phrase(phrase.words, prefix=begins)
        options = [typed]
        if word:
            options += [*_other_forms(word), *_joined(before, word), *_parted(word)]
            options += _in_numbers(before, word, wording)
        before = word
        yield Word(phrase, typed, _any(options))


def _together(runs: Iterable[Run], n: int) -> list[Run]:
    """Return the runs of several words that do not overlap, the longer first."""
    taken: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda run: (run.start - run.end, run.start)):
        place = set(range(run.start, run.end))
        if len(place) > 1 and not place & taken:
            taken |= place
            kept.append(run)
    alone = [Run(at, at + 1, ()) for at in range(n) if at not in taken]
    return sorted([*kept, *alone], key=lambda run: run.start)


def sought(phrases: Sequence[Phrase], wording: Wording = NOTHING_KNOWN) -> list[Unit]:
    """Return what is looked for, in the order in which it was typed."""
    plain = ["" if phrase.quoted else phrase.words[0] for phrase in phrases]
    runs = list(wording.runs(plain))
    alone = {run.start: run.terms for run in runs if run.end == run.start + 1}
    known = {at for run in runs for at in range(run.start, run.end)}
    words = [
        Word(x.phrase, x.typed, x.forms, tuple(_of_terms(alone.get(at, ()), wording)))
        for at, x in enumerate(_words(phrases, wording, known))
    ]
    return [
        Unit(tuple(words[run.start : run.end]), tuple(_of_terms(run.terms, wording)))
        for run in _together(runs, len(words))
    ]


def as_typed(units: Iterable[Unit]) -> str:
    """Return the expression that all words are there as typed."""
    return " AND ".join(word.typed for unit in units for word in unit.words)


def in_any_form(units: Iterable[Unit]) -> str:
    """Return the expression that all words are there, each in any form."""
    return " AND ".join(word.forms for unit in units for word in unit.words)


def all_of(units: Iterable[Unit]) -> str:
    """Return the expression that all is there, in any form or in other words."""
    return " AND ".join(unit.wide for unit in units)
