"""A person on the map: only what she agreed to, and never at her true point."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest

from copro_map.assets.face import Asset, Location, save_entries
from copro_map.assets.importing import import_network
from copro_map.assets.store.bodies import named_body
from copro_map.assets.store.entries import counts_by_area, public_assets
from copro_map.assets.store.history import entry_history, forgotten_entries
from copro_map.assets.store.states import kept_entries
from copro_map.base.store.connection import reading, writing
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.search.export import export
from copro_map.search.face import all_assets
from copro_map.search.store.spelling import did_you_mean
from copro_map.search.store.text import is_word
from tests.persons import AT_HOME, CEREDIGION, DAY, ID, WORDS, put_person
from tests.samples import change, query

AREAS = "SELECT * FROM asset_area ORDER BY layer"
CASES = [
    (),
    ("description", "where", "website", "contact"),
    ("name",),
    ("name", "description"),
    ("name", "where"),
    ("name", "website"),
    ("name", "description", "where", "website"),
]


def told(settings) -> str:
    """All that the public may be told of the person, as one text."""
    with reading(settings.database) as database:
        frame = public_assets(database)
        return frame.loc[ID].to_json() if ID in frame.index else ""


@pytest.mark.parametrize("agreed", CASES, ids=" ".join)
def test_shown_found_and_counted_is_what_she_agreed_to(here, agreed):
    put_person(here, *agreed)
    text = told(here)
    for field, words in WORDS.items():
        shown = "name" in agreed and field in agreed
        for word in words:
            escaped = word.replace("/", "\\/")
            assert (escaped in text) == shown, word
        with reading(here.database) as database:
            if field != "website":
                assert is_word(database, words[0]) == shown, field
                typo = words[0].replace("z", "zz").replace("Q", "Qq")
                guessed = did_you_mean(database, typo).lower()
                assert (words[0].lower() in guessed) == shown, typo
    with reading(here.database) as database:
        counts = counts_by_area(database, BASE_LAYER)
        kept = kept_entries(database, ID)[ID]
        assert len(counts) == ({"name", "where"} <= set(agreed))
        assert (kept.status == "published") == ("name" in agreed)
        history = entry_history(database)
        own = history[history["asset_id"] == ID].iloc[-1]
        assert (own["status"] == "published") == ("name" in agreed)
        assert own["organisation"] == ""
        assert not forgotten_entries(database)
    named = query(here.database, "SELECT COUNT(*) FROM asset WHERE origin = 'named'")
    assert named == [(0,)]
    index = "".join(chain(*map(str, query(here.database, "SELECT * FROM asset_text"))))
    for field, words in WORDS.items():
        if not {"name", field} <= set(agreed):
            assert not any(word in index for word in words)


def test_what_is_only_held_shows_nothing(here):
    put_person(here, "name", "website")
    assert told(here)
    change(here.database, "UPDATE consent SET held = 1 WHERE field = 'website'")
    assert WORDS["name"][0] in told(here)
    assert "example" not in told(here)
    change(here.database, "UPDATE consent SET held = 1")
    assert not told(here)


@pytest.mark.parametrize("precision", ["venue", "marked", "postcode", "place"])
def test_her_point_is_that_of_the_district_whoever_gives_it(here, precision):
    """By an import or by hand: the point itself is not even kept."""
    put_person(here, "name", "where", location=replace(AT_HOME, precision=precision))
    (kept,) = query(here.database, "SELECT * FROM location")
    assert kept[3] == "district"
    assert abs(kept[1] - AT_HOME.longitude) + abs(kept[2] - AT_HOME.latitude) > 0.01
    known = load_gazetteer(here).postcodes
    middle = known[known.index.str.match(r"SY23\d\D\D$")].mean(numeric_only=True)
    point = to_points([kept[1]], [kept[2]]).iloc[0]
    off = abs(point.x - middle["easting_m"]) + abs(point.y - middle["northing_m"])
    assert off < 5  # metres
    put_person(here, "name", "where", practitioner_type="team")
    assert query(here.database, "SELECT precision FROM location") == [("venue",)]
    with writing(here.database) as database:  # a desk gives the place alone
        given = {"kind": "practitioner", "place": "Aberystwyth"}
        asset = Asset(ID, given | {"practitioner_type": "individual"}, CEREDIGION)
        save_entries(database, here, [asset], DAY)
        moved = replace(asset, given=given, location=AT_HOME, is_set=True)
        save_entries(database, here, [moved], DAY)
    assert query(here.database, "SELECT precision FROM location") == [("district",)]


def test_where_a_district_is_one_house_her_authority_is_shown(here):
    """All postcodes of SA99 have one point."""
    house = Location(-3.94545, 51.67, "postcode")
    put_person(here, "name", "where", location=house)
    (kept,) = query(here.database, "SELECT * FROM location")
    assert kept[3] == "area"
    middle = load_gazetteer(here).polygons.representative_point().to_crs(4326)
    at = middle[CEREDIGION[BASE_LAYER]]
    assert kept[1:3] == pytest.approx((at.x, at.y), abs=1e-4)


def test_a_finer_point_that_stands_there_is_not_shown(here):
    put_person(here, "name", "where")
    change(here.database, "UPDATE location SET precision = 'venue'")
    with reading(here.database) as database:
        assert public_assets(database).loc[ID, "precision"] == ""


def test_a_point_set_by_hand_before_she_was_a_person_is_coarse_too(here):
    """Where somebody set it stays, while its source says nothing new of that."""

    def save(kind: str, **more) -> None:
        given = {"kind": "practitioner", "name_en": "A", "practitioner_type": kind}
        asset = Asset(ID, given, CEREDIGION, AT_HOME)
        with writing(here.database) as database:
            save_entries(database, here, [replace(asset, **more)], DAY)

    save("individual")
    by_hand = frozenset({"location"})
    save("team", by_hand=by_hand, is_set=True)
    assert query(here.database, "SELECT precision FROM location") == [("venue",)]
    save("individual")
    assert query(here.database, "SELECT precision FROM location") == [("district",)]


@pytest.mark.parametrize("agreed", [("name",), ("name", "description")], ids=" ".join)
def test_a_body_is_shown_by_her_word_alone_if_she_agreed_to_that(here, agreed):
    named = named_body("named-q", "Quagmire Collective", "https://example.org", "2026")
    with writing(here.database) as database:
        save_entries(database, here, [named], DAY)
    put_person(here, *agreed)
    shown = query(here.database, "SELECT status FROM asset WHERE id = 'named-q'")
    assert shown == [("published" if "description" in agreed else "archived",)]


def test_our_own_export_comes_back_and_takes_nothing_of_what_it_does_not_show(
    here, tmp_path
):
    put_person(here, "name", "website")
    kept = "SELECT * FROM asset LEFT JOIN location AS l ON l.asset_id = asset.id"
    before = [query(here.database, one) for one in (kept, AREAS)]
    file = tmp_path / "export.csv"
    file.write_bytes(export(here, all_assets(here), "csv", DAY))
    assert "zephyrine" not in file.read_text("utf-8")
    result = import_network(here, file, today=DAY)
    assert (result.faults, result.added) == ((), 0)
    after = [query(here.database, one) for one in (kept, AREAS)]
    names = "SELECT name FROM pragma_table_info('asset')"
    columns = [name for (name,) in query(here.database, names)]
    for name, was, now in zip(columns, before[0][0], after[0][0], strict=False):
        assert was == now or name in ("fingerprint", "version"), name
    assert before[0][0][len(columns) :] == after[0][0][len(columns) :]
    assert before[1] == after[1]
