"""The brief on a screen: headings in order, pictures named, nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.drawing.document import Item, Items, Table
from copro_map.drawing.document_data import shortened
from copro_map.drawing.on_screen import html_of
from copro_map.drawing.shapes import LEVELS, plain, symbol
from tests.drawing.documents import (
    BESIDE,
    CY,
    EN,
    ONE_SHEET,
    REPORT,
    WHERE,
    Html,
    crammed,
    document,
    edition,
    parts_of,
)
from tests.drawing.pictures import hosts_in

EVERY = {
    "both": document(CY, EN),
    "one": document(EN),
    "report": REPORT,
    "nothing": document(edition("cy", ONE_SHEET[0]), edition("en", ONE_SHEET[0])),
    "long": document(crammed(CY, "Gair " * 50), crammed(EN, "Word " * 50)),
}


@pytest.fixture(params=EVERY.values(), ids=EVERY)
def made(request):
    return request.param


def test_headings_are_in_order_and_none_is_empty(made):
    source = html_of(made)
    levels = [
        int(tag[1]) for tag, _ in Html(source).tags if re.fullmatch("h[1-6]", tag)
    ]
    assert levels.count(1) == len(made.editions)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not re.search(r"<(h[1-6]|li|ul|ol|p|section|caption)[^>]*>\s*</\1>", source)


def test_headings_say_what_they_say_on_paper():
    order = re.findall(r"<h[1-6]>([^<]*)</h", html_of(document(EN)))
    assert order == [
        "Powys",
        "What is here",
        "What is missing",
        "Evidence from people",
        "Statistics",
        "What to do next",
        "How this is worked out",
    ]


def test_each_language_is_marked_and_one_press_from_the_other():
    html = Html(html_of(document(CY, EN)))
    assert html.all("html") == [{"lang": "cy"}]
    assert [(x["id"], x["lang"]) for x in html.all("article")] == [
        ("cy", "cy"),
        ("en", "en"),
    ]
    assert html.all("a") == [
        {"href": "#en", "lang": "en", "hreflang": "en"},
        {"href": "#cy", "lang": "cy", "hreflang": "cy"},
    ]
    assert [nav["aria-label"] for nav in html.all("nav")] == ["Iaith", "Language"]
    assert len(html.all("main")) == 1


def test_one_language_links_to_no_other():
    html = Html(html_of(document(EN)))
    assert html.all("html") == [{"lang": "en"}]
    assert html.all("a") == html.all("nav") == []


def test_every_picture_has_its_text():
    html = Html(html_of(document(CY, EN)))
    named = [image["alt"] for image in html.all("img") if image["alt"]]
    assert named == [WHERE.alt, BESIDE.alt] * 2
    # The shapes say no more than the words beside them.
    assert [image["alt"] for image in html.all("img")].count("") == 2 * 5


def test_the_table_names_its_rows_and_columns():
    source = html_of(document(EN))
    html = Html(source)
    scopes = [cell["scope"] for cell in html.all("th")]
    assert scopes == ["col"] * 3 + ["row"] * 2
    assert "<caption>Entries per 100,000 people</caption>" in source
    region = next(x for x in html.all("div") if x.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-label"] == "Entries per 100,000 people"


def test_a_row_of_one_cell_heads_those_below_and_a_last_cell_stands_for_all():
    source = html_of(REPORT)
    html = Html(source)
    assert [x["scope"] for x in html.all("th")][4:] == ["rowgroup", "row", "row"]
    assert html.all("th")[4]["colspan"] == "4"
    assert '<td colspan="3">too few to show</td>' in source


def test_an_empty_cell_of_the_head_is_no_heading():
    table = Table("Rates", ("", "Rate"), (("Powys", "8.3"),))
    html = Html(html_of(document(edition("en", table))))
    assert [cell["scope"] for cell in html.all("th")] == ["col", "row"]


def test_nothing_runs_and_nothing_comes_from_another_host(made):
    source = html_of(made)
    html = Html(source)
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "article"}
    allowed |= {"nav", "ul", "ol", "li", "a", "header", "div", "section", "footer"}
    allowed |= {"h1", "h2", "h3", "p", "strong", "span", "small", "figure", "img"}
    allowed |= {"figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    allowed |= {"dl", "dt", "dd"}
    assert {tag for tag, _ in html.tags} <= allowed
    assert all(
        x["src"].startswith("data:image/svg+xml;base64,") for x in html.all("img")
    )
    assert all(x["href"].startswith("#") for x in html.all("a"))
    assert not re.search(r"(?i)https?:|//[a-z]|url\(|@import|javascript:", source)
    assert not hosts_in(source)
    policy = html.all("meta")[2]["content"]
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_what_the_paper_leaves_out_is_on_the_screen():
    lines = tuple(Item("", f"Step{n}x") for n in range(40))
    html = Html(html_of(document(edition("en", Items("steps", lines)))))
    assert all(line.words in html.text["en"] for line in lines)


def test_what_is_empty_leaves_nothing_behind():
    whole = html_of(document(EN))
    gone = replace(WHERE, svg="")
    source = html_of(document(edition("en", gone, Items("marks", ()))))
    assert len(Html(whole).all("figure")) == 2
    assert not Html(source).all("figure") + Html(source).all("ul")


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_told_by_word_shape_and_colour(level):
    mark = LEVELS[level]
    others = [LEVELS[x] for x in LEVELS if x != level]
    assert mark.label.en != mark.label.cy
    for language in ("en", "cy"):
        said = mark.label.text(language)
        assert said not in [other.label.text(language) for other in others]
    outline = re.sub("#[0-9A-Fa-f]{3,6}", "", symbol(level))
    assert outline not in [
        re.sub("#[0-9A-Fa-f]{3,6}", "", symbol(x)) for x in LEVELS if x != level
    ]
    assert (luminance("#FBF9F4") + 0.05) / (luminance(mark.colour) + 0.05) >= 4.5
    assert mark.colour in symbol(level)
    names = [x.name for x in parts_of(EN.parts, Item) if x.name and x.words]
    assert mark.label.en in {getattr(x, "words", "") for x in names}


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_its_beginning(text, letters):
    short = shortened(text, letters)
    assert len(short) <= letters
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


UNSEEN = "\n\t\0\x1b\x85\u2028\u2029\u202a\u202e\u2066\u2069\ud800\udfff\ufffe"


@given(st.text(st.sampled_from("aŵ " + UNSEEN)))
def test_plain_text_is_one_line_that_can_be_written(text):
    once = plain(text)
    assert plain(once) == once
    assert len(once.splitlines()) <= 1
    once.encode()
    assert not set(once) & set(UNSEEN)


@given(st.text("abc ŵŷ#<>&/·"))
def test_plain_text_keeps_what_is_seen(text):
    assert plain(text).replace(" ", "") == text.replace(" ", "")
