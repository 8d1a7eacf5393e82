"""How far two points are from each other."""

from __future__ import annotations

import math

EARTH_KM = 6371.0  # mean radius


def km_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the way between two points as the crow flies, in kilometres.

    Both are longitude and latitude in degrees, EPSG:4326 (the formula of haversines).

    Examples
    --------
    >>> round(km_apart((-4.08, 52.415), (-3.18, 51.48)), 1)  # Aberystwyth, Cardiff
    120.9
    """
    (x, y), (there_x, there_y) = (tuple(map(math.radians, p)) for p in (one, other))
    across = math.cos(y) * math.cos(there_y) * math.sin((there_x - x) / 2) ** 2
    return (
        2 * EARTH_KM * math.asin(math.sqrt(math.sin((there_y - y) / 2) ** 2 + across))
    )
