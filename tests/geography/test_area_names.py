"""Areas are found by what people call them, and what is near is only proposed."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from copro_map.base.config import load_settings
from copro_map.geography.locate import locate

AUTHORITIES = pd.read_csv(load_settings({}).data_dir / "areas.csv")
WRITTEN = {
    "W06000001": ["Anglesey", "Ynys Mon", "Isle of Anglesey County Council", "Sir Fôn"],
    "W06000003": ["Conwy County Borough Council", "Bwrdeistref Sirol Conwy"],
    "W06000005": ["Sir Y Fflint", "Cyngor Sir y Fflint", "flintshire county"],
    "W06000008": ["ceredigion", "Cyngor Sir Ceredigion", "Cyngor Sir CEREDIGION "],
    "W06000009": ["Cyngor Sir Benfro", "Pembrokeshire CC", "Sir  Benfro"],
    "W06000010": ["Sir Gâr", "Cyngor Sir Gar", "Sir Gaerfyrddin"],
    "W06000011": ["City and County of Swansea", "Dinas a Sir Abertawe"],
    "W06000012": ["Castell-Nedd Port Talbot", "Neath & Port Talbot", "NPT"],
    "W06000013": ["Pen–y–bont ar Ogwr", "Bridgend CBC"],
    "W06000014": [
        "Bro  Morgannwg",
        "vale of glamorgan council",
    ],
    "W06000015": ["City of Cardiff", "Cardiff Council", "Cyngor Caerdydd", "W06000015"],
    "W06000016": ["Rhondda Cynon Taff", "RCT", "Rhondda, Cynon, Taf"],
    "W06000022": ["Newport City Council", "Cyngor Dinas Casnewydd"],
    "W06000023": ["Powys County Council", "Powys\u200b", "w06000023"],
    "W11000025": ["Hywel Dda University Health Board", "HDUHB"],
    "W92000004": ["all wales", "Cymru", "Wales"],
    "PSB-GWENT": ["psb-gwent", "Gwent Public Services Board"],
}


@pytest.mark.parametrize(("code", "names"), WRITTEN.items())
def test_an_area_is_known_by_what_people_call_it(gazetteer, code, names):
    assert {name: gazetteer.area_names.code(name) for name in names} == dict.fromkeys(
        names, code
    )


def test_every_authority_is_known_however_its_council_writes_itself(gazetteer):
    ways = ("{}", "{} County Council", "{} County Borough Council", "City of {}")
    ways += ("Cyngor {}", "cyngor sir {}", "{} Council", "County Borough of {}")
    for row in AUTHORITIES.itertuples():
        for name in (row.name_en, row.name_cy):
            for way in ways:
                typed = unicodedata.normalize("NFD", way.format(name))
                assert gazetteer.area_names.code(typed) == row.area_code, typed


def test_every_area_is_known_by_its_names_and_code(gazetteer):
    names = gazetteer.area_names
    for layer in gazetteer.layers.values():
        for code, area in layer.areas.items():
            assert names.code(code) == names.code(code.lower()) == code
            found = names.code(area.label.en), names.code(area.label.cy.upper())
            assert {gazetteer.area_names.labels[x] for x in found} == {area.label}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ceridigion", "Ceredigion"),
        ("Carmarthanshire", "Carmarthenshire"),
        ("Powis County Council", "Powys"),
        ("Pen-y-bont ar Ogwy", "Pen-y-bont ar Ogwr"),
    ],
)
def test_what_is_near_is_proposed_and_not_taken(gazetteer, typed, meant):
    assert gazetteer.area_names.code(typed) is None
    assert meant in gazetteer.area_names.near(typed)


@pytest.mark.parametrize("typed", ["Gwent", "Dyfed", "Rutland", "", "Sir", "Council"])
def test_what_is_no_area_is_none(gazetteer, typed):
    assert gazetteer.area_names.code(typed) is None


def test_what_is_proposed_is_of_the_areas_that_may_stand_there(gazetteer):
    assert gazetteer.area_names.near("Aneurin Bevan Health Board", ["W06000019"]) == ()


def test_an_alias_is_found_as_a_place_too(gazetteer):
    assert locate(gazetteer, "Sir Gâr").areas["local_authority"] == "W06000010"


def test_every_alias_names_an_area_and_says_whence(gazetteer):
    file = load_settings({}).data_dir / "area_aliases.csv"
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    assert set(rows["area_code"]) <= set(gazetteer.area_names.labels)
    assert (rows["source"] != "").all()
    assert not rows["name"].duplicated().any()
