"""The chart of a self-audit: marks where they were set, and the words for all."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.audits.charts.chart import (
    SHAPES,
    STYLE,
    PastAudit,
    audit_chart_html,
    history_html,
    steps_svg,
)
from copro_map.audits.rules.instrument import GROUPS, LEVELS
from copro_map.audits.rules.levels import principle_levels
from copro_map.audits.words import Line, Section
from copro_map.base.i18n import language_in_force
from copro_map.drawing.lettering import PAPER
from copro_map.drawing.templates import render
from tests.audits.audit_samples import INSTRUMENT, PRINCIPLES, levels, scores
from tests.drawing.pictures import contrast
from tests.samples import HOSTILE

NAMES = {group: INSTRUMENT.groups[group].label.en for group in GROUPS}


class Cells(HTMLParser):
    """The cells of a table as (tag, class, words and alternatives that are heard)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, str, str]]] = []
        self.hidden = 0
        self.inside = False
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        have = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append((tag, have.get("class", ""), ""))
            self.inside = True
        elif tag == "img" and self.inside:
            self._say(have["alt"])
        elif self.hidden or have.get("aria-hidden") == "true":
            self.hidden += 1

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.inside = False
        elif self.hidden:
            self.hidden -= 1

    def handle_data(self, data):
        if self.inside and not self.hidden:
            self._say(data)

    def _say(self, words: str) -> None:
        tag, css, before = self.rows[-1][-1]
        self.rows[-1][-1] = (tag, css, f"{before} {words}".strip())


def chart(own) -> list[list[tuple[str, str, str]]]:
    standing = principle_levels(INSTRUMENT, own)
    return Cells(audit_chart_html(INSTRUMENT, own, standing)).rows


partial = st.fixed_dictionaries(
    {
        g: st.dictionaries(st.sampled_from(PRINCIPLES), st.sampled_from(LEVELS))
        for g in GROUPS
    }
)


@given(partial)
def test_each_mark_stands_where_its_group_set_it_and_is_heard(own):
    head, *rows = chart(own)
    assert [x[2] for x in head[1:4]] == [x.en for x in INSTRUMENT.levels.values()]
    standing = principle_levels(INSTRUMENT, own)
    for principle, row in zip(PRINCIPLES, rows, strict=True):
        assert row[0][2] == INSTRUMENT.principles[principle].label.en
        for level, cell in zip(LEVELS, row[1:4], strict=True):
            here = [NAMES[g] for g in GROUPS if own[g].get(principle) == level]
            assert cell[2] == " ".join(here)
        stands = standing[principle]
        assert row[4][2] == (
            INSTRUMENT.levels[stands].en if stands else "not scored by both yet"
        )


@pytest.mark.parametrize(
    ("citizens", "professionals", "line"),
    [
        ("b", "t", ["audit-from", "audit-through", "audit-to"]),
        ("t", "b", ["audit-from", "audit-through", "audit-to"]),
        ("i", "t", ["", "audit-from", "audit-to"]),
        ("b", "i", ["audit-from", "audit-to", ""]),
        ("i", "i", ["", "", ""]),
        ("i", ".", ["", "", ""]),
        (".", ".", ["", "", ""]),
    ],
)
def test_a_line_runs_from_one_group_to_the_other(citizens, professionals, line):
    row = chart(scores(citizens + "....", professionals + "...."))[1]
    drawn = [cell[1].removeprefix("audit-cell").strip() for cell in row[1:4]]
    assert drawn == line
    for name in filter(None, line):
        assert f"td.{name}" in STYLE.read_text("utf-8")


def test_groups_are_told_apart_by_shape_by_colour_and_by_words():
    assert set(SHAPES) == set(GROUPS)
    shapes, colours = zip(*SHAPES.values(), strict=True)
    assert len(set(shapes)) == len(set(colours)) == len(GROUPS)
    for colour in colours:
        assert contrast(colour, "#FFFFFF") >= 3
        assert contrast(colour, PAPER) >= 3
    html = audit_chart_html(INSTRUMENT, scores("bbbbb", "iiiii"), {})
    chart, key = html.split('<ul class="audit-key">')
    for group, item in zip(GROUPS, key.split("</li>"), strict=False):
        assert chart.count(f'alt="{NAMES[group]}"') == len(PRINCIPLES)
        assert 'alt=""' in item
        assert item.endswith(NAMES[group])


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_chart_and_the_history_speak_the_language(language):
    own = scores("bbiit", "bbitt")
    with language_in_force(language):
        html = audit_chart_html(INSTRUMENT, own, principle_levels(INSTRUMENT, own))
        past = history_html(INSTRUMENT, [PastAudit("x", "", "basic", levels("bbbbb"))])
    for text in (html, past):
        for principle in INSTRUMENT.principles.values():
            assert principle.label.text(language).replace("'", "&#39;") in text
        assert INSTRUMENT.levels["basic"].text(language) in text


def test_a_history_has_a_column_for_each_audit_in_words():
    past = [
        PastAudit("2 March 2026", "Citizens: 4", "basic", levels("bbbbi")),
        PastAudit("1 November 2026", "", "intermediate", levels("iiibt") | {"x": "b"}),
        PastAudit("2 November 2026", "", "basic", {"strengths": "basic"}),
    ]
    head, *rows = Cells(history_html(INSTRUMENT, past)).rows
    assert [cell[2] for cell in head[1:]] == [
        *("2 March 2026 Citizens: 4", "1 November 2026", "2 November 2026")
    ]
    assert [[cell[2] for cell in row[1:]] for row in rows] == [
        ["Basic", "Intermediate", "Basic"],
        ["Basic", "Intermediate", "–"],
        ["Basic", "Intermediate", "–"],
        ["Basic", "Basic", "–"],
        ["Intermediate", "Transformative", "–"],
        ["Basic", "Intermediate", "Basic"],
    ]


def test_steps_are_as_many_as_the_level():
    for rank, level in enumerate(LEVELS, start=1):
        html = history_html(INSTRUMENT, [PastAudit("", "", level, {})])
        data = re.search(r"base64,([^\"]+)", html).group(1)
        svg = base64.b64decode(data).decode()
        assert svg == steps_svg(rank, 3)
        assert svg.count("<rect") == 3
        assert svg.count('fill="#FFFFFF"') == 3 - rank
        heights = [float(x) for x in re.findall(r'height="([\d.]+)"', svg)]
        assert heights == sorted(set(heights))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text):
    line = Line(text, (text,))
    past = PastAudit(text, text, "basic", {})
    section = Section(text, text, (line,))
    for html in (
        render("audits/section.html", told=section),
        history_html(INSTRUMENT, [past]),
        render("audits/level.html", level=text, widest=text),
        render("audits/trail.html", stops=[(text, text, True, True)]),
    ):
        assert "<img src=x" not in html
        assert "<script" not in html
        assert "\u2028b" in html or "\u2028" not in text
