"""The brief on a screen: headings in order, pictures named, nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.areas.charts import brief_html
from copro_map.areas.charts.parts import Table
from copro_map.drawing.documents import shortened
from copro_map.drawing.symbols import LEVELS, plain, symbol
from tests.areas.charts.brief_pages import CHART, CY, EN, Html, crammed, only

EVERY = {
    "both": (CY, EN),
    "one": (EN,),
    "nothing": (only(CY), only(EN)),
    "long": (crammed(CY, "Gair " * 50), crammed(EN, "Word " * 50)),
}


@pytest.fixture(params=EVERY.values(), ids=EVERY)
def pages(request):
    return request.param


def test_headings_are_in_order_and_none_is_empty(pages):
    source = brief_html(pages)
    levels = [
        int(tag[1]) for tag, _ in Html(source).tags if re.fullmatch("h[1-6]", tag)
    ]
    assert levels.count(1) == len(pages)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not re.search(r"<(h[1-6]|li|ul|ol|p|section|caption)[^>]*>\s*</\1>", source)


def test_headings_say_what_they_say_on_paper():
    order = re.findall(r"<h[1-6]>([^<]*)</h", brief_html([EN]))
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
    html = Html(brief_html((CY, EN)))
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
    html = Html(brief_html([EN]))
    assert html.all("html") == [{"lang": "en"}]
    assert html.all("a") == html.all("nav") == []


def test_every_picture_has_its_text():
    html = Html(brief_html((CY, EN)))
    named = [image["alt"] for image in html.all("img") if image["alt"]]
    assert named == [CY.map_alt, CY.chart_alt, EN.map_alt, EN.chart_alt]
    # The shapes of the levels say no more than the word beside them.
    assert [image["alt"] for image in html.all("img")].count("") == 2 * 4


def test_the_table_names_its_rows_and_columns():
    html = Html(brief_html([EN]))
    scopes = [cell["scope"] for cell in html.all("th")]
    assert scopes == ["col"] * 3 + ["row"] * 2
    assert "<caption>Entries per 100,000 people</caption>" in brief_html([EN])
    region = next(x for x in html.all("div") if x.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-label"] == EN.compare.caption


def test_an_empty_cell_of_the_head_is_no_heading():
    table = Table("Rates", ("", "Rate"), (("Powys", "8.3"),))
    html = Html(brief_html([replace(EN, compare=table)]))
    assert [cell["scope"] for cell in html.all("th")] == ["col", "row"]


def test_nothing_runs_and_nothing_comes_from_another_host(pages):
    source = brief_html(pages)
    html = Html(source)
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "article"}
    allowed |= {"nav", "ul", "ol", "li", "a", "header", "div", "section", "footer"}
    allowed |= {"h1", "h2", "h3", "p", "strong", "span", "small", "figure", "img"}
    allowed |= {"figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in html.tags} <= allowed
    assert all(
        x["src"].startswith("data:image/svg+xml;base64,") for x in html.all("img")
    )
    assert all(x["href"].startswith("#") for x in html.all("a"))
    assert not re.search(r"(?i)https?:|//[a-z]|url\(|@import|javascript:", source)
    policy = html.all("meta")[2]["content"]
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_what_the_paper_leaves_out_is_on_the_screen():
    lines = tuple(f"Step{n}x" for n in range(40))
    html = Html(brief_html([replace(EN, next_steps=lines)]))
    assert all(line in html.text["en"] for line in lines)


def test_a_picture_that_is_not_there_leaves_no_frame():
    html = Html(brief_html([replace(EN, map_svg="", chart_svg=CHART)]))
    assert len(html.all("figure")) == 1


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
    assert f".{level} {{ color: " in brief_html([EN])


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
