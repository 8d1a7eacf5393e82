"""The next events of an area and of an entry, on their plain pages and in a brief."""

from __future__ import annotations

from datetime import date

from copro_map.agenda.face import of_area
from copro_map.areas.face import brief_file
from copro_map.search.face import all_assets
from tests.events.planted import CANCELLED, GWYNEDD, LOCAL, NEWPORT, NIGHT, plant
from tests.samples import change

BETSI, DAY = "W11000023", date(2026, 11, 30)


def test_an_area_and_an_entry_say_what_is_next(network, asks, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    plant(network.database)
    entry = all_assets(network).index[0]
    sql = "UPDATE event SET entry = ? WHERE id = ?"
    change(network.database, sql, entry, LOCAL["id"])
    client = asks(network)
    area = client.get(f"/en/area/{BETSI}").text
    assert NIGHT["name_en"] in area
    assert LOCAL["name_en"] not in area
    assert "Online, from anywhere: 2" in area
    assert "All of them: 3" in area
    assert LOCAL["name_cy"] in client.get(f"/cy/entry/{entry}").text
    brief = brief_file(network, all_assets(network), GWYNEDD, "html").decode()
    assert NIGHT["name_en"] in brief


def test_a_letter_tells_the_next_ones_and_which_is_cancelled(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    nothing = of_area(network, all_assets(network), (NEWPORT,), DAY)
    assert nothing.paragraph() == nothing.html() == ""
    plant(network.database)
    told = of_area(network, all_assets(network), (NEWPORT,), DAY)
    first, line, address = told.paragraph().splitlines()
    assert first == "Next events: 0"
    assert line.startswith(
        f"- {CANCELLED['name_en']}: Cancelled · Thursday 10 December"
    )
    assert address.endswith(f"/events?event={CANCELLED['id']}&lang=en")
    assert "private" not in told.paragraph()
