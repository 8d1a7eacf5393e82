"""Letters and marks in pictures: how wide a text is, where it breaks, how it is drawn.

Marks say what a colour must not say alone. They are drawn and not typed: the typeface
has no triangles, and a picture would borrow them from whatever machine it is made on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from PIL import ImageFont

from copro_map.base.i18n import N_

LOW, VERY_LOW, HIGH = "▼", "▼▼", "▲"
ZERO, TOO_FEW = "0", "·"
AMBER, RED = "#9B4D00", "#9B1C31"
HATCHED = N_("Too few in Wales to judge")
MEANINGS = {
    VERY_LOW: N_("Far fewer recorded than usual"),
    LOW: N_("Fewer recorded than usual"),
    ZERO: N_("None recorded, and that is unusual"),
}
_STEP = 1.05  # from one triangle to the next, in triangles
_SLOPE = 0.9  # height of a triangle, in its width

FONTS = Path(__file__).parent / "fonts"
# The first name is the file's own; the pages call the same typeface Atkinson.
FONT_FAMILY = "Atkinson Hyperlegible Next, Atkinson, sans-serif"
INK, MUTED, ACCENT, PAPER = "#1F2933", "#52606D", "#0B5563", "#FBF9F4"
COLOURS = {LOW: AMBER, VERY_LOW: RED, HIGH: ACCENT}
_MEASURED_AT = 100  # pixels: widths are measured large, then scaled
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_DARK = 125  # of 255: on a darker colour, letters are white
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    r"""Return a text that may stand in SVG, between tags or in an attribute.

    Escaped, and without the characters that XML does not know, which would spoil the
    whole picture.

    Examples
    --------
    >>> plain('Tŷ & "<b>"\x00')
    'Tŷ &amp; &quot;&lt;b&gt;&quot;'
    """
    return escape(_NOT_XML.sub("", text))


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    path = FONTS / f"atkinson-hyperlegible-next-{weight}.ttf"
    return ImageFont.truetype(str(path), _MEASURED_AT)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return how wide a line of text is, in pixels at a font size of ``size``.

    Examples
    --------
    >>> text_width("Powys", 10) < text_width("Powys", 10, weight=700)
    True
    """
    return _font(weight).getlength(text) * size / _MEASURED_AT


def wrap(text: str, width: float, size: float, weight: int = 400) -> list[str]:
    """Return a text in lines at most ``width`` pixels wide; a longer word overhangs.

    Examples
    --------
    >>> wrap("Rhondda Cynon Taf", 60, 12)
    ['Rhondda', 'Cynon Taf']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def line_of(text: str, x: float, y: float, style: str = "") -> str:
    """Return a line of text as SVG; ``style`` is further attributes.

    Examples
    --------
    >>> line_of("Môn", 3, 4.5, 'font-weight="700"')
    '<text x="3" y="4.5" font-weight="700">Môn</text>'
    """
    space = " " if style else ""
    return f'<text x="{x:g}" y="{y:g}"{space}{style}>{plain(text)}</text>'


def lines_of(
    texts: Sequence[str], x: float, y: float, style: str, height: float
) -> str:
    """Return lines of text as SVG, each ``height`` below the one before.

    Examples
    --------
    >>> lines_of(["Sir", "Fôn"], 3, 4, 'fill="#000"', 12).count('x="3"')
    2
    """
    return "".join(
        line_of(text, x, round(y + n * height, 1), style)
        for n, text in enumerate(texts)
    )


def ink_on(fill: str) -> tuple[str, str]:
    """Return the colours of letters on a fill and of the edge round them.

    Examples
    --------
    >>> ink_on("#0B5563"), ink_on("#B3DBD6"), ink_on("url(#few)")
    (('#FFFFFF', '#0B5563'), ('#1F2933', '#B3DBD6'), ('#1F2933', '#FBF9F4'))
    """
    if not _COLOUR.fullmatch(fill):
        return INK, PAPER
    red, green, blue = (int(fill[n : n + 2], 16) for n in (1, 3, 5))
    dark = 0.3 * red + 0.59 * green + 0.11 * blue < _DARK
    return "#FFFFFF" if dark else INK, fill


def triangles(mark: str, x: float, y: float, size: float) -> str:
    """Return the path of one triangle for each of the mark's, centred on (x, y).

    Examples
    --------
    >>> triangles("▼", 10, 10, 10), triangles("▲", 10, 10, 10)
    ('M5 5.5h10l-5 9z', 'M5 14.5h10l-5 -9z')
    """
    first = x - size * (1 + _STEP * (len(mark) - 1)) / 2
    height = -size * _SLOPE if mark == HIGH else size * _SLOPE
    return "".join(
        f"M{first + size * _STEP * n:.4g} {y - height / 2:.4g}"
        f"h{size:g}l{-size / 2:g} {height:g}z"
        for n in range(len(mark))
    )


def draw_mark(mark: str, x: float, y: float, size: float = 11) -> str:
    """Return a mark centred on (x, y), light round its edge so that it shows anywhere.

    Any mark but the triangles is a short text in a ring. Empty for no mark.

    Examples
    --------
    >>> draw_mark("", 0, 0), draw_mark("▼", 0, 0).count("<path"), "0</text>" in (
    ...     draw_mark("0", 0, 0))
    ('', 1, True)
    """
    if not mark:
        return ""
    if mark in COLOURS:
        return (
            f'<path d="{triangles(mark, x, y, size)}" fill="{COLOURS[mark]}" '
            f'stroke="#fff" stroke-width="{size / 3:.3g}" stroke-linejoin="round" '
            'paint-order="stroke"/>'
        )
    letter = line_of(
        mark,
        x,
        y + size * 0.36,
        f'font-size="{size:g}" font-weight="700" text-anchor="middle" fill="{INK}"',
    )
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{size * 0.72:.3g}" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="1.4"/>{letter}'
    )
