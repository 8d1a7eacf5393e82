"""Bullet graphs: the figures drawn are those given, and all of it stands in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from copro_map.drawing.chart_style import LABEL, PHONE
from copro_map.drawing.lettering import PAPER, text_width
from copro_map.indicators.charts.bullets import Bullet, figure_text
from copro_map.indicators.charts.statuses import STATUS_WORDS, status_mark
from copro_map.report.charts.bullet import (
    HIGH,
    WIDE,
    bullet_html,
    bullet_svg,
    numbers_below,
)
from tests.drawing.pictures import Page, contrast, hosts_in, read_svg
from tests.indicators.charts.bullet_samples import (
    COUNT,
    DUE,
    FREE,
    NO_TARGET,
    SHARE,
    SILENT,
    STATUSES,
    with_status,
)
from tests.samples import HOSTILE


def drawn(bullet: Bullet) -> dict[str, list[tuple[float, float]]]:
    """Where each thing that is drawn begins and ends, in percent of the width."""
    found: dict[str, list[tuple[float, float]]] = {}
    for one in read_svg(bullet_svg(bullet)).iter("{http://www.w3.org/2000/svg}rect"):
        left = float(one.get("x"))
        ends = left, left + float(one.get("width"))
        place = tuple(round(100 * x / WIDE, 3) for x in ends)
        found.setdefault(one.get("class"), []).append(place)
    return found


def middle(places: list[tuple[float, float]]) -> list[float]:
    return [(left + right) / 2 for left, right in places]


@pytest.mark.parametrize(
    ("bullet", "value", "target", "final"),
    [
        (COUNT, 100 * 168 / 350, 100 * 250 / 350, 100),
        (SHARE, 40, 30, 70),
        (replace(SHARE, value=0, lower=0), 0, 30, 70),
        (replace(COUNT, value=400), 100, 100 * 250 / 400, 100 * 350 / 400),
        (replace(COUNT, upper=700, lower=1), 24, 100 * 250 / 700, 50),
    ],
)
def test_bar_tick_and_track_stand_where_arithmetic_puts_them(
    bullet, value, target, final
):
    found = drawn(bullet)
    assert found["value"] == [(0, pytest.approx(value, abs=0.01))]
    assert found["final"] == [(0, pytest.approx(final, abs=0.01))]
    assert middle(found["target"]) == [pytest.approx(target, abs=0.01)]


@pytest.mark.parametrize("target", [0, 350])
def test_a_tick_at_an_end_of_the_scale_is_seen_whole(target):
    ((left, right),) = drawn(replace(COUNT, target=target))["target"]
    ((usual, after),) = drawn(COUNT)["target"]
    assert 0 <= left < right <= 100
    assert right - left == pytest.approx(after - usual)


def test_the_thin_line_is_the_interval():
    found = drawn(SHARE)
    assert found["interval"] == [(28.6, 52.6)]
    assert middle(found["cap"]) == pytest.approx([28.6, 52.6])
    assert "interval" not in drawn(COUNT)
    assert "interval" not in drawn(replace(SHARE, upper=None))


def test_what_matters_most_is_drawn_over_the_rest_and_stands_out():
    names = [x.get("class") for x in read_svg(bullet_svg(SHARE))]
    assert names == ["scale", "final", "value", "interval", "cap", "cap", "target"]
    marks = {x.get("class"): x for x in read_svg(bullet_svg(SHARE))}
    assert contrast(marks["value"].get("fill"), marks["final"].get("fill")) >= 3
    assert contrast(marks["value"].get("fill"), PAPER) >= 3
    assert contrast(marks["target"].get("fill"), marks["final"].get("fill")) >= 4.5
    assert contrast(marks["target"].get("fill"), marks["target"].get("stroke")) >= 4.5
    assert float(marks["target"].get("height")) == HIGH


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
    spans = []
    for one in numbers_below(bullet):
        wide, at = text_width(one.text, LABEL, 700), one.at / 100 * PHONE
        left = {"left": at, "center": at - wide / 2, "right": at - wide}[one.side]
        assert -1 <= left <= PHONE - wide + 1
        spans.append((left, left + wide))
    spans.sort()
    assert all(b[0] - a[1] >= 4 for a, b in zip(spans, spans[1:], strict=False))
    strong = [x for x in numbers_below(bullet) if x.strong]
    assert [x.text for x in strong] == [figure_text(bullet.target, bullet.kind)]


def test_the_numbers_under_the_bar_are_the_targets_and_the_ends():
    found = {(x.at, x.text) for x in numbers_below(SHARE)}
    assert found == {(30, "30%"), (70, "70%"), (0, "0%"), (100, "100%")}
    page = Page(bullet_html(SHARE))
    spans = [x for tag, x in page.tags if tag == "span"]
    places = dict(zip(page.all("span"), spans, strict=True))
    assert places["30%"] == {"class": "center strong", "style": "left:30%"}
    assert places["100%"] == {"class": "right", "style": "left:100%"}


def test_what_is_not_reported_is_said_and_not_drawn():
    assert bullet_svg(SILENT) == ""
    page = Page(bullet_html(SILENT))
    targets = f"Target, {DUE}: 30%. At the end: 70%."
    assert page.all("p") == [" No figure yet", targets, "24 of 60"]


def test_a_figure_that_nobody_may_see_is_not_called_unreported():
    few = replace(SILENT, detail="too_few_replies", n=7)
    page = Page(bullet_html(few))
    assert page.all("strong") == ["too few replies to show"]
    assert "not reported" not in bullet_html(few).lower()


def test_a_target_that_is_not_set_is_said_once_and_not_drawn():
    assert bullet_svg(FREE) == ""
    page = Page(bullet_html(FREE))
    assert page.all("p") == ["168  Not due yet: no target set", "Needs 13.7 a month"]
    share = replace(SHARE, target=None, final=None, **NO_TARGET)
    assert drawn(share)["value"] == [(0, 40)]
    assert not {"target", "final"} & set(drawn(share))


def test_nothing_unknown_becomes_a_nought():
    assert "final" not in drawn(replace(COUNT, final=None))
    assert "target" not in drawn(replace(COUNT, target=None))
    texts = [x.text for x in numbers_below(replace(COUNT, final=None))]
    assert sorted(texts) == ["0", "250"]
    for bullet in (SILENT, FREE, replace(COUNT, final=None), replace(COUNT, n=None)):
        assert "None" not in bullet_html(bullet)
    assert "Based on" not in bullet_html(COUNT)


def test_a_value_of_nought_is_a_value():
    nought = replace(COUNT, value=0)
    assert Page(bullet_html(nought)).all("strong") == ["0"]
    assert drawn(nought)["value"] == [(0, 0)]


def test_every_figure_stands_beside_the_bar_in_words():
    page = Page(bullet_html(SHARE))
    assert page.all("p") == [
        "40%  Met, probably",
        " ".join(["30%", "70%", "0%", "100%", ""]),
        f"Target, {DUE}: 30%. At the end: 70%.",
        "Replies: 60. Allowing for chance: 28.6% to 52.6%.",
        "24 of 60",
    ]


def test_the_picture_says_no_more_than_the_words_and_is_not_read_out():
    page = Page(bullet_html(SHARE))
    assert [x["alt"] for tag, x in page.tags if tag == "img"] == ["", ""]
    hidden = [x.get("aria-hidden") for tag, x in page.tags if tag == "div"]
    assert hidden == [None, "true"]


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_beside_its_bar_as_shape_and_word(status):
    page = Page(bullet_html(with_status(status)))
    said = [x for x in page.all("span") if x.strip() == STATUS_WORDS[status]]
    assert len(said) == 1
    assert page.all("span", **{"class": f"is-{status}"}) == said
    assert str(status_mark(status)) in bullet_html(with_status(status))


def test_what_waits_is_hatched_beside_the_bar_and_said():
    waiting = replace(COUNT, waiting=96)
    found = drawn(waiting)
    assert found["value"] == drawn(COUNT)["value"]  # never counted
    assert found["waiting"] == [(48, pytest.approx(100 * 264 / 350, abs=0.001))]
    strokes = [x.get("d") for x in read_svg(bullet_svg(waiting)) if x.get("d")][-1]
    ends = [float(x) for x in re.findall(r"[ML]([\d.]+) ", strokes)]
    assert WIDE * 168 / 350 - 1e-3 <= min(ends) <= max(ends) <= WIDE * 264 / 350 + 1e-3
    assert Page(bullet_html(waiting)).all("strong") == ["168"]
    assert "96 waiting" in Page(bullet_html(waiting)).all("span")


def test_a_bar_has_room_for_all_that_waits_and_none_for_nothing():
    found = drawn(replace(COUNT, waiting=532))
    assert found["waiting"][0][1] == 100
    assert found["final"] == [(0, 50)]
    for none in (replace(COUNT, waiting=0), SHARE, replace(SHARE, waiting=4)):
        assert "waiting" not in drawn(none)
    assert "waiting" not in bullet_html(replace(COUNT, waiting=0))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_becomes_markup(text):
    bullet = replace(
        SHARE, code=text, name=text, words=text, base=text, target_due=text
    )
    assert bullet_svg(bullet) == bullet_svg(SHARE)
    page = Page(bullet_html(bullet))
    assert {tag for tag, _ in page.tags} == {"div", "p", "strong", "span", "img"}


@pytest.mark.parametrize("bullet", [COUNT, SHARE, SILENT, FREE])
def test_no_graph_asks_another_host(bullet):
    assert hosts_in(bullet_svg(bullet)) == []
    assert hosts_in(bullet_html(bullet)) == []
