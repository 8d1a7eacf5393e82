"""Where the names of points stand beside them, over no point and no other name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from copro_map.drawing.lettering import text_width

SHIFTS = (0, 0.6, -0.6, 1.2, -1.2, 2.2, -2.2)  # of a name, in its lines
SIZE, DOT, AWAY = 13, 13, 11  # pixels: of a point's name, across it, between them


@dataclass(frozen=True)
class Sheet:
    """Points on a page ``width`` by ``height`` pixels."""

    width: float
    height: float
    spots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Beside:
    """Where a name stands to its point: on which side, how many pixels lower."""

    right: bool
    down: float

    def start(self, spot: tuple[float, float], text: str, away: float) -> float:
        """Return where the text begins: ``away`` pixels from the point it names."""
        return spot[0] + away if self.right else spot[0] - away - text_width(text, SIZE)


def _box(sheet: Sheet, place: int, text: str, where: Beside) -> shapely.Polygon:
    x, y = sheet.spots[place]
    left = where.start((x, y), text, AWAY)
    base = y + where.down + 0.35 * SIZE
    right = left + text_width(text, SIZE)
    return shapely.box(left, base - 0.75 * SIZE, right, base + 0.2 * SIZE)


def beside(
    sheets: Sequence[Sheet], texts: Sequence[str], shifts: Sequence[float] = SHIFTS
) -> dict[int, Beside]:
    """Return where the names of points stand: right of each, or left, or near that.

    Parameters
    ----------
    sheets
        The same points on pages of different widths: a name covers no point and no
        other name on any of them. Letters are of ``SIZE``, points ``DOT`` across.
    texts
        The names; "" for none.
    shifts
        How far above or below its point a name may stand, in its lines; best first.

    Returns
    -------
    dict
        By the number of the point; those whose name has no room are left out.

    Examples
    --------
    >>> sheet = Sheet(200, 100, ((50, 50), (190, 50)))
    >>> beside([sheet], ["Bala", "Mold"])
    {0: Beside(right=True, down=0), 1: Beside(right=False, down=0)}
    """
    taken = [[shapely.Point(x).buffer(DOT / 2) for x in own.spots] for own in sheets]
    tries = [Beside(right, n * SIZE) for n in shifts for right in (True, False)]
    found: dict[int, Beside] = {}
    for place, text in enumerate(texts):
        for where in tries if text else ():
            boxes = [_box(sheet, place, text, where) for sheet in sheets]
            if all(
                shapely.box(0, 0, sheet.width, sheet.height).contains(box)
                and not any(box.intersects(other) for other in others)
                for sheet, box, others in zip(sheets, boxes, taken, strict=True)
            ):
                found[place] = where
                taken = [[*a, b] for a, b in zip(taken, boxes, strict=True)]
                break
    return found
