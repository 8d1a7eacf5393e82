"""A document on paper: every word, sheets of one page, text only text, read aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.drawing import on_paper
from copro_map.drawing.document import Item, Items, Sheet, Summary, Table, Text, Title
from copro_map.drawing.on_paper import ROOMS, pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.drawing.shapes import plain
from tests.drawing.documents import (
    BESIDE,
    CY,
    DAY,
    EN,
    FLOWING,
    ONE_SHEET,
    REPORT,
    WHERE,
    Html,
    bare,
    crammed,
    document,
    edition,
    read,
    tags,
    texts,
    words_of,
)
from tests.drawing.same_bytes import prints_of
from tests.examples import examples
from tests.samples import HOSTILE

LONG = "Gwasanaethau cydgynhyrchiol i ofalwyr ifanc a'u teuluoedd. " * 15
NAME = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
ATTACKS = (
    *HOSTILE,
    '#read("/etc/passwd")',
    "#panic()",
    "$x^2$ [[ ]] \\ @x <label> _u_ *b* = H // c /* c */ ~ -- `r` #",
    '"]; eval("1+1"); //',
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; \"'",
    "</style></title><script>x</script>",
)
# All attacks in one text: what any of them does changes the whole.
TOGETHER = " ".join(ATTACKS)


MORE = {"en": "More, not shown here: ", "cy": "Rhagor, heb eu dangos yma: "}
ORDERS = {"cy first": (CY, EN), "en first": (EN, CY), "one": (CY,)}


@pytest.mark.parametrize("editions", ORDERS.values(), ids=ORDERS)
def test_every_word_is_on_the_sheet_and_on_the_screen(editions):
    made = document(*editions)
    pdf, html = pdf_of(made), Html(html_of(made))
    alts = {alt for _, _, alt in tags(pdf)}
    images = {image["alt"] for image in html.all("img")}
    for one, sheet in zip(editions, texts(pdf), strict=True):
        screen = bare(html.text[one.language])
        mark = bare(MORE[one.language])
        assert sheet.count(mark) == screen.count(mark) == 1
        for words in [*words_of(one.parts), f"{MORE[one.language]}16"]:
            assert bare(words) in sheet, words
            assert bare(words) in screen, words
    assert {WHERE.alt, BESIDE.alt} <= alts & images


def test_what_is_on_no_sheet_is_shown_as_well():
    pdf, html = pdf_of(REPORT), Html(html_of(REPORT))
    paper, screen = "".join(texts(pdf)), bare(html.text["en"])
    for words in words_of(FLOWING):
        assert bare(words) in paper, words
        assert bare(words) in screen, words
    count = len(texts(pdf))
    for n, page in enumerate(texts(pdf), start=1):
        assert bare(f"Page {n} of {count}") in page
        assert "Demonstration" in page


def sheet(language, *changes):
    """One sheet, with parts in the place of others."""
    return edition(language, Sheet((*ONE_SHEET[:1], *changes)))


CASES = {
    "short": (sheet("cy"), sheet("en")),
    "typical": (CY, EN),
    "one language longer": (CY, crammed(EN, LONG)),
    "long lists": (crammed(CY, "Gair neu ddau"), crammed(EN, "A word or two")),
    "long texts": (crammed(CY, LONG, 8), crammed(EN, LONG, 8)),
    "both": (crammed(CY, LONG), crammed(EN, LONG)),
    "one word": (crammed(CY, NAME), crammed(EN, "W" * 400)),
    "wide": (crammed(CY, "WWWW " * 200), crammed(EN, "WWWW " * 200)),
    "short lines": (crammed(CY, "a", 60), crammed(EN, "a", 60)),
}


@pytest.mark.parametrize("editions", CASES.values(), ids=CASES)
def test_each_sheet_is_one_page(editions):
    pdf = pdf_of(document(*editions))
    sheets = read(pdf).pages
    assert len(sheets) == len(editions)
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets} == {
        (595, 842)
    }
    assert b"pdfuaid" in pdf
    for one, page in zip(editions, texts(pdf), strict=True):
        assert bare(one.parts[0].parts[0].left[0].words)[:20] in page


TEXT = st.text(st.sampled_from("abWŵŷ #$[]\\@<>&·ij"), min_size=1, max_size=300)


@examples(12)
@given(TEXT, TEXT, st.integers(1, 15))
def test_whatever_is_said_fits(one, other, lines):
    editions = crammed(CY, one, lines), crammed(EN, other, lines)
    assert len(read(pdf_of(document(*editions))).pages) == 2


def test_only_a_word_wider_than_its_column_is_broken():
    break_here = "\u200b"
    usual = read(pdf_of(document(CY, EN))).pages
    assert not any(break_here in page.extract_text() for page in usual)
    parts = Title("S", "W" * 90), Summary(("W" * 90,))
    (page,) = read(pdf_of(document(edition("en", Sheet(parts))))).pages
    broken = page.extract_text()
    assert broken.count(break_here) >= 2 * 89
    assert max(len(line.replace(break_here, "")) for line in broken.split("\n")) < 90


def test_what_is_cut_is_counted_the_same_in_both_languages():
    where = "Somewhere in the north of Powys"
    names = tuple(Item(f"Entry{n}x", where) for n in range(60))
    steps = tuple(Item("", f"Step{n}x") for n in range(20))
    rows = tuple((f"Row{n}x", "1", "2") for n in range(20))
    parts = (
        Items("names", names, most=10, left_out=16),
        Text("After that:"),
        Items("steps", steps),
        Text("And then:"),
        Table("Rates", ("Area", "A", "B"), rows, most=8),
    )
    editions = sheet("cy", *parts), sheet("en", *parts)
    shown = []
    pages = texts(pdf_of(document(*editions)))
    for page, language in zip(pages, ("cy", "en"), strict=True):
        mark = re.escape(bare(MORE[language]))
        numbers = [int(n) for n in re.findall(f"{mark}([0-9]+)", page)]
        counts = [
            len(re.findall(f"{x}[0-9]+x", page)) for x in ("Entry", "Step", "Row")
        ]
        assert [n + c for n, c in zip(numbers, counts, strict=True)] == [
            60 + 16,
            20,
            20,
        ]
        shown.append(counts)
    assert shown[0] == shown[1]
    assert min(shown[0]) >= 3


def test_what_is_on_no_sheet_is_never_cut():
    rows = tuple(Item("", f"Step{n}x {LONG}") for n in range(24))
    pdf = pdf_of(document(edition("en", Items("steps", rows, most=99))))
    assert "".join(texts(pdf)).count(bare(LONG)) == 24
    assert len(texts(pdf)) > 3


def test_rooms_only_ever_get_smaller():
    for room, then in pairwise(ROOMS):
        for name in ("size", "share", "letters"):
            assert getattr(then, name) <= getattr(room, name)


@pytest.mark.parametrize("text", [TOGETHER, "W" * 400, "ab " * 300])
def test_hostile_text_is_shown_and_never_run(text):
    said = f"a {text} z"
    made = crammed(REPORT, said, 2)
    made = replace(made, running=said[:200])
    pdf, html = pdf_of(made), Html(html_of(made))
    assert "".join(texts(pdf)[1:]).count(bare(said)) >= 15
    assert html.text["en"].count(plain(said)) >= 25
    usual = {tag for tag, _ in Html(html_of(REPORT)).tags}
    assert {tag for tag, _ in html.tags} <= usual | {"p"}
    for _, attributes in html.tags:
        assert not any(name.startswith("on") for name in attributes)


@pytest.mark.parametrize("first", range(10))
def test_hostile_text_is_shown_on_a_sheet_as_well(first):
    said = " z a ".join(["", *ATTACKS[first::10], ""]).strip()
    (page,) = texts(pdf_of(document(crammed(EN, said, 2))))
    assert page.count(bare(said)) >= 20


def test_a_letter_that_no_font_has_is_a_box_on_a_sheet_that_makes_no_claim():
    strange = edition("cy", Sheet((Title("S", "Powys 漢字 😀"),)))
    pdf = pdf_of(document(strange, EN))
    assert len(read(pdf).pages) == 2
    assert "Powys" in texts(pdf)[0]
    assert tags(pdf)
    assert b"pdfuaid" not in pdf


def test_the_letters_of_both_languages_are_in_our_typeface():
    fonts = set()
    for page in read(pdf_of(document(CY, EN))).pages:
        fonts |= {
            f.get_object()["/BaseFont"] for f in page["/Resources"]["/Font"].values()
        }
    assert all("Atkinson" in font for font in fonts)


def test_no_typeface_of_the_machine_is_used():
    own = {font.path for font in on_paper._fonts().fonts()} - {None}
    assert all(str(path).startswith(str(on_paper.FONTS)) for path in own)


def test_without_our_typeface_typst_lends_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(on_paper, "FONTS", tmp_path / "none")
    on_paper._fonts.cache_clear()
    try:
        pdf = pdf_of(document(CY, EN))
    finally:
        on_paper._fonts.cache_clear()
    assert bare(ONE_SHEET[-1].words) in texts(pdf)[0]
    assert b"pdfuaid" in pdf


def test_the_sheet_can_be_read_aloud():
    pdf = pdf_of(document(CY, EN))
    root = read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "cy"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in pdf
    found = tags(pdf)
    outline = [
        (tag, language) for tag, language, _ in found if re.match("/H[1-6]", tag)
    ]
    levels = ["/H1", "/H2", "/H2", "/H3", "/H3", "/H2", "/H2"]
    assert outline == [(x, "cy") for x in levels] + [(x, "en") for x in levels]
    alts = [alt for tag, _, alt in found if tag == "/Figure"]
    assert alts == [WHERE.alt, BESIDE.alt] * 2
    # The words "overleaf" come last, in the language that is there.
    assert found[-1][1] == "cy"
    assert tags(pdf_of(document(EN, CY)))[-1][1] == "en"
    assert [tag for tag, _, _ in found].count("/TH") == 2 * 3
    assert [tag for tag, _, _ in found].count("/LI") == 2 * (3 + 2 + 2 + 2)


def test_what_is_on_no_sheet_can_be_read_aloud():
    pdf = pdf_of(REPORT)
    found = [tag for tag, _, _ in tags(pdf)]
    assert b"pdfuaid:part>1<" in pdf
    levels = [int(tag[2]) for tag in found if re.match("/H[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert found.count("/Table") == 1
    assert found.count("/TH") >= 4


def test_the_file_says_what_and_of_when_it_is():
    facts = read(pdf_of(document(CY, EN))).metadata
    assert facts.title == "Powys – SAMPLE cy / SAMPLE en"
    assert facts.creation_date.date() == DAY


def test_the_same_document_gives_the_same_bytes():
    made = document(CY, EN)
    assert pdf_of(made) == pdf_of(made)
    assert pdf_of(made) != pdf_of(replace(made, date=date(2026, 11, 23)))
    both = "on_paper.pdf_of(document(CY, EN)) + on_paper.pdf_of(REPORT)"
    assert len(prints_of("tests.drawing.documents", both)) == 1
