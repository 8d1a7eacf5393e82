"""The picture that a link to the map has on other sites: 1200 by 630 pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copro_map.base.definitions import Kind
from copro_map.drawing.close_up import Close
from copro_map.drawing.lettering import (
    ACCENT,
    FONT_FAMILY,
    INK,
    MUTED,
    PAPER,
    line_of,
    lines_of,
    text_width,
    wrap,
)
from copro_map.drawing.shapes import PATHS

WIDTH, HEIGHT = 1200, 630  # pixels
MAP = 630  # pixels across, on the right
EDGE, COLUMN = 64, WIDTH - MAP - 64 - 36
KIND, OF, SMALL, TINY = 32, 30, 21, 13  # pixels: sizes of letters
TITLES = (88, 76, 66, 58, 50, 44, 38)  # the largest in which a name fits
MOST_LINES = 4
SHAPE = 40  # pixels across
NOTE = "#FFE2A6"  # the band of a demonstration on a page


@dataclass(frozen=True)
class Preview:
    """What a picture says.

    ``of`` is the map's name, ``by`` that of the Network, ``credit`` whose the
    boundaries are, ``note`` that the records are invented, if they are.
    """

    title: str
    of: str
    by: str
    credit: str
    note: str = ""


def _even(text: str, size: float) -> list[str]:
    """Return a text in as few lines as fit, each as long as the others."""
    few = wrap(text, COLUMN, size, 700)
    for width in range(COLUMN, 0, -10):
        lines = wrap(text, width, size, 700)
        if len(lines) > len(few):
            break
        few = lines
    return few


def _title(text: str) -> tuple[list[str], int]:
    """Return a name in lines, and the size at which they fit."""
    for size in TITLES:
        lines = _even(text, size)
        fits = max(text_width(line, size, 700) for line in lines) <= COLUMN
        if fits and len(lines) * size <= MOST_LINES * 58:
            break
    return lines, size


def _shapes(kinds: Sequence[Kind], y: float) -> str:
    """Return the shapes of kinds in a row; one alone has its name beside it."""
    drawn = "".join(
        f'<path d="{PATHS[kind.shape]}" fill="{kind.colour}" transform="translate('
        f'{EDGE + n * (SHAPE + 16)} {y:g}) scale({SHAPE / 20:g})"/>'
        for n, kind in enumerate(kinds)
    )
    if len(kinds) != 1:
        return drawn
    style = f'font-size="{KIND}" fill="{INK}"'
    return drawn + line_of(kinds[0].plural.text(), EDGE + SHAPE + 18, y + 31, style)


def _note(text: str) -> str:
    if not text:
        return ""
    style = f'font-size="{SMALL}" font-weight="700" fill="{INK}"'
    band = f'<rect y="{HEIGHT - 46}" width="{WIDTH}" height="46" fill="{NOTE}"/>'
    return band + line_of(text, EDGE, HEIGHT - 16, style)


def _words(preview: Preview, kinds: Sequence[Kind]) -> str:
    """Return the words on the left: the map's name, what it is of, whose it is."""
    bold = f'font-size="{OF}" font-weight="700" fill="{ACCENT}"'
    name = _even(preview.of, OF)
    lines, size = _title(preview.title)
    below = 320 - (len(lines) - 1) * size * 0.54
    large = f'font-size="{size}" font-weight="700" fill="{INK}"'
    last = below + (len(lines) - 1) * size * 1.08
    by = f'font-size="{SMALL}" fill="{MUTED}"'
    foot = HEIGHT - (96 if preview.note else 56)
    return (
        f'<rect x="{EDGE}" y="58" width="72" height="8" rx="4" fill="{ACCENT}"/>'
        + lines_of(name, EDGE, 106, bold, 38)
        + lines_of(lines, EDGE, below, large, size * 1.08)
        + _shapes(kinds, last + 40)
        + lines_of(wrap(preview.by, COLUMN, SMALL), EDGE, foot, by, 28)
    )


def draw_preview(
    land: str, frame: Close, preview: Preview, kinds: Sequence[Kind]
) -> str:
    """Return the picture as SVG.

    ``land`` fills a square on the right, ``frame`` is its frame; ``kinds`` are those
    whose shapes stand below the name.
    """
    left, bottom = WIDTH - MAP, 46 if preview.note else 0
    tiny = f'font-size="{TINY}" fill="{MUTED}" text-anchor="end"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONT_FAMILY}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<svg x="{left}" y="0" width="{MAP}" height="{HEIGHT}" '
        f'viewBox="0 0 {frame.width} {frame.height}">{land}</svg>'
        f'<rect x="{left - 1}" width="2" height="{HEIGHT}" fill="{ACCENT}"/>'
        f"{_words(preview, kinds)}"
        f"{line_of(preview.credit, WIDTH - 12, HEIGHT - 12 - bottom, tiny)}"
        f"{_note(preview.note)}</svg>"
    )
