"""The key to a map of areas: as HTML beside it, or drawn into a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copro_map.base.i18n import t
from copro_map.drawing.bands import Band
from copro_map.drawing.choropleth import Tint, hatching
from copro_map.drawing.lettering import (
    INK,
    draw_mark,
    line_of,
    lines_of,
    plain,
    wrap,
)
from copro_map.drawing.outlines import LINE
from copro_map.drawing.shapes import PATHS
from copro_map.drawing.templates import Html, render

HEADING, TEXT, SMALL, LISTED = 17, 16, 14, 13  # pixels
SWATCH = (30, 20)  # pixels
INDENT = 42
ROW, GAP = 27, 14
NAME_AT, FIGURE = 24, 68  # pixels, in the list of areas
HATCH_ID = "key-hatch"


@dataclass(frozen=True)
class Symbol:
    """A symbol's drawing in a box as large as a swatch, and what it means."""

    drawing: str
    text: str


@dataclass(frozen=True)
class Legend:
    """What the colours and symbols mean.

    ``heading``: what is shown, with its unit. ``areas``: name, figure and tint of each,
    in order, to be listed in a file. ``credit``: the source.
    """

    heading: str
    bands: tuple[Band, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    areas: tuple[tuple[str, str, Tint], ...] = ()
    credit: str = ""


def _box(fill: str) -> str:
    width, height = SWATCH
    return (
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="2" '
        f'fill="{plain(fill)}" stroke="{LINE}"/>'
    )


def point_symbol(shape: str, colour: str, text: str) -> Symbol:
    """Return the symbol of a kind of point; ``shape`` as in ``shapes.PATHS``.

    Examples
    --------
    >>> point_symbol("star", "#0B5563", "One more here").text
    'One more here'
    """
    drawing = (
        f'<path d="{PATHS[shape]}" fill="{plain(colour)}" '
        'transform="translate(7 2) scale(.8)"/>'
    )
    return Symbol(drawing, text)


def tint_symbol(tint: Tint, text: str) -> Symbol:
    """Return the symbol of areas that look so: their colour or lines, and their mark.

    Examples
    --------
    >>> "<path" in tint_symbol(Tint("#F2BE83", mark="▼"), "Fewer").drawing
    True
    """
    width, height = SWATCH
    box = _box(f"url(#{HATCH_ID})" if tint.hatched else tint.fill)
    return Symbol(f"{box}{draw_mark(tint.mark, width / 2, height / 2, 11)}", text)


def legend_of(
    heading: str,
    looks: Sequence[tuple[Tint, str]],
    areas: Sequence[tuple[str, str, Tint]] = (),
    credit: str = "",
) -> Legend:
    """Return the key to a map of classes, by how an area of each looks, in words.

    ``areas``: name, figure and look of each, as a file lists them; a look that no area
    has is left out.

    Examples
    --------
    >>> few, none = Tint("#F2BE83", mark="▼"), Tint(hatched=True)
    >>> legend = legend_of("x", ((few, "Few"), (none, "Not told")), (("A", "", few),))
    >>> [x.text for x in legend.symbols]
    ['Few']
    """
    occur = {(x.fill, x.hatched, x.mark) for _, _, x in areas}
    symbols = tuple(
        tint_symbol(x, text)
        for x, text in looks
        if (x.fill, x.hatched, x.mark) in occur
    )
    return Legend(heading, (), symbols, tuple(areas), credit)


def _swatch(drawing: str) -> str:
    width, height = SWATCH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><defs>{hatching(HATCH_ID)}</defs>{drawing}'
        "</svg>"
    )


def legend_rows(legend: Legend) -> list[tuple[str, str]]:
    """Return each class and symbol as SVG, and what it means.

    Examples
    --------
    >>> legend_rows(Legend("Rate", (Band(0, 2, "#B3DBD6", "0 to 2"),)))[0][1]
    '0 to 2'
    """
    bands = [Symbol(_box(band.colour), band.text) for band in legend.bands]
    return [(_swatch(one.drawing), one.text) for one in (*bands, *legend.symbols)]


def legend_html(legend: Legend) -> Html:
    """Return the key as a list, for the page.

    Examples
    --------
    >>> "<li>" in legend_html(Legend("Rate", (Band(0, 2, "#B3DBD6", "0 to 2"),)))
    True
    """
    rows = legend_rows(legend)
    return render("drawing/legend.html", heading=legend.heading, rows=rows)


def _row(symbol: Symbol, y: float, width: float) -> tuple[str, float]:
    """Return one row of the key and where the next begins."""
    texts = wrap(symbol.text, width - INDENT, TEXT)
    below = y + max(ROW, len(texts) * TEXT * 1.25 + 7)
    style = f'font-size="{TEXT}" fill="{INK}"'
    drawn = f'<g transform="translate(0 {y:g})">{symbol.drawing}</g>' + lines_of(
        texts, INDENT, y + 15.5, style, TEXT * 1.25
    )
    return drawn, below


def _listed(area: tuple[str, str, Tint], y: float, width: float) -> tuple[str, float]:
    """Return one area of the list (colour, name, mark, figure) and where it ends."""
    name, figure, tint = area
    fill = f"url(#{HATCH_ID})" if tint.hatched else plain(tint.fill)
    style = f'font-size="{LISTED}" fill="{INK}"'
    base = round(y + LISTED, 1)
    names = wrap(name, width - NAME_AT - FIGURE, LISTED)
    drawn = (
        f'<rect x="0" y="{base - 11:g}" width="15" height="13" rx="1.5" '
        f'fill="{fill}" stroke="{LINE}" stroke-width=".8"/>'
        f"{lines_of(names, NAME_AT, base, style, LISTED * 1.2)}"
        f"{draw_mark(tint.mark, width - FIGURE + 12, base - 4, 8)}"
        + line_of(figure, width, base, f'{style} text-anchor="end"')
    )
    return drawn, y + LISTED * (1.2 * len(names) + 0.3)


def _list(legend: Legend, y: float, width: float) -> tuple[str, float]:
    """Return the list of all areas, and where it ends."""
    if not legend.areas:
        return "", y
    style = f'font-size="{SMALL}" font-weight="700" fill="{INK}"'
    rows = [line_of(t("Every area"), 0, y + GAP, style)]
    y += GAP + 9
    for area in legend.areas:
        row, y = _listed(area, y, width)
        rows.append(row)
    return "".join(rows), y + GAP / 2


def legend_svg(legend: Legend, width: float) -> tuple[str, float]:
    """Return the key as a group of SVG ``width`` pixels wide, and its height.

    The patterns of hatched symbols come with it.
    """
    heading = wrap(legend.heading, width, HEADING, 700)
    style = f'font-size="{HEADING}" font-weight="700" fill="{INK}"'
    drawn = [lines_of(heading, 0, HEADING, style, HEADING * 1.3)]
    y = len(heading) * HEADING * 1.3 + GAP
    bands = [Symbol(_box(band.colour), band.text) for band in legend.bands]
    for group in (bands, legend.symbols):
        for symbol in group:
            row, y = _row(symbol, y, width)
            drawn.append(row)
        y += GAP / 2 if group else 0
    areas, y = _list(legend, y, width)
    return f"<g><defs>{hatching(HATCH_ID)}</defs>{''.join(drawn)}{areas}</g>", y
