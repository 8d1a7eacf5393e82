"""Search by words: what was typed is parsed, widened, matched, and mended if need be.

A visitor's words must all be there. Each may be there as typed, or in another form:
mutated (Caerdydd, Nghaerdydd), joined or parted (timebank, time bank, co-production).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from copro_map.base.mutations import forms_of
from copro_map.base.names import APOSTROPHE

MOST_WORDS = 12  # nobody types more, and each one costs a look-up
MOST_CHARACTERS = 200
WORD = re.compile(r"[^\W_]+")
# The end of tŷ'r, a'u, o'ch, people's: a word to the index, but not to a visitor.
CLITIC = re.compile(r"(?<=[^\W_])'[^\W_]{1,2}(?![^\W_])")
QUOTE = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
LOOSE_ACCENT = re.compile("[\u0300-\u0331]")  # one that no letter could take in

SHORTEST_PREFIX = 5  # letters of another form; shorter ones begin too many words
SHORTEST_HALF = 2  # letters on either side of co-op
SHORTEST_SECOND_PREFIX = 4  # letters; so "themes" does not find "the message"
LONGEST_PARTED = 24  # letters; hardly a word is longer, and each can be parted anywhere
LIKE_ENOUGH = 80  # per cent, rapidfuzz.fuzz.ratio
MOST_TRIED = 5  # similar words; one of them will be on the map
MOST_MENDED = 3  # words; with more of them wrong, nobody can tell what was meant
LAST_CHARACTER = "\U0010ffff"

# Weights by column: id, name, description, organisation, place, topic. The id is read
# from the table where FTS5 keeps it (asset_text_content, column c0): asset_text would
# read all columns, which takes as long as all the rest.
RANKED = """
SELECT c.c0 AS asset_id, -bm25(asset_text, 0, 10, 1, 4, 4, 4) AS relevance,
    CASE :exact WHEN :wide THEN 1 ELSE asset_text.rowid IN (
        SELECT rowid FROM asset_text WHERE asset_text MATCH :exact
    ) END AS as_typed
FROM asset_text JOIN asset_text_content AS c ON c.id = asset_text.rowid
WHERE asset_text MATCH :wide
ORDER BY as_typed DESC, relevance DESC, asset_id
"""
IS_SHOWN = """
SELECT EXISTS (
    SELECT 1 FROM asset_text
    JOIN asset_text_content AS c ON c.id = asset_text.rowid
    JOIN asset_public AS p ON p.id = c.c0
    WHERE asset_text MATCH :words
)
"""
VOCABULARY = "SELECT term, doc FROM asset_word WHERE term BETWEEN :first AND :last"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to look for: a word or its beginning, or words just as quoted."""

    words: tuple[str, ...]
    quoted: bool = False


def _tidy(text: str) -> str:
    composed = LOOSE_ACCENT.sub("", unicodedata.normalize("NFC", text))
    return APOSTROPHE.sub("'", composed).strip()[:MOST_CHARACTERS]


def _phrases(text: str) -> Iterator[Phrase]:
    pieces = QUOTE.split(_tidy(text))
    for n, piece in enumerate(pieces):
        if n % 2 and n < len(pieces) - 1:
            yield Phrase(tuple(WORD.findall(piece)), quoted=True)
        else:
            for word in WORD.findall(CLITIC.sub("", piece)):
                yield Phrase((word,))


def parse_text(text: str) -> tuple[Phrase, ...]:
    """Return what a visitor typed as things to look for.

    Words in double quotes of any kind are looked for just as they stand, every other
    word alone and as a beginning; nothing else counts. A quote that is not closed is
    ignored. At most 12 words of the first 200 characters.

    Examples
    --------
    >>> [phrase.words for phrase in parse_text('“time bank” co-production tŷ’r')]
    [('time', 'bank'), ('co',), ('production',), ('tŷ',)]
    >>> parse_text('"time bank" "tŷ')[0].quoted, parse_text('"time bank" "tŷ')[1].quoted
    (True, False)
    """
    left = MOST_WORDS
    phrases = []
    for phrase in _phrases(text):
        words = phrase.words[:left]
        left -= len(words)
        if words:
            phrases.append(Phrase(words, phrase.quoted))
    return tuple(phrases)


