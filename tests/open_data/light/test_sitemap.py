"""``/sitemap.xml`` and ``/robots.txt``: every public page and nothing else."""

from __future__ import annotations

import csv
import re
from datetime import date
from fnmatch import fnmatchcase
from xml.etree import ElementTree as ET

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import mark_demonstration
from copro_map.open_data.light.routes import ROUTES
from copro_map.open_data.rules import sitemap as rules
from tests.canaries import CANARY, HIDDEN, OTHER, SHOWN, fill
from tests.listed_pages import listed_pages
from tests.persons import ID, put_person
from tests.samples import change, query

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
OWN = "https://map.example"
LANGUAGES = ("en", "cy")
# Pages that are for one person, or of which there is nothing without an id.
UNLISTED = {"entry", "workshop", "survey", "desk"}
EVENTS = "SELECT id FROM event WHERE state IN ('planned', 'cancelled')"
PUBLIC = """
SELECT id FROM asset AS a WHERE status = 'published' AND (
    practitioner_type <> 'individual' OR EXISTS (
        SELECT 1 FROM consent WHERE entry = a.id AND field = 'name'
            AND NOT held AND withdrawn_on = ''))
"""


@pytest.fixture
def asks(monkeypatch):
    """Ask on the database of an installation that has an address of its own."""

    def of(settings: Settings) -> TestClient:
        monkeypatch.setenv("COPRO_MAP_DB", str(settings.database))
        monkeypatch.setenv("COPRO_MAP_ADDRESS", OWN)
        return TestClient(Starlette(routes=list(ROUTES)), "http://evil.example")

    return of


def moved_on(settings: Settings) -> None:
    """Let the data have changed, as whatever changes it does."""
    change(settings.database, "UPDATE revision SET number = number + 1")


def urls(browser: TestClient, path: str = "/sitemap.xml") -> dict[str, ET.Element]:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/xml"
    tree = ET.fromstring(answer.content)
    found = {str(one.findtext(f"{MAPS}loc")): one for one in tree}
    assert len(found) == len(tree)
    return found


def recounted(settings: Settings) -> set[str]:
    """Every public address, recounted from the database and the files of data."""
    entries = [f"entry/{one}" for (one,) in query(settings.database, PUBLIC)]
    codes = set()
    for path in (
        settings.data_dir / "areas.csv",
        *settings.boundaries_dir.glob("*.csv"),
    ):
        with path.open(encoding="utf-8") as file:
            codes |= {row["area_code"] for row in csv.DictReader(file)}
    files = [
        path
        for folder in ("indicators", "own_indicators")
        for path in (settings.data_dir / folder).glob("*.toml")
    ]
    events = query(settings.database, EVENTS)
    paths = [
        "open",
        *entries,
        *(f"area/{code}" for code in codes),
        *(f"indicator/{path.stem}" for path in files),
        *(f"event/{one}" for (one,) in events),
    ]
    live = [path for _, path in listed_pages() if path not in UNLISTED]
    return {
        *(f"{OWN}/{language}/{path}" for language in LANGUAGES for path in paths),
        *(f"{OWN}/{path}?lang={language}" for language in LANGUAGES for path in live),
    }


def test_every_public_thing_is_listed_in_both_languages_and_nothing_else(asks, network):
    found = urls(asks(network))
    assert set(found) == recounted(network)
    assert len(found) > 800
    for address, one in found.items():
        pair = {link.get("hreflang"): link.get("href") for link in one.iter(LINK)}
        assert set(pair) == set(LANGUAGES)
        assert address in pair.values()
        assert set(pair.values()) <= set(found)


def test_nothing_private_withdrawn_or_invented_is_listed(asks, settings, tmp_path):
    fill(settings, tmp_path)
    put_person(settings, "name")
    assert f"{OWN}/cy/entry/{ID}" in urls(asks(settings))
    sql = "UPDATE asset SET status = ? WHERE id = ?"
    change(settings.database, sql, "draft", OTHER)
    area = "INSERT INTO asset_area VALUES (?, 'parish', 'W99999999')"
    change(settings.database, area, SHOWN)
    withdrawn = "UPDATE consent SET withdrawn_on = '2026-11-30' WHERE entry = ?"
    change(settings.database, withdrawn, ID)
    moved_on(settings)
    browser = asks(settings)
    assert set(urls(browser)) == recounted(settings)
    said = browser.get("/sitemap.xml").text
    assert f"/en/entry/{SHOWN}<" in said
    for secret in (HIDDEN, OTHER, ID, CANARY, "W99999999", "evil", "desk", "survey"):
        assert secret not in said
    change(settings.database, sql, "archived", SHOWN)
    moved_on(settings)
    assert "/entry/" not in browser.get("/sitemap.xml").text


