"""The public list of members: who is on it, how it is asked, and its files."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import pytest

from copro_map.members.listing import AskedOf, file_of, found, listed
from copro_map.search.face import all_assets
from tests.members.many import CANARY, DAY, HOSTILE
from tests.samples import query

TODAY = date.fromisoformat(DAY)
NAMED = f"""
SELECT id FROM member WHERE seen_on <> '' AND (form <> 'individual' OR is_public)
    AND state IN ('member', 'left') AND joined_on <= '{DAY}'
    AND (left_on = '' OR left_on > '{DAY}')
"""  # noqa: S608 - no values


@pytest.fixture
def every(full):
    return listed(full, all_assets(full).index, TODAY)


def test_all_that_are_named_are_on_it_and_nobody_else(full, every):
    assert {one.id for one in every} == {x for (x,) in query(full.database, NAMED)}
    assert len({one.id for one in every}) == len(every) > 20
    assert CANARY not in repr(every)


def test_of_a_person_only_the_name_since_when_and_the_promise(every):
    people = [one for one in every if one.name_en.startswith("Person ")]
    assert len(people) == 5
    assert {(one.area, one.where, one.entry, one.type) for one in people} == {("",) * 4}


def test_only_a_public_promise_is_told(full, every):
    sql = "SELECT id FROM member WHERE promise <> '' AND is_promise_public"
    public = {x for (x,) in query(full.database, sql)}
    assert {one.id for one in every if one.promise} == public & {x.id for x in every}


def test_it_answers_a_word_a_type_and_an_area_of_any_layer(every):
    one = next(x for x in every if x.area and x.entry)
    assert one in found(every, AskedOf(text=one.name.text.upper()))
    assert {x.type for x in found(every, AskedOf(type=one.type))} == {one.type}
    board = one.areas["health_board"]
    answers = found(every, AskedOf(area=board))
    assert one in answers
    assert {x.areas["health_board"] for x in answers} == {board}
    assert found(every, AskedOf(text="no such word")) == ()


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_file_holds_what_is_listed(full, every, file_format):
    content = file_of(full, every, AskedOf(), TODAY, file_format)
    known = {"dtype": str, "keep_default_na": False}
    if file_format == "csv":
        table = pd.read_csv(io.BytesIO(content), **known)
    else:
        table = pd.read_excel(io.BytesIO(content), engine="calamine", **known)
    assert list(table["Id"]) == [one.id for one in every]
    assert HOSTILE in set(table["Public promise"])
    assert CANARY not in table.to_csv()


def test_the_command_lists_the_same(every, run):
    rows = run("members", "list", "--json").json
    assert [one["id"] for one in rows] == [one.id for one in every]
    keys = {"id", "name_en", "name_cy", "joined_on", "areas", "indicators"}
    assert all(keys <= set(one) for one in rows)
    assert {tuple(x["indicators"]) for x in rows if x["entry"]} == {("2.3", "3.1")}
    told = run("members", "list")
    assert CANARY not in told.out
    assert every[0].id in told.out
