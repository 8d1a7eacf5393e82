"""The page of an area, the one before an area is chosen, and the plain page."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import replace
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from copro_map.areas import cached as kept
from copro_map.areas.area import look_at
from copro_map.areas.cards import cards, flagged, passed
from copro_map.areas.in_words import finding
from copro_map.areas.neighbours import Neighbours, neighbour_dots, neighbours
from copro_map.base.i18n import LANGUAGES, language_in_force, t
from copro_map.base.names import BASE_LAYER
from copro_map.base.today import current_day
from copro_map.coverage.face import FROM_PEOPLE, STATISTICS, Ask, OfArea, cover
from copro_map.exchange import cached as exchanged
from copro_map.exchange.face import of_area
from copro_map.open_data.light.routes import ROUTES
from copro_map.search.face import all_assets
from copro_map.search.page import area_box
from tests.opening import open_page

PAGE, GAVO = "pages/area.py", "CVC-GAVO"
LAYERS = (BASE_LAYER, "county_voluntary_council", "health_board")


def words(html: str) -> str:
    """Text without tags and styles, with single spaces."""
    bare = re.sub(r"<style>.*?</style>", " ", html, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", bare).split()))


def html(test: AppTest) -> str:
    return " ".join(x.proto.body for x in test.get("html"))


@pytest.fixture(autouse=True)
def _here(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


@pytest.fixture(scope="module", params=["real", "invented"])
def covers(request, to_read, demonstrated):
    """What is covered in three layers, of the real entries and of the invented."""
    is_real = request.param == "real"
    where = to_read if is_real else replace(to_read, database=demonstrated)
    assets = all_assets(where)
    return where, assets, {one: cover(where, Ask(one), assets) for one in LAYERS}


def every_area(covers) -> list[Neighbours]:
    _, _, found = covers
    return [
        neighbours(one, found[BASE_LAYER], code)
        for one in found.values()
        for code in one.layer.areas
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_every_area_says_its_own_figures_and_the_lowest_rate(
    covers, language
):
    number = r"\d+(?:,\d{3})*(?:\.\d)?"
    with language_in_force(language):
        for found in every_area(covers):
            row = found.of_own.table.loc[found.area.code]
            said = re.findall(number, finding(found).replace("100,000", ""))
            wales = found.own.wales["rate_per_100k"]
            own = [row["entries"], f"{row['rate_per_100k']:.1f}", f"{wales:.1f}"]
            assert said[:3] == [str(one) for one in own]
            assert row["based"] + row["serving"] == row["entries"]
            if len(found.area.members) == 1:
                assert len(said) == 3
                continue
            rates = found.parts.table["rate_per_100k"][list(found.area.members)]
            least = round(float(rates.min()), 2)
            assert said[3:] == [str(len(rates)), f"{least:.1f}"]
            name = found.parts.layer.area_label(str(rates.idxmin())).text()
            assert name in finding(found)


def test_few_that_chance_alone_may_leave_are_not_said_to_be_usual(covers):
    for found in every_area(covers):
        row = found.of_own.table.loc[found.area.code]
        said = finding(found)
        if row["flag"] != "none":
            assert "as usual" not in said
        assert ("fewer than its size suggests (" in said) == (
            row["for_its_size"] == "fewer"
        )


def test_the_cards_add_up_and_every_gap_is_said_once(covers):
    where, assets, found = covers
    for code in (GAVO, "W06000023", "W11000028"):
        view = look_at(where, assets, code)
        covered = OfArea(found[view.layer.id], code)
        beside = neighbours(found[view.layer.id], found[BASE_LAYER], code)
        themes = covered.themes(assets)
        asked = of_area(where, assets, code, current_day())
        here, missing, after = cards(view, covered, themes, beside, asked)
        assert here.figure == f"{len(view.based) + len(view.serving)}"
        who = [int(x) for x in re.findall(r": (\d+)[;.]", here.lines[0].words)]
        assert sum(who) == int(here.figure)
        thin = [one.title for one in missing.lines if one.href]
        rates = beside.of_parts.table["for_its_size"]
        fewer = [x.label.en for x in beside.members if rates[x.code] == "fewer"]
        assert thin == fewer
        levels = {one.level for one in missing.lines}
        assert levels <= {"strong", "watch"}
        assert bool(missing.lead) != bool(missing.lines)
        said = covered.gaps
        shown = Counter(
            one.words for one in (*flagged(said, themes), *passed(said, themes))
        )
        for key in {*FROM_PEOPLE, *STATISTICS} - {"next"}:
            if said[key].words:
                assert shown[said[key].words] >= 1, key
        assert len(shown) <= len(said) + len(themes)
        assert after.lead


def test_neighbours_are_the_area_its_authorities_the_areas_around_it_and_wales(covers):
    _, _, found = covers
    own, parts = found["county_voluntary_council"], found[BASE_LAYER]
    rows = neighbour_dots(neighbours(own, parts, GAVO), "/area?code={}".format).rows
    assert [one.name for one in rows if one.own] == [own.layer.area_label(GAVO).en]
    inner = [one for one in rows if one.inner]
    assert len(inner) == 4
    assert [one.value for one in inner] == sorted(one.value for one in inner)
    assert rows[-1].name == "Wales"
    assert rows[-1].cells[0] == f"{own.apart.placed:,}"
    assert all(one.href for one in rows if not one.own and one is not rows[-1])
    anglesey = neighbours(parts, parts, "W06000001")
    assert [one.label.en for one in anglesey.adjoining] == ["Gwynedd"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_names_the_thinnest_authority_and_offers_the_brief(
    language,
):
    test = open_page(PAGE, language, code=GAVO)
    assert not test.exception
    with language_in_force(language):
        found = kept.neighbours("county_voluntary_council", GAVO)
        said = finding(found)
        thinnest = found.thinnest.label.text()
    assert thinnest in said
    drawn = html(test)
    assert said in words(drawn)
    assert drawn.index("area-finding") < drawn.index("area-figure")
    first, second = test.get("download_button")[:2]
    assert (first.proto.type, second.proto.type) == ("primary", "secondary")
    assert first.proto.label.endswith("(PDF)")


def test_one_number_for_wales_is_shown_everywhere(to_read):
    placed = cover(to_read, Ask(), all_assets(to_read)).apart.placed
    shown = words(html(open_page(PAGE, "en", code="W06000023")))
    assert re.findall(r"Wales (\d+) \d", shown) == [str(placed)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [GAVO, "W06000019"])
def test_the_plain_page_says_the_same(language, code):
    live = words(html(open_page(PAGE, language, code=code)))
    client = TestClient(Starlette(routes=list(ROUTES)), "http://localhost")
    page = client.get(f"/{language}/area/{code}")
    plain = words(page.text)
    view = kept.area(code)
    with language_in_force(language):
        found = kept.neighbours(view.layer.id, code)
        covered = OfArea(found.own, code)
        said = [finding(found)]
        asked = exchanged.of_area(code)
        for card in cards(view, covered, kept.themes(view), found, asked):
            said += [card.heading, card.lead, card.note]
            said += [
                f"{x.title}: {x.words}" if x.title else x.words for x in card.lines
            ]
        dots = neighbour_dots(found)
        said += [x for row in dots.rows for x in (row.name, *row.cells)]
        said += [one.words for one in passed(covered.gaps, kept.themes(view))]
    for text in filter(None, said):
        assert text in live, text
        assert text in plain, text
    for one in found.members:
        assert f'href="/{language}/area/{one.code}"' in page.text
    assert "'unsafe-inline'" in page.headers["content-security-policy"]  # of the dots


# Before an area is chosen.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_area_is_listed_with_its_entries_and_the_map_leads_to_pages(
    to_read, layers, language
):
    test = open_page(PAGE, language)
    row = r'href="/area\?code=([^&]+)&amp;lang=(..)"[^>]*>([^<]*)</a> <span[^>]*>(\d+)'
    found = re.findall(row, html(test))
    assert {one[1] for one in found} == {language}
    assets = all_assets(to_read)
    for layer in layers.values():
        entries = cover(to_read, Ask(layer.id), assets).table["entries"]
        for code in layer.areas:
            (count,) = [int(one[3]) for one in found if one[0] == code]
            assert count == entries[code]
    assert len(found) == sum(len(layer.areas) for layer in layers.values())
    (drawn,) = [
        json.loads(x.proto.json)
        for x in test.get("bidi_component")
        if x.proto.component_name == "copro_map_area_map"
    ]
    assert drawn["svg"].count('href="/area?code=W06') == 22
    assert f'id="{drawn["to"]}"' in html(test)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "code"),
    [("Aberystwyth", "W06000008"), ("NP44 1AA", "W06000020"), ("GAVO", GAVO)],
)
def test_the_box_opens_the_area_of_what_is_asked(monkeypatch, language, asked, code):
    told = [asked]
    monkeypatch.setattr(
        area_box, "search_box", lambda *_args, **_more: told.pop() if told else ""
    )
    test = open_page(PAGE, language)
    assert not test.exception
    assert test.query_params["code"] == code
    assert test.title[0].value == kept.area(code).area.label.text(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_are_offered_and_what_is_not_known_says_what_to_do(
    monkeypatch, language
):
    told = ["Cwm Taf Morgannwg"]
    monkeypatch.setattr(
        area_box, "search_box", lambda *_args, **_more: told.pop() if told else ""
    )
    asked = html(open_page(PAGE, language))
    offered = re.search(r'<div role="status" class="which">.*?</div>', asked)
    assert offered
    assert set(re.findall(r"code=([^&]+)", offered[0])) == {
        "W11000030", "RPB-CWM-TAF-MORGANNWG", "PSB-CWM-TAF-MORGANNWG",
    }  # fmt: skip
    told.append("xyzzy")
    nothing = words(html(open_page(PAGE, language)))
    with language_in_force(language):
        assert (
            t(
                "{place}: not known. Name a town, a postcode or a council.",
                place="xyzzy",
            )
            in nothing
        )


def test_an_area_that_does_not_exist_is_said_and_another_can_be_chosen():
    test = open_page(PAGE, "en", code="W06000099")
    assert not test.exception
    assert "area" in test.warning[0].value
    assert "/area?code=W06000008&amp;lang=en" in html(test)


# Month by month.


def test_too_few_months_are_said_to_be_too_few_and_two_are_shown(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    shown = words(html(open_page(PAGE, "en", code=GAVO)))
    assert "Too few months are kept yet" in shown
    assert "Month by month" not in words(html(open_page(PAGE, "en", code="RPB-GWENT")))
    with sqlite3.connect(network.database) as database:
        database.executemany(
            "INSERT INTO area_month VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (f"{month}/{GAVO}", month, GAVO, n, "low", "recorded", "2026-10-01")
                for month, n in (("2026-09", 4), ("2026-10", 8))
            ],
        )
    shown = words(html(open_page(PAGE, "en", code=GAVO)))
    assert "Too few months" not in shown
    assert "September 2026 4 Fewer than usual" in shown
    assert "October 2026 8 Fewer than usual" in shown
    (now,) = re.findall(r"Today (\d+) As usual", shown)
    (big,) = re.findall(r"Here (\d+) ", shown)
    assert now == big
