"""Shapes that say how strong a gap is, and text without hidden signs."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from copro_map.base.i18n import Label

Level = Literal["strong", "watch", "none", "unknown"]


class _Mark(NamedTuple):
    """What shows how strong a gap is: words, a colour, a shape in a box of 20 by 20."""

    label: Label
    colour: str
    drawing: str


# The shapes can be told from each other without colour.
LEVELS: dict[Level, _Mark] = {
    "strong": _Mark(
        Label("Strong evidence", "Tystiolaeth gref"),
        "#9B1C31",
        '<path d="M10 .5l9.5 9.5l-9.5 9.5l-9.5-9.5z" fill="#9B1C31"/>'
        '<path d="M10 5v6.2M10 13v2.4" stroke="#fff" stroke-width="2.2"/>',
    ),
    "watch": _Mark(
        Label("Keep watch", "Cadw golwg"),
        "#A85400",
        '<path d="M10 2.2l8.4 15.3h-16.8z" fill="#fff" stroke="#A85400" '
        'stroke-width="2" stroke-linejoin="round"/>'
        '<path d="M10 7.6v4.6M10 13.7v2" stroke="#A85400" stroke-width="2"/>',
    ),
    "none": _Mark(
        Label("No sign of a gap", "Dim arwydd o fwlch"),
        "#00664B",
        '<circle cx="10" cy="10" r="8.4" fill="#fff" stroke="#00664B" '
        'stroke-width="2"/><path d="M5.8 10.3l3 3l5.4-6.2" fill="none" '
        'stroke="#00664B" stroke-width="2.2"/>',
    ),
    "unknown": _Mark(
        Label("Not known yet", "Ddim yn hysbys eto"),
        "#52606D",
        '<circle cx="10" cy="10" r="8.4" fill="#fff" stroke="#52606D" '
        'stroke-width="2" stroke-dasharray="3.2 2.08"/>'
        '<path d="M7.3 8a2.7 2.7 0 1 1 3.9 2.4q-1.2.6-1.2 1.9M10 13.7v2" fill="none" '
        'stroke="#52606D" stroke-width="1.9"/>',
    ),
}


# Line breaks, and what steers a terminal or the direction of writing.
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)


def plain(text: str) -> str:
    r"""Return a text on one line, without signs that only steer its display.

    Examples
    --------
    >>> plain("Tŷ\nNi \u202e#x")
    'Tŷ Ni #x'
    """
    return _UNSEEN.sub(" ", text).strip()


def symbol(level: Level) -> str:
    """Return the shape of a level as SVG.

    Examples
    --------
    >>> symbol("none").startswith("<svg")
    True
    """
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" '
        f'height="20">{LEVELS[level].drawing}</svg>'
    )
