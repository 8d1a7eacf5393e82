"""Points to authorities, against a loop over the polygons."""

from __future__ import annotations

import random

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import CrsError
from copro_map.geography.assign import assign_authorities, to_points

SNAP_M = 500
NO_ENGLAND = gpd.GeoDataFrame(geometry=[shapely.box(1e6, 1e6, 1e6 + 1, 1e6 + 1)])
NO_ENGLAND = NO_ENGLAND.set_crs(27700)


def squares(**boxes: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    shapes = [shapely.box(*box) for box in boxes.values()]
    return gpd.GeoDataFrame(geometry=shapes, index=list(boxes), crs=27700)


def series(*pairs: tuple[float, float]) -> gpd.GeoSeries:
    return gpd.GeoSeries([shapely.Point(p) for p in pairs], crs=27700)


def slow(
    point: shapely.Point, polygons: gpd.GeoDataFrame, england: shapely.Geometry
) -> str | None:
    """The rule, one polygon at a time."""
    inside = [code for code, s in polygons.geometry.items() if s.intersects(point)]
    if inside:
        return min(inside)
    if england.intersects(point):
        return None
    distance, code = min((s.distance(point), c) for c, s in polygons.geometry.items())
    return code if distance <= SNAP_M else None


def assert_same(points, polygons, england):
    fast = assign_authorities(points, polygons, england)
    outline = england.union_all()
    for at, point in points.items():
        expected = slow(point, polygons, outline)
        found = None if pd.isna(fast[at]) else fast[at]
        assert found == expected, point.wkt


def test_random_points_of_wales_go_where_a_loop_puts_them(gazetteer):
    rng = random.Random(1)
    west, south, east, north = gazetteer.polygons.total_bounds
    pairs = [
        (rng.uniform(west - 9e3, east + 9e3), rng.uniform(south - 9e3, north + 9e3))
        for _ in range(400)
    ]
    assert_same(series(*pairs), gazetteer.polygons, gazetteer.england)


def test_points_near_edges_and_coasts_go_where_a_loop_puts_them(gazetteer):
    rng = random.Random(2)
    pairs = []
    for shape in gazetteer.polygons.geometry:
        line = shape.boundary
        for _ in range(15):
            on = line.interpolate(rng.uniform(0, line.length))
            pairs.append((on.x + rng.gauss(0, 300), on.y + rng.gauss(0, 300)))
    assert_same(series(*pairs), gazetteer.polygons, gazetteer.england)


@pytest.mark.parametrize(
    ("x", "expected"), [(1000, "A"), (1499, "A"), (1500, "A"), (1501, None)]
)
def test_a_point_up_to_500_m_offshore_is_snapped(x, expected):
    land = squares(A=(0, 0, 1000, 1000))
    code = assign_authorities(series((x, 500)), land, NO_ENGLAND).iloc[0]
    assert (None if pd.isna(code) else code) == expected


def test_a_point_offshore_goes_to_the_nearest():
    land = squares(A=(0, 0, 1000, 1000), B=(1600, 0, 2000, 1000))
    codes = assign_authorities(series((1299, 9), (1301, 9)), land, NO_ENGLAND)
    assert list(codes) == ["A", "B"]


def test_offshore_halfway_goes_to_the_code_that_sorts_first():
    land = squares(B=(0, 0, 1000, 1000), A=(1600, 0, 2000, 1000))
    assert list(assign_authorities(series((1300, 9)), land, NO_ENGLAND)) == ["A"]


def test_a_point_in_england_is_never_snapped():
    land = squares(A=(0, 0, 1000, 1000))
    england = squares(E=(1010, 0, 2000, 1000))
    codes = assign_authorities(series((1005, 9), (1015, 9)), land, england)
    assert codes.iloc[0] == "A"
    assert pd.isna(codes.iloc[1])


@pytest.mark.parametrize("order", [("A", "B"), ("B", "A")])
def test_a_shared_edge_goes_to_the_code_that_sorts_first(order):
    left, right = order
    land = squares(**{left: (0, 0, 10, 10), right: (10, 0, 20, 10)})
    assert list(assign_authorities(series((10, 5)), land, NO_ENGLAND)) == ["A"]


def test_a_corner_of_four_goes_to_the_code_that_sorts_first():
    land = squares(
        D=(0, 0, 10, 10), B=(10, 0, 20, 10), C=(0, 10, 10, 20), A=(10, 10, 20, 20)
    )
    assert list(assign_authorities(series((10, 10)), land, NO_ENGLAND)) == ["A"]


GRID = squares(A=(0, 0, 1000, 1000), B=(1000, 0, 2000, 1000), C=(0, 1000, 1000, 2000))
ENGLAND = squares(E=(1200, 1200, 3000, 3000))
coordinate = st.integers(-800, 3200).map(float)


@given(st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=30))
def test_any_points_on_a_grid_go_where_a_loop_puts_them(pairs):
    assert_same(series(*pairs), GRID, ENGLAND)


def test_the_answer_keeps_the_index_and_changes_no_argument():
    points = series((5, 5), (99_999, 5)).set_axis(["x", "y"])
    before = points.copy(), GRID.copy()
    codes = assign_authorities(points, GRID, NO_ENGLAND)
    assert list(codes.index) == ["x", "y"]
    assert codes["x"] == "A"
    assert pd.isna(codes["y"])
    assert points.equals(before[0])
    assert GRID.equals(before[1])


def test_an_empty_point_and_no_points_have_no_authority():
    empty = gpd.GeoSeries([shapely.Point(), shapely.Point(5, 5)], crs=27700)
    codes = assign_authorities(empty, GRID, NO_ENGLAND)
    assert pd.isna(codes.iloc[0])
    assert codes.iloc[1] == "A"
    assert len(assign_authorities(empty.iloc[:0], GRID, NO_ENGLAND)) == 0


@pytest.mark.parametrize("wrong", [0, 1, 2])
@pytest.mark.parametrize("crs", [4326, None])
def test_a_frame_in_another_system_is_refused(wrong, crs):
    frames = [series((5, 5)), GRID.copy(), NO_ENGLAND.copy()]
    frames[wrong] = frames[wrong].set_crs(crs, allow_override=True)
    names = ("points", "polygons", "england")
    with pytest.raises(CrsError, match=f"{names[wrong]}: expected EPSG:27700"):
        assign_authorities(*frames)


def test_degrees_become_the_ordnance_surveys_metres():
    # Published example: OS trig pillar on Snowdon, SH 60987 54375.
    point = to_points([-4.07617], [53.06849]).iloc[0]
    assert point.distance(shapely.Point(260987, 354375)) < 20
