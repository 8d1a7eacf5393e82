"""Plain pages: all that the live ones say, for whoever runs no script."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.base.store.programme import INVENTED
from copro_map.frame import served
from copro_map.open_data.heads import head_of_area, head_of_entry, head_of_indicator
from copro_map.open_data.light.routes import ROUTES
from tests.canaries import CANARY, HIDDEN, SHOWN, fill
from tests.opening import everything, open_page
from tests.persons import ID as PERSON
from tests.persons import put_person
from tests.samples import HOSTILE, change, query

PAGES = {
    "entry/tir-coed": lambda: head_of_entry("tir-coed"),
    "area/W06000023": lambda: head_of_area("W06000023"),
    "indicator/1.1": lambda: head_of_indicator("1.1"),
}
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@pytest.fixture(autouse=True)
def _address(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_headed_in_both_languages_with_a_picture(client, path, language):
    page = client.get(f"/{language}/{path}")
    with language_in_force(language):
        head = PAGES[path]()
    text = unescape(page.text)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in text
    assert f"<title>{head.title} · " in text
    assert f'<meta name="description" content="{head.description}">' in text
    for one in ("en", "cy"):
        to = f"https://map.example/{one}/{path}"
        assert f'rel="alternate" hreflang="{one}" href="{to}"' in text
    assert f'rel="canonical" href="https://map.example/{language}/{path}"' in text
    picture = f"https://map.example{head.picture}"
    assert f'<meta property="og:image" content="{picture}">' in text
    told = [json.loads(one) for one in LINKED.findall(page.text)]
    assert told == json.loads(json.dumps(head.data))
    assert text.count("<h1>") == 1


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_entry_says_what_is_known_of_it(client, to_read, language):
    sql = f"SELECT name_{language}, description_{language} FROM asset WHERE id = ?"  # noqa: S608
    ((name, description),) = query(to_read.database, sql, "tir-coed")
    text = unescape(client.get(f"/{language}/entry/tir-coed").text)
    for one in (name, description):
        assert one in text
    assert {"en": "Not confirmed yet", "cy": "Heb ei gadarnhau eto"}[language] in text
    assert f"/entry?id=tir-coed&lang={language}" in text
    assert f'href="/{language}/area/W0' in text


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_plain_page_of_an_entry_has_its_button_its_map_and_its_boards(
    client, language
):
    entry = "cartrefi-brecon-floating-support"
    text = unescape(client.get(f"/{language}/entry/{entry}").text)
    parts = (
        "<h1>",
        '<a class="act first" href="https://www.cartrefi.coop"',
        "<span>cartrefi.coop</span>",
        'class="picture"',
        f'/{language}/entry/cartrefi-cymru-co-operative"',
        'class="fold"',
        f'href="/{language}/area/W11000024"',
        f'href="/entry?id={entry}&lang={language}"',
    )
    at = [text.index(part) for part in parts]
    assert at == sorted(at)


def test_an_area_links_every_entry_that_is_based_there(client, to_read):
    text = client.get("/en/area/W06000023").text
    based = """
    SELECT p.id FROM asset_public AS p JOIN asset_area AS a ON a.asset_id = p.id
    WHERE a.area_code = 'W06000023' AND COALESCE(p.end_year, 9999) >= 2026
    AND p.ended_on = '' AND COALESCE(NULLIF(p.closes_on, ''), '9999') >= '2026-12-01'
    """
    ids = {one for (one,) in query(to_read.database, based)}
    assert ids
    assert all(f'href="/en/entry/{one}"' in text for one in ids)


def test_an_indicator_says_its_figure_its_target_and_its_records(client):
    text = unescape(client.get("/en/indicator/1.1").text)
    for words in (
        "Target, ",
        "What was promised",
        "Not confirmed, so not counted",
        "Limits",
    ):
        assert words in text


@pytest.mark.parametrize("path", PAGES)
def test_an_address_without_a_language_leads_to_the_visitors(client, path):
    for headers, asked, language in (
        ({}, "", "en"),
        ({"accept-language": "cy-GB,cy;q=0.9"}, "", "cy"),
        ({"accept-language": "cy"}, "?lang=en", "en"),
    ):
        led = client.get(f"/{path}{asked}", headers=headers)
        assert led.status_code == 302
        assert led.headers["location"] == f"/{language}/{path}"
        assert led.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize("path", ["entry/no-such", "area/W99", "indicator/9.9"])
def test_what_is_not_there_is_said_in_the_language(client, path):
    page = client.get(f"/cy/{path}")
    assert page.status_code == 404
    assert '<html lang="cy">' in page.text
    assert 'content="noindex"' in page.text


def test_who_has_a_page_already_is_not_sent_it_again(client):
    page = client.get("/en/entry/tir-coed")
    again = {"if-none-match": page.headers["etag"]}
    assert client.get("/en/entry/tir-coed", headers=again).status_code == 304
    assert "set-cookie" not in page.headers


def test_hostile_words_stay_words(network, asks):
    here = "SELECT asset_id FROM asset_area WHERE area_code = 'W06000008'"
    ids = [one for (one,) in query(network.database, here)]
    for entry_id, words in zip(ids, HOSTILE, strict=False):
        change(
            network.database,
            "UPDATE asset SET name_en = ?, description_en = ?, place = ? WHERE id = ?",
            *(words, words, words, entry_id),
        )
    client = asks(network)
    pages = [client.get(f"/en/entry/{one}").text for one in ids]
    for text in (*pages, client.get("/en/area/W06000008").text):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert len(re.findall("</script>", text)) == len(LINKED.findall(text))
    told = [json.loads(LINKED.findall(text)[-1]) for text in pages]
    named = {one["itemListElement"][-1]["name"] for one in told}
    assert {one.strip() for one in HOSTILE[: len(ids)]} <= named


def test_nothing_private_is_in_a_page(settings, asks, tmp_path):
    fill(settings, tmp_path)
    client = asks(settings)
    ids = [one for (one,) in query(settings.database, "SELECT id FROM asset")]
    assert HIDDEN in ids
    for language in ("en", "cy"):
        for path in (*(f"entry/{one}" for one in ids), "area/W06000008", *PAGES):
            page = client.get(f"/{language}/{path}")
            assert CANARY not in page.text.replace(HIDDEN, "")
            assert (page.status_code == 404) == (path == f"entry/{HIDDEN}")
    assert SHOWN in ids


def test_a_person_has_a_page_of_what_they_agreed_to(network, asks):
    put_person(network, "name")
    text = asks(network).get(f"/en/entry/{PERSON}").text
    assert "Mair Quillfeather" in text
    assert "zephyrine" not in text
    assert '"Organization"' not in text


def test_a_demonstration_says_so(settings, demonstrated, asks):
    settings.database.write_bytes(demonstrated.read_bytes())
    text = asks(settings).get("/cy/area/W06000023").text
    assert "<title>Rhaglen arddangos · Powys" in text
    assert unescape(text).count(INVENTED.cy) >= 2  # on the page, and of it
    assert 'name="robots" content="noindex"' in text  # nobody is to search what is not


def test_what_is_real_may_be_searched(to_read, asks):
    assert "noindex" not in asks(to_read).get("/cy/area/W06000023").text


@pytest.mark.parametrize(
    ("file", "asked", "to"),
    [
        ("pages/entry.py", {"id": "tir-coed"}, "en/entry/tir-coed"),
        ("pages/area.py", {"code": "W06000023"}, "cy/area/W06000023"),
        ("pages/indicators.py", {"open1.1": "1"}, "cy/indicator/1.1"),
    ],
)
def test_a_live_page_leads_to_its_plain_one(to_read, monkeypatch, file, asked, to):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    served.answers(ROUTES)
    test = open_page(file, to[:2], **asked)
    assert not test.exception
    assert f"/{to}" in everything(test)


def test_where_no_plain_page_is_answered_none_is_linked(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    test = open_page("pages/entry.py", "en", id="tir-coed")
    assert not test.exception
    assert "/en/entry/" not in everything(test)
