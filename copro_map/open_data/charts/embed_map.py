"""The map in a frame for other sites, as SVG: land and names, and a mark for each pin.

Everything that stands at a place is in a group of class ``m``, which style sheet and
script scale so that it keeps its size. What is shown at some levels alone
(``rules.gathering.NEARER``) has the class ``k``, and ``l0``, ``l1`` ... for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copro_map.base.definitions import Kind
from copro_map.base.i18n import t
from copro_map.drawing.close_up import Close, Named
from copro_map.drawing.lettering import FONT_FAMILY
from copro_map.drawing.lettering import plain as text_of
from copro_map.drawing.shapes import PATHS
from copro_map.open_data.rules.gathering import NEARER, Mark, gather

DISC = (12.5, 14.5, 17.0)  # pixels: of marks for under 10, under 100, more
SIZE = 22  # pixels across a pin
Box = tuple[float, float, float, float]
Boxes = npt.NDArray[np.float64]
TOUCH = 14  # pixels: how far from its middle a pin is touched


@dataclass(frozen=True)
class Pin:
    """One entry on the map: ``number`` is its place in the list.

    Metres, EPSG:27700; ``said`` is what is read of it, and ``language`` that of its
    name, if it is not the page's.
    """

    number: int
    href: str
    said: str
    kind: str
    easting: float
    northing: float
    language: str = ""
    is_rough: bool = False
    is_stale: bool = False


def _radius(mark: Mark) -> float:
    n = len(mark.members)
    return SIZE / 2 if n == 1 else DISC[(n >= 10) + (n >= 100)]


def _levels(levels: Sequence[int]) -> str:
    return "k " + " ".join(f"l{one}" for one in levels)


@dataclass(frozen=True)
class Base:
    """What lies below the pins: the land, and the names that fit at each level."""

    land: str
    names: tuple[tuple[Named, ...], ...]


def _free(one: Named, taken: Boxes, nearer: float) -> tuple[str, Box] | None:
    """Return a name where it covers none of some boxes, and its own; None if nowhere.

    All in pixels of the screen.
    """
    x, y = one.x * nearer, one.y * nearer
    left, top, right, bottom = one.box
    for across, down in one.shifts:
        ox, oy = x + across, y + down
        box = (ox + left, oy + top, ox + right, oy + bottom)
        apart = (
            (taken[:, 0] > box[2])
            | (taken[:, 2] < box[0])
            | (taken[:, 1] > box[3])
            | (taken[:, 3] < box[1])
        )
        if apart.all():
            return one.at(across, down), box
    return None


def _names(base: Base, marks: Sequence[Mark], level: int) -> str:
    """Return the names of a level that no mark and no other name covers."""
    nearer = NEARER[level]
    taken: Boxes = np.array(
        [
            (x * nearer - r, y * nearer - r, x * nearer + r, y * nearer + r)
            for mark in marks
            if level in mark.levels
            for x, y, r in [(mark.x, mark.y, _radius(mark) - 2)]
        ]
    ).reshape(-1, 4)
    drawn = []
    for one in base.names[level]:
        if found := _free(one, taken, nearer):
            drawn.append(found[0])
            taken = np.vstack([taken, found[1]])
    return f'<g class="{_levels(_shown_at(base, level))}">{"".join(drawn)}</g>'


def _shown_at(base: Base, level: int) -> Sequence[int]:
    """Return the levels at which the names of one are shown: the last ones go on."""
    is_last = level == len(base.names) - 1
    return range(level, len(NEARER)) if is_last else (level,)


def symbols(kinds: Mapping[str, Kind]) -> str:
    """Return the shape of each kind, to be used by its id, and hollow by ``-o``."""
    drawn = []
    for one in kinds.values():
        path = f'<path d="{PATHS[one.shape]}"'
        full = f'{path} fill="{one.colour}" stroke="#fff" stroke-width="1.6"/>'
        hollow = f'{path} fill="#fff" stroke="{one.colour}" stroke-width="2.8"/>'
        for end, shape in (("", full), ("-o", hollow)):
            drawn.append(
                f'<symbol id="k-{one.id}{end}" viewBox="-1 -1 22 22">{shape}</symbol>'
            )
    return f"<defs>{''.join(drawn)}</defs>"


def _pin(pin: Pin, mark: Mark) -> str:
    said, half = text_of(pin.said), SIZE / 2
    shape = f"{pin.kind}-o" if pin.is_rough else pin.kind
    spoken = f' lang="{pin.language}"' if pin.language else ""
    return (
        f'<a class="pin {_levels(mark.levels)}{" old" if pin.is_stale else ""}" '
        f'href="{text_of(pin.href)}" target="_blank" rel="noopener" '
        f'data-n="{pin.number}"{spoken} aria-label="{said}" '
        f'transform="translate({mark.x:g} {mark.y:g})"><title>{said}</title>'
        f'<g class="m"><circle r="{TOUCH}" fill="#fff" fill-opacity="0"/>'
        f'<use href="#k-{shape}" x="-{half:g}" y="-{half:g}" '
        f'width="{SIZE}" height="{SIZE}"/></g></a>'
    )


def _disc(pins: Sequence[Pin], mark: Mark) -> str:
    n = len(mark.members)
    said = text_of(t("Entries here: {n}", n=n))
    first = min(pins[one].number for one in mark.members)
    of = " ".join(str(pins[one].number) for one in mark.members)
    return (
        f'<a class="disc {_levels(mark.levels)}" href="#e{first}" data-of="{of}" '
        f'aria-label="{said}" transform="translate({mark.x:g} {mark.y:g})">'
        f'<title>{said}</title><g class="m"><circle r="{_radius(mark):g}"/>'
        f'<text y="4.6">{n}</text></g></a>'
    )


def within(pins: Sequence[Pin], frame: Close) -> list[Pin]:
    """Return the pins that a frame holds."""
    west, south, east, north = frame.box
    return [
        pin
        for pin in pins
        if west <= pin.easting <= east and south <= pin.northing <= north
    ]


def draw_map(
    base: Base, pins: Sequence[Pin], kinds: Mapping[str, Kind], frame: Close, title: str
) -> str:
    """Return the map as SVG.

    Pins that lie together are one disc with their number, which leads to the first of
    them in the list.
    """
    seen = within(pins, frame)
    marks = gather([frame.place(pin.easting, pin.northing) for pin in seen])
    names = "".join(_names(base, marks, level) for level in range(len(base.names)))
    drawn = "".join(
        _pin(seen[mark.members[0]], mark) if mark.is_pin else _disc(seen, mark)
        for mark in marks
    )
    size = f"{frame.width} {frame.height}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="map" viewBox="0 0 {size}" '
        f'data-levels="{" ".join(f"{one:g}" for one in NEARER)}" '
        f'role="group" aria-label="{text_of(title)}" font-family="{FONT_FAMILY}">'
        f'{symbols(kinds)}{base.land}<g aria-hidden="true">{names}</g>{drawn}</svg>'
    )
