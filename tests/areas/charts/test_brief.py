"""The brief: every word on one sheet a language, text only text, read by everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copro_map.areas.charts import Gap, Line, brief_html, brief_pdf, paper
from copro_map.areas.charts.paper import ROOMS
from copro_map.areas.charts.parts import MORE
from copro_map.drawing.symbols import LEVELS, plain
from tests.areas.charts.brief_pages import (
    CY,
    EN,
    Html,
    bare,
    crammed,
    only,
    read,
    tags,
    texts,
    words_of,
)
from tests.drawing.same_bytes import prints_of
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


PAGES = {"cy first": (CY, EN), "en first": (EN, CY), "one": (CY,)}


@pytest.mark.parametrize("pages", PAGES.values(), ids=PAGES)
def test_every_word_is_on_the_sheet_and_on_the_screen(pages):
    pdf, html = brief_pdf(pages), Html(brief_html(pages))
    sheets, alts = texts(pdf), {alt for _, _, alt in tags(pdf)}
    images = {image["alt"] for image in html.all("img")}
    days = {"en": "22 November 2026", "cy": "22 Tachwedd 2026"}
    for page, sheet in zip(pages, sheets, strict=True):
        screen = bare(html.text[page.language])
        mark = bare(MORE.text(page.language).format(n=""))
        assert sheet.count(mark) == screen.count(mark) == 1
        own = [LEVELS[x].label.text(page.language) for x in LEVELS]
        own += [days[page.language], MORE.text(page.language).format(n=16)]
        for words in [*words_of(page), *own]:
            if words in (page.map_alt, page.chart_alt):
                assert words in alts
                assert words in images
            else:
                assert bare(words) in sheet
                assert bare(words) in screen


CASES = {
    "short": (only(CY), only(EN)),
    "typical": (CY, EN),
    "one language longer": (CY, crammed(EN, LONG)),
    "long lists": (crammed(CY, "Gair neu ddau"), crammed(EN, "A word or two")),
    "long texts": (crammed(CY, LONG, 8), crammed(EN, LONG, 8)),
    "both": (crammed(CY, LONG), crammed(EN, LONG)),
    "one word": (crammed(CY, NAME), crammed(EN, "W" * 900)),
    "wide": (crammed(CY, "WWWW " * 200), crammed(EN, "WWWW " * 200)),
    "short lines": (crammed(CY, "a", 60), crammed(EN, "a", 60)),
}


@pytest.mark.parametrize("pages", CASES.values(), ids=CASES)
def test_each_language_is_one_sheet(pages):
    pdf = brief_pdf(pages)
    sheets = read(pdf).pages
    assert len(sheets) == len(pages)
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets} == {
        (595, 842)
    }
    assert b"pdfuaid" in pdf
    for page, sheet in zip(pages, texts(pdf), strict=True):
        assert bare(page.title)[:20] in sheet


TEXT = st.text(st.sampled_from("abWŵŷ #$[]\\@<>&·ij"), min_size=1, max_size=300)


@settings(max_examples=15)
@given(TEXT, TEXT, st.integers(1, 15), st.booleans())
def test_whatever_is_said_fits(one, other, lines, pictures):
    pages = crammed(CY, one, lines), crammed(EN, other, lines)
    if not pictures:
        pages = tuple(replace(page, map_svg="", chart_svg="") for page in pages)
    assert len(read(brief_pdf(pages)).pages) == 2


def test_only_a_word_wider_than_its_column_is_broken():
    break_here = "\u200b"
    usual = read(brief_pdf((CY, EN))).pages
    assert not any(break_here in page.extract_text() for page in usual)
    (page,) = read(brief_pdf([replace(EN, title="W" * 90, summary=("W" * 90,))])).pages
    broken = page.extract_text()
    assert broken.count(break_here) >= 2 * 89
    assert max(len(line.replace(break_here, "")) for line in broken.split("\n")) < 90


def test_what_is_cut_is_counted_the_same_in_both_languages():
    many = tuple(
        Line(f"Entry{n}x", "Somewhere in the north of Powys") for n in range(60)
    )
    gaps = tuple(Gap("watch", f"Gap{n}x") for n in range(40))
    steps = tuple(f"Step{n}x" for n in range(20))
    rows = tuple((f"Row{n}x", "1", "2") for n in range(20))
    change = {"here": many, "people": gaps, "statistics": (), "next_steps": steps}
    change["compare"] = replace(EN.compare, rows=rows)
    sheets = texts(brief_pdf((replace(CY, **change), replace(EN, **change))))
    shown = []
    for sheet, language in zip(sheets, ("cy", "en"), strict=True):
        mark = bare(MORE.text(language).format(n=""))
        numbers = [int(n) for n in re.findall(f"{re.escape(mark)}([0-9]+)", sheet)]
        counts = [
            len(re.findall(f"{x}[0-9]+x", sheet))
            for x in ("Entry", "Gap", "Step", "Row")
        ]
        totals = (60 + 16, 40, 20, 20)
        assert [n + c for n, c in zip(numbers, counts, strict=True)] == list(totals)
        shown.append(counts)
    assert shown[0] == shown[1]
    assert min(shown[0]) >= 3


def test_rooms_only_ever_get_smaller():
    for room, then in pairwise(ROOMS):
        for name in ("size", "entries", "lines", "letters"):
            assert getattr(then, name) <= getattr(room, name)


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_is_shown_and_never_run(text):
    page = replace(crammed(EN, f"a {text} z", 2), map_alt=f"a {text} z", here_more=0)
    pdf, source = brief_pdf([page]), brief_html([page])
    assert len(read(pdf).pages) == 1
    assert texts(pdf)[0].count(bare(f"a {text} z")) >= 20
    assert plain(f"a {text} z") in {alt for _, _, alt in tags(pdf)}
    html = Html(source)
    assert html.text["en"].count(plain(f"a {text} z")) >= 20
    assert {tag for tag, _ in html.tags} == {
        tag for tag, _ in Html(brief_html([EN])).tags
    }
    for _, attributes in html.tags:
        assert not any(name.startswith("on") for name in attributes)


def test_a_letter_that_no_font_has_is_a_box_on_a_sheet_that_makes_no_claim():
    pdf = brief_pdf((replace(CY, title="Powys 漢字 😀"), EN))
    assert len(read(pdf).pages) == 2
    assert "Powys" in texts(pdf)[0]
    assert tags(pdf)
    assert b"pdfuaid" not in pdf


def test_the_letters_of_both_languages_are_in_our_typeface():
    fonts = set()
    for page in read(brief_pdf((CY, EN))).pages:
        fonts |= {
            f.get_object()["/BaseFont"] for f in page["/Resources"]["/Font"].values()
        }
    assert all("Atkinson" in font for font in fonts)


def test_no_typeface_of_the_machine_is_used():
    own = {font.path for font in paper._fonts().fonts()} - {None}
    assert all(str(path).startswith(str(paper.FONTS)) for path in own)


def test_without_our_typeface_typst_lends_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(paper, "FONTS", tmp_path / "none")
    paper._fonts.cache_clear()
    try:
        pdf = brief_pdf((CY, EN))
    finally:
        paper._fonts.cache_clear()
    assert bare(CY.footer) in texts(pdf)[0]
    assert b"pdfuaid" in pdf


def test_the_sheet_can_be_read_aloud():
    pdf = brief_pdf((CY, EN))
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
    assert [alt for tag, _, alt in found if tag == "/Figure"] == [
        CY.map_alt,
        CY.chart_alt,
        EN.map_alt,
        EN.chart_alt,
    ]
    # The words "overleaf" come last, in the language that is there.
    assert found[-1][1] == "cy"
    assert tags(brief_pdf((EN, CY)))[-1][1] == "en"
    assert [tag for tag, _, _ in found].count("/TH") == 2 * len(EN.compare.head)
    assert [tag for tag, _, _ in found].count("/LI") == 2 * (3 + 2 + 2 + 2)


def test_the_file_says_what_and_of_when_it_is():
    facts = read(brief_pdf((CY, EN))).metadata
    assert facts.title == f"Powys – {CY.subject} / {EN.subject}"
    assert facts.creation_date.date() == date(2026, 11, 22)


def test_the_same_pages_give_the_same_bytes():
    pages = (CY, EN)
    assert brief_pdf(pages) == brief_pdf(pages)
    assert brief_pdf(pages) != brief_pdf((CY, replace(EN, date=date(2026, 11, 23))))
    assert len(prints_of("tests.areas.charts.test_brief", "brief_pdf((CY, EN))")) == 1
