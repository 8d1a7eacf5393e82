"""Letters in pictures: how wide a text is, where it breaks, what may stand in SVG."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
# The first name is the file's own; the pages call the same typeface Atkinson.
FONT_FAMILY = "Atkinson Hyperlegible Next, Atkinson, sans-serif"
INK, MUTED, ACCENT, PAPER = "#1F2933", "#52606D", "#0B5563", "#FBF9F4"
_MEASURED_AT = 100  # pixels: widths are measured large, then scaled
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
