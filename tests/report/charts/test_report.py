"""The board's report: every word on paper and on screen, read by everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from copro_map.base.i18n import language_in_force, t
from copro_map.indicators.charts.bullet_words import spoken, value_words
from copro_map.indicators.charts.statuses import STATUS_WORDS, Status
from copro_map.report.charts import (
    Changes,
    Coverage,
    Grid,
    Measured,
    Move,
    Report,
    report_html,
    report_pdf,
)
from copro_map.report.charts.parts import cells, counts, heads
from tests.areas.charts.brief_pages import MAP, Html, bare, plain, read, tags, texts
from tests.areas.charts.test_brief import ATTACKS
from tests.drawing.pictures import hosts_in
from tests.drawing.same_bytes import prints_of
from tests.indicators.charts.test_bullets import COUNT, FREE, SHARE, SILENT, with_status
from tests.samples import HOSTILE

STATUSES: tuple[Status, ...] = get_args(Status)
FACTS = (("What is counted", "Those who said so"), ("Limits", "Only who answered"))
SAMPLE = (COUNT, SHARE, SILENT, FREE, *map(with_status, STATUSES[:7]))
SPLIT = Grid(
    *("By role", ("Role", "Share", "Said so", "Chance")),
    rows=(("Citizens", "52%", "22 of 42", "38% to 67%"), ("Carers", "too few", "", "")),
)
SINCE = Changes(
    *("Since then", ("Snapshot: Year 1.", "Taken: 2 April.")),
    moves=(Move("1.1 Active", "14", "18", "behind"), Move("9.9 Gone", "3%", "–", None)),
    corrected="Known by now:",
    corrections=(("1.1 Active", "Figure: 14; now 15."),),
)
EN = Report(
    language="en",
    title="Progress report",
    subject="SAMPLE programme",
    date=date(2027, 3, 31),
    note="From 1 April 2026. To be confirmed.",
    summary=("Figures: 9 of 11.", "Waiting: 157."),
    since=SINCE,
    indicators=tuple(
        Measured(
            replace(bullet, code=f"{n // 3 + 1}.{n % 3 + 1}"),
            "Members say so",
            (("Counted", "24 of 60"),),
            FACTS,
            SPLIT if n == 1 else None,
        )
        for n, bullet in enumerate(SAMPLE)
    ),
    coverage=Coverage(
        *("Coverage map", "Entries. OGL.", "Map of Wales", MAP),
        key=((MAP, "0 to 2"), (MAP, "Far fewer")),
        head=("Area", "Rate"),
        rows=(("Powys", "7.3"), ("Merthyr Tydfil", "8.1")),
    ),
    method=(("How a count is judged", "By a line."), ("Chance", "Wilson.")),
    footer="SAMPLE footer",
)
CY = replace(EN, language="cy", title="Adroddiad ŵ ŷ", footer="Troedyn ẁ ẃ")
BARE = Report(language="en", title="T", subject="S", date=date(2027, 3, 31))


def words_of(report: Report) -> list[str]:
    """Every text that the report shows, with those that it makes itself."""
    with language_in_force(report.language):
        found = [report.title, report.subject, report.day, report.note]
        found += heads() if report.indicators else ()
        found += [*report.summary, report.footer]
        for status, n in counts(report):
            found += [str(n), t(STATUS_WORDS[status])]
        for one in report.indicators:
            found += [one.title, one.promised, *cells(one.bullet), one.bullet.words]
            found += [value_words(one.bullet), one.bullet.outcome]
            found += [x for fact in (*one.counted, *one.facts) for x in fact]
            found += [x for row in one.split.rows for x in row] if one.split else []
            found += one.split.head if one.split else ()
        found += [x for fact in report.method for x in fact]
        if since := report.since:
            found += [since.title, *since.words, *since.head, since.corrected]
            found += [x for one in since.moves for x in (one.name, one.then, one.now)]
            found += [x for fact in since.corrections for x in fact]
        if cover := report.coverage:
            found += [cover.title, cover.caption, *cover.head]
            found += [x for row in cover.rows for x in row]
            found += [text for _, text in cover.key]
    return found


def alts_of(report: Report) -> list[str]:
    with language_in_force(report.language):
        return [spoken(one.bullet) for one in report.indicators]


@pytest.mark.parametrize("report", [EN, CY, BARE], ids=["en", "cy", "bare"])
def test_every_word_is_on_paper_and_on_the_screen(report):
    pdf, html = report_pdf(report), Html(report_html(report))
    paper, screen = "".join(texts(pdf)), bare(html.text[report.language])
    pages = "Page 1 of" if report.language == "en" else "Tudalen 1 o"
    assert bare(pages) in paper
    for words in words_of(report):
        assert bare(words) in paper, words
        assert bare(words) in screen or words == pages, words
    spoken_in_pdf = {alt for _, _, alt in tags(pdf)}
    images = {image["alt"] for image in html.all("img")}
    for alt in alts_of(report):
        assert alt in spoken_in_pdf
        assert alt in images


def test_all_indicators_are_on_the_first_page():
    first = texts(report_pdf(EN))[0]
    for one in EN.indicators:
        assert bare("".join(cells(one.bullet))) in first
        assert bare(STATUS_WORDS[one.bullet.status]) in first


@pytest.mark.parametrize("text", [*ATTACKS, *HOSTILE, "W" * 900, "ab " * 900])
def test_hostile_text_is_shown_and_never_run(text):
    said = f"a {text} z"
    bullet = replace(COUNT, name=said, words=said, outcome=said, target_due=said)
    grid = Grid(said, (said, said), ((said, said),))
    one = Measured(bullet, said, ((said, said),), ((said, said),), grid)
    since = Changes(
        *(said, (said,), (Move(said, said, said, "met"),), said),
        corrections=((said, said),),
    )
    cover = Coverage(said, said, said, MAP, ((MAP, said),), (said, said))
    report = Report(
        **{"language": "en", "title": said, "subject": said, "note": said},
        date=EN.date,
        summary=(said,),
        since=since,
        indicators=(one,) * (3 if len(text) > 100 else 11),
        coverage=replace(cover, rows=((said, said),)),
        method=((said, said),),
        footer=said[:200],
    )
    pdf, html = report_pdf(report), Html(report_html(report))
    pages = texts(pdf)
    assert "".join(pages).count(bare(said)) >= 15
    assert f"{len(report.indicators)}" in pages[0]
    assert html.text["en"].count(plain(said)) >= 15
    assert {tag for tag, _ in html.tags} <= {
        tag for tag, _ in Html(report_html(EN)).tags
    }
    for _, attributes in html.tags:
        assert not any(name.startswith("on") for name in attributes)


def test_the_report_can_be_read_aloud():
    for report in (EN, CY):
        pdf = report_pdf(report)
        root = read(pdf).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == report.language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"pdfuaid:part>1<" in pdf
        found = [tag for tag, _, _ in tags(pdf)]
        levels = [int(tag[2]) for tag in found if re.match("/H[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))
        assert found.count("/Table") == 4
        assert found.count("/TH") >= len(heads()) + 2


def test_paper_is_a4_in_our_typeface():
    pages = read(report_pdf(EN)).pages
    assert {(round(x.mediabox.width), round(x.mediabox.height)) for x in pages} == {
        (595, 842)
    }
    fonts = {
        font.get_object()["/BaseFont"]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Atkinson" in font for font in fonts)


def test_a_letter_that_no_font_has_makes_no_claim():
    pdf = report_pdf(replace(EN, title="Powys 漢字 😀"))
    assert "Powys" in texts(pdf)[0]
    assert tags(pdf)
    assert b"pdfuaid" not in pdf


@pytest.mark.parametrize("report", [EN, CY, BARE], ids=["en", "cy", "bare"])
def test_the_screen_has_headings_in_order_and_no_other_host(report):
    source = report_html(report)
    html = Html(source)
    levels = [int(tag[1]) for tag, _ in html.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))
    assert html.all("html")[0]["lang"] == report.language
    assert not hosts_in(source)
    assert not {"script", "link", "iframe"} & {tag for tag, _ in html.tags}
    assert all(image["src"].startswith("data:") for image in html.all("img"))


def test_the_file_says_what_and_of_when_it_is():
    facts = read(report_pdf(EN)).metadata
    assert facts.title == "Progress report – SAMPLE programme"
    assert facts.creation_date.date() == EN.date


def test_the_same_report_gives_the_same_bytes():
    assert report_pdf(EN) == report_pdf(EN)
    assert report_html(EN) == report_html(EN)
    assert report_pdf(EN) != report_pdf(replace(EN, date=date(2027, 4, 1)))
    assert len(prints_of("tests.report.charts.test_report", "report_pdf(EN)")) == 1
