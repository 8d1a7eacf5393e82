"""England on the maps: no straight end in sight, and near Wales what was measured."""

import pytest
import shapely

from copro_map.drawing.beyond import as_far_as_one_sees

ENGLISH = {"Birmingham": (407, 287), "York": (460, 452), "Exeter": (292, 92)}
SEA = {"Cardigan Bay": (230, 290), "Irish Sea": (290, 430), "Lyme Bay": (310, 70)}


@pytest.fixture
def whole(gazetteer):
    return as_far_as_one_sees(gazetteer.england).union_all()


@pytest.mark.parametrize("place", ENGLISH)
def test_england_goes_on_where_its_outline_ends(whole, gazetteer, place):
    point = shapely.Point(1000 * ENGLISH[place][0], 1000 * ENGLISH[place][1])
    assert whole.contains(point)
    assert not gazetteer.england.union_all().contains(point)


@pytest.mark.parametrize("place", SEA)
def test_the_sea_stays_the_sea(whole, place):
    assert not whole.contains(shapely.Point(1000 * SEA[place][0], 1000 * SEA[place][1]))


def test_near_wales_nothing_is_added(whole, gazetteer):
    near = gazetteer.england.union_all()
    box = shapely.box(*near.bounds).buffer(-250)
    added = whole.intersection(box).symmetric_difference(near.intersection(box))
    assert added.area < 1


def test_no_line_is_left_where_the_outline_ended(whole, gazetteer):
    west, south, east, north = gazetteer.england.total_bounds
    edge = shapely.LineString([(east, south + 1000), (east, north - 1000)])
    assert whole.buffer(-500).intersection(edge).length > 0.99 * edge.length
