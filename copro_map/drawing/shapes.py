"""Shapes as SVG: of each kind of entry, of each level of evidence; plain text.

One drawing for map, list and legend.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Literal, NamedTuple

from copro_map.base.i18n import Label

# "plain" is said without a mark: it is no sign of anything.
Level = Literal["strong", "watch", "none", "unknown", "plain"]
# Line breaks, and what steers a terminal or the direction of writing.
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)
# Each shape inside a box of 20 by 20.
PATHS = {
    "circle": "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z",
    "square": "M3.5 3.5h13v13h-13z",
    "triangle_up": "M10 2l8.5 15.5h-17z",
    "triangle_down": "M10 18l8.5-15.5h-17z",
    "diamond": "M10 1.5l8.5 8.5l-8.5 8.5l-8.5-8.5z",
    "star": "M10 1.5l2.6 5.6 6 .6-4.5 4.2 1.3 6.1L10 15l-5.4 3 1.3-6.1L1.4 7.7l6-.6z",
}


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
        "#9B4D00",
        '<path d="M10 2.2l8.4 15.3h-16.8z" fill="#fff" stroke="#9B4D00" '
        'stroke-width="2" stroke-linejoin="round"/>'
        '<path d="M10 7.6v4.6M10 13.7v2" stroke="#9B4D00" stroke-width="2"/>',
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


PLAIN = '<circle cx="10" cy="10" r="3" fill="#52606D"/>'


def shape_svg(shape: str, colour: str) -> str:
    """Return a shape as an SVG picture that screen readers pass over.

    Examples
    --------
    >>> 'aria-hidden="true"' in shape_svg("circle", "#0072B2")
    True
    """
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="shape" viewBox="0 0 20 20" '
        'width="18" height="18" aria-hidden="true" focusable="false">'
        f'<path d="{PATHS[shape]}" fill="{colour}" stroke="#FFFFFF" '
        'stroke-width="1.4"/></svg>'
    )


def svg_address(svg: str) -> str:
    """Return an address that holds an SVG.

    Examples
    --------
    >>> svg_address("<svg/>")
    'data:image/svg+xml;base64,PHN2Zy8+'
    """
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def plain(text: str) -> str:
    r"""Return a text on one line, without signs that only steer its display.

    Examples
    --------
    >>> plain("Tŷ\nNi \u202e#x")
    'Tŷ Ni #x'
    """
    return _UNSEEN.sub(" ", text).strip()


def symbol(level: Level) -> str:
    """Return the shape of a level as SVG; a dot for what is no sign of anything.

    Examples
    --------
    >>> symbol("none").startswith("<svg")
    True
    """
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" '
        f'height="20">{LEVELS[level].drawing if level in LEVELS else PLAIN}</svg>'
    )
