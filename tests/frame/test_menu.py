"""The top of every page: a menu in words, the other language, the way out."""

import re

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.frame.menu import SIGNED_IN, WANTED_MOST, Somebody, menu
from tests.listed_pages import listed_pages

PAGES = (
    ("home.py", "Home", "", True),
    ("area.py", "Areas", "area", True),
    ("asset_map.py", "Asset map", "asset_map", True),
    ("entry.py", "Entry", "entry", False),
    ("desk.py", "Desk", "desk", SIGNED_IN),
)
JO = Somebody('Jo "Big" <b>', "steward")


def links(top: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', top)


@pytest.mark.parametrize(("language", "find"), [("en", "Find"), ("cy", "Chwilio")])
def test_what_most_come_for_stands_first_in_words(language, find):
    with language_in_force(language):
        top = menu(PAGES, "area", {})
    assert links(top)[0] == (f"/asset_map?lang={language}", find)
    assert f'<a href="/area?lang={language}" target="_self" aria-current="page">' in top
    assert "entry" not in top
    assert "/desk" not in top


def test_the_pages_wanted_most_are_pages_of_the_menu():
    assert {f"pages/{path}.py" for path in WANTED_MOST} <= {
        f for f, _ in listed_pages()
    }


def test_whoever_is_signed_in_sees_their_pages_and_the_way_out():
    with language_in_force("cy"):
        top = menu(PAGES, "desk", {"part": "people"}, JO)
    assert 'href="/desk?lang=cy"' in top
    assert "Jo &#34;Big&#34; &lt;b&gt;" in top
    assert 'href="/sign-out?to=%2Fdesk&amp;lang=cy"' in top


def test_the_other_language_is_the_same_view():
    with language_in_force("cy"):
        top = menu(PAGES, "asset_map", {"q": "a&b <i>", "lang": "cy"})
    asked = "q=a%26b+%3Ci%3E&amp;lang=en"
    assert f'href="/asset_map?{asked}" target="_self" lang="en"' in top
