"""Trends: the figures drawn are those given; gaps stay gaps; too few lead nowhere."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from copro_map.base.i18n import language_in_force
from copro_map.drawing.chart_style import LABEL, PHONE
from copro_map.drawing.lettering import ACCENT, text_width
from copro_map.report.charts.trend import TrendWords, trend_chart
from copro_map.report.charts.trend_data import BESIDE, day_labels, known_points
from tests.drawing.pictures import hosts_in, read_svg
from tests.drawing.vega_charts import chart_svg, marks_of, rows_of, spec_of
from tests.samples import HOSTILE

START = date(2025, 4, 1)
COUNTS = TrendWords("1.1 Organisations", "at risk", "count", START)
SHARES = TrendWords("2.2 Members", "above 30%", "percent", START)


def frame(days: list[str], values: list[float | None], spread: float | None = None):
    wide = [None if x is None or spread is None else spread for x in values]
    return pd.DataFrame(
        {
            "date": pd.to_datetime(days),
            "value": pd.Series(values, dtype=float),
            "lower": [None if w is None else v - w for v, w in zip(values, wide, strict=True)],  # noqa: E501
            "upper": [None if w is None else v + w for v, w in zip(values, wide, strict=True)],  # noqa: E501
        }
    )  # fmt: skip


DAYS = ["2025-09-30", "2025-12-31", "2026-03-31", "2026-09-30"]
POINTS = frame(DAYS, [41, 77, 112, 168])
SURVEYS = frame(DAYS, [18, None, 34, 41], 8.5)
FULL = frame(DAYS, [18, 22, 34, 41], 8.5)
TARGETS = pd.DataFrame(
    {
        "due": pd.to_datetime(["2026-03-31", "2027-03-31", "2028-03-31"]),
        "value": [120.0, 250, 350],
    }
)
SHARE_TARGETS = TARGETS.assign(value=[30.0, 50, 70])
NO_TARGETS = TARGETS.iloc[:0]
AHEAD = pd.DataFrame({"date": ["2026-09-30", "2027-03-31"], "value": [168.0, 224.0]})


def ordinals(days) -> list[int]:
    return [pd.Timestamp(x).toordinal() for x in days]


def layers_with(chart, kind: str, **mark: object) -> list[dict]:
    return [x for x in marks_of(chart, kind) if mark.items() <= x["mark"].items()]


def lines(chart) -> list[dict]:
    return [x for x in layers_with(chart, "line") if x["mark"].get("color") == ACCENT]


def subtitle(chart) -> str:
    return " ".join(spec_of(chart)["title"]["subtitle"])


def written(chart, field: str) -> list[str]:
    found = [
        text
        for x in marks_of(chart, "text")
        if x["encoding"]["text"]["field"] == field
        for text in rows_of(chart, x)[field]
    ]
    return list(dict.fromkeys(found))


# What was reported.


def test_the_points_are_those_given():
    chart = trend_chart(POINTS, TARGETS, COUNTS)
    (dots,) = marks_of(chart, "point")
    rows = rows_of(chart, dots)
    assert list(rows["date"]) == DAYS
    assert list(rows["day"]) == ordinals(DAYS)
    assert list(rows["value"]) == [41, 77, 112, 168]
    (line,) = lines(chart)
    assert list(rows_of(chart, line)["value"]) == [41, 77, 112, 168]
    assert line["encoding"]["y"]["field"] == "value"
    assert written(chart, "newest") == ["168"]


def test_a_bound_is_written_as_one_and_read_out_as_one():
    points = FULL.assign(value=[18.0, 22, 34, 90], bound=["", "", "", "at_least"])
    words = TrendWords("4.2 Need", "Met", "percent")
    chart = trend_chart(points, SHARE_TARGETS, words)
    assert written(chart, "newest") == ["at least 9 in 10"]
    assert "at least 9 in 10" in str(spec_of(chart)["description"])


def test_points_in_any_order_are_drawn_in_that_of_time():
    chart = trend_chart(POINTS.iloc[::-1], TARGETS.iloc[::-1], COUNTS)
    same = trend_chart(POINTS, TARGETS, COUNTS)
    assert spec_of(chart) == spec_of(same)


def test_the_interval_is_a_shade_and_a_thin_line_at_each_point():
    chart = trend_chart(FULL, SHARE_TARGETS, SHARES)
    (band,) = marks_of(chart, "area")
    for layer in (band, *[x for x in marks_of(chart, "rule") if "x" in x["encoding"]]):
        assert layer["encoding"]["y"]["field"] == "lower"
        assert layer["encoding"]["y2"]["field"] == "upper"
        rows = rows_of(chart, layer)
        assert list(rows["lower"]) == [9.5, 13.5, 25.5, 32.5]
        assert list(rows["upper"]) == [26.5, 30.5, 42.5, 49.5]
    assert "Thin lines" in subtitle(chart)
    plain = trend_chart(POINTS, TARGETS, COUNTS)
    assert not marks_of(plain, "area")
    assert "Thin lines" not in subtitle(plain)


def test_a_missing_report_is_a_gap_and_never_a_nought():
    chart = trend_chart(SURVEYS, SHARE_TARGETS, SHARES)
    (line,) = lines(chart)
    rows = rows_of(chart, line)
    assert list(rows["value"]) == [18, 34, 41]
    assert list(rows["run"]) == [0, 1, 1]
    for layer in (line, *marks_of(chart, "area")):
        assert layer["encoding"]["detail"]["field"] == "run"
    spec = spec_of(chart)
    reported = [row for name, data in spec["datasets"].items() for row in data
                if "date" in row]  # fmt: skip
    assert 0 not in [row["value"] for row in reported]
    assert "31 December 2025" not in spec["description"]


def test_limits_that_are_missing_do_not_become_noughts():
    half = FULL.assign(lower=[None, 13.5, 25.5, 32.5])
    chart = trend_chart(half, SHARE_TARGETS, SHARES)
    (band,) = marks_of(chart, "area")
    assert list(rows_of(chart, band)["lower"]) == [13.5, 25.5, 32.5]
    assert list(rows_of(chart, marks_of(chart, "point")[0])["value"]) == [
        18,
        22,
        34,
        41,
    ]
    none = trend_chart(FULL[["date", "value"]], SHARE_TARGETS, SHARES)
    assert not marks_of(none, "area")


def test_what_is_given_is_not_changed():
    points, targets = SURVEYS.copy(), SHARE_TARGETS.copy()
    trend_chart(points, targets, SHARES, AHEAD)
    pd.testing.assert_frame_equal(points, SURVEYS)
    pd.testing.assert_frame_equal(targets, SHARE_TARGETS)


# Too few.


@pytest.mark.parametrize("how_many", [0, 1, 2])
def test_too_few_points_have_no_line_and_no_projection(how_many):
    ahead = AHEAD.assign(value=99.0)
    chart = trend_chart(FULL[:how_many], SHARE_TARGETS, SHARES, ahead)
    assert not lines(chart)
    assert not marks_of(chart, "area")
    assert len(layers_with(chart, "line")) == 1  # the targets
    assert len(marks_of(chart, "point")) == (1 if how_many else 0)
    says = "Too few figures yet to look ahead." if how_many else "Not reported yet."
    assert says in subtitle(chart)
    assert "Dotted" not in subtitle(chart)
    assert "99" not in json.dumps(spec_of(chart)["datasets"])


def test_three_points_of_which_one_is_missing_are_too_few():
    assert "Too few" in subtitle(trend_chart(SURVEYS[:3], SHARE_TARGETS, SHARES))
    assert "Too few" not in subtitle(trend_chart(FULL[:3], SHARE_TARGETS, SHARES))
    assert len(lines(trend_chart(FULL[:3], SHARE_TARGETS, SHARES))) == 1


# What was promised, and what may come.


def test_the_targets_are_steps_that_rise_on_the_day_due():
    chart = trend_chart(POINTS, TARGETS, COUNTS)
    (steps,) = layers_with(chart, "line", interpolate="step-before")
    rows = rows_of(chart, steps)
    assert list(rows["day"]) == [START.toordinal(), *ordinals(TARGETS["due"])]
    assert list(rows["value"]) == [120, 120, 250, 350]
    assert written(chart, "target") == ["120", "250", "350"]
    assert written(trend_chart(FULL, SHARE_TARGETS, SHARES), "target") == [
        "30%",
        "50%",
        "70%",
    ]


def test_a_count_has_the_steady_way_to_its_targets_and_a_percentage_has_none():
    chart = trend_chart(POINTS, TARGETS, COUNTS)
    (path,) = layers_with(chart, "line", strokeDash=[6, 5])
    rows = rows_of(chart, path)
    assert list(rows["value"]) == [0, 120, 250, 350]
    assert list(rows["day"])[0] == START.toordinal()
    assert "Dashes" in subtitle(chart)
    for other in (
        trend_chart(FULL, SHARE_TARGETS, SHARES),
        trend_chart(POINTS, TARGETS, TrendWords("", "", "count")),
        trend_chart(POINTS, NO_TARGETS, COUNTS),
    ):
        assert not layers_with(other, "line", strokeDash=[6, 5])
        assert "Dashes" not in subtitle(other)


def test_without_targets_the_chart_says_so():
    chart = trend_chart(POINTS, NO_TARGETS, COUNTS)
    assert "No target set." in subtitle(chart)
    assert written(chart, "target") == []
    assert "No target" not in subtitle(trend_chart(POINTS, TARGETS, COUNTS))


def test_a_projection_is_dotted_and_has_no_limits():
    chart = trend_chart(POINTS, TARGETS, COUNTS, AHEAD)
    (line,) = layers_with(chart, "line", strokeDash=[2, 3])
    assert list(rows_of(chart, line)["value"]) == [168, 224]
    assert not marks_of(chart, "area")
    assert "Dotted" in subtitle(chart)
    assert "If nothing changes, 31 March 2027: 224." in spec_of(chart)["description"]


def test_every_figure_has_room_on_the_scale():
    high = AHEAD.assign(value=[188.0, 900.0])
    spec = spec_of(trend_chart(POINTS, TARGETS, COUNTS, high))
    tops = {x["encoding"]["y"]["scale"]["domain"][1] for x in spec["layer"]
            if "scale" in x["encoding"].get("y", {})}  # fmt: skip
    assert min(tops) > 900
    assert len(tops) == 1
    shares = spec_of(trend_chart(FULL, SHARE_TARGETS, SHARES))
    assert {tuple(x["encoding"]["y"]["scale"]["domain"]) for x in shares["layer"]
            if "scale" in x["encoding"].get("y", {})} == {(0, 100)}  # fmt: skip
    widths = {tuple(x["encoding"]["x"]["scale"]["domain"]) for x in spec["layer"]
              if "scale" in x["encoding"].get("x", {})}  # fmt: skip
    assert widths == {(START.toordinal(), date(2028, 3, 31).toordinal())}


# The words.


def test_the_name_is_a_heading_of_the_page_and_no_words_in_the_picture():
    chart = trend_chart(POINTS, TARGETS, COUNTS)
    assert "".join(spec_of(chart)["title"]["text"]) == ""
    assert spec_of(chart)["description"].startswith("1.1 Organisations: at risk.")
    said = spec_of(chart)["description"]
    for part in (
        "1.1 Organisations: at risk.",
        "Reported, 30 September 2026: 168.",
        "Target, 31 March 2028: 350.",
    ):
        assert part in said
    assert (
        "Reported, 30 September 2026: 41% (32.5% to 49.5%)."
        in (spec_of(trend_chart(FULL, SHARE_TARGETS, SHARES))["description"])
    )


def test_the_newest_figure_and_the_last_target_do_not_touch():
    """Late in the programme both stand at the right end: one goes above, one below."""
    days = [*DAYS[:3], "2028-03-01"]
    for newest, target_dy, newest_dy in ((361, 14, -16), (340, -10, 20)):
        chart = trend_chart(frame(days, [41, 77, 112, newest]), TARGETS, COUNTS)
        texts = {
            (x["encoding"]["text"]["field"], x["mark"].get("dy"))
            for x in marks_of(chart, "text")
        }
        assert ("newest", newest_dy) in texts
        assert ("target", target_dy) in texts


def test_dates_are_written_in_the_language_in_force():
    with language_in_force("cy"):
        chart = trend_chart(POINTS, TARGETS, COUNTS)
    assert "Maw 2028" in written(chart, "label")
    assert "31 Mawrth 2028" in spec_of(chart)["description"]
    dates = [x for x in marks_of(chart, "text")
             if x["encoding"]["text"]["field"] == "label"]  # fmt: skip
    assert {x["encoding"]["y"]["value"]["expr"] for x in dates} == {"height + 14"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_two_dates_touch_on_a_phone(language):
    first = START.toordinal()
    with language_in_force(language):
        labels = day_labels(range(first, first + 1000, 45), (first, first + 1000))
    room, spans = PHONE - BESIDE, []
    for row in labels.itertuples():
        wide, at = text_width(row.label, LABEL), (row.day - first) / 1000 * room
        left = {"left": at, "center": at - wide / 2, "right": at - wide}[row.side]
        spans.append((left, left + wide))
    spans.sort()
    assert len(spans) >= 3
    assert all(b[0] - a[1] >= 3 for a, b in zip(spans, spans[1:], strict=False))


# Whoever wrote it, and wherever it is shown.

CASES = {
    "counts": (POINTS, TARGETS, COUNTS, AHEAD),
    "surveys": (SURVEYS, SHARE_TARGETS, SHARES, None),
    "one": (FULL[:1], SHARE_TARGETS[2:], SHARES, None),
    "none": (POINTS[:0], TARGETS, COUNTS, None),
    "nothing": (POINTS[:0], NO_TARGETS, TrendWords("a", "b", "count"), None),
    "free": (POINTS, NO_TARGETS, COUNTS, None),
}


@pytest.mark.parametrize("case", list(CASES))
def test_a_trend_asks_no_other_host_and_is_the_same_each_time(case):
    spec = trend_chart(*CASES[case]).to_dict()  # which fails unless it is valid
    assert spec == spec_of(trend_chart(*CASES[case]))
    assert spec["width"] == "container"
    del spec["$schema"]
    assert hosts_in(json.dumps(spec)) == []
    svg = chart_svg(trend_chart(*CASES[case]), PHONE - BESIDE)
    assert hosts_in(svg) == []
    assert float(read_svg(svg).get("width")) <= 375


def test_no_name_becomes_markup():
    text = " ".join(HOSTILE)  # what any of them does changes the whole
    chart = trend_chart(POINTS, TARGETS, TrendWords(text, text, "count", START))
    tags = {x.tag.rpartition("}")[2] for x in read_svg(chart_svg(chart)).iter()}
    assert tags <= {"svg", "g", "path", "text", "tspan", "line", "rect", "defs",
                    "clipPath"}  # fmt: skip


def test_dates_may_be_dates_texts_or_stamps():
    expected = known_points(POINTS)
    for days in (DAYS, [date.fromisoformat(x) for x in DAYS]):
        found = known_points(POINTS.assign(date=days))
        pd.testing.assert_frame_equal(found, expected)
