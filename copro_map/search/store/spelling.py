"""A word that nobody has, put right: the nearest that a published entry has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from operator import itemgetter

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from copro_map.base.mutations import forms_of
from copro_map.base.store.expressions import all_of, as_phrase, sought
from copro_map.base.typed import WORD, Phrase, parse_text, tidy
from copro_map.base.wording import NOTHING_KNOWN, Wording
from copro_map.search.store.text import is_shown

LIKE_ENOUGH = 80  # per cent, rapidfuzz.fuzz.ratio
MOST_TRIED = 5  # similar words; one of them will be on the map
MOST_MENDED = 3  # words; with more of them wrong, nobody can tell what was meant
LAST_CHARACTER = "\U0010ffff"

VOCABULARY = "SELECT term, doc FROM asset_word WHERE term BETWEEN :first AND :last"


def _folded(word: str) -> str:
    """Return a word as the index keeps it: small letters, no accents."""
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _beginning_with(database: Database, letters: str) -> dict[str, int]:
    """Return the words of the index that begin so, and how many entries have each.

    Reading all of them takes longer than a visitor should wait.
    """
    words: dict[str, int] = {}
    for letter in letters:
        ends = {"first": letter, "last": letter + LAST_CHARACTER}
        words |= dict(database.execute(VOCABULARY, ends))
    return words


def _like(word: str, words: Mapping[str, int], length: int | None) -> list[str]:
    """Return words whose beginning is like a word: most alike, then frequent, first.

    Their first ``length`` letters are compared; all if None.
    """
    found = process.extract(
        word,
        words.keys(),
        scorer=fuzz.ratio,
        processor=itemgetter(slice(length)) if length else None,
        score_cutoff=LIKE_ENOUGH,
        limit=None,
    )
    order = sorted(found, key=lambda one: (-one[1], -words[one[0]], one[0]))
    return [term for term, _, _ in order[:MOST_TRIED]]


def _candidates(database: Database, word: str) -> Iterator[str]:
    """Yield words that may have been meant: whole ones, beginnings, other forms."""
    typed, *others = [_folded(form) for form in forms_of(word)]
    # The first two letters may have changed places.
    words = _beginning_with(database, typed[:2])
    yield from _like(typed, words, None)
    yield from _like(typed, words, len(typed))
    for form in others:
        yield from _like(form, _beginning_with(database, form[0]), None)


def _nearest(database: Database, word: str) -> str:
    """Return the most similar word that a published entry has, or the word itself."""
    for term in _candidates(database, word):
        if is_shown(database, as_phrase([term])):
            return term.capitalize() if word[0].isupper() else term
    return word


def _lost(database: Database, text: str, wording: Wording) -> Iterator[str]:
    """Yield each word that no published entry has, nor anything that means the same."""
    for unit in sought(parse_text(text), wording):
        if not is_shown(database, unit.wide):
            for word in unit.words:
                if not is_shown(database, word.wide):
                    yield from _lost_of(database, word.phrase)


def _lost_of(database: Database, phrase: Phrase) -> Iterator[str]:
    for word in phrase.words:
        if not phrase.quoted or not is_shown(database, as_phrase([word])):
            yield word


def did_you_mean(
    database: Database, text: str, wording: Wording = NOTHING_KNOWN
) -> str:
    """Return the text with each word that finds nothing put right.

    Empty if every word finds something, if more than three do not, or if the new text
    would find nothing either. The new words come from published entries, as the index
    has them: without accents.
    """
    lost = list(_lost(database, text, wording))
    if not 0 < len(lost) <= MOST_MENDED:
        return ""
    better = {word: _nearest(database, word) for word in lost}
    mended = WORD.sub(lambda word: better.get(word[0], word[0]), tidy(text))
    finds = is_shown(database, all_of(sought(parse_text(mended), wording)))
    return mended if finds else ""
