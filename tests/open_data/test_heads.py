"""How every page is headed: true, short, in both languages, and nobody's secret."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from copro_map.base.i18n import language_in_force, t
from copro_map.frame.heads import AddressError, read_site
from copro_map.geography.areas import load_layers
from copro_map.open_data.heads import (
    PAGES,
    head_of,
    head_of_area,
    head_of_entry,
    head_of_indicator,
)
from tests.persons import ID as PERSON
from tests.persons import put_person
from tests.samples import change, query

ENTRY, AREA, INDICATOR = "tir-coed", "W06000023", "1.1"
PRIVATE = {"workshop", "desk"}  # of whoever is there, and of whoever is signed in
ONE = {
    "entry": lambda: head_of_entry(ENTRY),
    "area": lambda: head_of_area(AREA),
    "indicator": lambda: head_of_indicator(INDICATOR),
}
# What schema.org has for each type that a page may name.
KNOWN = {
    "WebSite": {"name", "description", "url", "inLanguage"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Place": {"name"},
    "AdministrativeArea": {
        *("name", "alternateName", "identifier", "description", "url"),
        "containedInPlace",
    },
    "Organization": {
        *("name", "alternateName", "description", "url", "areaServed", "location"),
        "sameAs",
    },
    "Project": {
        *("name", "alternateName", "description", "url", "areaServed", "location"),
        *("sameAs", "parentOrganization"),
    },
    "Service": {
        *("name", "alternateName", "description", "url", "areaServed", "provider"),
    },
    "Dataset": {
        *("name", "description", "url", "inLanguage", "isAccessibleForFree"),
        *("creator", "spatialCoverage", "variableMeasured"),
    },
}


@pytest.fixture(autouse=True)
def _here(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")


def objects(told: object):
    """Every object of linked data, however deep."""
    if isinstance(told, dict):
        yield told
        told = list(told.values())
    if isinstance(told, list | tuple):
        for one in told:
            yield from objects(one)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_everybody_is_headed_by_its_own_name(language):
    with language_in_force(language):
        for _, title, path, _ in read_site(head_of).pages:
            head = head_of(path, {})
            if path in PRIVATE or path == "entry":
                assert head is None
                continue
            assert head.title == (t(PAGES[""][0]) if not path else t(title))
            assert 40 <= len(head.description) <= 160
            assert head.addresses == {
                x: f"https://map.example/{path}?lang={x}" for x in ("en", "cy")
            }


def test_the_pages_are_described_in_both_languages():
    english = [head_of(path, {}).description for path in PAGES]
    with language_in_force("cy"):
        assert not {head_of(path, {}).description for path in PAGES} & {*english}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("kind", ONE)
def test_one_thing_is_headed_by_its_name_and_said_in_two_sentences(kind, language):
    with language_in_force(language):
        head = ONE[kind]()
    assert re.fullmatch(r"[^·]+ · [^·]+", head.title)
    assert 20 < len(head.description) <= 160
    assert head.path.startswith(f"{kind}/")
    assert head.picture.startswith(f"/pictures/{language}/")
    assert head.picture.endswith(".png")


def test_an_entry_says_what_it_does_and_where(to_read):
    ((name, words),) = query(
        to_read.database,
        "SELECT name_en, description_en FROM asset WHERE id = ?",
        ENTRY,
    )
    head = head_of_entry(ENTRY)
    assert head.title.startswith(f"{name} · ")
    first, _, rest = head.description.partition("…")
    assert words.startswith(first)
    assert "Ceredigion" in head.title + rest


def test_an_area_says_how_many_entries_it_has(to_read):
    here = """
    SELECT COUNT(*) FROM asset_public AS p WHERE p.ended_on = ''
    AND COALESCE(p.end_year, 9999) >= 2026
    AND (EXISTS (SELECT 1 FROM asset_area WHERE asset_id = p.id AND area_code = :code)
        OR EXISTS (SELECT 1 FROM asset_served AS s LEFT JOIN members AS m
            ON m.area_code = s.area_code
            WHERE s.asset_id = p.id AND :code IN (s.area_code, m.authority)))
    """
    layers = load_layers(to_read.boundaries_dir, to_read.data_dir).values()
    parts = [
        (x.code, y) for one in layers for x in one.areas.values() for y in x.members
    ]
    with closing(sqlite3.connect(to_read.database)) as connection:
        connection.execute("CREATE TEMP TABLE members (area_code, authority)")
        connection.executemany("INSERT INTO members VALUES (?, ?)", parts)
        ((n,),) = connection.execute(here, {"code": AREA})
    assert head_of_area(AREA).description.startswith(
        f"Entries on the map of co-production: {n}."
    )


def test_the_map_says_what_it_is_asked():
    asked = {"q": "food", "kind": "offer", "area": AREA, "evil": "<b>", "page": "3"}
    head = head_of("asset_map", asked)
    assert head.title == "food · Powys · Offers · Asset map"
    assert head.live == "asset_map?q=food&kind=offer&area=W06000023"
    assert head.picture == f"/pictures/en/{AREA}-offer.png"
    assert "evil" not in head.feed + head.embed


def test_an_unfolded_indicator_heads_the_page_of_progress():
    for asked in ({"open": "1.1"}, {"open1.1": "1"}):
        assert head_of("indicators", asked) == head_of_indicator("1.1")
    both = {"open1.1": "1", "open1.2": "1"}
    for asked in ({}, both, {"open": "1.1,1.2"}, {"open9.9": "1"}, {"open1.1": "0"}):
        assert head_of("indicators", asked).title == "Progress"


def test_what_is_not_there_is_not_headed():
    for of in (head_of_entry, head_of_area, head_of_indicator):
        with pytest.raises(AddressError):
            of("no-such-thing")
    with pytest.raises(AddressError):
        head_of("entry", {"id": "no-such-thing"})
    assert head_of("area", {"code": "no-such-thing"}) == head_of("area", {})


@pytest.mark.parametrize("language", ["en", "cy"])
def test_linked_data_has_known_fields_alone(to_read, language):
    some = "SELECT id FROM asset_public ORDER BY kind, id"
    ids = [x for (x,) in query(to_read.database, some)][::15]
    with language_in_force(language):
        heads = [*map(head_of_entry, ids), *(one() for one in ONE.values())]
        heads += [head_of(path, {}) for path in PAGES]
    found = [one for head in heads for one in objects(head.data)]
    assert {one["@type"] for one in found} == set(KNOWN)
    for one in found:
        assert set(one) - {"@type", "@context"} <= KNOWN[one["@type"]]
        assert all(one.values())


def test_a_person_is_never_linked_data(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    assert head_of_entry(ENTRY).data[0]["@type"] == "Organization"
    put_person(network, "name", "description", "where")
    ((project,),) = query(
        network.database,
        "SELECT id FROM asset_public WHERE kind = 'project' ORDER BY id LIMIT 1",
    )
    change(
        network.database,
        "UPDATE asset SET organisation_id = ?, organisation = 'Mair' WHERE id = ?",
        *(PERSON, project),
    )
    head = head_of_entry(PERSON)
    assert head.title.startswith("Mair Quillfeather · ")
    assert [one["@type"] for one in head.data] == ["BreadcrumbList"]
    told = head_of_entry(project).data[0]
    assert (told["@type"], told.get("parentOrganization")) == ("Project", None)
