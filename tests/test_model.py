"""A query survives its address; nonsense in an address is dropped and named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.config import load_settings
from copro_map.model import Asset, Location, Query, is_web_address, query_from_params

LAYERS = {"local_authority": ["W06000008", "W06000023"], "health_board": ["W11000024"]}
KINDS = ["practitioner", "project", "offer", "request"]
THEMES = ["food", "housing"]


def read(params):
    return query_from_params(params, layers=LAYERS, kinds=KINDS, themes=THEMES)


@st.composite
def queries(draw) -> Query:
    layer = draw(st.sampled_from(list(LAYERS)))
    return Query(
        text=draw(st.text(max_size=200)).strip(),
        layer=layer,
        area=draw(st.sampled_from(["", *LAYERS[layer]])),
        kinds=tuple(k for k in KINDS if draw(st.booleans())),
        theme=draw(st.sampled_from(["", *THEMES])),
    )


@given(queries())
def test_a_query_survives_its_address(query):
    assert read(query.to_params()) == (query, [])


@given(
    st.dictionaries(
        st.sampled_from(["q", "layer", "area", "kind", "theme", "x"]), st.text()
    )
)
def test_any_parameters_give_a_query_that_can_be_asked(params):
    query, ignored = read(params)
    assert query.layer in LAYERS
    assert query.area in ("", *LAYERS[query.layer])
    assert set(query.kinds) <= set(KINDS)
    assert query.theme in ("", *THEMES)
    assert len(query.text) <= 200
    assert set(ignored) <= set(params)
    assert read(query.to_params()) == (query, [])


@pytest.mark.parametrize(
    ("params", "ignored"),
    [
        ({"layer": "parish"}, ["layer"]),
        ({"area": "W06000099"}, ["area"]),
        ({"area": "W11000024"}, ["area"]),  # of another layer
        ({"kind": "offer,spam"}, ["kind"]),
        ({"theme": "spam"}, ["theme"]),
        ({"layer": "health_board", "area": "W11000024"}, []),
        ({"unrelated": "x"}, []),
    ],
)
def test_what_is_not_understood_is_named(params, ignored):
    assert read(params)[1] == ignored


@given(queries(), st.sampled_from(["text", "area", "kinds", "theme"]))
def test_a_field_taken_away_is_empty_and_the_others_stay(query, field):
    less = query.without(field)
    assert getattr(less, field) == getattr(Query(), field)
    assert replace(less, **{field: getattr(query, field)}) == query


ASSET = Asset("a", "project", "Name", "https://example.org")
CHANGES = {
    "id": "b",
    "kind": "offer",
    "name_en": "N",
    "name_cy": "N",
    "description_en": "x",
    "themes": ("food",),
    "stages": ("co_design",),
    "served": ("W92000004",),
    "areas": {"local_authority": "W06000008"},
    "location": Location(-4.0, 52.0, "venue"),
    "start_year": 2001,
    "origin": "named",
}


@pytest.mark.parametrize("field", CHANGES)
def test_the_fingerprint_sees_every_field(field):
    assert replace(ASSET, **{field: CHANGES[field]}).fingerprint != ASSET.fingerprint
    assert replace(ASSET).fingerprint == ASSET.fingerprint


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "https://example.org/a?b=c#d", "https://xn--t-0fa.cymru/",
     "HTTPS://EXAMPLE.ORG", "https://example.org:8443/", "https://[2001:db8::1]/"],
)  # fmt: skip
def test_a_web_address_may_become_a_link(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address", ["", "example.org", "mailto:a@b.c", "https:example.org", "https:///x"]
)
def test_anything_else_may_not(address):
    assert not is_web_address(address)


def test_settings_come_from_the_environment(tmp_path):
    found = load_settings(
        {
            "COPRO_MAP_DB": str(tmp_path / "x.db"),
            "COPRO_MAP_DATA": str(tmp_path / "data"),
            "COPRO_MAP_BOUNDARIES": str(tmp_path / "boundaries"),
            "COPRO_MAP_LANG": "cy",
        }
    )
    assert found.database == tmp_path / "x.db"
    assert found.network_file == tmp_path / "data" / "network.csv"
    assert found.boundaries_dir == tmp_path / "boundaries"
    assert found.default_language == "cy"
    assert load_settings({"COPRO_MAP_LANG": "de"}).default_language == "en"
    assert load_settings({"COPRO_MAP_DATA": str(tmp_path)}).database.parent == tmp_path
