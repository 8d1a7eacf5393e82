"""Which words of a text name a place: at any position, with "in" or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copro_map.base.mutations import radicals_of
from copro_map.base.names import fold
from copro_map.geography.gazetteer import Gazetteer, parse_postcode
from copro_map.geography.naming import called, region_called
from copro_map.geography.rules.grid import parse_grid

WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
LONGEST_NAME = 8  # words
# What may stand before a place and after it, folded, the longer first.
BEFORE = (
    *("in the area of", "in and around", "in the", "close to", "next to", "based in"),
    *("near to", "around the", "from the", "across the", "near the"),
    *("o gwmpas", "yn ymyl", "yn ardal", "yn y", "yn yr", "ger y", "ger yr"),
    *("in", "near", "around", "at", "from", "across", "within", "serving", "outside"),
    *(
        "yn",
        "yng",
        "ym",
        "ger",
        "ardal",
        "o",
        "i",
        "dros",
        "ledled",
        "cylch",
        "y",
        "yr",
    ),
)
AFTER = ("area", "region", "district", "way")
# Places whose names are also words of every day. Without "in" or a capital they are
# those.
_ORDINARY = """
aber; beddau; bryn; burton; cray; ceri; crai; cwm; dale; deri; derwen; flint; hay;
holt; hook; hope; kerry; machen; magor; milford; mold; mon; nash; nelson; newbridge;
newtown; overton; pentre; pil; port; porth; rhos; tumble; valley; whitton; wick;
valleys; new inn; price town; hill mountain; broad haven; six bells; four crosses;
three crosses; cross hands; y pentre; y porth; y rhos; y wig; y pil; y waun; y gelli;
y de; y gogledd; y fro
"""
ORDINARY = frozenset(_ORDINARY.replace("\n", " ").strip().split("; "))


@dataclass(frozen=True)
class Mention:
    """Words of a text that name a place: from ``start`` to ``end``, with "in" or so.

    ``place`` is the name alone, as it is written, and ``before`` what leads to it.
    """

    start: int
    end: int
    place: str
    before: str = ""

    @property
    def _is_capital(self) -> bool:
        return any(word[:1].isupper() for word in self.place.split())

    @property
    def is_sure(self) -> bool:
        """Whether it is a place and not a word of every day: Hope, but not hope."""
        leads = self.before not in ("", "y", "yr") and not self.before.endswith(" the")
        return leads or fold(self.place) not in ORDINARY or self._is_capital


def _said(text: str, words: Sequence[re.Match[str]]) -> str:
    return fold(text[words[0].start() : words[-1].end()]) if words else ""


def _before(text: str, words: Sequence[re.Match[str]]) -> tuple[int, str]:
    """Return how many words right before a place only lead to it, and what they are."""
    for phrase in BEFORE:
        n = phrase.count(" ") + 1
        if n <= len(words) and _said(text, words[-n:]) == phrase:
            return n, phrase
    return 0, ""


def _can_begin(gazetteer: Gazetteer, word: str) -> bool:
    """Say whether a place may begin with a word: a quick look before the long one."""
    folded = fold(word).partition(" ")[0]
    has_digit = any(x.isdigit() for x in folded) or len(folded) == len("SH")
    starts = gazetteer.first_words
    return has_digit or any(one in starts for one in radicals_of(folded))


def is_place(gazetteer: Gazetteer, text: str) -> bool:
    """Say whether a text names a place and nothing else; as ``locate_asked`` has it."""
    return bool(
        parse_postcode(text)
        or parse_grid(text)
        or called(gazetteer, text)
        or region_called(gazetteer, text)
    )


def mentions(gazetteer: Gazetteer, text: str) -> Iterator[Mention]:
    """Yield the places that a text names, those of the most words first.

    Names of settlements, areas, regions and districts in either language, mutated or
    not, postcodes and grid references.
    """
    words = list(WORD.finditer(text))
    starts = [n for n, word in enumerate(words) if _can_begin(gazetteer, word[0])]
    for n in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in (one for one in starts if one + n <= len(words)):
            place = text[words[first].start() : words[first + n - 1].end()]
            if is_place(gazetteer, place):
                k, said = _before(text, words[:first])
                rest = words[first + n :]
                behind = rest[0] if rest and fold(rest[0][0]) in AFTER else None
                end = (behind or words[first + n - 1]).end()
                yield Mention(words[first - k].start(), end, place, said)
