"""Where is it? Against the directory of postcodes and the tables of areas as filed."""

from __future__ import annotations

import csv
from dataclasses import replace

import pandas as pd
import pytest
from pyproj import Transformer

from copro_map.base.i18n import explain
from copro_map.contribute.making import make_new
from copro_map.contribute.rules.places import WhereError
from copro_map.contribute.where import find_where
from tests.conftest import PROJECT

FEWEST = 10  # points of postcodes: what has fewer is not told apart
# What a person's own practice must never stand at: all postcodes, to a metre or so.
DIGITS = 5


def where(text: str = "", point: str = "", *, person: bool = False):
    return find_where(PROJECT, text, point, person=person)


def wrong(text: str = "", point: str = "", *, person: bool = False) -> WhereError:
    with pytest.raises(WhereError) as told:
        where(text, point, person=person)
    for language in ("en", "cy"):
        assert "{" not in explain(told.value, language)
    assert explain(told.value, "cy") != explain(told.value, "en")
    return told.value


@pytest.fixture(scope="module")
def directory() -> pd.DataFrame:
    """Postcodes as filed: authority, degrees by PROJ itself, and the first half."""
    frame = pd.read_parquet(PROJECT.data_dir / "postcodes.parquet")
    to_degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    x, y = to_degrees.transform(frame["easting_m"], frame["northing_m"])
    authority = frame["authority"].astype(str)
    told = frame.assign(x=x, y=y, authority=authority, first=frame.postcode.str[:-3])
    return told[told["postcode"].str.len() >= 5]


@pytest.fixture(scope="module")
def welsh(directory) -> pd.DataFrame:
    return directory[directory["authority"].str.startswith("W")]


@pytest.fixture(scope="module")
def members() -> dict[str, dict[str, tuple[str, str, str]]]:
    """By layer and authority: the area's code and both names, as the files say."""
    found = {}
    for layer in ("health_board", "county_voluntary_council"):
        with (PROJECT.boundaries_dir / f"{layer}.csv").open(encoding="utf-8") as file:
            found[layer] = {
                row["member_code"]: (row["area_code"], row["name_en"], row["name_cy"])
                for row in csv.DictReader(file)
            }
    with (PROJECT.data_dir / "areas.csv").open(encoding="utf-8") as file:
        found["local_authority"] = {
            row["area_code"]: (row["area_code"], row["name_en"], row["name_cy"])
            for row in csv.DictReader(file)
        }
    return found


LAYERS = ("local_authority", "health_board", "county_voluntary_council")


def test_a_postcode_says_back_what_the_directory_and_the_areas_say(welsh, members):
    for row in welsh.sample(150, random_state=7).itertuples():
        found = where(f" {row.postcode[:-3].lower()} {row.postcode[-3:]}")
        assert found.location.precision == "postcode"
        at = (found.location.longitude, found.location.latitude)
        assert at == pytest.approx((row.x, row.y), abs=1e-5)
        told = [members[layer][row.authority] for layer in LAYERS]
        assert [found.areas[layer] for layer in LAYERS] == [one[0] for one in told]
        assert [(one.en, one.cy) for one in found.names] == [one[1:] for one in told]
        assert type(found.location.longitude) is float  # kept as JSON


def test_a_postcode_across_the_border_says_so_and_what_to_do(directory):
    english = directory[directory["authority"].str.startswith("E")]
    for postcode in english["postcode"].sample(20, random_state=7):
        assert "outside Wales" in str(wrong(postcode))
        assert "outside Wales" in str(wrong(postcode, person=True))
    assert "choose areas below" in str(wrong("SW1A 1AA"))


def test_every_postcode_of_a_district_puts_a_person_at_the_same_point(welsh):
    """Not at the postcode's own, and of no other postcode's either."""
    apart = welsh.drop_duplicates(["first", "authority", "easting_m", "northing_m"])
    held = apart.groupby("first")["authority"]
    mode = held.agg(lambda codes: codes.mode().iloc[0])
    parts = apart.groupby(["first", "authority"]).size()
    some = pd.concat([welsh.groupby("first").head(1), welsh.groupby("first").tail(1)])
    points: dict[str, set[tuple[float, float]]] = {}
    for row in some.itertuples():
        found = where(row.postcode, f"{row.y}, {row.x}", person=True)
        at = (found.location.longitude, found.location.latitude)
        assert (round(row.x, DIGITS), round(row.y, DIGITS)) != at
        assert found.place is None
        based = found.areas["local_authority"]
        if parts[row.first].max() < FEWEST:
            assert (found.location.precision, found.district) == ("area", "")
            assert based == row.authority
            continue
        assert (found.location.precision, found.district) == ("district", row.first)
        enough = parts[row.first, row.authority] >= FEWEST
        assert based == (row.authority if enough else mode[row.first])
        points.setdefault(row.first, set()).add(at)
    assert len(points) > 200
    assert all(len(found) == 1 for found in points.values())
    every = set(zip(welsh.x.round(DIGITS), welsh.y.round(DIGITS), strict=True))
    assert not every & {at for found in points.values() for at in found}
    middles = welsh.groupby("first")[["x", "y"]].mean()
    for first, found in points.items():
        assert next(iter(found)) == pytest.approx(tuple(middles.loc[first]), abs=1e-3)


