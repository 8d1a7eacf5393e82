"""Classes of a map's colours: every value in exactly one, in steps that can be seen."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copro_map.drawing.bands import PALETTE, band_of, classes
from copro_map.drawing.outlines import LAND, SEA
from tests.drawing.pictures import contrast, luminance

numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
values = st.lists(st.one_of(numbers, st.none(), st.integers(0, 9)), max_size=40)


@given(values, st.integers(1, 5))
def test_every_known_value_lies_in_exactly_one_class(given_values, how_many):
    series = pd.Series(given_values, dtype=float)
    bands = classes(series, how_many)
    known = series.dropna()
    assert len(bands) <= how_many
    assert bool(bands) == bool(len(known))
    for one, other in zip(bands, bands[1:], strict=False):
        assert one.upper == other.lower > one.lower
        assert luminance(one.colour) > luminance(other.colour)
    held = [[b for b in bands if b == band_of(x, bands)] for x in known]
    assert all(len(one) == 1 for one in held)
    assert {b for one in held for b in one} == set(bands)  # none is empty
    for x, (band,) in zip(known, held, strict=True):
        assert band.lower <= x <= band.upper
        assert x < band.upper or band is bands[-1]
    assert all(band_of(x, bands) is None for x in series[series.isna()])


@given(st.lists(st.integers(0, 60), min_size=2))
def test_classes_of_whole_numbers_name_every_number_once(counts):
    bands = classes(pd.Series(counts, dtype=float))
    ends = [[int(x) for x in band.text.split(" to ")] for band in bands]
    for one, other in zip(ends, ends[1:], strict=False):
        assert one[-1] + 1 == other[0]
    for x in counts:
        band = band_of(x, bands)
        first, *last = (int(n) for n in band.text.split(" to "))
        assert first <= x <= (last or [first])[0]


def test_classes_hold_about_as_many_values_each():
    rates = pd.Series([1.5 * 1.15**n for n in range(22)])
    held = [band_of(x, classes(rates)) for x in rates]
    counts = [held.count(band) for band in classes(rates)]
    assert len(counts) == 5
    assert max(counts) - min(counts) <= 2


def test_many_equal_values_leave_room_for_the_others():
    bands = classes(pd.Series([0.0] * 18 + [1, 2, 3, 9]))
    assert [x.text for x in bands] == ["0", "1", "2 to 3", "4 to 9"]


def test_bounds_are_round():
    rates = pd.Series([1.8234, 2.1, 4.7771, 6.2, 8.123, 9.9, 12.34, 17.4999])
    assert [x.text for x in classes(rates, 3)] == ["1 to 5", "5 to 9", "9 to 18"]
    assert [x.text for x in classes(rates / 100, 2)] == ["0.01 to 0.07", "0.07 to 0.18"]


def test_one_value_is_one_class_and_none_is_none():
    (band,) = classes(pd.Series([2.5, 2.5, None]))
    assert (band.lower, band.upper, band.text) == (2.5, 2.5, "2.5")
    assert band.colour == PALETTE[2]
    assert classes(pd.Series([None, None], dtype=float)) == ()
    assert band_of(1, ()) is None


def test_shades_can_be_told_from_each_other_and_from_the_ground():
    for one, other in zip(PALETTE, PALETTE[1:], strict=False):
        assert contrast(one, other) >= 1.4
    assert contrast(PALETTE[0], LAND) >= 1.3
    assert contrast(PALETTE[0], SEA) >= 1.15
