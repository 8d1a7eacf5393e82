"""England as the maps show it: its outline near Wales, and land as far as one sees.

The outline ends 40 km from Wales, in straight lines. A map that shows more would have
land end like a sheet of paper, so a sketch of the rest of England lies under it. It is
good for nothing but to be looked at from far away: no point is located by it.
"""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd
import shapely

# Easting and northing in km (EPSG:27700), from the Ribble clockwise; to some km.
SKETCH = (
    *((333, 430), (331, 442), (340, 456), (347, 470), (330, 472), (319, 466)),
    *((308, 484), (296, 512), (303, 533), (320, 560), (355, 590), (400, 650)),
    *((420, 620), (428, 590), (442, 552), (462, 525), (490, 510), (505, 488)),
    *((522, 470), (516, 450), (538, 415), (552, 388), (557, 362), (536, 340)),
    *((564, 334), (572, 345), (620, 342), (650, 312), (652, 288), (628, 235)),
    *((604, 212), (592, 186), (560, 178), (590, 168), (635, 168), (632, 140)),
    *((602, 118), (558, 97), (510, 102), (484, 94), (463, 98), (430, 92)),
    *((408, 91), (402, 78), (368, 74), (333, 92), (299, 79), (292, 55)),
    *((282, 40), (250, 50), (212, 51), (190, 40), (172, 15), (157, 30)),
    *((136, 26), (152, 40), (178, 60), (190, 78), (210, 92), (221, 112)),
    *((223, 127), (245, 135), (290, 138), (330, 150), (352, 185), (362, 215)),
    *((350, 240), (345, 300), (342, 370), (345, 395)),
)

SEAM_M = (
    200  # how far both overlap: the outline's straight edges are not quite straight
)


@lru_cache(maxsize=2)
def _with_sketch(outline: bytes) -> shapely.Geometry:
    sketch = shapely.Polygon([(1000 * x, 1000 * y) for x, y in SKETCH])
    near = shapely.from_wkb(outline)
    # Within the outline's box the outline alone says what is land.
    known = shapely.box(*near.bounds).buffer(-SEAM_M, join_style="mitre")
    return shapely.union(near, sketch - known)


def as_far_as_one_sees(england: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return England's outline near Wales with the rest of it (EPSG:27700)."""
    whole = _with_sketch(shapely.to_wkb(england.union_all()))
    return gpd.GeoDataFrame(geometry=[whole], crs=england.crs)
