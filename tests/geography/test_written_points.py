"""Points as people write them: grid references, metres, commas, a minus lost."""

from __future__ import annotations

import math

import pytest

from copro_map.geography.locate import locate, locate_asked
from copro_map.geography.rules.grid import parse_grid

# Worked out by hand from the letters of the grid: the squares of 100 km, counted from
# the corner of SV, and the figures.
BY_HAND = {
    "SV 00 00": (0, 0),
    "SH 609 543": (260900, 354300),
    "SN5881": (258000, 281000),
    "SO 2293 4225": (322930, 242250),
    "ST1880976350": (318809, 176350),
    "SJ 33500 50400": (333500, 350400),
    "SM 75 25": (175000, 225000),
    "TL 45 58": (545000, 258000),
    "NT 25 73": (325000, 673000),
    "318809, 176350": (318809, 176350),
    "E258300 N281600": (258300, 281600),
}
CEREDIGION, GWYNEDD, CARDIFF = "W06000008", "W06000002", "W06000015"


@pytest.mark.parametrize("text", BY_HAND)
def test_a_grid_reference_is_metres(text):
    assert parse_grid(text) == BY_HAND[text]
    assert parse_grid(text.lower()) == BY_HAND[text]


@pytest.mark.parametrize(
    "text", ["SY23", "SA1", "SH", "SH 1", "SH 123", "SI 12 34", "12"]
)
def test_what_is_no_grid_reference(text):
    assert parse_grid(text) is None


@pytest.mark.parametrize(
    ("text", "x", "y", "authority"),
    [
        ("SH 609 543", -4.076, 53.068, GWYNEDD),  # the top of Snowdon
        ("SN 582 816", -4.085, 52.415, CEREDIGION),  # Aberystwyth
        ("318809 176350", -3.170, 51.480, CARDIFF),
        ("52,41; -4,08", -4.08, 52.41, CEREDIGION),
        ("52.41 \u22124.08", -4.08, 52.41, CEREDIGION),
        ("52.41\u00b0 N, 4.08\u00b0 W", -4.08, 52.41, CEREDIGION),
    ],
)
def test_a_point_is_found_however_it_is_written(gazetteer, text, x, y, authority):
    found = locate(gazetteer, text)
    assert (found.status, found.authority) == ("found", authority)
    assert math.hypot(found.longitude - x, found.latitude - y) < 0.003


@pytest.mark.parametrize("text", ["52.41, 4.08", "4.08 52.41", "52,41; 4,08"])
def test_a_lost_minus_is_asked_about(gazetteer, text):
    found = locate(gazetteer, text)
    assert (found.status, found.longitude) == ("unknown", None)
    (meant,) = found.candidates
    assert (meant.longitude, meant.latitude) == (-4.08, 52.41)
    assert meant.authority == CEREDIGION
    assert locate(gazetteer, meant.name.en).authority == CEREDIGION


def test_a_point_in_england_is_outside_and_no_minus_is_lost_in_france(gazetteer):
    assert locate(gazetteer, "TL 45 58").status == "outside_wales"
    assert locate(gazetteer, "48.85, 2.35").status == "outside_wales"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nghaerdydd", "Cardiff"),
        ("yng Nghaerdydd"[4:], "Cardiff"),
        ("Gaergybi", "Holyhead"),
        ("Fangor", "Bangor"),
        ("Mangor", "Bangor"),
        ("Ddolgellau", "Dolgellau"),
        ("Lanelli", "Llanelli"),
        ("Ngheredigion", "Ceredigion"),
        ("Drenewydd", "Newtown"),
        ("Caernarfon, Gwynedd", "Caernarfon"),
        ("Gwynedd Caernarfon", "Caernarfon"),
        ("Caerphilly, Caerffili", "Caerphilly"),
    ],
)
def test_a_name_is_found_in_any_form_and_beside_another(gazetteer, text, name):
    found = locate(gazetteer, text)
    assert (found.status, found.name.en) == ("found", name)


@pytest.mark.parametrize("text", ["bold", "Berry", "fold"])
def test_an_english_name_does_not_mutate(gazetteer, text):
    assert locate(gazetteer, text).status == "unknown"


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("north wales", 6),
        ("yng Ngogledd Cymru"[4:], 6),
        ("Mid Wales", 2),
        ("y cymoedd", 7),
        ("the valleys", 7),
        ("Gwent", 5),
    ],
)
def test_a_region_is_its_authorities(gazetteer, text, members):
    found = locate_asked(gazetteer, text)
    assert (found.status, found.precision) == ("found", "area")
    assert len(found.members) == members
    assert set(found.members) <= set(gazetteer.polygons.index)
    assert found.authority is None
    assert locate(gazetteer, text).status != "found"
