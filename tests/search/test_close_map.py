"""The still map of an entry shows the part of Wales where it is, and names it."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest

from copro_map.base.config import load_settings
from copro_map.base.i18n import language_in_force
from copro_map.search.close_map import close_picture

REAL = load_settings({})
POWYS, CEREDIGION, WALES = "W06000023", "W06000008", "W92000004"
ABERYSTWYTH = (258_400.0, 281_600.0)


def drawn(codes=(), spot=None, place="", language="en") -> str:
    with language_in_force(language):
        page = close_picture(REAL, codes, spot, "offer", place, "A <map>")
    found = re.search(r'alt="A &lt;map&gt;" src="data:.*?base64,([^"]*)"', page)
    assert found
    return b64decode(found[1]).decode()


def names(svg: str) -> set[str]:
    return set(re.findall(r"<text[^>]*>([^<]+)</text>", svg))


@pytest.mark.parametrize(
    ("language", "next_to_it"), [("en", "Carmarthenshire"), ("cy", "Sir Gaerfyrddin")]
)
def test_where_it_is_and_its_neighbours_are_named_in_the_language(language, next_to_it):
    svg = drawn((CEREDIGION,), ABERYSTWYTH, "Aberystwyth", language)
    assert {"Aberystwyth", next_to_it} <= names(svg)
    assert "Powys" in names(svg)
    assert not names(svg) & {"Cardiff", "Caerdydd"}


def test_the_name_of_its_place_stands_once_and_nothing_covers_it():
    svg = drawn((CEREDIGION,), ABERYSTWYTH, "Aberystwyth")
    assert svg.count(">Aberystwyth</text>") == 1
    assert "Aberystwyth" in names(drawn((CEREDIGION,)))  # as a town, without a pin


def test_what_is_served_is_picked_out_if_it_is_not_all_of_wales():
    picked = 'fill="#CFE3E0"'
    assert picked in drawn((POWYS,))
    assert picked in drawn((POWYS,), ABERYSTWYTH)
    assert picked not in drawn((WALES,), ABERYSTWYTH)


def test_of_all_wales_without_a_place_it_is_a_picture_of_wales():
    assert names(drawn((WALES,))) == set()


def test_where_nothing_is_known_there_is_no_map():
    assert close_picture(REAL, (), None, "offer", "", "a") == ""


def test_a_place_that_is_hostile_is_only_a_name():
    svg = drawn((CEREDIGION,), ABERYSTWYTH, "<script>&")
    assert "<script>" not in svg
    assert "&lt;script&gt;&amp;</text>" in svg
