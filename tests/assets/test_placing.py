"""Where a row is: by the surest thing it says, and never against a surer one."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from copro_map.assets import placing
from copro_map.assets.importing import import_network
from copro_map.geography.batch import locate_many
from copro_map.geography.locate import locate, locate_postcode
from tests.samples import query, row, write_csv

CEREDIGION, GWYNEDD, CARDIFF = "W06000008", "W06000002", "W06000015"
# Each with the authority in which it is; None: outside Wales, "": it names nothing.
POSTCODES = {
    "SY23 1AB": CEREDIGION,
    "SY13 1AX": None,  # Whitchurch in Shropshire
    "SY23 9ZZ": CEREDIGION,  # these two are not in the directory
    "CF24 9ZZ": CARDIFF,
}
NOT_KNOWN = ("SY23 9ZZ", "CF24 9ZZ")
POINTS = {
    ("-4.08292", "52.41548"): CEREDIGION,
    ("-3.59722", "52.91111"): GWYNEDD,
    ("-2.68200", "52.96900"): None,
}
PLACES = {
    "Aberystwyth": CEREDIGION,
    "Bala": GWYNEDD,
    "Whitchurch": CARDIFF,
    "Nowhere at All": "",
}
DECLARED = {"Ceredigion": CEREDIGION, "Gwynedd": GWYNEDD, "All Wales": ""}
ROWS = list(
    product(("", *POSTCODES), (("", ""), *POINTS), ("", *PLACES), ("", *DECLARED))
)
BASED = """
SELECT a.id, aa.area_code, l.precision FROM asset AS a
LEFT JOIN asset_area AS aa ON aa.asset_id = a.id AND aa.layer = 'local_authority'
LEFT JOIN location AS l ON l.asset_id = a.id
"""


def expected(postcode, point, place, declared):
    """Slow and obvious: one fact after the other, the surest first."""
    district = POSTCODES[postcode] if postcode in NOT_KNOWN else None
    facts = []
    if postcode and not district:
        facts.append((POSTCODES[postcode], "postcode"))
    if point[0]:
        facts.append((POINTS[point], "venue"))
    named = DECLARED.get(declared) or ""
    if PLACES.get(place) and named in ("", PLACES[place]):
        facts.append((PLACES[place], "place"))
    if named:
        facts.append((named, "area"))
    if not facts or facts[0][0] is None or district not in (None, facts[0][0]):
        return None, None
    return facts[0]


@pytest.fixture
def take(settings, tmp_path):
    def import_rows(*rows):
        result = import_network(settings, write_csv(tmp_path / "in.csv", *rows))
        assert not result.faults
        return result

    return import_rows


def test_every_pair_of_facts_is_read_as_the_slow_reader_does(take, settings):
    rows = [
        row(
            id=f"e-{n}",
            name_en=f"Number {n}",
            postcode=postcode,
            longitude=point[0],
            latitude=point[1],
            place=place,
            local_authority=declared,
        )
        for n, (postcode, point, place, declared) in enumerate(ROWS)
    ]
    result = take(*rows)
    found = {i: (code, how) for i, code, how in query(settings.database, BASED)}
    wrong = {
        facts: (found[f"e-{n}"], expected(*facts))
        for n, facts in enumerate(ROWS)
        if found[f"e-{n}"] != expected(*facts)
    }
    assert not wrong
    noted = {note.row - 2 for note in result.notes}
    unplaced = {n for n, facts in enumerate(ROWS) if expected(*facts) == (None, None)}
    said = {n for n, (*told, _) in enumerate(ROWS) if any(map(any, told))}
    assert {n for n in unplaced & said if ROWS[n][0] or ROWS[n][1][0]} <= noted
    served = query(
        settings.database, "SELECT COUNT(DISTINCT asset_id) FROM asset_served"
    )
    assert served == [(len(ROWS),)]


def test_a_town_in_england_is_not_its_namesake_in_wales(take, settings):
    result = take(row(place="Whitchurch", postcode="SY13 1AX", local_authority=""))
    assert query(settings.database, BASED) == [("tir-coed", None, None)]
    (note,) = result.notes
    assert (note.column, "outside Wales" in note.reason()) == ("postcode", True)


def test_a_misread_postcode_names_the_one_it_may_be(take):
    result = take(row(postcode="CF1O 1EP", place="", local_authority=""))
    assert "CF10 1EP" in result.notes[0].reason()


def test_a_place_far_from_an_unknown_postcode_is_said(take, settings):
    result = take(row(place="Bala", postcode="SY23 9ZZ", local_authority=""))
    assert query(settings.database, BASED) == [("tir-coed", None, None)]
    assert "far" in result.notes[-1].reason()


def test_a_point_far_from_a_known_postcode_is_said(take, settings):
    result = take(
        row(postcode="SY23 1AB", longitude="-3.6", latitude="52.91", place="")
    )
    assert query(settings.database, BASED) == [("tir-coed", CEREDIGION, "postcode")]
    assert [note.column for note in result.notes] == ["longitude"]


def test_many_rows_are_located_by_the_same_rule(gazetteer):
    frame = pd.DataFrame(
        [
            (postcode, place, *(float(x) if x else None for x in point))
            for postcode, point, place, declared in ROWS
            if declared == ""
        ],
        columns=["postcode", "place", "longitude", "latitude"],
    )
    found = locate_many(gazetteer, frame)
    answers = (
        found["local_authority"].astype(object).where(found["status"] == "found", None)
    )
    told = [facts for facts in ROWS if facts[-1] == ""]
    assert dict(zip(told, answers, strict=True)) == {
        facts: expected(*facts)[0] for facts in told
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("CF1O 1EP", "CF10 1EP"), ("SY23lAB", "SY23 1AB"), ("5Y23 IAB", "SY23 1AB")],
)
def test_a_letter_for_a_digit_is_asked_about(gazetteer, typed, meant):
    found = locate(gazetteer, typed)
    assert found.status == "unknown"
    assert [one.name.en for one in found.candidates] == [meant]


@pytest.mark.parametrize(
    ("postcode", "status"),
    [
        ("CF1X 1AA", "unknown"),  # there is no such district
        ("LL99 1AA", "unknown"),
        ("SA98 1AA", "unknown"),
        ("M1 1AE", "outside_wales"),
        ("W1A 1AA", "outside_wales"),
        ("SY1 1AA", "outside_wales"),
    ],
)
def test_only_a_district_that_there_is_lies_outside(gazetteer, postcode, status):
    assert locate(gazetteer, postcode).status == status


def test_postcodes_that_are_known_are_looked_up_together(
    network, tmp_path, monkeypatch
):
    asked = []

    def one_by_one(gazetteer, postcode):
        asked.append(postcode)
        return locate_postcode(gazetteer, postcode)

    monkeypatch.setattr(placing, "locate_postcode", one_by_one)
    rows = [row(id=f"t-{n}", postcode="SY23 1AB") for n in range(20)]
    rows.append(row(id="t-x", postcode="SY23 9ZZ"))
    done = import_network(network, write_csv(tmp_path / "x.csv", *rows), dry_run=True)
    assert (done.added, asked) == (21, ["SY239ZZ"])
