"""Unmet needs: the same as on each area's page, and as old as the tables say."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from copro_map.assets.face import live_entries
from copro_map.assets.rules.matching import unmet
from copro_map.assets.rules.opening import open_exchanges
from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.gaps import Ask, cover
from copro_map.coverage.tables import to_download
from copro_map.exchange.unmet import members_of_area, unmet_needs
from copro_map.geography.areas import load_layers
from copro_map.search.search import all_assets
from tests.conftest import PROJECT
from tests.exchange.boards import board
from tests.samples import change, query

DAY = date(2026, 11, 30)
LAYERS = list(load_layers(PROJECT.boundaries_dir, PROJECT.data_dir))
FIRST = """
SELECT MIN(json_extract(content, '$.verified_on')) FROM asset_history
WHERE asset_id = ? AND json_extract(content, '$.verification') = 'confirmed'
"""


@pytest.fixture(scope="module")
def shown(demonstrated, tmp_path_factory):
    path = tmp_path_factory.mktemp("shown") / "copro_map.db"
    shutil.copyfile(demonstrated, path)
    here = replace(PROJECT, database=path)
    return here, all_assets(here, DAY)


@pytest.mark.parametrize("layer_id", LAYERS)
@pytest.mark.parametrize("planted", [False, True])
def test_every_areas_figure_is_that_of_its_page(shown, layers, layer_id, planted):
    here, assets = shown
    assets = board() if planted else assets
    table = cover(here, Ask(layer_id), assets, DAY).table
    seen = set()
    every = unmet_needs(here, assets, DAY)
    areas = layers[layer_id].areas
    asked = {*list(areas)[::6], *table.index[table["isolated"] > 0][:2]}
    for code, area in areas.items():
        own = tuple(one for one in every if one.within(area.members))
        assert members_of_area(here, code) == area.members
        if code in asked:
            assert unmet_needs(here, assets, DAY, code) == own
        counted = Counter(one.why for one in own)
        row = table.loc[code]
        assert counted["isolated"] == row["isolated"], code
        assert counted["crowded_out"] == row["crowded_out"], code
        seen |= set(counted)
    assert "isolated" in seen
    assert "crowded_out" in seen or not planted


def test_each_request_that_is_not_met_is_there_once(shown):
    here, _ = shown
    assets = live_entries(board(), DAY)
    requests, offers = (open_exchanges(assets, x, DAY) for x in ("request", "offer"))
    status = unmet(requests, offers)["status"]
    left = status[status != "met"].to_dict()
    found = unmet_needs(here, assets, DAY)
    assert {one.request: one.why for one in found} == left
    assert len(found) == len(left)


def test_a_need_is_as_old_as_its_first_confirmation_or_the_day_it_opened(shown):
    here, _ = shown
    found = unmet_needs(here, all_assets(here, DAY), DAY)
    assert found
    opens = dict(query(here.database, "SELECT id, opens_on FROM asset_public"))
    for one in found:
        since = opens[one.request] or query(here.database, FIRST, one.request)[0][0]
        assert one.days == (DAY - date.fromisoformat(since)).days
    assert [one.days for one in found] == sorted((x.days for x in found), reverse=True)
    first = found[0].request
    change(here.database, "UPDATE asset SET opens = '2026-11-20' WHERE id = ?", first)
    now = {x.request: x.days for x in unmet_needs(here, all_assets(here, DAY), DAY)}
    assert now[first] == 10


def test_an_area_that_there_is_not_is_refused(shown):
    with pytest.raises(UnknownAreaError, match="no such area"):
        unmet_needs(*shown, DAY, "W99")


def test_the_file_of_coverage_has_the_requests_of_each_area_and_their_words(shown):
    here, assets = shown
    table = to_download(cover(here, Ask("health_board"), assets, DAY))
    rows = table.set_index("area_code")
    assert "Unmet requests" in rows.columns
    every = unmet_needs(here, assets, DAY)
    for code, row in rows.iterrows():
        members = members_of_area(here, str(code))
        own = Counter(one.why for one in every if one.within(members))
        figures = row[["isolated", "crowded_out"]].tolist()
        assert figures == [own["isolated"], own["crowded_out"]]
        assert sum(figures) <= row["requests"]
        for why, words in (("isolated", "nobody within 10 km"), ("crowded_out", "too")):
            assert (words in row["Unmet requests"]) == bool(own[why])