@pytest.mark.parametrize(
    ("text", "point", "district"),
    [
        ("Aberaeron", "", "SA46"),
        ("Aberaeron, Ceredigion", "52.2423, -4.2589", "SA46"),
        ("52.4153, -4.0829", "", "SY23"),
        ("", "52.4153, -4.0829", "SY23"),
        ("SY23", "", "SY23"),
        ("SY23 9ZZ", "", "SY23"),  # newer than the directory
    ],
)
def test_whatever_is_typed_a_person_is_shown_at_the_district(text, point, district):
    found = where(text, point, person=True)
    assert found == replace(where(district, person=True), areas=found.areas)
    assert (found.location.precision, found.place) == ("district", None)
    assert found.district == district


def test_a_person_who_names_an_authority_alone_is_shown_in_the_middle_of_it():
    found = where("Powys", person=True)
    assert found.location.precision == "area"
    assert found == where("Powys")


@pytest.mark.parametrize("text", ["Aberteifi", "cardigan, Ceredigion", "Cardigan"])
def test_a_place_is_found_in_either_language_and_keeps_its_name(text):
    found = where(text)
    assert found.place
    assert (found.place.en, found.place.cy) == ("Cardigan", "Aberteifi")
    assert found.location.precision == "place"
    assert found.names[0].en == "Ceredigion"


def test_a_point_marked_near_what_was_typed_is_exact_and_keeps_the_name():
    found = where("Aberaeron", "52.2432, -4.2590")
    assert found.location == replace(
        found.location, longitude=-4.259, latitude=52.2432, precision="venue"
    )
    assert found.place
    assert found.place.en == "Aberaeron"
    assert where("", "52.2432, -4.2590").location == found.location
    assert where("52.2432, -4.2590").location == found.location


def test_a_point_in_another_authority_asks_which_is_right_and_each_answer_holds():
    told = wrong("Aberaeron", "52.4, -3.5")
    assert "Ceredigion" in str(told)
    assert "Powys" in str(told)
    first, second = told.choices
    assert where(first.text, first.point).names[0].en == first.label.en == "Ceredigion"
    assert where(second.text, second.point).names[0].en == second.label.en == "Powys"


@pytest.mark.parametrize("text", ["Newport", "Ffestiniog, Gwynedd"])
def test_one_of_several_is_chosen_by_a_press(text):
    """Each choice finds one place, another one each time."""
    told = wrong(text)
    found = [where(one.text, one.point) for one in told.choices]
    points = {(x.location.longitude, x.location.latitude) for x in found}
    assert len(points) == len(told.choices) > 1
    named = [", " in one.label.en for one in told.choices]
    assert all(named)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("CF1O 1EP", "CF10 1EP"), ("Aberystwith", "Aberystwyth, Ceredigion")],
)
def test_a_slip_of_the_pen_is_offered_as_it_may_be_meant(text, meant):
    told = wrong(text)
    assert [one.label.en for one in told.choices][:1] == [meant]
    assert where(told.choices[0].text)


@pytest.mark.parametrize(
    ("text", "point", "said"),
    [
        ("", "", "SY23 1AB"),
        ("x" * 10_000, "", "too long"),
        ("🙂🙂🙂", "", "no such place"),
        ("\u202eabc", "", "no such place"),
        ("500, 900", "", "no such place"),
        ("SY23 9ZZ", "", "if it is new"),
        ("Wales", "", "large area"),
        ("North Wales", "", "large area"),
        ("Betsi Cadwaladr", "", "large area"),
        ("Aberaeron", "51.5, -0.1", "outside Wales"),
        ("", "900, 900", "outside Wales"),
        ("", "x", "not a point"),
        ("London", "", "Wales"),
    ],
)
def test_what_is_no_place_in_wales_is_told_in_a_sentence(text, point, said):
    told = str(wrong(text, point))
    assert said in told
    assert len(told) < 300


def test_whom_it_serves_is_where_it_is_until_somebody_says_otherwise():
    filled = {"kind": "project", "name_cy": "Gardd", "where": "SY23 1AB"}

    def served(**more) -> tuple[str, ...]:
        return make_new(PROJECT, "c-aaaaaaaa", filled | more).words("served")

    assert served() == ("W06000008",)
    assert served(served=["W92000004"]) == ("W92000004",)
    assert served(served=[]) == ()
    person = {"kind": "practitioner", "practitioner_type": "individual"}
    assert served(**person, consents=["name", "where"]) == ("W06000008",)
    assert served(**person, consents=["name"]) == ()
