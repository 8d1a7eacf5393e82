"""A map in a file: it stands alone, in our own letters, and asks nobody else."""

from __future__ import annotations

import pandas as pd
import pytest
from PIL import ImageFont

from copro_map.drawing.bands import PALETTE, classes
from copro_map.drawing.chart_style import to_png
from copro_map.drawing.choropleth import Tint
from copro_map.drawing.legend import Legend, legend_html, legend_of, point_symbol
from copro_map.drawing.lettering import FONTS, VERY_LOW, text_width, wrap
from copro_map.drawing.poster import draw_poster
from tests.drawing.areas_map import (
    AUTHORITIES,
    CARDIFF,
    ENGLAND,
    MERTHYR,
    POWYS,
    drawn,
    groups,
)
from tests.drawing.pictures import (
    SVG,
    colours_of,
    hosts_in,
    read_svg,
    size_of,
    texts_of,
)

LOOKS = (
    (Tint(PALETTE[4], mark=VERY_LOW, text="Powys"), "Far fewer"),
    (Tint(PALETTE[0], text="Caerdydd"), "As usual"),
    (Tint(hatched=True, text="Merthyr Tudful"), "Not told"),
)


@pytest.fixture(scope="module")
def poster() -> str:
    tints = dict(zip((POWYS, CARDIFF, MERTHYR), (x for x, _ in LOOKS), strict=True))
    areas = (
        ("Merthyr Tudful", "–", tints[MERTHYR]),
        ("Caerdydd", "2.5", tints[CARDIFF]),
        ("Powys", "6.0", tints[POWYS]),
    )
    legend = legend_of("Per 100,000 residents", LOOKS, areas, "Source: dŵr")
    return draw_poster(AUTHORITIES, ENGLAND, tints, "What the map says", legend)


def test_a_picture_to_keep_stands_alone(poster):
    said = texts_of(poster)
    for text in (
        "What the map says", "Per 100,000 residents", "Source: dŵr",
        "Far fewer", "As usual", "Not told", "Every area",
    ):  # fmt: skip
        assert text in said
    listed = said[said.index("Every area") + 1 :]
    assert listed[:6] == ["Merthyr Tudful", "–", "Caerdydd", "2.5", "Powys", "6.0"]
    assert len(groups(poster)) == 22


def test_a_picture_to_keep_has_room_for_all_of_its_key():
    names = {
        code: f"Bwrdd Gwasanaethau Cyhoeddus Lleol a Rhanbarthol yr Ardal {code}"
        for code in AUTHORITIES.index
    }
    areas = [(name, "1.0", Tint()) for name in names.values()]
    legend = legend_of("x", (), areas, "Source")
    svg = draw_poster(AUTHORITIES, ENGLAND, {}, "Title", legend)
    height = float(read_svg(svg).get("height"))
    lowest = max(float(x.get("y")) for x in read_svg(svg).iter(f"{SVG}text"))
    assert lowest < height
    assert height > 22 * 2 * 13


def test_nothing_asks_another_host(poster):
    legend = Legend("x", classes(pd.Series([1.0, 2])))
    for text in (poster, drawn({}), legend_html(legend)):
        assert hosts_in(text) == []
    assert hosts_in('<a href="//a.example">') == ["//a.example"]


def test_a_png_is_a_picture_of_the_size_asked_for(poster):
    svg = drawn({POWYS: Tint(PALETTE[4])})
    assert colours_of(to_png(svg)) > 20
    assert size_of(to_png(svg, scale=1))[0] == 420
    assert size_of(to_png(svg, scale=2))[0] == 840
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert colours_of(to_png(blank)) == 1
    assert colours_of(to_png(poster, 1)) > 100


@pytest.mark.parametrize("weight", [400, 700])
def test_the_typeface_has_every_welsh_letter(weight):
    font = ImageFont.truetype(
        str(FONTS / f"atkinson-hyperlegible-next-{weight}.ttf"), 40
    )
    unknown = bytes(font.getmask("\uffff"))
    for letter in "aâŵŷŴŶÂÊÎÔÛâêîôûáéíóúàèìòùẁỳäëïöüẅÿẃý0189–’·©":
        assert bytes(font.getmask(letter)) != unknown, letter
    assert (FONTS / "LICENSE").read_text().count("SIL OPEN FONT LICENSE")


def test_letters_in_a_png_are_our_own():
    def word(family: str) -> bytes:
        return to_png(
            '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
            f'<text y="30" font-family="{family}" font-size="24">Tŷ dŵr</text></svg>'
        )

    assert word("Atkinson Hyperlegible Next") != word("no such typeface")


def test_lines_are_as_wide_as_allowed_and_lose_no_word():
    text = "Cymdeithas Mudiadau Gwirfoddol Powys a'r cylch"
    lines = wrap(text, 120, 14)
    assert " ".join(lines) == text
    assert all(text_width(line, 14) <= 120 for line in lines)
    assert wrap("", 10, 10) == []
    assert wrap("Llanfairpwllgwyngyll", 10, 10) == ["Llanfairpwllgwyngyll"]


def test_a_point_in_the_key_has_the_shape_of_the_map():
    symbol = point_symbol("star", "#123456", "One more here")
    legend = Legend("x", (), (symbol,))
    assert "#123456" in symbol.drawing
    assert legend_html(legend).count("<li>") == 1
