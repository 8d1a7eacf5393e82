"""Which words of a text name a place: at any position, with "in" or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copro_map.base.names import fold
from copro_map.geography.gazetteer import Gazetteer, parse_postcode
from copro_map.geography.naming import called

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
LONGEST_NAME = 8  # words
# What may stand before a place, folded, the longer first.
BEFORE = (
    *("in the area of", "close to", "next to", "based in", "in and around"),
    *("in the", "o gwmpas", "yn ymyl", "yn ardal", "yn y", "yn yr", "ger y", "ger yr"),
    *("in", "near", "around", "at", "from", "across", "within", "yn", "yng", "ym"),
    *("ger", "ardal", "o", "i", "dros", "ledled"),
)


@dataclass(frozen=True)
class Mention:
    """Words of a text that name a place: from ``start`` to ``end``, with "in" or so.

    ``place`` is the name alone, as it is written.
    """

    start: int
    end: int
    place: str
    is_after: str = ""


def _before(text: str, words: Sequence[re.Match[str]]) -> tuple[int, str]:
    """Return how many words right before a place only lead to it, and what they are."""
    for phrase in BEFORE:
        n = phrase.count(" ") + 1
        if n <= len(words):
            said = fold(text[words[-n].start() : words[-1].end()])
            if said == phrase:
                return n, phrase
    return 0, ""


def mentions(gazetteer: Gazetteer, text: str) -> Iterator[Mention]:
    """Yield the places that a text names, those of the most words first.

    Names of settlements, areas and districts in either language, and postcodes.
    """
    words = list(WORD.finditer(text))
    for n in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - n + 1):
            place = text[words[first].start() : words[first + n - 1].end()]
            if parse_postcode(place) or called(gazetteer, place):
                k, said = _before(text, words[:first])
                start = words[first - k].start()
                yield Mention(start, words[first + n - 1].end(), place, said)
