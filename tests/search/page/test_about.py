"""About: four answers come first, each with a way on; all sources are folded."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from tests.opening import open_page
from tests.samples import change, query


def shown(language: str, database, monkeypatch) -> str:
    monkeypatch.setenv("COPRO_MAP_DB", str(database))
    test = open_page("pages/about.py", language)
    assert not test.exception
    return html.unescape(" ".join(x.proto.body for x in test.get("html")))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_four_answers_with_a_way_on_stand_before_what_is_folded(
    to_read, monkeypatch, language
):
    page = shown(language, to_read.database, monkeypatch)
    answers = page[: page.index('class="fold"')]
    ways = re.findall(r'<section><h2>.*?<a href="(\w+)\?lang=(\w\w)"', answers)
    pages = ("contribute", "asset_map", "privacy", "coverage")
    assert ways == [(one, language) for one in pages]
    assert page.count('class="fold"') == 5
    assert 'class="source"' not in answers


def test_what_is_confirmed_is_a_press_away_once_something_is(network, monkeypatch):
    change(
        network.database,
        "UPDATE asset SET verification = 'confirmed', verified_on = ? WHERE id = ?",
        "2026-11-30",
        "tir-coed",
    )
    ((live,),) = query(
        network.database,
        "SELECT COUNT(*) FROM asset_public WHERE COALESCE(end_year, 9999) >= ?",
        date(2026, 1, 1).year,
    )
    page = shown("en", network.database, monkeypatch)
    assert 'href="asset_map?checked=confirmed&lang=en"' in page
    assert f"Confirmed in the last 12 months: 1 of {live}." in page
