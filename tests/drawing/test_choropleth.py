"""Maps of areas: every area once, nothing by colour alone, no text becomes markup."""

from __future__ import annotations

import re

import pandas as pd
import pytest
import shapely

from copro_map.drawing import placing
from copro_map.drawing.bands import PALETTE
from copro_map.drawing.choropleth import Extras, Tint, draw_choropleth
from copro_map.drawing.legend import legend_html, legend_of
from copro_map.drawing.lettering import (
    HIGH,
    LOW,
    MEANINGS,
    VERY_LOW,
    ZERO,
    draw_mark,
    plain,
    triangles,
)
from copro_map.drawing.outlines import LAND, frame_of, outlines
from copro_map.drawing.poster import draw_poster
from copro_map.geography.areas import layer_polygons
from tests.drawing.areas_map import (
    AUTHORITIES,
    CARDIFF,
    ENGLAND,
    LAYERS,
    POWYS,
    drawn,
    groups,
)
from tests.drawing.pictures import SVG, Page, read_svg, texts_of
from tests.samples import HOSTILE

# Areas.


@pytest.mark.parametrize("layer", LAYERS)
def test_every_area_of_a_layer_is_drawn_once(layers, layer):
    polygons = layer_polygons(layers[layer], AUTHORITIES)
    tints = {code: Tint(PALETTE[1], text=code) for code in polygons.index}
    svg = draw_choropleth(polygons, ENGLAND, tints, "A map")
    assert [x.get("data-area") for x in groups(svg)] == sorted(layers[layer].areas)
    assert all(x.find(f"{SVG}path").get("d") for x in groups(svg))
    assert {x.find(f"{SVG}path").get("fill") for x in groups(svg)} == {PALETTE[1]}


def test_an_area_says_its_text_and_one_without_is_passed_over():
    powys, *others = sorted(
        groups(drawn({POWYS: Tint(text="Powys: 3")})),
        key=lambda x: x.get("data-area") != POWYS,
    )
    assert powys.get("role") == "img"
    assert powys.get("aria-label") == powys.find(f"{SVG}title").text == "Powys: 3"
    assert {x.get("aria-hidden") for x in others} == {"true"}
    assert {x.find(f"{SVG}path").get("fill") for x in others} == {LAND}


def test_an_area_inside_another_is_not_covered(layers):
    polygons = layer_polygons(layers["county_voluntary_council"], AUTHORITIES)
    holes = {
        code: len(part.interiors)
        for code, shape in polygons.geometry.items()
        for part in shapely.get_parts(shape)
        if len(part.interiors)
    }
    assert holes  # Torfaen has a council of its own, in the middle of Gwent's
    svg = draw_choropleth(polygons, ENGLAND, {}, "A map")
    shapes = {x.get("data-area"): x.find(f"{SVG}path") for x in groups(svg)}
    frame = frame_of(polygons)
    for code in holes:
        assert shapes[code].get("fill-rule") == "evenodd"
        filled = polygons.geometry.map(lambda x: shapely.union_all(
            [shapely.Polygon(part.exterior) for part in shapely.get_parts(x)]
        ))  # fmt: skip
        whole = outlines(polygons.set_geometry(filled), frame)
        assert shapes[code].get("d").count("M") > whole[
            list(polygons.index).index(code)
        ].count("M")


def test_an_area_is_a_link_only_inside_this_site():
    inside = groups(drawn({}, link=lambda code: f"area?code={code}"))
    assert {x.tag for x in inside} == {f"{SVG}a"}
    assert inside[0].get("href") == f"area?code={inside[0].get('data-area')}"
    for address in ("javascript:alert(1)", "//evil.example", "https://evil.example"):
        outside = groups(drawn({}, link=lambda _, to=address: to))
        assert {x.tag for x in outside} == {f"{SVG}g"}


def test_the_chosen_area_has_a_heavy_edge_and_an_unknown_one_none():
    plain, chosen = drawn({}), drawn({}, chosen=POWYS)
    assert chosen.count('fill="none"') == plain.count('fill="none"') + 2
    assert drawn({}, chosen="W99").count('fill="none"') == plain.count('fill="none"')


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b", "Tŷ 'n"])
def test_no_text_becomes_markup(text):
    tints = {POWYS: Tint(PALETTE[4], mark=ZERO, text=text)}
    points = pd.DataFrame(
        {
            "easting_m": [300_000],
            "northing_m": [250_000],
            "shape": "star",
            "colour": "#000000",
            "text": [text],
        }
    )
    extras = Extras(names={POWYS: text}, points=points)
    areas = ((text, text, tints[POWYS]),)
    legend = legend_of(text, ((tints[POWYS], text),), areas, text)
    poster = draw_poster(AUTHORITIES, ENGLAND, tints, text, legend, extras)
    tags = {x.tag.removeprefix(SVG) for x in read_svg(poster).iter()}
    assert tags <= {
        "svg", "defs", "pattern", "rect", "path", "g", "title", "text", "circle",
    }  # fmt: skip
    spoken = text.replace("\x00", "")
    assert read_svg(poster).get("aria-label") == spoken
    assert [x.get("aria-label") for x in groups(poster)].count(spoken) == 1
    page = Page(legend_html(legend))
    assert {tag for tag, _ in page.tags} <= {"p", "ul", "li", "img"}
    assert page.all("p") == [text]


