"""The English border: who lives near it, and which areas carry the flag."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from copro_map.geography.areas import load_authorities
from copro_map.geography.rules.border import is_near, land_border, near_england
from copro_map.geography.rules.reach import weigh_residents

WALES = "W92000004"
POWYS, MONMOUTHSHIRE, FLINTSHIRE, WREXHAM = (
    "W06000023",
    "W06000021",
    "W06000005",
    "W06000006",
)


@pytest.fixture(scope="module")
def outlines(gazetteer):
    england = gpd.GeoSeries(gazetteer.england.geometry).to_crs(27700).union_all()
    return gazetteer.polygons.geometry.union_all(), england


@pytest.fixture
def residents(gazetteer, settings):
    postcodes = gazetteer.postcodes
    welsh = postcodes["authority"].astype(str).str.startswith("W")
    population = load_authorities(settings.data_dir)["population"]
    return weigh_residents(postcodes[welsh & postcodes["residential"]], population)


def test_who_lives_near_england(outlines, residents, layers):
    """METHODS.md has 17.8%, all of three authorities and 67% of Powys.

    From other points than these (the postcodes of each authority, equally weighted);
    the figures agree within 1.3 points.
    """
    border = land_border(*outlines)
    table = near_england(residents, border, layers["local_authority"].of_authority)
    percent = table["near_england_percent"]
    assert percent[WALES] == pytest.approx(17.8, abs=0.3)
    assert percent[POWYS] == pytest.approx(67, abs=1.5)
    for whole in (FLINTSHIRE, WREXHAM, MONMOUTHSHIRE):
        assert percent[whole] > 99
    flagged = table.index[table["may_be_served_from_england"]]
    assert set(flagged) == {POWYS, MONMOUTHSHIRE, FLINTSHIRE, WREXHAM}


def test_england_across_the_water_is_not_the_land_border(outlines, residents, layers):
    of_authority = layers["local_authority"].of_authority
    table = near_england(residents, land_border(*outlines), of_authority)
    across = near_england(residents, outlines[1].boundary, of_authority)
    cardiff = "W06000015"
    assert table.at[cardiff, "near_england_percent"] == 0
    assert across.at[cardiff, "near_england_percent"] > 50


@pytest.mark.parametrize("gap_m", [50, 500, 2_000])
def test_how_far_apart_the_outlines_may_be_hardly_matters(
    outlines, residents, layers, gap_m
):
    of_authority = layers["local_authority"].of_authority
    table = near_england(residents, land_border(*outlines, gap_m), of_authority)
    assert table.at[WALES, "near_england_percent"] == pytest.approx(17.65, abs=0.02)


def test_outlines_that_do_not_touch_have_no_border():
    border = land_border(shapely.box(0, 0, 9, 9), shapely.box(900, 0, 950, 9))
    assert border.is_empty
    here = pd.DataFrame({"easting_m": [0.0], "northing_m": [0.0]})
    assert is_near(here, border).to_list() == [False]


coordinates = st.integers(-40, 40).map(lambda km: km * 1000)
vertices = st.lists(
    st.tuples(coordinates, coordinates), min_size=2, max_size=5, unique=True
)


@given(vertices, st.lists(st.tuples(coordinates, coordinates), min_size=1))
def test_near_is_within_the_distance_of_some_stretch(line, rows):
    points = pd.DataFrame(rows, columns=["easting_m", "northing_m"])
    near = is_near(points, shapely.LineString(line), 20)
    for found, point in zip(near, np.array(rows, dtype=float), strict=True):
        away = min(
            to_stretch(point, np.array(a), np.array(b))
            for a, b in zip(line, line[1:], strict=False)
        )
        if abs(away - 20_000) > 1e-6:  # at the limit the last digit decides
            assert found == (away < 20_000)


def to_stretch(point, start, end):
    along = end - start
    part = np.clip(np.dot(point - start, along) / np.dot(along, along), 0, 1)
    return np.hypot(*(point - start - part * along))


def test_an_area_is_flagged_from_the_threshold_on():
    residents = pd.DataFrame(
        {
            "easting_m": [0, 30_000, 0, 30_000],
            "northing_m": 0,
            "people": [50.0, 50.0, 49.9, 50.1],
            "authority": ["a", "a", "b", "b"],
        }
    )
    border = shapely.LineString([(0, -1), (0, 1)])
    table = near_england(residents, border, {"a": "A", "b": "B"})
    assert table["may_be_served_from_england"].to_dict() == {
        WALES: False,
        "A": True,
        "B": False,
    }
    lower = near_england(residents, border, {"a": "A", "b": "B"}, least_percent=40)
    assert lower["may_be_served_from_england"].all()