def test_the_last_change_is_that_of_the_record(asks, network):
    """Of an entry its own, of an area that of an entry there or that serves it."""
    change(network.database, "UPDATE asset SET changed_on = ''")
    sql = "UPDATE asset SET changed_on = '2026-04-05' WHERE id = 'tir-coed'"
    change(network.database, sql)
    moved_on(network)
    where = """
        SELECT area_code FROM asset_area WHERE asset_id = 'tir-coed'
        UNION SELECT area_code FROM asset_served WHERE asset_id = 'tir-coed'
    """
    areas = [f"area/{code}" for (code,) in query(network.database, where)]
    paths = ("entry/tir-coed", *areas)
    wanted = {f"{OWN}/{x}/{path}" for x in LANGUAGES for path in paths}
    days = {
        address: one.findtext(f"{MAPS}lastmod")
        for address, one in urls(asks(network)).items()
    }
    dated = {address for address, day in days.items() if day}
    assert dated == wanted & recounted(network)
    assert len(dated) > 4
    assert {days[address] for address in dated} == {"2026-04-05"}


def test_whoever_has_it_is_told_so_until_something_changes(asks, network):
    browser = asks(network)
    first = browser.get("/sitemap.xml")
    tag = {"if-none-match": first.headers["etag"]}
    again = browser.get("/sitemap.xml", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    change(
        network.database, "UPDATE asset SET status = 'archived' WHERE id = 'tir-coed'"
    )
    moved_on(network)
    later = browser.get("/sitemap.xml", headers=tag)
    assert later.status_code == 200
    assert later.headers["etag"] != first.headers["etag"]
    assert "set-cookie" not in later.headers
    # Not even by the day: that an entry left has none.
    since = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert browser.get("/sitemap.xml", headers=since).status_code == 200


def test_more_than_a_file_holds_are_listed_file_by_file(asks, network, monkeypatch):
    whole = urls(asks(network))
    monkeypatch.setattr(rules, "MOST", 200)
    moved_on(network)
    browser = asks(network)
    files = list(urls(browser))
    assert len(files) == -(-len(whole) // 200)
    found = [urls(browser, one.removeprefix(OWN)) for one in files]
    assert max(map(len, found)) <= 200
    assert set().union(*found) == set(whole)


@pytest.mark.parametrize(
    "number", ["0", "1", "01", "-1", "x", "9" * 5_000, "%00", "1.5"]
)
def test_a_part_that_there_is_not_is_not_there(asks, to_read, number):
    assert asks(to_read).get(f"/sitemap-{number}.xml").status_code == 404


def disallowed(said: str, path: str) -> bool:
    """Say whether a path is kept from programs, as RFC 9309 reads it."""
    rules = re.findall(r"(?m)^Disallow: (.+)$", said)
    return any(fnmatchcase(path, f"{one.replace('?', '[?]')}*") for one in rules)


def test_programs_are_kept_from_what_is_for_one_person_alone(asks, to_read):
    browser = asks(to_read)
    answer = browser.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert f"\nSitemap: {OWN}/sitemap.xml\n" in answer.text
    private = (
        *("/desk", "/desk?lang=cy", "/k/token", "/k?lang=en", "/write?entry=x"),
        *("/my-link", "/sign-in", "/sign-in-with/google", "/sign-out", "/workshop"),
        *("/workshop?code=AB12", "/survey?lang=cy&code=AB12", "/contribute?draft=key"),
        *("/contribute?lang=cy&draft=key", "/media/abc.csv", "/auth/login"),
    )
    assert not [path for path in private if not disallowed(answer.text, path)]
    public = [address.removeprefix(OWN) for address in urls(browser)]
    public += ["/entry?id=x", "/area?code=W06000008", "/survey", "/sitemap.xml"]
    public += ["/open/entries.csv", "/static/js/a.js", "/_stcore/health", "/embed?q=a"]
    assert not [path for path in public if disallowed(answer.text, path)]


def test_a_demonstration_is_kept_from_search_engines(asks, network):
    with writing(network.database) as database:
        mark_demonstration(database, date(2026, 1, 1), date(2026, 11, 30))
    said = asks(network).get("/robots.txt").text
    assert said.endswith("\nUser-agent: *\nDisallow: /\n")
    assert "demonstration" in said
    assert "ddychmygol" in said
    assert "Sitemap" not in said


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-1.xml"])
def test_a_map_that_cannot_be_read_is_not_taken_for_an_empty_one(asks, settings, path):
    settings.database.write_bytes(b"no database at all" * 1_000)
    assert asks(settings).get(path).status_code == 503
