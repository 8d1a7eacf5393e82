"""A table whose rows are drawn, in a document: the same on paper and on a screen."""

from __future__ import annotations

import re

import pytest

from copro_map.drawing.document import Columns, DotTable, Heading, Sheet, Text, Title
from copro_map.drawing.dot_range import DotLook, DotRow, Dots
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from tests.drawing.documents import Html, bare, document, edition, read, tags, texts

FEWER = DotLook("Fewer than its size suggests", "triangle_down", "#9B4D00")
USUAL, WALES = DotLook("About as its size suggests"), DotLook("", "diamond")
ROWS = (
    DotRow("Gwent", 12.1, USUAL, 8.2, 20.4, ("74", "12.1"), own=True),
    DotRow("Caerphilly", 7.1, FEWER, 8.0, 21.5, ("19", "7.1"), inner=True),
    DotRow("Powys", 13.6, USUAL, 7.0, 22.3, ("20", "13.6")),
    DotRow("Wales", 14.1, WALES, cells=("439", "14.1")),
)
HEADS = (
    "Area",
    "Per 100,000, and what chance leaves",
    "Entries",
    "Rate",
    "For its size",
)
DOTS = Dots("You and your neighbours", HEADS, ROWS, 14.1, "Wales: 14.1 per 100,000")
TITLE = Title("SAMPLE", "Powys")
WIDE = DotTable(DOTS)
NARROW = Columns((DotTable(DOTS, 120),), (Heading("Beside it"), Text("Words")))
LAYOUTS = {"wide": WIDE, "narrow": NARROW, "sheet": Sheet((TITLE, WIDE, NARROW))}


def said() -> list[str]:
    rows = [(row.name, *row.cells, row.look.words) for row in ROWS]
    return [DOTS.caption, *HEADS, *(x for row in rows for x in row), DOTS.line_words]


@pytest.mark.parametrize("part", LAYOUTS.values(), ids=LAYOUTS)
def test_paper_and_screen_say_the_same(part):
    made = document(
        edition("en", *([TITLE, part] if part is not LAYOUTS["sheet"] else [part]))
    )
    (paper,), screen = texts(pdf_of(made)), bare(Html(html_of(made)).text["en"])
    for words in said():
        assert bare(words) in paper, words
        assert bare(words) in screen, words


def test_it_is_a_table_to_those_who_hear_it_and_its_drawings_are_not_read():
    pdf = pdf_of(document(edition("en", TITLE, WIDE)))
    found = [tag for tag, _, _ in tags(pdf)]
    assert b"pdfuaid:part>1<" in pdf
    assert found.count("/TH") == len(HEADS)
    assert found.count("/TD") == len(ROWS) * len(HEADS)
    assert [alt for tag, _, alt in tags(pdf) if alt] == []


def test_on_a_screen_it_has_its_styles_and_colours_with_it():
    source = html_of(document(edition("en", TITLE, NARROW)))
    assert ".dots-band" in source
    used = set(re.findall(r"var\((--[a-z-]+)\)", source))
    assert used <= set(re.findall(r"(--[a-z-]+):", source)), "no page sets them here"
    assert source.count('class="dots-band"') == 3


def test_a_name_as_long_as_may_be_leaves_the_sheet_one_page():
    rows = tuple(
        DotRow("W" * 300, 1.0, USUAL, 0.5, 2.0, ("9" * 40, "1")) for _ in "abcde"
    )
    long = DotTable(Dots("W" * 200, HEADS, rows, 1.0, "W" * 100))
    pdf = pdf_of(document(edition("en", Sheet((TITLE, long)))))
    assert len(read(pdf).pages) == 1