def _fts(words: Sequence[str], *, prefix: bool) -> str:
    """Return words as an FTS5 phrase; they are letters and digits only."""
    return f'"{" ".join(words)}"' + ("*" if prefix else "")


def _all_of(options: Iterable[Sequence[str]]) -> str:
    """Return the FTS5 expression that one option of each is there."""
    return " AND ".join(f"({' OR '.join(one)})" for one in options)


def _other_forms(word: str) -> Iterator[str]:
    for form in forms_of(word)[1:]:
        yield _fts([form], prefix=min(len(word), len(form)) >= SHORTEST_PREFIX)


def _joined(before: str, word: str) -> Iterator[str]:
    """Yield the word joined to the one before it: time bank, timebank."""
    if min(len(before), len(word)) >= SHORTEST_HALF:
        yield _fts([before + word], prefix=True)
        yield from _other_forms(before + word)


def _parted(word: str) -> Iterator[str]:
    """Yield the word in two parts: coproduction, co-production."""
    if len(word) <= LONGEST_PARTED:
        for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            first, second = word[:cut], word[cut:]
            for form in forms_of(first):
                yield _fts([form, second], prefix=len(second) >= SHORTEST_SECOND_PREFIX)


def _wide(phrases: Iterable[Phrase]) -> list[list[str]]:
    """Return the FTS5 phrases that find each phrase: as typed, then in other forms."""
    wide = []
    before = ""
    for phrase in phrases:
        options = [_fts(phrase.words, prefix=not phrase.quoted)]
        word = "" if phrase.quoted else phrase.words[0]
        if word:
            options += [*_other_forms(word), *_joined(before, word), *_parted(word)]
        before = word
        wide.append(options)
    return wide


def matching(database: Database, text: str) -> dict[str, float]:
    """Return the score of each entry that has all the words, best first.

    It lies between 1 and 2 if all words are there as typed, between 0 and 1 if one of
    them is mutated, joined or parted. Within each, the name counts more than topic,
    organisation and place, and these more than the description. Both languages are
    searched; accents and case do not count. Entries that are not published may be
    among them.
    """
    wide = _wide(parse_text(text))
    if not wide:
        return {}
    facts = {"exact": _all_of(one[:1] for one in wide), "wide": _all_of(wide)}
    return {
        asset_id: as_typed + relevance / (1 + relevance)
        for asset_id, relevance, as_typed in database.execute(RANKED, facts)
    }


def _is_shown(database: Database, expression: str) -> bool:
    """Say whether any published entry matches."""
    return bool(database.execute(IS_SHOWN, {"words": expression}).fetchone()[0])


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
        if _is_shown(database, _fts([term], prefix=False)):
            return term.capitalize() if word[0].isupper() else term
    return word


def _lost(database: Database, phrases: Sequence[Phrase]) -> Iterator[str]:
    """Yield each word that no published entry has."""
    for phrase, options in zip(phrases, _wide(phrases), strict=True):
        if not _is_shown(database, _all_of([options])):
            for word in phrase.words:
                alone = _fts([word], prefix=False)
                if not phrase.quoted or not _is_shown(database, alone):
                    yield word


def did_you_mean(database: Database, text: str) -> str:
    """Return the text with each word that finds nothing put right.

    Empty if every word finds something, if more than three do not, or if the new text
    would find nothing either. The new words come from published entries, as the index
    has them: without accents.
    """
    lost = list(_lost(database, parse_text(text)))
    if not 0 < len(lost) <= MOST_MENDED:
        return ""
    better = {word: _nearest(database, word) for word in lost}
    mended = WORD.sub(lambda word: better.get(word[0], word[0]), _tidy(text))
    finds = _is_shown(database, _all_of(_wide(parse_text(mended))))
    return mended if finds else ""
