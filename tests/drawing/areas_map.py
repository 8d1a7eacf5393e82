"""What the tests of maps share: the real authorities, and a map of them."""

from __future__ import annotations

import geopandas as gpd
import shapely

from copro_map.base.config import load_settings
from copro_map.drawing.choropleth import Extras, draw_choropleth
from copro_map.geography.areas import load_authority_polygons
from tests.drawing.pictures import read_svg

REAL = load_settings({})
CARDIFF, POWYS, MERTHYR = "W06000015", "W06000023", "W06000024"
LAYERS = (
    "local_authority",
    "health_board",
    "county_voluntary_council",
    "regional_partnership_board",
    "public_services_board",
)
AUTHORITIES = load_authority_polygons(REAL.boundaries_dir)
ENGLAND = gpd.GeoDataFrame(
    geometry=[shapely.box(340_000, 160_000, 400_000, 400_000)], crs=27700
)


def drawn(tints, **extras):
    return draw_choropleth(AUTHORITIES, ENGLAND, tints, "A map", Extras(**extras))


def groups(svg: str):
    return [x for x in read_svg(svg).iter() if x.get("class") == "area"]
