"""Two texts compared by their words: which are gone, and which are new."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_WORD = re.compile(r"\S+\s*|\s+")
MOST_WORDS = 600  # of a text; longer ones are shown whole
ALIKE = 0.3  # of their words; texts with less in common are shown whole


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``differs`` says whether the other text lacks it."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def whole(text: str, *, differs: bool = False) -> Pieces:
    """Return a text in one piece; none if it is empty.

    Examples
    --------
    >>> whole("Y Bala"), whole("")
    ((Piece(text='Y Bala', differs=False),), ())
    """
    return (Piece(text, differs),) if text else ()


def _pieces(words: list[str], same: Iterable[int]) -> Pieces:
    """Return words as pieces: those in a row that are marked alike are one."""
    kept = set(same)
    runs = groupby(range(len(words)), key=lambda at: at not in kept)
    return tuple(Piece("".join(words[x] for x in run), key) for key, run in runs)


def marked(before: str, now: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces: the first with what is gone, then with what is new.

    Spaces do not count. Texts that have little in common, or are very long, are one
    piece each that differs.

    Examples
    --------
    >>> marked("Open on Monday", "Open on Friday")[1]
    (Piece(text='Open on ', differs=False), Piece(text='Friday', differs=True))
    >>> marked("", "Y Bala")
    ((), (Piece(text='Y Bala', differs=True),))
    """
    first, second = _WORD.findall(before), _WORD.findall(now)
    if max(len(first), len(second)) > MOST_WORDS:
        return whole(before, differs=True), whole(now, differs=True)
    a, b = ([word.strip() for word in words] for words in (first, second))
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    if 2 * sum(x.size for x in blocks) < ALIKE * (len(first) + len(second)):
        return whole(before, differs=True), whole(now, differs=True)
    return (
        _pieces(first, (x.a + n for x in blocks for n in range(x.size))),
        _pieces(second, (x.b + n for x in blocks for n in range(x.size))),
    )
