"""What lies on a map of areas besides them: squares below, points with names above."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copro_map.drawing.beside import AWAY, DOT, SIZE, Sheet, beside
from copro_map.drawing.lettering import INK, line_of, plain
from copro_map.drawing.outlines import Frame
from copro_map.drawing.shapes import PATHS

MOST_NAMED = 12  # points


def squares_in(squares: pd.DataFrame, frame: Frame) -> str:
    """Return squares as one path for each fill; those without a fill are left out."""
    drawn = []
    for fill, some in squares[squares["fill"] != ""].groupby("fill", sort=True):
        corners = some[["easting_m", "northing_m", "size_m"]].itertuples(index=False)
        path = "".join(
            "M{:g} {:g}h{s:.4g}v-{s:.4g}h-{s:.4g}z".format(
                *frame.place(x, y), s=size * frame.scale
            )
            for x, y, size in corners
        )
        # The line closes the seams between neighbours.
        colour = plain(str(fill))
        drawn.append(f'<path d="{path}" fill="{colour}" stroke="{colour}"/>')
    return f'<g stroke-width=".6">{"".join(drawn)}</g>'


def said_of(text: str) -> str:
    """Return what is shown when a part of a picture is pointed at."""
    return f"<title>{plain(text)}</title>" if text else ""


def points_in(points: pd.DataFrame, frame: Frame) -> str:
    """Return points, with their names beside them where there is room."""
    spots = [
        frame.place(x, y)
        for x, y in zip(points["easting_m"], points["northing_m"], strict=True)
    ]
    texts = list(points["text"].astype(str)) if "text" in points else [""] * len(spots)
    drawn = "".join(
        f'<path d="{PATHS[shape]}" fill="{plain(colour)}" stroke="#fff" '
        f'stroke-width="2.4" transform="translate({x - DOT / 2:.1f} '
        f'{y - DOT / 2:.1f}) scale({DOT / 20:g})">{said_of(text)}</path>'
        for (x, y), shape, colour, text in zip(
            spots, points["shape"], points["colour"], texts, strict=True
        )
    )
    return drawn + _point_names(spots, texts, frame)


def _point_names(
    spots: Sequence[tuple[float, float]], texts: Sequence[str], frame: Frame
) -> str:
    """Return the names of points; with too many points they would cover the map."""
    if len(spots) > MOST_NAMED:
        return ""
    style = (
        f'font-size="{SIZE}" fill="{INK}" stroke="#fff" stroke-width="3.4" '
        'paint-order="stroke" stroke-linejoin="round" pointer-events="none"'
    )
    sheet = Sheet(frame.width, frame.height, tuple(spots))
    return "".join(
        line_of(
            texts[n],
            round(where.start(spots[n], texts[n], AWAY), 1),
            round(spots[n][1] + where.down + 0.35 * SIZE, 1),
            style,
        )
        for n, where in beside([sheet], texts).items()
    )
