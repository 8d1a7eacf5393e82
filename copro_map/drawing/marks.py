"""The symbols that say what a colour must not say alone, drawn as SVG.

Drawn and not typed: the typeface has no triangles, and a picture would borrow them from
whatever machine it is made on.
"""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.drawing.lettering import INK, PAPER, line_of

LOW, VERY_LOW = "▼", "▼▼"
ZERO, TOO_FEW = "0", "·"
AMBER, RED = "#A85400", "#9B1C31"
COLOURS = {LOW: AMBER, VERY_LOW: RED}
HATCHED = N_("Too few in Wales to judge")
MEANINGS = {
    VERY_LOW: N_("Far fewer recorded than usual"),
    LOW: N_("Fewer recorded than usual"),
    ZERO: N_("None recorded, and that is unusual"),
}
_STEP = 1.05  # from one triangle to the next, in triangles
_SLOPE = 0.9  # height of a triangle, in its width


def triangles(mark: str, x: float, y: float, size: float) -> str:
    """Return the path of one triangle for each of the mark's, centred on (x, y).

    Examples
    --------
    >>> triangles("▼", 10, 10, 10)
    'M5 5.5h10l-5 9z'
    """
    first = x - size * (1 + _STEP * (len(mark) - 1)) / 2
    tops = (first + size * _STEP * n for n in range(len(mark)))
    height = size * _SLOPE
    return "".join(
        f"M{left:.4g} {y - height / 2:.4g}h{size:g}l{-size / 2:g} {height:g}z"
        for left in tops
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
