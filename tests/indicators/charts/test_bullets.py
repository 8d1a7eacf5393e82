"""Bullet graphs: the figures drawn are those given, and no status is colour alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import pytest

from copro_map.drawing.chart_style import LABEL, PHONE
from copro_map.drawing.lettering import PAPER, text_width
from copro_map.drawing.raster import chart_svg
from copro_map.indicators.charts.bullet_words import spoken
from copro_map.indicators.charts.bullets import (
    NUMBERS_AT,
    Bullet,
    bullet_chart,
    bullets_html,
    figure_text,
    numbers_below,
)
from copro_map.indicators.charts.statuses import (
    STATUS_WORDS,
    Status,
    status_colour,
    status_mark,
    status_svg,
)
from tests.coverage.charts.funnels import marks_of, rows_of
from tests.drawing.pictures import Page, contrast, hosts_in, read_svg, texts_of
from tests.samples import HOSTILE

DUE = "31 March 2027"
COUNT = Bullet(
    *("1.1", "Organisations", "count", 168, None, None, None, 250, DUE, 350),
    status="behind",
    words="Needs 13.7 a month",
    outcome="Outcome 1",
)
SHARE = Bullet(
    *("2.2", "Members", "percent", 40, 28.6, 52.6, 60, 30, DUE, 70),
    status="met_on_sample",
    words="24 of 60",
    outcome="Outcome 2",
    base="Replies",
)
SILENT = replace(
    SHARE, value=None, lower=None, upper=None, n=None, status="not_reported"
)
FREE = replace(COUNT, target=None, final=None, status="no_target")
STATUSES: tuple[Status, ...] = get_args(Status)


def with_status(status: Status) -> Bullet:
    return replace(SILENT if status == "not_reported" else SHARE, status=status)


def drawn(chart, kind: str, *fields: str) -> list[dict]:
    """The rows of the marks that have all the fields, once each."""
    spec = chart.to_dict()
    names = [x["data"]["name"] for x in spec["layer"] if x["mark"]["type"] == kind]
    rows = [
        {name: row[name] for name in fields}
        for name in names
        for row in spec["datasets"][name]
        if set(fields) <= set(row)
    ]
    return [row for n, row in enumerate(rows) if row not in rows[:n]]


def domains(chart) -> set[tuple[float, ...]]:
    found = (
        layer["encoding"].get("x", {}).get("scale")
        for layer in chart.to_dict()["layer"]
    )
    return {tuple(x["domain"]) for x in found if x}


def painted(chart) -> str:
    return json.dumps(chart.to_dict(), ensure_ascii=False)


# The figures.


@pytest.mark.parametrize("bullet", [COUNT, SHARE, replace(SHARE, value=0, lower=0)])
def test_the_bar_the_tick_and_the_track_are_the_figures_given(bullet):
    chart = bullet_chart(bullet)
    assert drawn(chart, "rect", "start", "value") == [
        {"start": 0, "value": bullet.value}
    ]
    assert drawn(chart, "rect", "start", "final") == [
        {"start": 0, "final": bullet.final}
    ]
    assert drawn(chart, "rule", "target") == [{"target": bullet.target}]
    ends = [(x["encoding"]["x"]["field"], x["encoding"]["x2"]["field"])
            for x in marks_of(chart, "rect")]  # fmt: skip
    assert ends == [("start", "final"), ("start", "value")]


def test_the_thin_line_is_the_interval():
    chart = bullet_chart(SHARE)
    assert drawn(chart, "rule", "lower", "upper") == [{"lower": 28.6, "upper": 52.6}]
    assert [x["end"] for x in drawn(chart, "rule", "end")] == [28.6, 52.6]
    lines = [x["encoding"] for x in marks_of(chart, "rule")
             if x["encoding"]["x"]["field"] == "lower"]  # fmt: skip
    assert {x["x2"]["field"] for x in lines} == {"upper"}
    assert not drawn(bullet_chart(COUNT), "rule", "lower")
    assert not drawn(bullet_chart(replace(SHARE, upper=None)), "rule", "lower")


@pytest.mark.parametrize(
    ("change", "top"),
    [
        ({}, 350),
        ({"value": 400}, 400),
        ({"upper": 410.5}, 410.5),
        ({"final": 600}, 600),
    ],
)
def test_a_count_stands_on_its_largest_figure(change, top):
    assert domains(bullet_chart(replace(COUNT, **change))) == {(0, top)}


def test_percentages_all_stand_on_the_same_scale():
    assert domains(bullet_chart(SHARE)) == {(0, 100)}
    assert domains(bullet_chart(replace(SHARE, value=3, final=5, target=4))) == {
        (0, 100)
    }


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


@pytest.mark.parametrize(
    "bullet",
    [
        COUNT,
        SHARE,
        replace(SHARE, target=70, final=70),
        replace(SHARE, target=68, final=70),
        replace(SHARE, target=1, final=99),
        replace(COUNT, value=12000, target=11900, final=12000),
    ],
)
def test_no_two_numbers_under_a_bar_touch_on_a_phone(bullet):
    top = 100 if bullet.kind == "percent" else max(bullet.final, bullet.value)
    spans = []
    for one in numbers_below(bullet):
        wide, at = text_width(one.text, LABEL, 700), one.at / top * PHONE
        left = {"left": at, "center": at - wide / 2, "right": at - wide}[one.side]
        assert -1 <= left <= PHONE - wide + 1
        spans.append((left, left + wide))
    spans.sort()
    assert all(b[0] - a[1] >= 4 for a, b in zip(spans, spans[1:], strict=False))
    strong = [x for x in numbers_below(bullet) if x.strong]
    assert [x.at for x in strong] == [bullet.target]


def test_the_numbers_under_the_bar_are_the_targets_and_the_ends():
    chart = bullet_chart(SHARE)
    rows = drawn(chart, "text", "at", "number")
    assert {(x["at"], x["number"]) for x in rows} == {
        (30, "30%"), (70, "70%"), (0, "0%"), (100, "100%")
    }  # fmt: skip
    ys = {x["encoding"]["y"]["value"] for x in marks_of(chart, "text")
          if x["encoding"]["text"]["field"] == "number"}  # fmt: skip
    assert ys == {NUMBERS_AT}


# What is not known.


def test_what_is_not_reported_is_said_and_not_drawn():
    chart = bullet_chart(SILENT)
    assert chart.to_dict()["title"]["text"] == ["2.2 Members: not reported"]
    assert domains(chart) == set()
    assert not marks_of(chart, "rect")
    assert not marks_of(chart, "rule")
    texts = [x["text"] for x in drawn(chart, "text", "text")]
    assert texts == ["Not reported", f"Target, {DUE}: 30%. At the end: 70%."]
    row = Page(bullets_html([SILENT])).all("td")
    assert row[0] == "not reported"
    assert "0%" not in row[0]


def test_a_figure_that_nobody_may_see_is_not_called_unreported():
    few = replace(SILENT, status="reported", n=7)
    title = " ".join(bullet_chart(few).to_dict()["title"]["text"])
    assert title == "2.2 Members: too few replies to show"
    assert "not reported" not in spoken(few)


def test_a_target_that_is_not_set_is_said_once_and_not_drawn():
    chart = bullet_chart(FREE)
    assert domains(chart) == set()
    assert [x["text"] for x in drawn(chart, "text", "text")] == ["No target set"]
    assert chart.to_dict()["title"]["text"] == ["1.1 Organisations: 168"]
    share = bullet_chart(replace(SHARE, target=None, final=None, status="no_target"))
    assert drawn(share, "rect", "value") == [{"value": 40}]
    assert not drawn(share, "rule", "target")
    assert not drawn(share, "rect", "final")


def test_nothing_unknown_becomes_a_nought():
    for bullet in (SILENT, FREE, replace(COUNT, final=None), replace(COUNT, n=None)):
        spec = bullet_chart(bullet).to_dict()
        for rows in spec["datasets"].values():
            for row in rows:
                assert None not in row.values()
                assert all(row.get(x) != 0 for x in ("value", "target", "final"))
    assert "Based on" not in spoken(COUNT)


def test_a_value_of_nought_is_a_value():
    chart = bullet_chart(replace(COUNT, value=0))
    assert chart.to_dict()["title"]["text"] == ["1.1 Organisations: 0"]
    assert drawn(chart, "rect", "value") == [{"value": 0}]


@pytest.mark.parametrize(
    "change",
    [
        {"value": 101},
        {"upper": 100.1},
        {"value": -1},
        {"target": float("nan")},
        {"final": float("inf")},
        {"value": None},
        {"status": "not_reported"},
    ],
)
def test_what_no_chart_can_show_truly_is_refused(change):
    with pytest.raises(ValueError, match=r"^2\.2: "):
        replace(SHARE, **change)
    assert replace(COUNT, value=101).value == 101


# The words.


def test_the_base_stands_beside_the_status_where_a_phone_has_room():
    chart = bullet_chart(replace(SHARE, status="met"))
    rights = [x for x in marks_of(chart, "text") if x["mark"].get("align") == "right"]
    assert "Replies: 60" in [rows_of(chart, x).iloc[0].get("text") for x in rights]
    assert rights[-1]["encoding"]["x"] == {"value": "width"}
    long = bullet_chart(replace(SHARE, base="Darparwyr gwasanaethau cyhoeddus"))
    lines = [x["text"] for x in drawn(long, "text", "text")]
    assert "Darparwyr gwasanaethau cyhoeddus: 60." in lines
    assert long.to_dict()["height"] > chart.to_dict()["height"]


def test_every_line_fits_a_phone():
    wordy = replace(SHARE, target_due="diwedd y drydedd flwyddyn, 31 Mawrth 2028")
    for bullet in [wordy, *map(with_status, STATUSES)]:
        for row in drawn(bullet_chart(bullet), "text", "text"):
            assert text_width(row["text"], LABEL) <= PHONE


def test_a_chart_in_words_has_every_figure():
    said = bullet_chart(SHARE).to_dict()["description"]
    for part in (
        "2.2 Members: 40%",
        "Met on the sample, not certain",
        "Replies: 60",
        "28.6% to 52.6%",
        f"Target, {DUE}: 30%",
        "At the end: 70%",
        "24 of 60",
    ):
        assert part in said


def test_the_sentence_that_matters_stands_under_the_title():
    title = bullet_chart(COUNT).to_dict()["title"]
    assert title["subtitle"] == ["Needs 13.7 a month"]


# The statuses.


def test_every_status_has_a_word_a_shape_and_a_colour_of_its_own():
    assert set(STATUS_WORDS) == set(STATUSES)
    assert len(set(STATUS_WORDS.values())) == len(STATUSES)
    for status in STATUSES:
        assert contrast(status_colour(status), PAPER) >= 4.5
        assert status_colour(status) in status_svg(status)


def test_no_two_statuses_are_one_drawing_without_colour():
    def grey(status):
        return [
            (
                x.get("d"),
                x.get("fill") in ("none", "#FFFFFF"),
                x.get("stroke") == "none",
            )
            for x in read_svg(status_svg(status))
        ]

    drawings = [grey(status) for status in STATUSES]
    assert all(x not in drawings[:n] for n, x in enumerate(drawings))


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_in_its_chart_as_shape_word_and_colour(status):
    chart = bullet_chart(with_status(status))
    paths = [x.get("d") for x in read_svg(status_svg(status))]
    marks = [x["mark"] for x in marks_of(chart, "point")]
    assert [x["shape"] for x in marks] == paths
    paints = {x["fill"] for x in marks} | {x["stroke"] for x in marks}
    assert status_colour(status) in paints
    spec = chart.to_dict()
    colours = [
        x["mark"]["color"]
        for x in spec["layer"]
        if {"text": STATUS_WORDS[status]} in spec["datasets"][x["data"]["name"]]
    ]
    assert colours == [status_colour(status)]
    assert STATUS_WORDS[status] in texts_of(chart_svg(chart, PHONE))
    assert STATUS_WORDS[status] in chart.to_dict()["description"]


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_mark_is_written_or_spoken_but_not_both(status):
    ((_, named),) = Page(status_mark(status)).tags
    assert named["alt"] == ""
    assert status_mark(status).endswith(f" {STATUS_WORDS[status]}")
    ((_, alone),) = Page(status_mark(status, named=False)).tags
    assert alone["alt"] == STATUS_WORDS[status]


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
        " Met on the sample, not certain24 of 60",
    ]
    assert len(page.all("th", scope="col")) == 5


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
    svg = chart_svg(bullet_chart(bullet))
    tags = {x.tag.rpartition("}")[2] for x in read_svg(svg).iter()}
    assert tags <= {"svg", "g", "path", "text", "tspan", "line", "rect", "defs",
                    "clipPath"}  # fmt: skip
    page = Page(bullets_html([bullet]))
    assert {tag for tag, _ in page.tags} == {
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "img",
    }  # fmt: skip
    assert all(x["alt"] == "" for tag, x in page.tags if tag == "img")
    assert page.all("th", scope="rowgroup") == [text]
    assert page.all("th", scope="row") == [f"{text} {text}"]


@pytest.mark.parametrize("bullet", [COUNT, SHARE, SILENT, FREE])
def test_no_chart_asks_another_host(bullet):
    spec = bullet_chart(bullet).to_dict()
    del spec["$schema"]
    assert hosts_in(json.dumps(spec)) == []
    assert hosts_in(chart_svg(bullet_chart(bullet))) == []
    assert hosts_in(bullets_html([bullet])) == []
    assert painted(bullet_chart(bullet)) == painted(bullet_chart(bullet))
    assert spec["width"] == "container"
