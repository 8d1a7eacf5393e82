"""An entry's page as a visitor reads it: what it is and how to reach it come first."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from copro_map.base.store.connection import writing
from copro_map.by_link.light.routes import ROUTES
from copro_map.frame import served
from copro_map.people.contacts import Given, keep_contact
from tests.opening import open_page

WITH_WEBSITE, HOST = "cartrefi-brecon-floating-support", "cartrefi.coop"
WITHOUT, ENDED, NAMED = "caru-amlwch", "co-production-wales", "named-swansea-university"


@pytest.fixture(autouse=True)
def _real_entries(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


def shown(language: str, entry: str) -> str:
    test = open_page("pages/entry.py", language, id=entry)
    assert not test.exception
    assert not test.error
    return html.unescape(" ".join(x.proto.body for x in test.get("html")))


def first_act(page: str) -> str:
    """The one large button, as it stands on the page; "" if there is none."""
    found = re.findall(r'<a class="act first".*?</a>', page)
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Open their website"), ("cy", "Agor eu gwefan")]
)
def test_the_website_is_the_first_thing_to_press_and_says_where_it_leads(
    language, words
):
    page = shown(language, WITH_WEBSITE)
    act = first_act(page)
    assert words in act
    assert f"<span>{HOST}</span>" in act
    assert f'href="https://www.{HOST}"' in act
    parts = ("<h1>", 'class="entry-first"', act, 'class="picture"', 'class="fold"')
    at = [page.index(part) for part in parts]
    assert at == sorted(at)


def test_who_has_no_website_is_written_to_first(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setattr(served, "_answered", {one.path for one in ROUTES})
    with writing(network.database) as database:
        for entry in (WITHOUT, WITH_WEBSITE):
            given = Given("post@example.org", "cy", "owner")
            keep_contact(database, entry, given, date(2026, 11, 22))
    act = first_act(shown("en", WITHOUT))
    assert f'href="/write?entry={WITHOUT}&lang=en"' in act
    both = shown("en", WITH_WEBSITE)
    assert HOST in first_act(both)
    assert f'<a class="act" href="/write?entry={WITH_WEBSITE}&lang=en"' in both


def test_who_cannot_be_reached_is_read_about_where_they_are_told_of():
    act = first_act(shown("en", "tir-coed"))
    assert "Read about them<span>tircanol.cymru</span>" in act


def test_what_has_ended_has_a_website_but_no_large_button():
    page = shown("en", ENDED)
    assert first_act(page) == ""
    assert "allinthistogetherwales.wordpress.com</span>" in page
    assert "Ended 2016" in page
    assert "Worked in:" in page


def test_what_is_known_by_name_alone_has_no_map_and_says_so():
    page = shown("en", NAMED)
    assert 'class="picture"' not in page
    assert "nothing more is known of it" in page


def test_what_is_similar_nearby_says_how_far_it_is():
    page = shown("cy", WITHOUT)
    beside = page[page.index("Tebyg, gerllaw") : page.index('class="fold"')]
    away = [float(x) for x in re.findall(r"([\d.]+) km i ffwrdd", beside)]
    assert away
    assert away == sorted(away)
    assert "lang=cy" in beside


def test_offers_of_the_same_organisation_stand_before_its_other_entries():
    page = shown("en", "co-production-network-for-wales")
    offers = page.index("<h2>What they offer and look for</h2>")
    others = page.index("<h2>From the same organisation</h2>")
    assert "entry?id=offer-copronet-membership&" in page[offers:others]
    assert "id=offer-" not in page[others:]


def test_the_way_back_is_the_search_and_goes_on_to_what_stands_beside_it():
    search = "near=Amlwch&km=20"
    test = open_page("pages/entry.py", "en", id=WITHOUT, back=search)
    (link,) = [x.proto for x in test.get("page_link")]
    assert link.label == "Back to the map"
    assert set(link.query_string.split("&")) == {"lang=en", *search.split("&")}
    page = html.unescape(" ".join(x.proto.body for x in test.get("html")))
    assert f"&lang=en&back={search.replace('=', '%3D').replace('&', '%26')}" in page
