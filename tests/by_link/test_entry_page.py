"""Whoever is found is written to from their entry; else it says who is asked."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from copro_map.base.store.connection import writing
from copro_map.by_link.light.routes import ROUTES
from copro_map.frame import served
from copro_map.people.contacts import Given, keep_contact
from tests.opening import drawn_lists, open_page
from tests.samples import query

DAY = date(2026, 11, 22)
REACHED, NOT, ENDED = "tir-coed", "solva-care", "ely-caerau-community-plan"
ADDRESS = "swyddfa@tircoed.org.uk"
IT_IS_ASKED = """
SELECT asset.id FROM asset JOIN asset_area ON area_code = 'CVC-PAVS' AND asset_id = ?
WHERE name_en LIKE 'Pembrokeshire Association of Voluntary Services%'
"""


@pytest.fixture
def here(network, monkeypatch):
    """A map on which some can be written to, under a server that answers for it."""
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setattr(served, "_answered", {one.path for one in ROUTES})
    with writing(network.database) as database:
        for entry in (REACHED, ENDED):
            keep_contact(database, entry, Given(ADDRESS, "cy", "owner"), DAY)
    return network


def shown(language: str, **params: str) -> str:
    file = "asset_map" if "entry" in params else "entry"
    test = open_page(f"pages/{file}.py", language, **params)
    assert not test.exception
    cards = [
        f'<a href="{act["to"]}">'
        for one in drawn_lists(test)
        if one["open"]
        for act in one["open"]["acts"]
    ]
    bodies = (x.proto.body for x in test.get("html"))
    return html.unescape(" ".join([*bodies, *cards]))


def ways(text: str) -> list[str]:
    return re.findall(r'href="(/write[^"]*)"', text)


@pytest.mark.usefixtures("here")
def test_who_can_be_reached_is_written_to_and_their_address_stands_nowhere():
    for page in (shown("cy", id=REACHED), shown("cy", entry=REACHED)):
        assert ways(page) == [f"/write?entry={REACHED}&lang=cy"]
        assert ADDRESS not in page
        assert "holwch:" not in page


def test_who_cannot_be_is_asked_of_their_council_whose_entry_is_a_press_away(here):
    page = shown("en", id=NOT)
    assert ways(page) == []
    ((council,),) = query(here.database, IT_IS_ASKED, NOT)
    said = page.partition("To reach them, ask:")[2][:400]
    assert f'href="entry?id={council}&lang=en"' in said
    assert "Pembrokeshire Association of Voluntary Services" in said
    assert "To reach them, ask:" not in shown("en", id=council)


@pytest.mark.usefixtures("here")
def test_what_has_ended_is_not_written_to_and_nobody_is_asked():
    page = shown("en", id=ENDED)
    assert ways(page) == []
    assert "To reach them" not in page


@pytest.mark.usefixtures("here")
def test_where_no_server_of_ours_answers_there_is_no_such_way(monkeypatch):
    monkeypatch.setattr(served, "_answered", set())
    assert ways(shown("en", id=REACHED)) == []
