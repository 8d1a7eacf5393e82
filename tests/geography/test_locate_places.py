"""Places by name: both languages, any accents, ambiguity an error and not a guess."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.config import load_settings
from copro_map.base.names import fold
from copro_map.geography.assign import to_points
from copro_map.geography.batch import locate_many
from copro_map.geography.locate import locate, locate_place, locate_point

PLACES = pd.concat(
    [
        pd.read_csv(load_settings({}).data_dir / name, keep_default_na=False)
        for name in ("places.csv", "villages.csv")
    ],
    ignore_index=True,
)


@pytest.mark.parametrize(
    ("english", "welsh", "authority"),
    [
        ("Cardiff", "Caerdydd", "W06000015"),
        ("Swansea", "Abertawe", "W06000011"),
        ("Cardigan", "Aberteifi", "W06000008"),
        ("Fishguard", "Abergwaun", "W06000009"),
        ("Carmarthen", "Caerfyrddin", "W06000010"),
        ("Brecon", "Aberhonddu", "W06000023"),
        ("Holyhead", "Caergybi", "W06000001"),
        ("Wrexham", "Wrecsam", "W06000006"),
        ("Mold", "Yr Wyddgrug", "W06000005"),
        ("Monmouth", "Trefynwy", "W06000021"),
    ],
)
def test_both_names_of_a_town_are_one_place(gazetteer, english, welsh, authority):
    found = locate(gazetteer, english)
    assert found == locate(gazetteer, welsh)
    assert (found.status, found.precision) == ("found", "place")
    assert found.authority == authority
    assert (found.name.en, found.name.cy) == (english, welsh)


@pytest.mark.parametrize(
    "spelling",
    ["Aber-carn", "Abercarn", "ABERCARN", " Abercarn ", "Abercärn", "aber  -  carn"],
)
def test_case_hyphens_spaces_and_accents_do_not_count(gazetteer, spelling):
    assert locate(gazetteer, spelling).authority == "W06000018"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("name", ["Cwmbrân", "Ynys Môn", "Tŷ-croes"])
def test_every_form_of_an_accent_is_the_same_name(gazetteer, form, name):
    typed = unicodedata.normalize(form, name)
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if c.isascii())
    assert locate(gazetteer, typed) == locate(gazetteer, plain)


@pytest.mark.parametrize("column", ["name_en", "name_cy"])
def test_every_settlement_is_found_by_its_name_and_authority(gazetteer, column):
    for row in PLACES.itertuples():
        name = getattr(row, column)
        found = locate_place(gazetteer, name, within=row.authority)
        assert found.status in ("found", "ambiguous"), name
        if found.status == "found":
            assert found.authority == row.authority, name


@pytest.mark.parametrize("column", ["name_en", "name_cy"])
def test_a_settlement_is_ambiguous_exactly_when_its_name_is_shared(gazetteer, column):
    owners: dict[str, set[int]] = {}
    for row in PLACES.itertuples():
        for name in (row.name_en, row.name_cy, *row.aliases.split(";")):
            if name:
                owners.setdefault(fold(name), set()).add(row.Index)
    for name in PLACES[column]:
        expected = "found" if len(owners[fold(name)]) == 1 else "ambiguous"
        assert locate(gazetteer, name).status == expected, name


def test_newport_is_two_places_and_neither_is_guessed(gazetteer):
    found = locate(gazetteer, "Newport")
    assert found.status == "ambiguous"
    assert found.longitude is None
    assert {c.authority for c in found.candidates} == {"W06000022", "W06000009"}


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Newport, Pembrokeshire", "W06000009"),
        ("Newport, Sir Benfro", "W06000009"),
        ("newport ,  pembrokeshire", "W06000009"),
        ("Newport, Newport", "W06000022"),
        ("Trefdraeth", "W06000009"),
        ("Casnewydd", "W06000022"),
    ],
)
def test_the_authority_after_a_comma_tells_them_apart(gazetteer, text, authority):
    assert locate(gazetteer, text).authority == authority


def test_the_wrong_authority_after_a_comma_finds_nothing(gazetteer):
    assert locate(gazetteer, "Newport, Gwynedd").status == "unknown"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Machynleth", "Machynlleth"),
        ("Aberystwth", "Aberystwyth"),
        ("Caernarfn", "Caernarfon"),
        ("Llandridnod Wells", "Llandrindod Wells"),
    ],
)
def test_a_near_spelling_is_suggested_and_not_taken(gazetteer, typed, meant):
    found = locate(gazetteer, typed)
    assert found.status == "unknown"
    assert meant in [c.name.en for c in found.candidates]


@pytest.mark.parametrize("text", ["", "   ", "zzzzzz", "???", "12345", "🏴", "\x00"])
def test_nonsense_is_unknown(gazetteer, text):
    found = locate(gazetteer, text)
    assert (found.status, found.candidates) == ("unknown", ())


@given(text=st.text(max_size=40))
def test_no_text_breaks_the_search_for_a_place(gazetteer, text):
    found = locate(gazetteer, text)
    assert found.status in ("found", "unknown", "ambiguous", "outside_wales")
    assert (found.longitude is not None) == (found.status == "found")


@given(st.text())
def test_folding_a_name_twice_is_folding_it_once(name):
    assert fold(fold(name)) == fold(name)


def test_every_area_is_found_by_both_its_names(gazetteer):
    for layer in gazetteer.layers.values():
        for area in layer.areas.values():
            for name in (area.label.en, area.label.cy):
                found = locate(gazetteer, name)
                if found.status == "found" and found.precision == "area":
                    codes = [c for c in found.areas.values() if c]
                    assert area.code in codes, name
                else:  # a town of the same name goes first
                    assert fold(name) in {
                        fold(n) for n in [*PLACES["name_en"], *PLACES["name_cy"]]
                    }


def test_a_health_board_has_no_single_authority(gazetteer):
    found = locate(gazetteer, "Betsi Cadwaladr University Health Board")
    assert found.areas["health_board"] == "W11000023"
    assert found.authority is None


def test_many_names_are_answered_as_one_by_one(gazetteer):
    names = ["Caerdydd", "Newport", "Machynleth", "Powys", ""]
    many = locate_many(gazetteer, pd.DataFrame({"place": names}))
    ones = [locate(gazetteer, name) for name in names]
    assert list(many["status"]) == [one.status for one in ones]
    assert list(many["local_authority"].dropna()) == [
        one.authority for one in ones if one.authority
    ]


def test_a_row_is_read_in_the_order_postcode_point_place(gazetteer):
    cells = {"longitude": -4.6329, "latitude": 53.3094, "place": "Cardiff"}
    frame = pd.DataFrame([{**cells, "postcode": "SY23 1AB"}, {**cells, "postcode": ""}])
    found = locate_many(gazetteer, frame)
    assert list(found["precision"]) == ["postcode", "point"]
    assert list(found["local_authority"]) == ["W06000008", "W06000001"]


VILLAGES = pd.read_csv(
    load_settings({}).data_dir / "villages.csv", keep_default_na=False
)


@pytest.mark.parametrize("row", list(VILLAGES.itertuples()), ids=lambda x: x.name_en)
def test_a_village_lies_in_its_authority_beside_a_postcode_of_it(gazetteer, row):
    found = locate_point(gazetteer, row.longitude, row.latitude)
    assert found.authority == row.authority
    point = to_points([row.longitude], [row.latitude]).iloc[0]
    own = gazetteer.postcodes[gazetteer.postcodes["authority"] == row.authority]
    away = (own["easting_m"] - point.x) ** 2 + (own["northing_m"] - point.y) ** 2
    assert away.min() ** 0.5 < 400
    for name in (row.name_en, row.name_cy, *filter(None, row.aliases.split(";"))):
        assert locate_place(gazetteer, name, row.authority).status == "found"
    assert row.source
    assert row.geonameid < 0