def test_what_xml_does_not_know_is_left_out():
    assert plain("a\x00b\ud800\uffff\x1bc\td") == "abc\td"


# Nothing by colour alone.


def test_too_few_is_hatched_and_nothing_else_is():
    svg = drawn({POWYS: Tint(PALETTE[0], hatched=True), CARDIFF: Tint(PALETTE[0])})
    fills = {x.get("data-area"): x.find(f"{SVG}path").get("fill") for x in groups(svg)}
    hatched = [code for code, fill in fills.items() if fill.startswith("url(#")]
    assert hatched == [POWYS]
    pattern = read_svg(svg).find(f".//{SVG}pattern")
    assert fills[POWYS] == f"url(#{pattern.get('id')})"
    assert fills[CARDIFF] == PALETTE[0]


def test_two_maps_on_a_page_do_not_share_a_pattern():
    one, two = drawn({POWYS: Tint(hatched=True)}), drawn({CARDIFF: Tint(hatched=True)})
    ids = [read_svg(x).find(f".//{SVG}pattern").get("id") for x in (one, two)]
    assert ids[0] != ids[1]


@pytest.mark.parametrize("mark", [*MEANINGS, HIGH])
def test_a_mark_is_drawn_inside_its_area_and_explained(mark):
    tints = {POWYS: Tint(PALETTE[0], mark=mark)}
    before, after = drawn({POWYS: Tint(PALETTE[0])}), drawn(tints)
    place = placing.places(AUTHORITIES, {}, frozenset(), frame_of(AUTHORITIES))[POWYS]
    sign = draw_mark(mark, place.x, place.y, 12)
    assert sign in after
    assert sign not in before
    own = placing._largest(AUTHORITIES.geometry[POWYS], frame_of(AUTHORITIES))
    assert own.contains(shapely.Point(place.x, place.y))
    looks = ((tints[POWYS], "So"), (Tint(hatched=True), "Not told"))
    legend = legend_of("Rate", looks, (("Powys", "1.0", tints[POWYS]),))
    (symbol,) = legend.symbols
    assert symbol.text == "So"
    assert draw_mark(mark, 15, 10, 11) in symbol.drawing
    assert PALETTE[0] in symbol.drawing


def test_the_marks_differ_in_shape():
    assert triangles(LOW, 0, 0, 9).count("M") == 1
    assert triangles(VERY_LOW, 0, 0, 9).count("M") == 2
    assert triangles(HIGH, 0, 0, 9) != triangles(LOW, 0, 0, 9)
    starts = [float(x) for x in re.findall(r"M(\S+) ", triangles(VERY_LOW, 50, 0, 10))]
    assert starts[0] + starts[1] + 10 == pytest.approx(2 * 50)  # in the middle
    assert "<text" in draw_mark(ZERO, 0, 0)
    assert "<text" not in draw_mark(LOW, 0, 0)


# Squares and points.


def test_squares_are_cut_off_at_the_coast_and_lie_under_clear_areas():
    squares = pd.DataFrame(
        {
            "easting_m": [300_000, 305_000, 310_000],
            "northing_m": [250_000] * 3,
            "size_m": 5_000,
            "fill": [PALETTE[1], PALETTE[1], ""],
        }
    )
    svg = drawn({POWYS: Tint(text="Powys")}, squares=squares)
    tree = read_svg(svg)
    clip = tree.find(f".//{SVG}clipPath").get("id")
    inside = next(x for x in tree.iter() if x.get("clip-path") == f"url(#{clip})")
    (path,) = inside.iter(f"{SVG}path")
    assert path.get("d").count("M") == 2
    assert path.get("fill") == PALETTE[1]
    assert {x.find(f"{SVG}path").get("fill-opacity") for x in groups(svg)} == {"0"}
    frame = frame_of(AUTHORITIES)
    x, y = frame.place(300_000, 250_000)
    assert path.get("d").startswith(f"M{x:g} {y:g}h{5_000 * frame.scale:.4g}v-")


def test_points_are_named_unless_there_are_too_many():
    points = pd.DataFrame(
        {
            "easting_m": range(220_000, 350_000, 10_000),
            "northing_m": 250_000,
            "shape": "star",
            "colour": "#000000",
            "text": [f"T{n}" for n in range(13)],
        }
    )
    few = drawn({}, points=points.head(3))
    assert texts_of(few) == ["T0", "T1", "T2"]
    assert texts_of(drawn({}, points=points)) == []
    assert drawn({}, points=points).count("<title>") == 13
    assert texts_of(drawn({}, points=points.drop(columns="text").head(3))) == []
