"""Public bodies have their own area as their place, from a file or known by name."""

from __future__ import annotations

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.own_areas import own_area
from tests.samples import change, query, write_csv

PLACED = """
SELECT a.sector, a.status, COALESCE(l.precision, ''),
    COALESCE((SELECT area_code FROM asset_area WHERE asset_id = a.id
              AND layer = 'local_authority'), ''),
    COALESCE((SELECT group_concat(area_code) FROM asset_served
              WHERE asset_id = a.id), '')
FROM asset AS a LEFT JOIN location AS l ON l.asset_id = a.id WHERE a.name_en = ?
"""
ROW = {
    "id": "",
    "kind": "project",
    "name_en": "Our garden",
    "organisation": "Torfaen County Borough Council",
    "local_authority": "Torfaen",
    "source_url": "https://example.org",
    "source_date": "2026-11-01",
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("City of Cardiff Council", "W06000015"),
        ("Cyngor Sir Ynys Môn", "W06000001"),
        ("Cyngor Castell-nedd Port Talbot", "W06000012"),
        ("Bwrdd Iechyd Prifysgol Hywel Dda", "W11000025"),
        ("Powys Teaching Health Board (PTHB)", "W11000024"),
        ("Cardiff", None),
        ("W06000015", None),
        ("Cardiff Third Sector Council", "CVC-C3SC"),  # an area is named after it
        ("Cyngor Tref Conwy", None),
        ("Newport Community Council", None),
        ("Wales", None),
        ("Friends of Powys", None),
    ],
)
def test_a_body_is_known_by_its_whole_name(gazetteer, name, found):
    area = own_area(gazetteer, name)
    assert (area[1] if area else None) == found


@pytest.fixture
def taken(settings, tmp_path):
    """Import rows; the names of bodies are those of the sector of their sort."""

    def take(*rows: dict[str, str]):
        found = import_network(settings, write_csv(tmp_path / "in.csv", *rows))
        assert not found.faults
        return found

    return take


def test_a_council_and_a_board_that_are_only_named_have_their_area(taken, settings):
    board = "Betsi Cadwaladr University Health Board"
    taken(ROW, ROW | {"name_en": "Our walk", "organisation": board})
    (council,) = query(settings.database, PLACED, ROW["organisation"])
    assert council == ("local_authority", "published", "area", "W06000020", "")
    (health,) = query(settings.database, PLACED, board)
    assert health == ("health", "published", "", "", "W11000023")
    assert taken(ROW).changed == 0


def test_what_a_row_says_is_not_overruled(taken, settings):
    own = {"kind": "practitioner", "organisation": "", "sector": "other"}
    taken(
        ROW | own | {"name_en": "Swansea Council", "local_authority": "Cardiff"},
        ROW | own | {"name_en": "Newport City Council", "local_authority": ""},
    )
    (elsewhere,) = query(settings.database, PLACED, "Swansea Council")
    assert elsewhere[0] == "other"
    assert elsewhere[3] == "W06000015"
    (there,) = query(settings.database, PLACED, "Newport City Council")
    assert there[:1] + there[2:4] == ("other", "area", "W06000022")


def test_a_body_of_an_older_database_gets_its_area_at_the_next_import(taken, settings):
    taken(ROW)
    change(settings.database, "DELETE FROM asset_area WHERE asset_id LIKE 'named-%'")
    change(settings.database, "DELETE FROM location WHERE asset_id LIKE 'named-%'")
    change(
        settings.database,
        "UPDATE asset SET sector = '', fingerprint = '{}' WHERE id LIKE 'named-%'",
    )
    taken(ROW | {"name_en": "Another", "organisation": "", "id": "another"})
    (council,) = query(settings.database, PLACED, ROW["organisation"])
    assert council == ("local_authority", "published", "area", "W06000020", "")
