"""What else an entry's reader is shown, against a slow count."""

import math
from datetime import date

import pytest

from copro_map.search.rules.related import near_on_theme, same_organisation
from copro_map.search.search import all_assets

TODAY = date(2026, 11, 21)


@pytest.fixture
def assets(network):
    return all_assets(network)


def test_the_same_organisation_is_all_that_it_runs_and_itself(assets):
    runs = dict(assets["organisation_id"])
    for entry_id, body in runs.items():
        whole = body or entry_id
        slow = {i for i, runner in runs.items() if whole in (i, runner)} - {entry_id}
        assert set(same_organisation(assets, entry_id).index) == slow


def test_the_organisations_own_entry_comes_first(assets):
    found = same_organisation(assets, "cartrefi-brecon-floating-support")
    assert found.index[0] == "cartrefi-cymru-co-operative"


def test_near_on_the_same_theme_equals_a_slow_search(assets):
    exact = assets[(assets["precision"] != "area") & assets["easting_m"].notna()]
    for entry_id, entry in exact.iterrows():
        slow = []
        for other, row in exact.iterrows():
            metres = math.hypot(
                row["easting_m"] - entry["easting_m"],
                row["northing_m"] - entry["northing_m"],
            )
            shared = set(row["themes"]) & set(entry["themes"])
            over = row["end_year"] < TODAY.year
            if other != entry_id and not over and metres <= 20_000 and shared:
                slow.append(round(metres / 1000, 1))
        found = near_on_theme(assets, entry_id, TODAY)
        assert found["distance_km"].tolist() == sorted(slow)[:5]


def test_an_entry_without_a_point_of_its_own_has_nothing_near(assets):
    vague = assets[assets["precision"].isin(["area", ""])]
    assert len(vague) > 100
    assert all(near_on_theme(assets, entry_id, TODAY).empty for entry_id in vague.index)
