"""What stands on a small map, as SVG: pins, numbers, names with a light edge."""

from __future__ import annotations

from copro_map.base.definitions import Kind
from copro_map.drawing.close_up import EDGE
from copro_map.drawing.lettering import INK, line_of, text_width
from copro_map.drawing.pinned import Spot
from copro_map.drawing.shapes import PATHS

NUMBER = 18  # pixels high: a number with its edge


def halo(size: float, ink: str = INK, weight: int = 400) -> str:
    """Return the style of a name that can be read on land and sea."""
    return (
        f'font-size="{size:g}" font-weight="{weight}" fill="{ink}" stroke="#fff" '
        'stroke-width="3" stroke-opacity=".9" paint-order="stroke" '
        'stroke-linejoin="round"'
    )


def number(n: int, x: float, y: float) -> str:
    """Return a number in an edge, its middle at a place."""
    wide = text_width(f"{n:,}", 13, 700) + 12
    style = f'font-size="13" font-weight="700" fill="{INK}" text-anchor="middle"'
    return (
        f'<rect x="{x - wide / 2:.1f}" y="{y - NUMBER / 2 + 1:.1f}" width="{wide:.1f}" '
        f'height="{NUMBER - 2}" rx="4" fill="#fff" stroke="{EDGE}" stroke-width="1.5"/>'
        f"{line_of(f'{n:,}', round(x, 1), round(y + 4.6, 1), style)}"
    )


def pin(kind: Kind, spot: Spot, size: float) -> str:
    """Return the shape and colour of a kind, ``size`` across, its middle at a place."""
    x, y = spot[0] - size / 2, spot[1] - size / 2
    return (
        f'<path d="{PATHS[kind.shape]}" fill="{kind.colour}" stroke="#fff" '
        f'stroke-width="2" transform="translate({x:.1f} {y:.1f}) '
        f'scale({size / 20:g})"/>'
    )


def leader(start: Spot, end: Spot) -> str:
    """Return the line from a name to what it names."""
    (x, y), (right, below) = start, end
    return (
        f'<path d="M{x:.1f} {y:.1f}L{right:.1f} {below:.1f}" stroke="{INK}" '
        f'stroke-width=".9"/><circle cx="{right:.1f}" cy="{below:.1f}" r="2.4" '
        f'fill="{INK}"/>'
    )


def counted(x: float, y: float, n: int) -> str:
    """Return how many there are near a place, in a disc."""
    style = 'font-size="12" font-weight="700" fill="#fff" text-anchor="middle"'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{9 + len(str(n)) * 2}" fill="{EDGE}" '
        'stroke="#fff" stroke-width="1.5"/>'
        + line_of(f"{n:,}", round(x, 1), round(y + 4.2, 1), style)
    )
