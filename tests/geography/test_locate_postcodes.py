"""All 141,198 Welsh postcodes against the official directory."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from copro_map.base.config import load_settings
from copro_map.geography.batch import locate_many
from copro_map.geography.gazetteer import parse_postcode
from copro_map.geography.locate import locate

WELSH = 141_198  # ONS Postcode Directory, November 2025
ENGLISH_SIDE = ["CH1", "CH2", "CH3", "CH4", "GL15", "GL16", "SY10", "SY11"]
ENGLISH_SIDE += ["HR1", "HR2", "HR3", "HR4", "HR5"]

TO_METRES = Transformer.from_crs(4326, 27700, always_xy=True)


@pytest.fixture(scope="module")
def directory() -> pd.DataFrame:
    """The directory as the file has it, with degrees worked out by PROJ itself."""
    frame = pd.read_parquet(load_settings({}).data_dir / "postcodes.parquet")
    to_degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    x, y = to_degrees.transform(frame["easting_m"], frame["northing_m"])
    authority = frame["authority"].astype(str)
    return frame.assign(longitude=x, latitude=y, authority=authority)


@pytest.fixture(scope="module")
def welsh(directory) -> pd.DataFrame:
    return directory[directory["authority"].str.startswith("W")]


@pytest.fixture(scope="module")
def by_point(gazetteer, directory) -> pd.Series:
    """The authority that the polygons give each postcode's point, Welsh or not."""
    found = locate_many(gazetteer, directory[["longitude", "latitude"]])
    return found["local_authority"]


@pytest.fixture(scope="module")
def answers(gazetteer, welsh) -> pd.DataFrame:
    return locate_many(gazetteer, welsh[["postcode"]])


def test_the_directory_holds_all_welsh_postcodes(welsh):
    assert len(welsh) == WELSH
    assert welsh["postcode"].is_unique


def test_every_welsh_postcode_gives_its_official_authority(answers, welsh):
    wrong = welsh.loc[answers["local_authority"] != welsh["authority"], "postcode"]
    assert wrong.empty, f"{len(wrong)} of {len(welsh)}: {list(wrong[:5])}"


def test_every_other_layer_follows_from_the_authority(gazetteer, answers, welsh):
    found = answers.dropna()
    for layer in gazetteer.layers.values():
        expected = welsh["authority"].map(layer.of_authority).loc[found.index]
        assert (found[layer.id] == expected).all(), layer.id


def test_a_postcode_lies_where_the_directory_puts_it(answers, welsh):
    found = answers.dropna()
    there = welsh.loc[found.index]
    assert (found["longitude"] - there["longitude"]).abs().max() < 1e-5
    assert (found["latitude"] - there["latitude"]).abs().max() < 1e-5


def test_the_point_alone_agrees_with_the_directory(welsh, by_point):
    share = (by_point[welsh.index] == welsh["authority"]).mean()
    assert share >= 0.9988


def test_english_postcodes_across_the_border_are_outside_wales(directory, by_point):
    outward = directory["postcode"].str[:-3]
    english = directory["authority"].str.startswith("E") & outward.isin(ENGLISH_SIDE)
    assert english.sum() > 10_000
    assert by_point[english].isna().mean() >= 0.999


def test_english_postcodes_of_the_directory_are_outside_wales(gazetteer, directory):
    english = directory[directory["authority"].str.startswith("E")]
    sample = english.sample(300, random_state=1)
    found = locate_many(gazetteer, sample[["postcode"]])
    assert set(found["status"]) == {"outside_wales"}
    assert found["local_authority"].isna().all()


SPELLINGS = {
    "capitals and a space": lambda p: f"{p[:-3]} {p[-3:]}",
    "small letters": lambda p: f"{p[:-3]} {p[-3:]}".lower(),
    "no space": lambda p: p,
    "small, no space": str.lower,
    "more spaces": lambda p: f"  {p[:-3]}   {p[-3:]} ",
    "a space elsewhere": lambda p: f"{p[:2]} {p[2:]}",
    "a tab and a hard space": lambda p: f"\t{p[:-3]}\u00a0{p[-3:]}",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_any_spelling_gives_the_same_answer(gazetteer, welsh, spelling):
    sample = welsh.sample(2_000, random_state=2)
    written = sample["postcode"].map(SPELLINGS[spelling])
    found = locate_many(gazetteer, pd.DataFrame({"postcode": written}))
    assert (found["local_authority"] == sample["authority"]).all()
    assert locate(gazetteer, written.iloc[0]).authority == sample["authority"].iloc[0]


@pytest.mark.parametrize(
    ("postcode", "status"),
    [
        ("SY23 1AB", "found"),
        ("CF10 4UW", "found"),
        ("SW1A 1AA", "outside_wales"),
        ("EH99 1SP", "outside_wales"),
        ("CH1 1AA", "outside_wales"),
        ("SY23 9ZZ", "unknown"),  # may be newer than the directory
        ("ZZ1 1ZZ", "unknown"),  # no such postcode area
    ],
)
def test_one_postcode_and_many_have_the_same_status(gazetteer, postcode, status):
    many = locate_many(gazetteer, pd.DataFrame({"postcode": [postcode]}))
    assert locate(gazetteer, postcode).status == status
    assert many["status"].iloc[0] == status


@given(st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", fullmatch=True))
def test_a_postcode_reads_the_same_however_it_is_spaced(postcode):
    spaced = f" {postcode[:-3].lower()}  {postcode[-3:]} "
    assert parse_postcode(spaced) == parse_postcode(postcode) == postcode


@given(st.text())
def test_no_text_breaks_the_reading_of_a_postcode(text):
    found = parse_postcode(text)
    assert found is None or found == "".join(text.split()).upper()


def test_rows_without_anything_are_unknown_and_keep_their_index(gazetteer):
    frame = pd.DataFrame({"postcode": ["", None, "SY23 1AB", "x"]}, index=[7, 3, 5, 1])
    found = locate_many(gazetteer, frame)
    assert list(found.index) == [7, 3, 5, 1]
    assert list(found["status"]) == ["unknown", "unknown", "found", "unknown"]


def test_an_empty_file_has_an_empty_answer(gazetteer):
    found = locate_many(gazetteer, pd.DataFrame({"postcode": pd.Series([], dtype=str)}))
    assert len(found) == 0
    assert {"status", "local_authority"} <= set(found.columns)


@pytest.mark.parametrize("outward", ["SY23", "CF10", "LL20", "NP26", "NP4"])
def test_a_district_is_the_middle_of_its_postcodes(gazetteer, outward):
    welsh = gazetteer.postcodes[gazetteer.postcodes["authority"].str.startswith("W")]
    own = welsh[[code[:-3] == outward for code in welsh.index]]
    found = locate(gazetteer, f" {outward.lower()} ")
    assert (found.status, found.precision) == ("found", "district")
    x, y = TO_METRES.transform(found.longitude, found.latitude)
    assert x == pytest.approx(own["easting_m"].mean(), abs=2)
    assert y == pytest.approx(own["northing_m"].mean(), abs=2)
    assert found.authority == own["authority"].astype(str).value_counts().index[0]


def test_an_english_district_is_not_offered(gazetteer):
    assert "cv1" not in gazetteer.names
    assert locate(gazetteer, "CV1").status == "unknown"
