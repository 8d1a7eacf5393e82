"""Which groups of practitioners an area has, and which are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.rules.area_tables import missing_groups, mix
from copro_map.coverage.rules.counting import served_by
from tests.coverage.rules.made_up import LA, REGION, entry, frame, frames

GROUPS = {
    "citizen_group": "citizens",
    "community_group": "citizens",
    "health": "providers",
    "government": "government",
}
NAMES = ["citizens", "providers", "government"]


@given(frames, st.sampled_from([LA, REGION]))
def test_the_mix_is_that_of_a_slow_count(assets, layer):
    found = mix(assets, layer, "sector", GROUPS)
    assert list(found.columns) == [*NAMES, "ungrouped"]
    missing = missing_groups(found)
    for area in set(layer.values()):
        here = {a for a in layer if layer[a] == area}
        groups = []
        for row in assets.itertuples():
            places = row.served_authorities or {row.authority}
            if here & places and not row.serves_all_wales:
                groups.append(GROUPS.get(row.sector, "ungrouped"))
        for name in found.columns:
            assert found.at[area, name] == groups.count(name)
        assert missing[area] == tuple(n for n in NAMES if n not in groups)


@given(frames)
def test_the_groups_add_up_to_the_entries_that_serve_the_area(assets):
    found = mix(assets, REGION, "sector", GROUPS)
    assert found.sum(axis=1).to_dict() == served_by(assets, REGION).to_dict()


def test_an_area_without_citizens_says_so():
    assets = frame(
        [
            entry("L1", sector="health"),
            entry("L1", sector="health"),
            entry("L2", sector="government"),
            entry("L2", sector="other"),
            entry("L4", ["L4", "L6"], sector="citizen_group"),
            entry("L1", all_wales=True, sector="citizen_group"),
        ]
    )
    found = mix(assets, REGION, "sector", GROUPS)
    assert found.loc["N"].to_dict() == {
        "citizens": 0,
        "providers": 2,
        "government": 1,
        "ungrouped": 1,
    }
    assert missing_groups(found).to_dict() == {
        "N": ("citizens",),
        "S": ("providers", "government"),
        "W": ("providers", "government"),
    }


def test_without_entries_every_group_is_missing_everywhere():
    found = mix(frame([]), REGION, "sector", GROUPS)
    assert missing_groups(found).to_dict() == dict.fromkeys("NSW", tuple(NAMES))


def test_an_authority_outside_the_layer_is_named():
    with pytest.raises(UnknownAreaError, match="^L1: "):
        mix(frame([entry("L1")]), {"L2": "L2"}, "sector", GROUPS)
