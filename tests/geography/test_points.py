"""Pairs of numbers: swapped ones and nonsense are named, never stored."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.geography.assign import PointError, check_point, in_box
from copro_map.geography.batch import locate_many
from copro_map.geography.locate import locate, locate_point, parse_point

west_to_east = st.floats(-6.0, -2.5)
south_to_north = st.floats(51.2, 53.6)


@given(west_to_east, south_to_north)
def test_a_point_in_the_box_is_accepted_and_its_swap_is_not(longitude, latitude):
    check_point(longitude, latitude)
    assert in_box(longitude, latitude)
    with pytest.raises(PointError, match="look swapped"):
        check_point(latitude, longitude)


@given(st.floats(), st.floats())
def test_only_degrees_are_accepted(longitude, latitude):
    degrees = -180 <= longitude <= 180 and -90 <= latitude <= 90
    swapped = -6 <= latitude <= -2.5 and 51.2 <= longitude <= 53.6
    if degrees and not swapped:
        check_point(longitude, latitude)
        assert math.isfinite(longitude + latitude)
    else:
        with pytest.raises(PointError):
            check_point(longitude, latitude)


def test_a_swapped_point_is_named_with_both_numbers(gazetteer):
    with pytest.raises(PointError, match=r"52\.41.*-4\.08.*swapped"):
        locate_point(gazetteer, 52.41, -4.08)


@pytest.mark.parametrize(
    ("longitude", "latitude", "authority"),
    [
        (-4.0829, 52.4153, "W06000008"),  # Aberystwyth
        (-3.1791, 51.4816, "W06000015"),  # Cardiff
        (-4.6329, 53.3094, "W06000001"),  # Holyhead
        (-2.9925, 53.0466, "W06000006"),  # Wrexham
        (-2.716, 51.8121, "W06000021"),  # Monmouth
    ],
)
def test_a_known_town_is_in_its_authority(gazetteer, longitude, latitude, authority):
    found = locate_point(gazetteer, longitude, latitude)
    assert (found.status, found.precision) == ("found", "point")
    assert found.authority == authority
    assert found.areas == {
        layer.id: layer.of_authority[authority] for layer in gazetteer.layers.values()
    }


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [
        (-2.8909, 53.1934),  # Chester
        (-3.0553, 52.8596),  # Oswestry
        (-2.5879, 51.4545),  # Bristol
        (-4.5, 52.3),  # Cardigan Bay
        (-0.1276, 51.5072),  # London
        (151.2, -33.9),  # Sydney
    ],
)
def test_a_point_elsewhere_is_outside_wales(gazetteer, longitude, latitude):
    found = locate_point(gazetteer, longitude, latitude)
    assert found.status == "outside_wales"
    assert set(found.areas.values()) == {None}


def test_many_points_are_answered_as_one_by_one(gazetteer):
    pairs = [(-4.0829, 52.4153), (-2.8909, 53.1934), (-0.1276, 51.5072), (-3.2, 51.5)]
    frame = pd.DataFrame(pairs, columns=["longitude", "latitude"], index=list("abcd"))
    many = locate_many(gazetteer, frame)
    for (longitude, latitude), (_, answer) in zip(pairs, many.iterrows(), strict=True):
        one = locate_point(gazetteer, longitude, latitude)
        assert answer["status"] == one.status
        assert answer["local_authority"] == one.authority or one.authority is None


def test_a_swapped_point_among_many_is_not_called_outside_wales(gazetteer):
    frame = pd.DataFrame({"longitude": [52.41], "latitude": [-4.08]})
    try:
        status = locate_many(gazetteer, frame)["status"].iloc[0]
    except PointError:
        status = "refused"
    assert status != "outside_wales"


def plainly(number):
    return f"{number:.6f}"


@given(west_to_east, south_to_north, st.sampled_from([", ", ",", ";", " ", "  "]))
def test_a_point_is_read_in_either_order(longitude, latitude, between):
    x, y = plainly(longitude), plainly(latitude)
    expected = (float(x), float(y))
    assert parse_point(f"{y}{between}{x}") == expected
    assert parse_point(f" {x}{between}{y} ") == expected


@given(st.text())
def test_any_text_is_a_point_or_none(text):
    found = parse_point(text)
    assert found is None or all(math.isfinite(number) for number in found)


@pytest.mark.parametrize(
    "text",
    ["", "SY23", "SY23 1AB", "52.41", "52.41, ", "1,2,3", "52.41 N", "5e1, -4",
     "nan, nan", "52,41;", "1234, 5", "Newport, Pembrokeshire"],
)  # fmt: skip
def test_what_is_not_two_numbers_is_no_point(text):
    assert parse_point(text) is None


def test_outside_the_box_latitude_comes_first():
    assert parse_point("51.5072, -0.1276") == (-0.1276, 51.5072)
    assert parse_point("-33.9, 151.2") == (151.2, -33.9)


@pytest.mark.parametrize("text", ["52.41, -4.08", "-4.08 52.41"])
def test_a_point_is_located_as_a_place_is(gazetteer, text):
    found = locate(gazetteer, text)
    assert (found.status, found.precision) == ("found", "point")
    assert found == locate_point(gazetteer, -4.08, 52.41)
    assert found.authority == "W06000008"
