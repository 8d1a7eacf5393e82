"""Places in a chart: labels that have room along an axis, and pixels of its view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair as alt

from copro_map.drawing.chart_style import LABEL
from copro_map.drawing.lettering import text_width

Side = Literal["left", "center", "right"]
APART = 8  # pixels between two labels, at least


def _placed(at: float, wide: float, room: float) -> tuple[Side, float]:
    """Return how a text is aligned to its place so that it stays inside; its left."""
    if at < wide / 2:
        return "left", at
    if at > room - wide / 2:
        return "right", at - wide
    return "center", at - wide / 2


def with_room(labels: Sequence[tuple[float, str]], room: float) -> dict[int, Side]:
    """Return which labels can be written along an axis, and their alignment.

    Parameters
    ----------
    labels
        Where on the axis, from 0 to 1, and the text; the important ones first.
    room
        Length of the axis in pixels, as on a phone: on a wider page the labels only
        stand further apart.

    Returns
    -------
    dict
        The places in ``labels`` of those that stay: of two that would touch, the first.

    Examples
    --------
    >>> with_room([(0.5, "250"), (0.52, "260"), (0, "0")], 300)
    {0: 'center', 2: 'left'}
    """
    taken: list[tuple[float, float]] = []
    found: dict[int, Side] = {}
    for place, (at, text) in enumerate(labels):
        wide = text_width(text, LABEL, 700)
        side, left = _placed(at * room, wide, room)
        if all(left > b + APART or left + wide < a - APART for a, b in taken):
            taken.append((left, left + wide))
            found[place] = side
    return found


def below_view(pixels: float) -> alt.YValue:
    """Return a place so many pixels below the view, however high it is drawn."""
    return alt.YValue(alt.ExprRef(f"height + {pixels:g}"))  # type: ignore[no-untyped-call]  # altair's own
