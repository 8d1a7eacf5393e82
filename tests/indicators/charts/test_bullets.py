"""Indicators in words and as one table, and no status is colour alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from copro_map.drawing.lettering import PAPER
from copro_map.drawing.on_screen import SCALE
from copro_map.indicators.charts.bullets import bullets_html, figure_text
from copro_map.indicators.charts.statuses import (
    DETAILED,
    STATUS_WORDS,
    status_colour,
    status_mark,
    status_svg,
    status_words,
)
from tests.catalogue import ROOT
from tests.drawing.pictures import Page, contrast, hosts_in, read_svg
from tests.indicators.charts.bullet_samples import (
    COUNT,
    DUE,
    FREE,
    SHARE,
    SILENT,
    STATUSES,
)
from tests.samples import HOSTILE

# The figures.


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (168, "count", "168"),
        (12345.0, "count", "12,345"),
        (0, "count", "0"),
        (40.0, "percent", "40%"),
        (28.57, "percent", "28.6%"),
        (0, "percent", "0%"),
    ],
)
def test_a_figure_is_written_plainly(value, kind, text):
    assert figure_text(value, kind) == text


# What is not known.


@pytest.mark.parametrize(
    "change",
    [
        {"value": 101},
        {"upper": 100.1},
        {"value": -1},
        {"target": float("nan")},
        {"final": float("inf")},
        {"value": None},
        {"status": "no_figure_yet"},
    ],
)
def test_what_no_chart_can_show_truly_is_refused(change):
    with pytest.raises(ValueError, match=r"^2\.2: "):
        replace(SHARE, **change)
    assert replace(COUNT, value=101).value == 101


# The statuses.


PAIRS = [(status, "") for status in STATUSES] + list(DETAILED)


def test_every_status_has_a_word_a_shape_and_a_colour_of_its_own():
    assert set(STATUS_WORDS) == set(STATUSES)
    assert len(set(STATUS_WORDS.values())) == len(STATUSES)
    for status in STATUSES:
        assert contrast(status_colour(status), PAPER) >= 4.5
        assert status_colour(status) in status_svg(status)


def test_no_two_statuses_are_one_drawing_without_colour():
    def grey(pair):
        return [
            (
                x.get("d"),
                x.get("fill") in ("none", "#FFFFFF"),
                x.get("stroke") == "none",
            )
            for x in read_svg(status_svg(*pair))
        ]

    probable = [pair for pair in DETAILED if pair[1] == "probably"]
    drawings = [grey(pair) for pair in [*PAIRS[: len(STATUSES)], *probable]]
    assert all(x not in drawings[:n] for n, x in enumerate(drawings))


@pytest.mark.parametrize(("status", "detail"), list(DETAILED))
def test_a_second_word_stands_beside_the_first(status, detail):
    words = status_words(status, detail)
    assert words.startswith(STATUS_WORDS[status])
    assert len(words) > len(STATUS_WORDS[status])
    assert status_mark(status, detail).endswith(f" {words}")


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_mark_is_a_word_and_a_shape_that_is_only_seen(status):
    ((_, shape),) = Page(status_mark(status)).tags
    assert shape["alt"] == ""
    assert status_mark(status).endswith(f" {STATUS_WORDS[status]}")


@pytest.mark.parametrize("status", STATUSES)
def test_the_pages_have_the_colour_of_a_status(status):
    lines = SCALE.read_text("utf-8").splitlines()
    (rule,) = [x for x in lines if f".is-{status}" in re.split("[, ]+", x)]
    colour = re.search(r"color: var\(--(\w+), (#\w+)\);", rule)
    assert colour
    assert colour[2] == status_colour(status).lower()
    colours = ROOT / "copro_map" / "frame" / "colours.css"
    assert f"--{colour[1]}: {colour[2]};" in colours.read_text("utf-8")


# The table.


def test_the_table_has_every_figure_by_outcome():
    late = replace(COUNT, code="1.2", name="Late")
    page = Page(bullets_html([COUNT, SHARE, late]))
    assert page.all("th", scope="rowgroup") == ["Outcome 1", "Outcome 2"]
    assert page.all("th", scope="row") == [
        "1.1 Organisations",
        "1.2 Late",
        "2.2 Members",
    ]
    assert len(page.all("tbody")) == 2
    assert page.all("td")[-4:] == [
        "40%",
        "Replies: 60. Allowing for chance: 28.6% to 52.6%.",
        f"Target, {DUE}: 30%. At the end: 70%.",
        " Met, probably24 of 60",
    ]
    assert len(page.all("th", scope="col")) == 5


def test_the_table_says_what_waits_and_what_is_not_reported():
    waiting = Page(bullets_html([replace(COUNT, waiting=96)])).all("td")
    assert waiting[0] == "168 (96 waiting)"
    assert Page(bullets_html([SILENT])).all("td")[0] == "not reported"


def test_a_table_without_outcomes_has_no_empty_heading():
    page = Page(bullets_html([replace(COUNT, outcome="")]))
    assert page.all("th", scope="rowgroup") == []
    assert page.all("th", scope="row") == ["1.1 Organisations"]


# Whoever wrote it.


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_becomes_markup(text):
    bullet = replace(
        SHARE, code=text, name=text, words=text, base=text, outcome=text,
        target_due=text,
    )  # fmt: skip
    page = Page(bullets_html([bullet]))
    assert {tag for tag, _ in page.tags} == {
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "img",
    }  # fmt: skip
    assert all(x["alt"] == "" for tag, x in page.tags if tag == "img")
    assert page.all("th", scope="rowgroup") == [text]
    assert page.all("th", scope="row") == [f"{text} {text}"]


@pytest.mark.parametrize("bullet", [COUNT, SHARE, SILENT, FREE])
def test_the_table_asks_no_other_host(bullet):
    assert hosts_in(bullets_html([bullet])) == []
