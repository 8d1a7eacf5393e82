"""A part of Wales from near by: what is in it, and names that cover nothing."""

import re
from itertools import combinations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from copro_map.drawing.close_up import close_frame, draw_land, names_on


@pytest.fixture(scope="module")
def frame(gazetteer):
    box = gazetteer.polygons.loc[["W06000023"]].total_bounds
    return close_frame(tuple(box), 640, 0.7, 1.2)


@pytest.fixture(scope="module")
def towns(gazetteer):
    some = gazetteer.places.query("population >= 500")
    points = gpd.GeoSeries.from_xy(some["longitude"], some["latitude"], crs=4326)
    metres = points.to_crs(27700)
    return pd.DataFrame(
        {
            "name": some["name_en"].to_numpy(),
            "population": some["population"].to_numpy(),
            "easting_m": metres.x.to_numpy(),
            "northing_m": metres.y.to_numpy(),
        }
    )


@pytest.mark.parametrize("box", [(0, 0, 9000, 10), (0, 0, 10, 9000), (5, 5, 5, 5)])
def test_a_frame_holds_its_box_in_a_shape_that_fits_a_page(box):
    frame = close_frame(box, 640, 0.7, 1.2)
    west, south, east, north = frame.box
    assert west < box[0] <= box[2] < east
    assert south < box[1] <= box[3] < north
    assert 0.7 * 640 - 1 <= frame.height <= 1.2 * 640 + 1


def test_land_is_drawn_round_the_frame_and_no_further(gazetteer, frame):
    chosen = gazetteer.polygons.loc[["W06000023"]]
    drawn = draw_land(gazetteer.polygons, gazetteer.england, chosen, frame)
    assert drawn.count("<path") == 5
    for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)l", drawn):
        assert -0.03 * 640 <= float(x) <= 1.03 * 640
        assert -0.03 * 640 <= float(y) <= frame.height + 0.03 * 640
    assert "nan" not in drawn


def test_where_nothing_is_picked_out_nothing_is(gazetteer, frame):
    none = gazetteer.polygons.iloc[:0]
    drawn = draw_land(gazetteer.polygons, gazetteer.england, none, frame)
    assert drawn.count("<path") == 2


@pytest.mark.parametrize("factor", [0.5, 1, 4])
def test_names_cover_neither_each_other_nor_the_edge(gazetteer, frame, towns, factor):
    names = {str(code): f"Area {code[-2:]}" for code in gazetteer.polygons.index}
    found = names_on(gazetteer.polygons, names, towns, frame, factor)
    assert len(found) > 3
    boxes = [
        shapely.box(
            one.x * factor + one.box[0] + 0.6,
            one.y * factor + one.box[1] + 0.6,
            one.x * factor + one.box[2] - 0.6,
            one.y * factor + one.box[3] - 0.6,
        )
        for one in found
    ]
    whole = shapely.box(0, 0, 640 * factor, frame.height * factor)
    assert all(whole.contains(box) for box in boxes)
    assert not [1 for one, other in combinations(boxes, 2) if one.intersects(other)]


def test_a_name_can_step_aside_and_its_dot_stays(gazetteer, frame, towns):
    found = names_on(gazetteer.polygons, {}, towns, frame, 1)
    town = next(one for one in found if one.mark)
    assert 'transform="translate(9 -4)"' in town.at(9, -4)
    assert town.at(9, -4).index("<circle") < town.at(9, -4).index("translate(9 -4)")
    assert town.at(0, 0).count("transform") == 1
