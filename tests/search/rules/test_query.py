"""A query survives its address; nonsense in an address is dropped and named."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.search.rules.query import (
    DEFAULT_KM,
    FACETS,
    FILTERS,
    LARGEST_KM,
    LONGEST_TEXT,
    PARAMS,
    SORTS,
    Query,
    read_query,
)

CHOICES = {
    "layer": ["local_authority", "health_board"],
    "areas": ["W06000008", "W06000023", "W11000024", "PSB-POWYS"],
    "kinds": ["practitioner", "project", "offer", "request"],
    "types": ["organisation", "team"],
    "sectors": ["health", "third_sector"],
    "themes": ["food", "housing"],
    "stages": ["co_design", "co_deliver"],
    "checked": ["unverified", "confirmed"],
    "categories": ["mentoring", "venue"],
    "ways": ["in_person", "remote", "either"],
    "spoken": ["cy", "en", "both"],
    "languages": ["cy", "en"],
}
typed = st.text(max_size=LONGEST_TEXT).map(str.strip)


def read(params):
    return read_query(params, CHOICES)


def written(query) -> dict[str, str]:
    """The parameters of an address that ask what a query asks, and no more."""

    def text(value) -> str:
        if isinstance(value, tuple):
            return ",".join(map(str, value))
        return "1" if value is True else str(value)

    return {
        PARAMS[field.name]: text(getattr(query, field.name))
        for field in fields(query)
        if getattr(query, field.name) != field.default
    }


@st.composite
def boxes(draw):
    west, east = sorted(draw(st.tuples(st.floats(-180, 180), st.floats(-180, 180))))
    south, north = sorted(draw(st.tuples(st.floats(-90, 90), st.floats(-90, 90))))
    return (west, south, east, north) if west < east and south < north else None


@st.composite
def queries(draw) -> Query:
    several = {
        name: tuple(draw(st.lists(st.sampled_from(CHOICES[name]), unique=True)))
        for name in ("areas", *FACETS)
    }
    return Query(
        text=draw(typed),
        near=draw(typed),
        km=draw(st.integers(1, LARGEST_KM)),
        layer=draw(st.sampled_from(CHOICES["layer"])),
        open_only=draw(st.booleans()),
        as_typed=draw(st.booleans()),
        ended=draw(st.booleans()),
        box=draw(boxes()),
        sort=draw(st.sampled_from(SORTS)),
        **several,
    )


def assert_can_be_asked(query):
    assert 1 <= query.km <= LARGEST_KM
    assert query.layer in CHOICES["layer"]
    assert query.sort in SORTS
    assert len(query.text) <= LONGEST_TEXT
    assert len(query.near) <= LONGEST_TEXT
    for name in ("areas", *FACETS):
        values = getattr(query, name)
        assert set(values) <= set(CHOICES[name])
        assert len(set(values)) == len(values)
    if query.box:
        west, south, east, north = query.box
        assert -180 <= west < east <= 180
        assert -90 <= south < north <= 90
    assert read(written(query)) == (query, [])


@given(queries())
def test_a_query_survives_its_address(query):
    assert read(written(query)) == (query, [])
    assert all(isinstance(v, str) and v for v in written(query).values())


def test_a_parameter_for_every_field_and_no_two_alike():
    assert set(PARAMS) == {field.name for field in fields(Query)}
    assert len(set(PARAMS.values())) == len(PARAMS)
    assert set(FACETS) < set(FILTERS) < set(PARAMS)
    assert written(Query()) == {}
    assert read({}) == (Query(), [])


number = st.one_of(st.floats(), st.integers(-400, 400)).map(str)
half_right = st.lists(
    st.one_of(number, st.sampled_from(sum(CHOICES.values(), [])), st.text(max_size=5))
).map(",".join)


@given(
    st.dictionaries(
        st.sampled_from([*PARAMS.values(), "x"]),
        st.one_of(
            st.text(), half_right, number, st.text().map("long".zfill(197).__add__)
        ),
    )
)
def test_any_parameters_give_a_query_that_can_be_asked(params):
    query, ignored = read(params)
    assert_can_be_asked(query)
    assert set(ignored) <= set(params) - {"x", "q", "near"}
    assert len(set(ignored)) == len(ignored)


BAD = {
    "km": ["0", "-1", "201", "1.5", "1e2", "ten", "٣", "²", "9" * 5000, "1_0"],
    "layer": ["parish", "W06000008", "local_authority,health_board"],
    "area": ["W06000099", "w06000008", "local_authority", "W06000008,x", "W92000004"],
    "open": ["0", "yes", "true", "-"],
    "typed": ["0", "yes", "true", "-"],
    "box": ["1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,nan,nan,nan", "-inf,0,inf,9", "-3,52,"
            "-4,53", "-4,53,-3,52", "-4,52,-4,53", "-4,52,-3,91", "-181,52,-3,53", ","],
    "sort": ["worst", "best,name", "BEST"],
}  # fmt: skip
BAD |= {PARAMS[name]: ["x", f"{CHOICES[name][0]},x", "x,x", " "] for name in FACETS}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n in BAD for v in BAD[n]])
def test_nonsense_is_named_and_the_rest_stays(name, value):
    other = {"q": "food", "near": "Bangor"}
    query, ignored = read(other | {name: value})
    assert ignored == [name]
    assert_can_be_asked(query)
    assert (query.text, query.near) == ("food", "Bangor")


def test_all_nonsense_at_once_is_named_part_by_part():
    query, ignored = read({name: values[0] for name, values in BAD.items()})
    assert query == Query()
    assert sorted(ignored) == sorted(BAD)


@pytest.mark.parametrize("name", PARAMS.values())
@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_parameter_asks_nothing(name, value):
    query, _ = read({name: value})
    assert query == Query()
    if not value:
        assert read({name: value})[1] == []


def test_what_makes_sense_is_kept_once_and_in_its_order():
    assert read({"kind": "request,offer,request,spam"}) == (
        Query(kinds=("request", "offer")),
        ["kind"],
    )
    assert read({"km": str(DEFAULT_KM)}) == (Query(), [])
    assert read({"box": "-4,52,-3.5,53"})[0].box == (-4.0, 52.0, -3.5, 53.0)
    assert read({"area": "W06000008,W11000024"})[1] == []  # of two layers


@pytest.mark.parametrize("name", ["q", "near"])
def test_a_text_cut_short_still_survives_its_address(name):
    query, ignored = read({name: "a" * (LONGEST_TEXT - 1) + " and more"})
    assert ignored == []
    assert read(written(query)) == (query, [])


@given(queries(), st.sampled_from(FILTERS))
def test_a_field_taken_away_is_empty_and_the_others_stay(query, field):
    less = query.without(field)
    assert getattr(less, field) == getattr(Query(), field)
    assert replace(less, **{field: getattr(query, field)}) == query
    assert query.without() == query


def test_a_box_keeps_every_digit():
    box = (-math.pi, 51.1, math.nextafter(-3, 0), 52.123456789012345)
    assert read(written(Query(box=box)))[0].box == box
