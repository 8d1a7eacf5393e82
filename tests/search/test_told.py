"""What was asked, in words and as an address; the answer in parts that add up."""

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.base.names import ALL_WALES
from copro_map.search.face import addressed, all_assets, told
from copro_map.search.rules.query import Query, params_of
from copro_map.search.search import search

POWYS = "W06000023"
ASKED = [
    {},
    {"area": POWYS},
    {"area": f"{POWYS},W06000008", "kind": "offer,request"},
    {"near": "Newtown, Powys", "km": "50", "theme": "food"},
    {"near": "nowhere at all"},
    {"q": "food", "open": "1"},
    {"box": "-4.5,52,-3,53"},
]


@pytest.fixture(scope="module")
def answered(to_read):
    assets = all_assets(to_read)

    def answer(params):
        asked = addressed(to_read, params)
        assert not asked.ignored
        return search(to_read, asked.query, assets)

    return answer


@pytest.mark.parametrize("params", ASKED)
def test_every_entry_found_is_in_exactly_one_group(to_read, answered, params):
    answer = answered(params)
    groups = told(to_read, answer).groups
    rows = [row for _, some in groups for row in some]
    assert sorted(rows) == list(range(len(answer.found)))
    assert all(some for _, some in groups)
    assert len({heading for heading, _ in groups}) == len(groups)


@pytest.mark.parametrize("params", ASKED)
def test_its_parameters_ask_the_same_again(to_read, answered, params):
    answer = answered(params)
    again = addressed(to_read, told(to_read, answer).params)
    assert (again.query, again.ignored) == (answer.query, ())


def test_what_is_left_out_asks_nothing():
    assert params_of(Query()) == {}


def test_the_groups_of_an_area_say_how_an_entry_stands_to_it(to_read, answered):
    answer = answered({"area": POWYS})
    groups = dict(told(to_read, answer).groups)
    hits = answer.hits
    for row in groups["Based here"]:
        assert hits["authority"].iloc[row] == POWYS
    for row in groups["Serves it from elsewhere"]:
        assert hits["authority"].iloc[row] != POWYS
        assert POWYS in hits["served_authorities"].iloc[row]
    for row in groups["Serves all Wales"]:
        assert ALL_WALES in hits["served"].iloc[row]


def test_where_and_what_is_asked_is_said_in_the_language(to_read, answered):
    with language_in_force("cy"):
        asked = told(to_read, answered({"area": "W06000001", "kind": "offer"}))
    assert (asked.where, asked.filters) == (("Ynys Môn",), ("Math: Cynigion",))
    assert asked.to_add == {"kind": "offer", "area": "W06000001"}


def test_an_unknown_place_is_said(to_read, answered):
    assert "not known" in told(to_read, answered({"near": "nowhere at all"})).problem
