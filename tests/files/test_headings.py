"""What the columns of a file mean: told before kept before named, or asked about."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copro_map.files.headings import map_columns
from copro_map.files.told import IGNORE, Told, Wanted, heading_key, headings_of

WANTED = (
    Wanted("name_en", ("name", "organisation name", "enw"), must=True),
    Wanted("place", ("town", "tref")),
    Wanted("kind", must=True),
)


def mapped(header, told=None, kept=None, rows=None):
    rows = [(2, ["x"] * len(header))] if rows is None else rows
    return map_columns(header, rows, WANTED, told or Told(), kept or Told())


def reasons(found):
    return [(fault.column, fault.reason()) for fault in found.faults]


@pytest.mark.parametrize(
    "header",
    [
        ["name_en", "place", "kind"],
        ["NAME_EN", "Place ", "Kind:"],
        ["Organisation Name *", "TOWN", "kind"],
        ["Enw", "Tref", "Kind"],
        ["Ｎａｍｅ", "tréf", "KIND"],
    ],
)
def test_a_heading_is_known_however_it_is_spelled(header):
    found = mapped(header)
    assert list(found.mapping.values()) == ["name_en", "place", "kind"]
    assert not found.faults
    assert {one.how for one in found.columns} == {"name"}


def test_what_is_told_goes_before_what_is_kept_and_that_before_names():
    header = ["Name", "Town", "Kind", "Remark"]
    kept = Told(columns={"town": IGNORE, "remark": "place", "kind": "place"})
    found = mapped(header, Told(columns={"kind": "kind", "Gone": IGNORE}), kept)
    assert reasons(found) == [
        ("Gone", "The file has no such column. Its columns: Name; Town; Kind; Remark.")
    ]
    found = mapped(header, Told(columns={"kind": "kind"}), kept)
    how = {one.heading: (one.meaning, one.how) for one in found.columns}
    assert how == {
        "Name": ("name_en", "name"),
        "Town": (IGNORE, "kept"),
        "Kind": ("kind", "told"),
        "Remark": ("place", "kept"),
    }


def test_a_column_may_be_told_by_its_letter_but_its_heading_goes_first():
    header = ["B", "Title", "", "Kind"]
    told = Told(columns={"B": "place", "c": "name_en"}, rest=True)
    found = mapped(header, told)
    assert found.mapping == {"B": "place", "C": "name_en", "Kind": "kind"}
    assert found.ignored == ("Title",)


def test_what_nobody_understands_is_asked_about_with_what_to_write():
    found = mapped(["Name", "Kinds", "Serial number", "Kind"])
    (near, asked) = reasons(found)
    assert near[0] == "Kinds"
    assert '--map "Kinds=kind"' in near[1]
    assert '--map "Kinds=ignore"' in near[1]
    assert asked[0] == "Serial number"
    assert "--rest ignore" in asked[1]
    assert "name_en, place, kind" in asked[1]
    assert found.mapping == {"Name": "name_en", "Kind": "kind"}


def test_the_rest_is_left_out_in_one_word_and_named():
    found = mapped(["Name", "Serial", "Kind", "Kinds"], Told(rest=True))
    assert (found.ignored, found.faults) == (("Serial", "Kinds"), ())


def test_how_to_reach_somebody_is_left_out_and_nobody_is_asked():
    contacts = [
        "E-mail",
        "Contact telephone",
        "Rhif ffôn",
        "Contact",
        "Manylion cyswllt",
    ]
    found = mapped(["Name", "Kind", *contacts])
    assert (found.ignored, found.faults) == (tuple(contacts), ())
    assert {one.how for one in found.columns[2:]} == {"private"}
    told = mapped(["Name", "Kind", "Contact"], Told(columns={"Contact": "place"}))
    assert told.mapping["Contact"] == "place"
    assert mapped(["Name", "Kind", "Hotel", "Contactless"]).faults


def test_a_column_with_nothing_in_it_is_not_asked_about():
    rows = [(2, ["Tir Coed", "", "project"]), (3, ["Y Dref", "", "project"])]
    found = mapped(["Name", "Serial", "Kind"], rows=rows)
    assert (found.ignored, found.faults) == ((), ())
    rows[1][1][1] = "1"
    assert mapped(["Name", "Serial", "Kind"], rows=rows).faults


def test_what_a_file_cannot_do_without_is_asked_for_unless_it_is_told_for_all_rows():
    found = mapped(["Name"])
    ((column, reason),) = reasons(found)
    assert column == ""
    assert '--map "A=kind"' in reason
    assert '--set "kind=…"' in reason
    assert not mapped(["Name"], Told(values={"kind": "project"})).faults
    assert not mapped(["Name"], kept=Told(values={"kind": "project"})).faults
    (wrong,) = reasons(mapped(["Name", "Kind"], Told(values={"sort": "project"})))
    assert wrong == (
        "sort",
        "There is no such field. Use one of: name_en, place, kind.",
    )


def test_of_several_columns_for_one_field_the_surest_is_read():
    found = mapped(["Enw", "Name", "name_en", "Kind"])
    assert found.mapping == {"name_en": "name_en", "Kind": "kind"}
    assert found.ignored == ("Enw", "Name")
    found = mapped(["Enw", "Name", "Kind"])
    assert found.mapping["Name"] == "name_en"
    found = mapped(
        ["name_en", "Other", "Kind"], kept=Told(columns={"other": "name_en"})
    )
    assert found.mapping == {"Other": "name_en", "Kind": "kind"}
    told = Told(columns={"A": "name_en", "B": "name_en"})
    found = mapped(["One", "Two", "Kind"], told)
    assert [column for column, _ in reasons(found)] == ["One", "Two"]


def test_a_meaning_that_there_is_not_is_refused_and_the_fields_named():
    ((column, reason), *_) = reasons(mapped(["Kind"], Told(columns={"Kind": "sort"})))
    assert column == "Kind"
    assert reason == (
        "A column cannot mean this: sort. Use one of: name_en, place, kind, ignore."
    )


@pytest.mark.parametrize("told", [Told(), Told(rest=True)])
def test_invented_records_are_never_taken_whatever_is_told(told):
    found = mapped(["Name", "Kind", "Demonstration"], told)
    assert "invented" in found.faults[0].reason()
    told = Told(columns={"demonstration": IGNORE})
    assert mapped(["Name", "Kind", "demonstration"], told).faults


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(["Name", "name (2)", "", "B", "A", "Náme"]), max_size=9)
)
def test_no_two_headings_are_compared_as_the_same(header):
    names = headings_of(header)
    assert len(names) == len(header)
    pairs = itertools.combinations(map(heading_key, names), 2)
    assert all(one != other for one, other in pairs)
