"""Who borders on whom by land, and where most residents of an authority live."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from copro_map.geography.around import authorities_within, beside, neighbours
from tests.conftest import PROJECT
from tests.search.rules.test_matching import NEXT_TO

ANGLESEY, CARDIFF, FLINTSHIRE = "W06000001", "W06000015", "W06000005"
SENEDD = (319_000, 174_500)  # EPSG:27700, to the nearest 500 m


def test_the_neighbours_are_those_that_share_a_border(settings):
    """As the outlines in the file say; neither England nor the sea counts."""
    assert neighbours(settings) == NEXT_TO
    assert neighbours(settings)[ANGLESEY] == frozenset()
    assert neighbours(settings)[FLINTSHIRE] == {"W06000004", "W06000006"}
    assert all(
        one in neighbours(settings)[other]
        for one, others in neighbours(settings).items()
        for other in others
    )


def test_over_the_bridges_anglesey_lies_beside_gwynedd_and_nobody_else_changes(
    settings,
):
    changed = {
        code: near - neighbours(settings)[code]
        for code, near in beside(settings).items()
        if near != neighbours(settings)[code]
    }
    assert changed == {ANGLESEY: {"W06000002"}, "W06000002": {ANGLESEY}}


@pytest.mark.parametrize("km", [1, 5, 12, 20, 35])
def test_an_authority_is_within_if_half_of_its_postcodes_are(settings, km):
    homes = pd.read_parquet(PROJECT.data_dir / "postcodes.parquet")
    homes = homes[homes["residential"]]
    columns = homes[["easting_m", "northing_m"]].to_numpy(float)
    away = pd.Series(np.hypot(*(columns - SENEDD).T), homes.index)
    share = (away <= km * 1000).groupby(homes["authority"].astype(str)).mean()
    expected = {code for code in share.index[share >= 0.5] if code.startswith("W")}
    assert authorities_within(settings, *SENEDD, km) == expected
    assert (CARDIFF in expected) == (km >= 12)
