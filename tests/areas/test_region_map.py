"""The map of an area: every entry is a pin or is counted, and none hides another."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist
from xml.etree import ElementTree

import pandas as pd
import pytest

from copro_map.areas.here import here_of
from copro_map.areas.region_map import FEW, MOST_PINS, PIN, SMALL_PIN, region_map
from copro_map.base.i18n import language_in_force
from copro_map.geography.areas import load_layers

GWENT = ("W06000018", "W06000019", "W06000021", "W06000022")
SHOWN = ("W06000001", "W06000023", "CVC-GAVO", "W11000023", "RPB-GWENT")
COLUMNS = ["kind", "authority", "precision", "easting_m", "northing_m"]
NEWPORT = (331_000.0, 188_000.0)
SVG = "{http://www.w3.org/2000/svg}"


def entries(*rows: tuple[str, str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        rows, columns=COLUMNS, index=[f"e{n}" for n in range(len(rows))]
    )


def at_newport(n: int) -> pd.DataFrame:
    return entries(*[("project", "W06000022", "place", *NEWPORT)] * n)


def pins(svg: str) -> list[tuple[float, float]]:
    group = svg.partition('<g class="pins">')[2].partition("</g>")[0]
    found = re.findall(r"translate\((-?[\d.]+) (-?[\d.]+)\)", group)
    return [(float(x), float(y)) for x, y in found]


def words(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("code", SHOWN)
def test_pins_and_numbers_add_up_to_the_entries_of_the_area(settings, code):
    layers = load_layers(settings.boundaries_dir, settings.data_dir).values()
    (area,) = (x.areas[code] for x in layers if code in x.areas)
    exact = [("offer", c, "place", *NEWPORT) for c in area.members]
    vague = [("offer", c, "area", *NEWPORT) for c in area.members] * 2
    nowhere = [("offer", c, "", float("nan"), float("nan")) for c in area.members]
    elsewhere = [("offer", "W06000015", "place", *NEWPORT)]
    made = entries(*exact, *vague, *nowhere, *elsewhere)
    svg = region_map(settings, code, made, 340)
    assert len(pins(svg)) == len(area.members)
    assert [x for x in words(svg) if x.isdigit()] == ["3"] * len(area.members)


@pytest.mark.parametrize("n", [2, FEW, 60, MOST_PINS])
def test_no_pin_hides_another_and_every_one_is_on_the_map(settings, n):
    svg = region_map(settings, "CVC-GAVO", at_newport(n), 340)
    found, size = pins(svg), PIN if n <= FEW else SMALL_PIN
    assert len(found) == n
    assert min(dist(a, b) for a, b in combinations(found, 2)) >= size - 0.2
    high = float(ElementTree.fromstring(svg).get("height") or 0)
    assert all(-size < x < 340 and -size < y < high for x, y in found)


def test_what_is_too_many_for_pins_is_counted_where_it_is(settings):
    svg = region_map(settings, "W06000022", at_newport(MOST_PINS + 1), 340)
    assert pins(svg) == []
    assert f"{MOST_PINS + 1}" in words(svg)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_its_authorities_are_named_and_where_there_is_nobody_it_says_so(
    settings, language
):
    with language_in_force(language):
        svg = region_map(settings, "CVC-GAVO", entries(), 340)
    said = " ".join(words(svg))
    names = {
        "en": ("Caerphilly", "Blaenau Gwent", "Monmouthshire", "Newport", "Nobody on"),
        "cy": ("Caerffili", "Blaenau Gwent", "Sir Fynwy", "Casnewydd", "Neb ar y map"),
    }
    for name in names[language]:
        assert name in said


def test_an_entry_without_a_place_is_put_to_none(settings):
    vague = entries(*[("request", code, "area", *NEWPORT) for code in GWENT])
    svg = region_map(settings, "CVC-GAVO", vague, 340)
    assert pins(svg) == []
    assert "Somewhere in the authority" in words(svg)
    assert "Requests" not in words(svg)


def test_who_does_not_see_the_map_hears_how_many_it_shows():
    vague = ("request", GWENT[0], "area", *NEWPORT)
    here = here_of(GWENT, entries(vague, ("offer", GWENT[3], "place", *NEWPORT), vague))
    assert here.words("Gwent") == (
        "Gwent, from near by. Entries with a pin: 1. Somewhere in their authority: 2."
    )
