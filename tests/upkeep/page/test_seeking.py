"""A search in vain is counted behind the map, and listed on the desk."""

from __future__ import annotations

from copro_map.upkeep import seeking
from copro_map.upkeep.page import seeking as page
from copro_map.upkeep.rules.seeking import Heard
from tests.at_the_desk import drawn
from tests.samples import query

VAIN = "food funder university gofalwyr"
ROWS = "SELECT words, kind, area, times FROM sought"


def test_a_search_in_vain_is_listed_with_a_way_to_repeat_it(
    opened, network, monkeypatch
):
    monkeypatch.setattr(seeking, "HEARD", Heard(b"salt"))
    opened("pages/asset_map.py", q=VAIN, near="Conwy")
    seeking.COUNTING.submit(int).result()
    assert query(network.database, ROWS) == [(VAIN, "ours", "W06000003", 1)]
    desk = opened("pages/desk.py", "steward", part="sought")
    again = "asset_map?q=food+funder+university+gofalwyr&amp;near=Conwy&amp;lang=en"
    assert f'href="{again}"' in drawn(desk)
    assert "Was this page useful?" in drawn(desk)

    asked = []

    def fails(*given):
        asked.append(given)
        raise RuntimeError

    monkeypatch.setattr(page, "count_later", fails)
    opened("pages/asset_map.py", q=VAIN)  # it is drawn, whatever goes wrong
    assert len(asked) == 1
    opened("pages/asset_map.py", "administrator", q=VAIN)  # the desk repeats a search
    assert len(asked) == 1
