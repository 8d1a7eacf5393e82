"""Which groups of practitioners an area has, and which are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.rules.mixing import groups_placed, missing_groups, mix
from copro_map.coverage.rules.whole import whole_entries
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
            if here & {row.authority, *row.served_authorities}:
                groups.append(GROUPS.get(row.sector, "ungrouped"))
        for name in found.columns:
            assert found.at[area, name] == groups.count(name)
        known = [x for x in groups if x in NAMES]
        lacks = tuple(n for n in NAMES if n not in groups)
        assert missing[area] == (lacks if len(known) >= 10 else ())


@given(frames)
def test_the_groups_add_up_to_the_entries_of_the_area(assets):
    found = mix(assets, REGION, "sector", GROUPS)
    whole = whole_entries(assets, REGION)["entries"]
    assert found.sum(axis=1).to_dict() == whole.to_dict()


def test_an_area_without_citizens_says_so():
    assets = frame(
        [
            *(entry("L1", sector="health") for _ in range(9)),
            entry("L2", sector="government"),
            entry("L2", sector="other"),
            entry("L4", ["L4", "L6"], sector="citizen_group"),
        ]
    )
    found = mix(assets, REGION, "sector", GROUPS)
    assert found.loc["N"].to_dict() == {
        "citizens": 0,
        "providers": 9,
        "government": 1,
        "ungrouped": 1,
    }
    # In the south and the west there is one entry: too few to miss anybody.
    assert missing_groups(found).to_dict() == {"N": ("citizens",), "S": (), "W": ()}
    one_less = found.assign(providers=found["providers"] - 1)
    assert missing_groups(one_less)["N"] == ()


def test_a_group_that_is_mostly_nowhere_is_missing_from_no_area():
    nowhere = [entry("", sector="government") for _ in range(3)]
    some = [entry("L4", sector="government") for _ in range(2)]
    many = [entry("L1", sector="health") for _ in range(12)]
    assets = frame([*nowhere, *some, *many])
    found = mix(assets, REGION, "sector", GROUPS)
    judged = groups_placed(assets, "sector", GROUPS)
    assert judged == ("providers",)  # two of five, and no citizens at all
    assert missing_groups(found, judged)["N"] == ()
    judged = groups_placed(frame([*nowhere[1:], *some, *many]), "sector", GROUPS)
    assert missing_groups(found, judged)["N"] == ("government",)


def test_without_entries_nobody_is_said_to_be_missing():
    found = mix(frame([]), REGION, "sector", GROUPS)
    assert found.sum().sum() == 0
    assert missing_groups(found).to_dict() == dict.fromkeys("NSW", ())


def test_an_authority_outside_the_layer_is_named():
    with pytest.raises(UnknownAreaError, match="^L1: "):
        mix(frame([entry("L1")]), {"L2": "L2"}, "sector", GROUPS)
