"""Marks on a map: no point is lost, and none covers another."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.open_data.rules.gathering import APART, MOST, NEARER, gather

PLACES = st.lists(st.tuples(*[st.integers(0, 640)] * 2), max_size=60)


@given(PLACES)
def test_at_each_level_every_point_is_in_exactly_one_mark(spots):
    marks = gather(spots)
    for level in range(len(NEARER)):
        shown = [n for one in marks if level in one.levels for n in one.members]
        assert sorted(shown) == list(range(len(spots)))


@given(PLACES)
def test_going_nearer_only_takes_marks_apart(spots):
    marks = gather(spots)
    for level in range(1, len(NEARER)):
        before = [set(one.members) for one in marks if level - 1 in one.levels]
        for one in marks:
            if level in one.levels:
                assert any(set(one.members) <= other for other in before)


@given(PLACES)
def test_two_pins_never_cover_each_other(spots):
    marks = gather(spots)
    for level, nearer in enumerate(NEARER):
        pins = [one for one in marks if level in one.levels and one.is_pin]
        for one, other in combinations(pins, 2):
            assert dist((one.x, one.y), (other.x, other.y)) * nearer > APART - 1e-6


@pytest.mark.parametrize("count", [1, 3])
def test_points_at_one_place_stay_one_mark(count):
    (mark,) = gather([(5.0, 5.0)] * count)
    assert (mark.members, mark.levels) == (tuple(range(count)), (0, 1, 2, 3, 4))


def test_very_many_are_put_on_a_grid_and_none_is_lost():
    spots = [(x * 0.7, y * 0.7) for x in range(60) for y in range(60)]
    assert len(spots) > MOST
    marks = gather(spots)
    shown = sum(len(one.members) for one in marks if 1 in one.levels)
    assert shown == len(spots)
