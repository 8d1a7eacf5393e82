"""Tables of gaps: every cell its number, its meaning in words, and no markup in it."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from copro_map.base.config import load_settings
from copro_map.coverage.charts.matrix import (
    FROM_PEOPLE,
    STATISTICS,
    GapRow,
    gap_table_html,
    matrix_html,
)
from copro_map.drawing.lettering import MEANINGS
from copro_map.drawing.shapes import LEVELS
from copro_map.drawing.templates import environment, is_inner
from tests.drawing.pictures import Page, hosts_in
from tests.samples import HOSTILE

level_mark = environment().get_template("drawing/parts.html").module.level_mark
STYLE = load_settings({}).data_dir.parent / "copro_map" / "frame" / "figures.css"
FEW = "None recorded; too few in Wales to judge"
AREAS = {"W1": "Môn", "W2": "Powys", "W3": "Conwy"}
THEMES = {"food": "Bwyd", "health": "Iechyd"}
CELLS = pd.DataFrame(
    [
        ("W1", "food", 12, 12.0, 9.0, "none", ""),
        ("W2", "food", 1, 1.0, 7.0, "amber", ""),
        ("W3", "food", 0, 0.0, 4.0, "amber", "significant_zero"),
        ("W1", "health", 0, 0.0, 1.0, "none", "too_few"),
        ("W2", "health", 2, 1 / 22, 9.0, "red", ""),
        ("W3", "health", 4, 2.5, 2.0, "none", ""),
    ],
    columns=["area_code", "theme", "entries", "count", "expected", "flag", "zero"],
)
MATRIX = matrix_html(CELLS, AREAS, THEMES)
SAYS = {
    "knowledge": ("unknown", "Not asked yet"),
    "unmet": ("strong", "Nobody can meet: 3"),
    "absence": ("none", "–"),
    "low": ("watch", "3 recorded"),
    "zero": ("none", "Nothing"),
    "reach": ("none", "12%"),
    "mix": ("watch", "Missing: citizens"),
    "next": ("none", "One near Tywyn"),
}
ROW = GapRow("Môn", "area?code=W1&lang=cy", SAYS)
TAGS = {
    "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "b", "ul",
    "li", "img", "a",
}  # fmt: skip
ATTRIBUTES = {
    "class", "scope", "role", "tabindex", "aria-label", "aria-hidden", "title", "href",
    "target", "alt", "src", "colspan", "rowspan",
}  # fmt: skip


def cells_of(html: str) -> list[tuple[dict, str]]:
    page = Page(html)
    pairs = zip(page.tags, page.inside, strict=True)
    return [(attributes, text) for (tag, attributes), text in pairs if tag == "td"]


# Theme by area.


def test_every_theme_is_a_row_and_every_area_a_column():
    page = Page(MATRIX)
    assert page.all("th", scope="col") == ["Theme", "Môn", "Powys", "Conwy"]
    assert page.all("th", scope="row") == ["Bwyd", "Iechyd"]
    assert len(cells_of(MATRIX)) == 6
    assert page.all("caption") == ["Entries recorded, by theme and area"]


def test_every_cell_shows_its_number_in_its_place():
    shown = [re.match(r"[<\d.·]+", text)[0] for _, text in cells_of(MATRIX)]
    assert shown == ["12", "1", "0", "·", "2", "4"]
    turned = matrix_html(CELLS[::-1], dict(reversed(AREAS.items())), THEMES)
    shown = [re.match(r"[<\d.·]+", text)[0] for _, text in cells_of(turned)]
    assert shown == ["0", "1", "12", "4", "2", "·"]


def test_a_cell_says_in_words_what_it_shows_by_symbol():
    fair, low, zero, few, very_low, other = (text for _, text in cells_of(MATRIX))
    assert (fair, other) == ("12", "4")
    assert low == f"1▼. {MEANINGS['▼']}. Usual: 7.0"
    assert very_low == f"2▼▼. {MEANINGS['▼▼']}. Usual: 9.0"
    assert zero == f"0▼. {MEANINGS['0']}. Usual: 4.0"
    assert few == f"·{FEW}"


def test_symbols_are_not_read_out_and_words_are():
    page = Page(MATRIX)
    hidden = page.all("span", **{"aria-hidden": "true"})
    assert set(hidden) == {"▼", "▼▼", "·"}
    assert FEW in page.all("span", **{"class": "gap-unseen"})


def test_an_unusual_zero_is_told_from_too_few_without_colour():
    zero, few = cells_of(MATRIX)[2], cells_of(MATRIX)[3]
    assert "0" in zero[1]
    assert "0" not in few[1]
    assert Page(MATRIX).all("b", **{"class": "gap-zero"})[0] == "0"
    assert few[0]["class"] == "gap-few"


def test_pointing_at_a_cell_says_what_and_where():
    titles = [attributes["title"] for attributes, _ in cells_of(MATRIX)]
    assert titles[1] == "Powys, Bwyd. Entries: 1. Shared out: 1. Usual: 7.0."
    assert titles[5] == "Conwy, Iechyd. Entries: 4. Shared out: 2.5. Usual: 2.0."
    assert len(set(titles)) == 6


def test_a_cell_that_nobody_worked_out_is_empty():
    html = matrix_html(CELLS[:1], AREAS, THEMES)
    assert [text for _, text in cells_of(html)] == ["12", "", "", "", "", ""]


def test_a_key_explains_every_symbol():
    items = Page(MATRIX).all("li")
    assert len(items) == 4
    assert [x.split(" ", 1)[0] for x in items] == ["0", "▼▼", "▼", "·"]
    assert [x.split(" ", 1)[1] for x in items][:3] == [
        MEANINGS["0"], MEANINGS["▼▼"], MEANINGS["▼"],
    ]  # fmt: skip


# Every layer of gaps.


def test_people_come_before_statistics():
    page = Page(gap_table_html([ROW]))
    groups = page.all("th", scope="colgroup")
    assert groups == ["Evidence from people", "What the numbers say"]
    spans = [a["colspan"] for _, a in page.tags if a.get("scope") == "colgroup"]
    assert spans == ["3", "5"]
    assert page.all("th", scope="col") == [
        "Area", *FROM_PEOPLE.values(), *STATISTICS.values(),
    ]  # fmt: skip


def test_every_layer_says_its_words_in_its_column():
    cells = cells_of(gap_table_html([ROW]))
    assert [x.split()[-1] for _, x in cells] == [
        words.split()[-1] for _, words in SAYS.values()
    ]
    assert [a["class"].split()[0] for a, _ in cells] == [
        f"gap-{level}" for level, _ in SAYS.values()
    ]
    swapped = ROW.cells | {"low": SAYS["mix"], "mix": SAYS["low"]}
    cells = cells_of(gap_table_html([GapRow("x", "", swapped)]))
    assert "Missing" in cells[3][1]
    assert "3 recorded" in cells[6][1]


def test_a_level_is_a_shape_with_words():
    html = gap_table_html([ROW])
    spoken = [a["alt"] for tag, a in Page(html).tags if tag == "img" and a["alt"]]
    assert spoken == [
        LEVELS[level].label.en for level, _ in SAYS.values() if level != "none"
    ]
    pictures = {level: level_mark(level) for level in LEVELS}
    assert len(set(pictures.values())) == 4
    named = Page(level_mark("watch", named=True))
    assert named.tags[0][1]["alt"] == ""


def test_the_key_names_the_levels():
    items = [x.strip() for x in Page(gap_table_html([ROW])).all("li")]
    assert items == [LEVELS[x].label.en for x in ("strong", "watch", "unknown")]


def test_an_area_leads_to_its_page_and_only_inside_this_site():
    page = Page(gap_table_html([ROW]))
    ((_, link),) = [x for x in page.tags if x[0] == "a"]
    assert link["href"] == "area?code=W1&lang=cy"
    for address in ("javascript:alert(1)", "//x.example", "https://x.example", ""):
        row = GapRow("Môn", address, SAYS)
        page = Page(gap_table_html([row]))
        assert "a" not in {tag for tag, _ in page.tags}
        assert page.all("th", scope="row") == ["Môn"]


@pytest.mark.parametrize(
    "address",
    ["area?code=W06000008&lang=cy", "/area", "?lang=cy", "#top", "a/b/c?x=%20#y"],
)
def test_addresses_of_this_site(address):
    assert is_inner(address)


@pytest.mark.parametrize(
    "address",
    ["", "//a.example", "/\\a.example", "\\\\a.example", "javascript:alert(1)",
     "data:text/html,x", "https://a.example", "a b", "a\n", "java\tscript:x", "///a"],
)  # fmt: skip
def test_addresses_that_may_lead_away(address):
    assert not is_inner(address)


def test_a_layer_that_says_nothing_is_a_dash_that_a_phone_leaves_out():
    cells = cells_of(gap_table_html([GapRow("x", "", {"unmet": ("none", "")})]))
    assert len(cells) == 8
    assert all(x.endswith(" –") for _, x in cells)
    assert all("gap-empty" in a["class"] for a, _ in cells)
    assert not any("gap-empty" in a["class"] for a, x in cells_of(
        gap_table_html([ROW])) if not x.endswith("–"))  # fmt: skip


def test_every_area_has_a_row_in_the_order_given():
    rows = [GapRow(name, "", SAYS) for name in ("b", "c", "a")]
    assert Page(gap_table_html(rows)).all("th", scope="row") == ["b", "c", "a"]
    assert cells_of(gap_table_html([])) == []


# Both.


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text):
    named = dict.fromkeys(AREAS, text)
    matrix = matrix_html(CELLS, named, dict.fromkeys(THEMES, text))
    cells = dict.fromkeys(SAYS, ("strong", text))
    table = gap_table_html([GapRow(text, text, cells), GapRow(text, "area", cells)])
    for html in (matrix, table):
        page = Page(html)
        assert {tag for tag, _ in page.tags} <= TAGS
        names = {name for _, attributes in page.tags for name in attributes}
        assert names <= ATTRIBUTES
        assert text in page.all("th", scope="row")
    assert Page(matrix).all("th", scope="col")[1:] == [text] * 3


def test_a_table_scrolls_in_a_box_of_its_own_by_keyboard_too():
    for html in (MATRIX, gap_table_html([ROW])):
        tag, box = Page(html).tags[0]
        assert (tag, box["role"], box["tabindex"]) == ("div", "region", "0")
        assert box["aria-label"] == Page(html).all("caption")[0]


def test_a_card_on_a_phone_is_still_a_table_to_screen_readers():
    roles = [a.get("role") for tag, a in Page(gap_table_html([ROW])).tags
             if tag in ("table", "thead", "tbody", "tr", "th", "td")]  # fmt: skip
    assert all(roles)


def test_every_class_has_its_style():
    style = STYLE.read_text("utf-8")
    used = {
        name
        for html in (MATRIX, gap_table_html([ROW]))
        for _, attributes in Page(html).tags
        for name in (attributes.get("class") or "").split()
    }
    assert {x for x in used if f".{x}" not in style} <= {"gap-none"}
    assert "@media (max-width: 640px)" in style


def test_nothing_asks_another_host():
    style = STYLE.read_text("utf-8")
    for text in (MATRIX, gap_table_html([ROW]), style):
        assert hosts_in(text) == []
    assert "url(" not in style
