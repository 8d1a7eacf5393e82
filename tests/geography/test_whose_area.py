"""Which area's page answers for what somebody types, in either language."""

from __future__ import annotations

import pytest

from copro_map.geography.whose_area import area_of
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Aberystwyth", "CVC-CAVO"),
        ("Machynll", "CVC-PAVO"),
        ("SY23 1AB", "CVC-CAVO"),
        ("LL57", "CVC-MANTELL-GWYNEDD"),
        ("Powys", "W06000023"),
        ("PAVO", "CVC-PAVO"),
        ("Newport", ""),
        ("London", ""),
        ("52.415, -4.083", "CVC-CAVO"),
        ("-4.083, 99", ""),
        ("", ""),
        ("W06000023", "W06000023"),
        ("cvc-gavo", "CVC-GAVO"),
        ("Hywel Dda", "W11000025"),
        ("Bwrdd Iechyd Prifysgol Hywel Dda", "W11000025"),
        ("Betsi", "W11000023"),
        ("Medrwn Mon", "CVC-MEDRWN-MON"),
        ("Bwrdd Gwasanaethau Cyhoeddus Gwent", "PSB-GWENT"),
        ("North Wales", "RPB-NORTH-WALES"),
        ("Gogledd Cymru", "RPB-NORTH-WALES"),
        ("Cymru", ""),
        ("Wales", ""),
    ],
)
def test_a_place_has_the_area_that_answers_for_it(asked, code):
    assert area_of(PROJECT, asked).code == code


def test_of_two_places_of_one_name_both_are_told():
    assert len(area_of(PROJECT, "Newport").candidates) == 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Aberystwyth", "W06000008"),
        ("SY23 1AB", "W06000008"),
        ("Caerffili", "W06000018"),
        ("Abertawe", "W06000011"),
        ("GAVO", "CVC-GAVO"),
        ("BAVO", "CVC-BAVO"),
    ],
)
def test_a_place_has_the_area_of_the_layer_that_is_asked_for(asked, code):
    assert area_of(PROJECT, asked, "local_authority").code == code


@pytest.mark.parametrize("asked", ["Cwm Taf Morgannwg", "cwm taf morg"])
def test_of_several_areas_with_a_name_all_are_told(asked):
    found = area_of(PROJECT, asked)
    assert found.code == ""
    layers = {"W11000030", "RPB-CWM-TAF-MORGANNWG"}
    assert layers < set(found.areas)
