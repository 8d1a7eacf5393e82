"""The rows of progress: each figure of the standings on its scale, and no other."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from copro_map.indicators.charts.bar import bar_of
from copro_map.indicators.charts.bullets import figure_text, scale_top
from copro_map.indicators.charts.spark import spark_svg
from copro_map.indicators.page.rows import row_html
from copro_map.indicators.standings import due_target
from tests.drawing.pictures import Page, read_svg
from tests.indicators.charts.bullet_samples import COUNT, FREE, SHARE, SILENT, STATUSES
from tests.indicators.charts.bullet_samples import with_status as of_status
from tests.indicators.surveyed import DAY, START
from tests.samples import HOSTILE

pytestmark = pytest.mark.usefixtures("years_later")


def shown(progress, bullet, *, is_open: bool = False) -> Page:
    return Page(row_html(progress, bullet, "indicators?open=1.1", "", is_open=is_open))


def test_each_row_has_the_figures_of_its_standing(programme):
    progress = programme(DAY)
    for one, bullet in zip(progress.shown, progress.bullets(), strict=True):
        bar, top = bar_of(bullet), scale_top(bullet)
        assert bar.value == pytest.approx(100 * (one.value or 0) / top, abs=0.01)
        target = due_target(one, DAY)
        if target is None:
            assert (bar.target, bar.aim) == (None, "")
        else:
            assert bar.target == pytest.approx(100 * target.value / top, abs=0.01)
            assert bar.aim == f"Target {figure_text(target.value, bullet.kind)}"
        interval = getattr(one.found, "interval", None)
        limits = None if interval is None else (interval.lower, interval.upper)
        assert limits == ((bullet.lower, bullet.upper) if interval else None)
        page = shown(progress, bullet)
        assert bullet.value_words in page.all("span")
        assert page.all("a") == [bullet.name]
        assert page.all("span", **{"class": f"is-{one.status}"})


def test_all_percentages_stand_on_one_scale_and_counts_on_their_largest():
    assert scale_top(SHARE) == scale_top(replace(SHARE, value=3, lower=1)) == 100
    assert bar_of(COUNT).target == pytest.approx(100 * 250 / 350, abs=0.01)
    assert bar_of(replace(COUNT, value=700)).value == 100


def test_what_waits_is_beside_the_bar_and_never_in_it():
    waiting = bar_of(replace(COUNT, waiting=96))
    assert waiting.value == bar_of(COUNT).value
    assert waiting.waits_to == pytest.approx(100 * 264 / 350, abs=0.01)
    assert bar_of(replace(SHARE, waiting=4)).waits_to is None


def test_without_a_figure_a_row_has_its_target_and_says_so():
    bar = bar_of(SILENT)
    assert (bar.value, bar.target, bar.has_figure) == (0, 30, False)
    assert bar.now == "not reported"
    nought = bar_of(replace(COUNT, value=0))
    assert (nought.has_figure, nought.now) == (True, "0")
    assert bar_of(FREE).target is None


def test_a_projection_is_marked_only_where_it_is_said():
    ahead = replace(COUNT, projected=200, ahead="likely to miss by 50")
    assert bar_of(ahead).leads_to == pytest.approx(100 * 200 / 350, abs=0.01)
    assert bar_of(replace(ahead, ahead="")).leads_to is None


@pytest.mark.parametrize("status", STATUSES)
def test_a_row_is_unfolded_by_a_link_that_says_whether_it_is(programme, status):
    progress, bullet = programme(DAY), replace(of_status(status), code="2.2")
    for is_open, said in ((True, "true"), (False, "false")):
        page = shown(progress, bullet, is_open=is_open)
        (link,) = [x for tag, x in page.tags if tag == "a"]
        assert link["aria-expanded"] == said
        assert link["target"] == "_self"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_becomes_markup(programme, text):
    bullet = replace(SHARE, code="2.2", name=text, base=text, pace=text, ahead=text)
    page = shown(programme(DAY), bullet)
    assert page.all("a") == [text]
    assert {tag for tag, _ in page.tags} <= {
        *("section", "div", "h3", "a", "small", "p", "span", "img"),
    }


def course(*values: float | None) -> pd.DataFrame:
    days = pd.date_range(START, DAY, len(values)).date
    return pd.DataFrame({"date": list(days), "value": values})


def test_two_points_make_no_line_and_one_no_picture():
    assert spark_svg(COUNT, course(5.0), START, DAY) == ""
    assert spark_svg(COUNT, course(5.0, None), START, DAY) == ""

    def parts(*values):
        return [
            x.tag.rpartition("}")[2]
            for x in read_svg(spark_svg(COUNT, course(*values), START, DAY)).iter()
        ]

    assert parts(5.0, 9.0).count("circle") == 2
    assert parts(5.0, 9.0).count("path") == 1  # the floor
    assert parts(5.0, 9.0, 12.0).count("path") == 2


def test_a_course_stands_on_the_scale_of_its_bar():
    drawn = spark_svg(COUNT, course(0.0, 175.0, 350.0), START, DAY)
    heights = [
        float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", drawn.split("/>")[1])
    ]
    assert heights == [30, 17, 4]
