"""Maps of areas: every area once, nothing by colour alone, no text becomes markup."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from copro_map.config import load_settings
from copro_map.geography.areas import layer_polygons, load_authority_polygons
from copro_map.i18n import language_in_force
from copro_map.views import placing
from copro_map.views.bands import PALETTE, Band, band_of, classes
from copro_map.views.choropleth import Extras, Tint, _ink, draw_choropleth
from copro_map.views.legend import legend_html, legend_of, point_symbol
from copro_map.views.lettering import FONTS, plain, text_width, wrap
from copro_map.views.marks import LOW, MEANINGS, VERY_LOW, ZERO, draw_mark, triangles
from copro_map.views.outlines import LAND, SEA, frame_of, outlines
from copro_map.views.poster import draw_poster
from copro_map.views.raster import to_png
from tests.samples import HOSTILE
from tests.views.pictures import (
    SVG,
    Page,
    colours_of,
    hosts_in,
    read_svg,
    size_of,
    texts_of,
)

REAL = load_settings({})
CARDIFF, POWYS, MERTHYR = "W06000015", "W06000023", "W06000024"
LAYERS = (
    "local_authority",
    "health_board",
    "county_voluntary_council",
    "regional_partnership_board",
    "public_services_board",
)
AUTHORITIES = load_authority_polygons(REAL.boundaries_dir)
ENGLAND = gpd.GeoDataFrame(
    geometry=[shapely.box(340_000, 160_000, 400_000, 400_000)], crs=27700
)
NO_VALUES = pd.Series([None, None], dtype=float)


def drawn(tints, **extras):
    return draw_choropleth(AUTHORITIES, ENGLAND, tints, "A map", Extras(**extras))


def groups(svg: str):
    return [x for x in read_svg(svg).iter() if x.get("class") == "area"]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


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
    legend = legend_of(text, (Band(0, 1, "#fff", text),), tints, {POWYS: text})
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
    assert page.all("p") == [spoken]


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


@pytest.mark.parametrize("mark", list(MEANINGS))
def test_a_mark_is_drawn_inside_its_area_and_explained(mark):
    tints = {POWYS: Tint(PALETTE[0], mark=mark)}
    before, after = drawn({POWYS: Tint(PALETTE[0])}), drawn(tints)
    place = placing.places(AUTHORITIES, {}, frozenset(), frame_of(AUTHORITIES))[POWYS]
    sign = draw_mark(mark, place.x, place.y, 12)
    assert sign in after
    assert sign not in before
    own = placing._largest(AUTHORITIES.geometry[POWYS], frame_of(AUTHORITIES))
    assert own.contains(shapely.Point(place.x, place.y))
    legend = legend_of("Rate", (), tints, {POWYS: "Powys"})
    assert [(x.text, x.areas) for x in legend.symbols] == [(MEANINGS[mark], ("Powys",))]


def test_the_marks_differ_in_shape():
    assert triangles(LOW, 0, 0, 9).count("M") == 1
    assert triangles(VERY_LOW, 0, 0, 9).count("M") == 2
    assert "<text" in draw_mark(ZERO, 0, 0)
    assert "<text" not in draw_mark(LOW, 0, 0)


def test_the_key_names_only_what_is_there_in_the_language_in_force():
    tints = {POWYS: Tint(mark=LOW), CARDIFF: Tint(PALETTE[0])}
    names = {POWYS: "Powys", CARDIFF: "Caerdydd"}
    assert len(legend_of("x", (), tints, names).symbols) == 1
    assert (
        len(legend_of("x", (), tints | {MERTHYR: Tint(hatched=True)}, names).symbols)
        == 2
    )
    with language_in_force("cy"):
        bands = classes(pd.Series([1.0, 2, 3, 4]), 2)
        assert len(bands) == 2
        assert legend_of("x", bands, {}, {}).bands == bands


# Names.


@pytest.mark.parametrize("width", [420, 640])
def test_a_name_is_written_only_where_it_fits(layers, width):
    names = {c: a.label.text() for c, a in layers["local_authority"].areas.items()}
    frame = frame_of(AUTHORITIES, width)
    found = placing.places(AUTHORITIES, names, frozenset({POWYS}), frame)
    written = {code: place for code, place in found.items() if place.lines}
    assert POWYS in written
    assert MERTHYR not in written
    for code, place in written.items():
        shape = placing._largest(AUTHORITIES.geometry[code], frame)
        wide = max(text_width(line, place.size) for line in place.lines)
        high = len(place.lines) * place.size
        box = shapely.box(
            place.x - wide / 2,
            place.y - high / 2,
            place.x + wide / 2,
            place.y + high / 2,
        )
        # The outline drawn is simplified by about a pixel.
        assert shape.buffer(2).contains(box), code
        assert " ".join(place.lines) == names[code]
    svg = draw_choropleth(AUTHORITIES, ENGLAND, {}, "x", Extras(names=names), width)
    said = " ".join(texts_of(svg))
    assert names[POWYS] in said
    assert names[MERTHYR] not in said


def test_letters_stand_out_from_every_colour():
    for colour in (*PALETTE, LAND):
        ink, edge = _ink(Tint(colour))
        assert contrast(ink, colour) >= 4.5, colour
        assert edge == colour
    assert contrast(*_ink(Tint(hatched=True))) >= 4.5
    assert contrast(*_ink(Tint("url(x)"))) >= 4.5


spots = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=7
)


@given(spots)
def test_names_of_points_cover_no_point_and_no_other_name(places):
    texts = [f"Tref {n}" * (1 + n % 2) for n in range(len(places))]
    sheets = [
        placing.Sheet(300 * k, 300, tuple((x * k, y) for x, y in places))
        for k in (1, 2.5)
    ]
    found = placing.beside(sheets, texts)
    for sheet in sheets:
        boxes = {n: placing._box(sheet, n, texts[n], x) for n, x in found.items()}
        for n, box in boxes.items():
            assert not any(box.intersects(o) for m, o in boxes.items() if m != n)
            assert not any(box.contains(shapely.Point(x)) for x in sheet.spots)
            assert shapely.box(0, 0, sheet.width, 300).contains(box)
    alone = placing.beside([placing.Sheet(300, 300, ((150, 150),))], ["Tref"])
    assert alone == {0: placing.Beside(right=True, down=0)}


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


# Classes.


numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
values = st.lists(st.one_of(numbers, st.none(), st.integers(0, 9)), max_size=40)


@given(values, st.integers(1, 5))
def test_every_known_value_lies_in_exactly_one_class(given_values, how_many):
    series = pd.Series(given_values, dtype=float)
    bands = classes(series, how_many)
    known = series.dropna()
    assert len(bands) <= how_many
    assert bool(bands) == bool(len(known))
    for one, other in zip(bands, bands[1:], strict=False):
        assert one.upper == other.lower > one.lower
        assert luminance(one.colour) > luminance(other.colour)
    held = [[b for b in bands if b == band_of(x, bands)] for x in known]
    assert all(len(one) == 1 for one in held)
    assert {b for one in held for b in one} == set(bands)  # none is empty
    for x, (band,) in zip(known, held, strict=True):
        assert band.lower <= x <= band.upper
        assert x < band.upper or band is bands[-1]
    assert all(band_of(x, bands) is None for x in series[series.isna()])


@given(st.lists(st.integers(0, 60), min_size=2))
def test_classes_of_whole_numbers_name_every_number_once(counts):
    bands = classes(pd.Series(counts, dtype=float))
    ends = [[int(x) for x in band.text.split(" to ")] for band in bands]
    for one, other in zip(ends, ends[1:], strict=False):
        assert one[-1] + 1 == other[0]
    for x in counts:
        band = band_of(x, bands)
        first, *last = (int(n) for n in band.text.split(" to "))
        assert first <= x <= (last or [first])[0]


def test_classes_hold_about_as_many_values_each():
    rates = pd.Series([1.5 * 1.15**n for n in range(22)])
    held = [band_of(x, classes(rates)) for x in rates]
    counts = [held.count(band) for band in classes(rates)]
    assert len(counts) == 5
    assert max(counts) - min(counts) <= 2


def test_many_equal_values_leave_room_for_the_others():
    bands = classes(pd.Series([0.0] * 18 + [1, 2, 3, 9]))
    assert [x.text for x in bands] == ["0", "1", "2 to 3", "4 to 9"]


def test_bounds_are_round():
    rates = pd.Series([1.8234, 2.1, 4.7771, 6.2, 8.123, 9.9, 12.34, 17.4999])
    assert [x.text for x in classes(rates, 3)] == ["1 to 5", "5 to 9", "9 to 18"]
    assert [x.text for x in classes(rates / 100, 2)] == ["0.01 to 0.07", "0.07 to 0.18"]


def test_one_value_is_one_class_and_none_is_none():
    (band,) = classes(pd.Series([2.5, 2.5, None]))
    assert (band.lower, band.upper, band.text) == (2.5, 2.5, "2.5")
    assert band.colour == PALETTE[2]
    assert classes(NO_VALUES) == ()
    assert band_of(1, ()) is None


def test_shades_can_be_told_from_each_other_and_from_the_ground():
    for one, other in zip(PALETTE, PALETTE[1:], strict=False):
        assert contrast(one, other) >= 1.4
    assert contrast(PALETTE[0], LAND) >= 1.3
    assert contrast(PALETTE[0], SEA) >= 1.15


# In a file.


@pytest.fixture(scope="module")
def poster() -> str:
    tints = {
        POWYS: Tint(PALETTE[4], mark=VERY_LOW, text="Powys"),
        CARDIFF: Tint(PALETTE[0], text="Caerdydd"),
        MERTHYR: Tint(hatched=True, text="Merthyr Tudful"),
    }
    names = {POWYS: "Powys", CARDIFF: "Caerdydd", MERTHYR: "Merthyr Tudful"}
    bands = classes(pd.Series([1.0, 2, 3, 4, 5, 6]))
    legend = legend_of(
        "Per 100,000 residents", bands, tints, names,
        {MERTHYR: "–", CARDIFF: "2.5", POWYS: "6.0"}, "Source: dŵr",
    )  # fmt: skip
    return draw_poster(AUTHORITIES, ENGLAND, tints, "What the map says", legend)


def test_a_picture_to_keep_stands_alone(poster):
    said = texts_of(poster)
    for text in (
        "What the map says", "Per 100,000 residents", "Source: dŵr", "1", "5 to 6",
        "Far fewer recorded than usual", "Too few in Wales to judge", "Every area",
    ):  # fmt: skip
        assert text in said
    listed = said[said.index("Every area") + 1 :]
    assert listed[:6] == ["Merthyr Tudful", "–", "Caerdydd", "2.5", "Powys", "6.0"]
    assert len(groups(poster)) == 22


def test_a_picture_to_keep_has_room_for_all_of_its_key():
    names = {code: f"Bwrdd Gwasanaethau Cyhoeddus {code}" for code in AUTHORITIES.index}
    legend = legend_of("x", (), {}, names, dict.fromkeys(names, "1.0"), "Source")
    svg = draw_poster(AUTHORITIES, ENGLAND, {}, "Title", legend)
    height = float(read_svg(svg).get("height"))
    lowest = max(float(x.get("y")) for x in read_svg(svg).iter(f"{SVG}text"))
    assert lowest < height
    assert height > 22 * 2 * 13


def test_nothing_asks_another_host(poster):
    legend = legend_of("x", classes(pd.Series([1.0, 2])), {POWYS: Tint(mark=LOW)}, {})
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
    legend = legend_of("x", (), {}, {})
    assert legend.symbols == ()
    assert "#123456" in symbol.drawing
    assert legend_html(legend).count("<li>") == 0
