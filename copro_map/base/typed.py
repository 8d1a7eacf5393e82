"""What a visitor typed, as things to look for: words, and words just as quoted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from copro_map.base.names import APOSTROPHE

MOST_WORDS = 12  # nobody types more, and each one costs a look-up
MOST_CHARACTERS = 200
WORD = re.compile(r"[^\W_]+")
# The end of tŷ'r, a'u, o'ch, people's: a word to the index, but not to a visitor.
CLITIC = re.compile(r"(?<=[^\W_])'[^\W_]{1,2}(?![^\W_])")
QUOTE = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
LOOSE_ACCENT = re.compile("[\u0300-\u0331]")  # one that no letter could take in


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to look for: a word or its beginning, or words just as quoted."""

    words: tuple[str, ...]
    quoted: bool = False


def tidy(text: str) -> str:
    """Return a text with its letters composed, one kind of apostrophe, not too long."""
    composed = LOOSE_ACCENT.sub("", unicodedata.normalize("NFC", text))
    return APOSTROPHE.sub("'", composed).strip()[:MOST_CHARACTERS]


def _phrases(text: str) -> Iterator[Phrase]:
    pieces = QUOTE.split(tidy(text))
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
