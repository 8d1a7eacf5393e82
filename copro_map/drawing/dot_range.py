"""A table whose rows are drawn: a dot, what chance alone leaves round it, one line.

One drawing for the page, the plain page and paper: it ranks areas, compares one with
its neighbours, and sets a few chosen ones side by side. Everything that it shows is
also said in the row's cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from copro_map.drawing.lettering import INK, MUTED, PAPER
from copro_map.drawing.shapes import PATHS
from copro_map.drawing.templates import Html, render

STYLE = Path(__file__).parent / "dots.css"
HEADROOM = 1.04
BAND, EDGE = "#DDE9E8", "#8BB8B8"
HIGH = 20  # pixels of a row on paper
SHAPE = 13  # pixels across


@dataclass(frozen=True)
class DotLook:
    """How a dot looks, and what that says."""

    words: str
    shape: str = "circle"
    colour: str = MUTED
    hollow: bool = False

    @property
    def svg(self) -> str:
        """Its shape as a picture of its own."""
        fill, line = (PAPER, self.colour) if self.hollow else (self.colour, PAPER)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" '
            f'height="20"><path d="{PATHS[self.shape]}" fill="{fill}" stroke="{line}" '
            'stroke-width="2"/></svg>'
        )


@dataclass(frozen=True)
class DotRow:
    """A row: its name, where it leads, its dot and band, and its other cells in words.

    ``value``, ``lower`` and ``upper`` have one unit; a row without a band, such as
    Wales itself, has no limits. ``own`` is the row that the table is about, ``inner``
    one that is a part of the row above it. ``code`` names it to a map beside.
    """

    name: str
    value: float
    look: DotLook
    lower: float | None = None
    upper: float | None = None
    cells: tuple[str, ...] = ()
    href: str = ""
    own: bool = False
    inner: bool = False
    code: str = ""


@dataclass(frozen=True)
class Dots:
    """A table of rows in their order, with the line that all are compared with.

    ``heads``: of the name, of the drawing, of each cell, of what the look says.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[DotRow, ...]
    line: float
    line_words: str

    @property
    def top(self) -> float:
        """The right end of the scale; the left one is 0."""
        known = [self.line, *(x.value for x in self.rows)]
        known += [x.upper for x in self.rows if x.upper is not None]
        return max(known) * HEADROOM or 1.0

    def at(self, value: float) -> float:
        """Return how far along the scale a value stands, in percent.

        Examples
        --------
        >>> table = Dots("", (), (), 10.0, "Wales")
        >>> round(table.at(5.2), 6)
        50.0
        """
        return round(100 * min(max(value / self.top, 0.0), 1.0), 2)


def dots_html(dots: Dots) -> Html:
    """Return the table as HTML; needs the style sheet ``STYLE``.

    Examples
    --------
    >>> row = DotRow("<Powys>", 12.6, DotLook("as usual"), 7.3, 20.3, ("20",))
    >>> heads = ("Area", "Per 100,000", "Entries", "For its size")
    >>> table = Dots("", heads, (row,), 14, "Wales")
    >>> '<th scope="row">&lt;Powys&gt;' in dots_html(table)
    True
    """
    return render("drawing/dots.html", dots=dots)


def dot_svg(dots: Dots, row: DotRow, width: int) -> str:
    """Return the drawing of one row for paper, as SVG of a width in pixels."""
    middle = HIGH / 2

    def x(value: float) -> float:
        return round(dots.at(value) * width / 100, 1)

    drawn = [
        f'<path d="M0 {middle:g}H{width}" stroke="{EDGE}" stroke-width=".6"/>',
    ]
    if row.lower is not None and row.upper is not None:
        left, right = x(row.lower), x(row.upper)
        drawn.append(
            f'<rect x="{left:g}" y="{middle - 5:g}" width="{right - left:g}" '
            f'height="10" fill="{BAND}" stroke="{EDGE}" stroke-width=".6"/>'
        )
    line = x(dots.line)
    drawn.append(
        f'<path d="M{line:g} 0V{HIGH}" stroke="{INK}" stroke-dasharray="3 2"/>'
    )
    look, half = row.look, SHAPE / 2
    fill = PAPER if look.hollow else look.colour
    drawn.append(
        f'<path d="{PATHS[look.shape]}" fill="{fill}" stroke="{look.colour}" '
        f'stroke-width="2" transform="translate({x(row.value) - half:.1f} '
        f'{middle - half:.1f}) scale({SHAPE / 20:g})"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HIGH}" '
        f'viewBox="0 0 {width} {HIGH}">{"".join(drawn)}</svg>'
    )
