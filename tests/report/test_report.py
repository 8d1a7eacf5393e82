"""The board's report has the figures that the command prints, in both languages."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pytest

from copro_map.base.i18n import LANGUAGES, language_in_force, long_date, t
from copro_map.base.store.connection import writing
from copro_map.drawing.document import (
    Document,
    DotTable,
    Facts,
    Heading,
    Notes,
    Section,
    Table,
    Text,
    Title,
)
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.charts.statuses import STATUS_WORDS
from copro_map.indicators.definitions import load_indicators, load_own
from copro_map.indicators.progress import progress
from copro_map.indicators.since_in_words import correction_words, value_text
from copro_map.indicators.store.progress import add_observations
from copro_map.report.report import report_file, report_of
from tests.conftest import PROJECT, all_days_come
from tests.drawing.documents import Html, bare, parts_of, texts
from tests.indicators.progress_samples import SHARE
from tests.indicators.surveyed import AFTER, HIDDEN, LABEL, REASON, ROLES, SNAPPED, hold
from tests.samples import change, remember

pytestmark = pytest.mark.usefixtures("years_later")

DAY = date(2027, 6, 1)
WHOLE = replace(SHARE, breakdown="{}")
SURVEYS = (
    WHOLE,
    replace(SHARE, numerator=1, denominator=63, value=1.6),  # of citizens: a part
    replace(WHOLE, indicator="4.1", numerator=41, denominator=60, value=68.3, n=60),
    replace(WHOLE, indicator="4.3", numerator=7, denominator=9, value=77.8, n=9),
)


@dataclass(frozen=True)
class Indicator:
    """What the report says of an indicator."""

    section: Section

    @property
    def title(self) -> str:
        return parts_of(self.section, Heading)[0].words

    @property
    def code(self) -> str:
        return self.title.partition(" ")[0]

    @property
    def value(self) -> str:
        return parts_of(self.section, Heading)[0].figure

    @property
    def counted(self) -> dict[str, str]:
        """The facts behind the figure."""
        return dict(parts_of(self.section.parts[1].left, Facts)[0].rows)

    @property
    def split(self) -> Table | None:
        """What each role said."""
        return next(iter(parts_of(self.section, Table)), None)


def indicators_of(report: Document) -> list[Indicator]:
    found = parts_of(report.editions[0].parts, Section)
    return [Indicator(one) for one in found if one.whole]


@dataclass(frozen=True)
class Made:
    """A report in one language, and how it is shown."""

    report: Document
    pdf: bytes
    html: str

    @cached_property
    def pages(self) -> list[str]:
        """The text of the PDF's pages."""
        return texts(self.pdf)

    @cached_property
    def screen(self) -> str:
        """The text of the HTML."""
        return bare(Html(self.html).text[self.report.editions[0].language])


def make(shown) -> dict[str, Made]:
    """The report in each language; paper and screen share its charts."""
    found = {}
    for language in LANGUAGES:
        with language_in_force(language):
            report = report_of(shown)
            found[language] = Made(report, pdf_of(report), str(html_of(report)))
    return found


@pytest.fixture(scope="module")
def full(imported, tmp_path_factory):
    """The progress of the real entries with three surveys (one too small)."""
    path = tmp_path_factory.mktemp("full") / "copro_map.db"
    shutil.copyfile(imported, path)
    change(
        path,
        "UPDATE asset SET verification = 'confirmed', verified_on = '2027-03-01' "
        "WHERE kind = 'project' OR rowid % 3 = 0",
    )
    remember(path)
    with writing(path) as database:
        add_observations(database, SURVEYS, percents={"2.2", "4.1", "4.3"})
    with all_days_come():
        return progress(replace(PROJECT, database=path), DAY)


@pytest.fixture(scope="module")
def made_of_full(full):
    """The report of it in each language, made once."""
    with all_days_come():
        return make(full)


@pytest.fixture
def english(made_of_full):
    """The indicators of its English report, by code."""
    return {x.code: x for x in indicators_of(made_of_full["en"].report)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_command_is_in_the_report(full, made_of_full, language):
    made = made_of_full[language]
    with language_in_force(language):
        standings, kept = full.shown, full.as_json()
        told = [*kept["indicators"], *kept["own"]]
        kinds = {x.indicator.code: x.indicator.kind for x in standings}
        paper, screen, drawn = made.pages, made.screen, indicators_of(made.report)
        silent = bare(t("not reported")), bare(t("too few replies to show"))
        for row, one in zip(told, drawn, strict=True):
            assert one.code == row["code"]
            kind, line = kinds[one.code], bare(one.title)
            if row["value"] is not None:
                line += bare(figure_text(row["value"], kind))
            else:
                line += silent[1] if row["code"] == "4.3" else silent[0]
            target = row["target"]
            line += "–" if target is None else bare(figure_text(target, kind))
            status = next(
                x.status for x in standings if x.indicator.code == row["code"]
            )
            assert line in paper[0], row["code"]
            assert line in screen, row["code"]
            assert bare(t(STATUS_WORDS[status])) in paper[0]
            facts = one.counted
            if row["interval"]:
                n, total = row["numerator"], row["denominator"]
                assert facts[t("Counted")] == t("{n} of {total}", n=n, total=total)
            if t("Records that count") in facts:
                assert facts[t("Records that count")] == str(len(row["records"]))
    known = sum(row["value"] is not None for row in told)
    assert known >= 5
    assert f"{known}" in paper[0]
    assert b"pdfuaid" in made.pdf


@pytest.mark.parametrize("file_format", ["pdf", "html"])
def test_a_file_is_the_report_in_the_language_in_force(full, made_of_full, file_format):
    language = {"pdf": "cy", "html": "en"}[file_format]
    with language_in_force(language):
        content = report_file(full, file_format)
    made = made_of_full[language]
    assert content == (made.pdf if file_format == "pdf" else made.html.encode())


def test_a_base_that_is_too_small_shows_no_number_of_its_replies(english):
    one = english["4.3"]
    told = dict(one.counted)
    assert told.pop("Activities")  # codes of the plan, such as 3.7
    assert told.keys() == {"Period"}
    assert not {"7", "9"} & set(re.findall(r"\d+", str(told)))
    assert one.value == "too few replies to show"


@pytest.fixture(scope="module")
def real(to_read):
    """The progress of the real entries."""
    with all_days_come():
        return progress(to_read, DAY)


def test_the_report_says_that_the_start_is_not_confirmed_and_how_it_judges(real):
    report = report_of(real)
    (title,) = parts_of(report, Title)
    assert "to be confirmed" in title.note
    own = load_own(PROJECT.data_dir)
    known = [*load_indicators(PROJECT.data_dir), *own]
    assert own
    assert len(indicators_of(report)) == len(known)
    (ranked,) = parts_of(report, DotTable)
    rates = [row.value for row in ranked.dots.rows]
    assert len(rates) == 22
    assert rates == sorted(rates)
    (method,) = parts_of(report, Notes)
    assert "Wilson" in " ".join(text for _, text in method.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_report_has_its_summary_on_one_page_and_is_short(real, language):
    with language_in_force(language):
        pdf = report_file(real, "pdf")
    # Seven of figures and methods; one of the plan, events and members, and one of the
    # theory of change, a picture as wide as the paper.
    assert len(texts(pdf)) <= 9


@pytest.fixture(scope="module")
def made(programme):
    """What is shown of a programme well under way, in each language; made once."""
    with all_days_come():
        return make(programme(DAY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_since_the_snapshot_is_on_paper_and_on_the_screen(
    programme, made, language
):
    pages, screen = made[language].pages, made[language].screen
    with language_in_force(language):
        since = programme(DAY).since
        corrections = [bare(correction_words(one)) for one in since.corrections]
        for text in ("".join(pages), screen):
            assert bare(LABEL) in text
            assert bare(long_date(SNAPPED)) in text
            assert bare(t("Checksum")) not in text
            for one in since.rows:
                then, now = (value_text(x, one.kind) for x in (one.then, one.now))
                assert bare(f"{one.code} {one.name.text()}{then}{now}") in text
            assert corrections
            assert all(words in text for words in corrections)
        codes = [one.code for one in indicators_of(made[language].report)]
        assert all(code in pages[0] for code in codes)
    assert len(pages) <= 10


def test_without_a_snapshot_one_sentence_says_how_one_is_taken(made_of_full):
    made = made_of_full["en"]
    title = "What changed since the last snapshot"
    sections = parts_of(made.report, Section)
    (since,) = (x for x in sections if x.parts[0].words == title)
    words = since.parts[1].words
    assert "The stewards of this map take them" in words
    assert bare(words) in "".join(made.pages)
    assert bare(words) in made.screen


def test_roles_are_shown_and_hidden_alike_everywhere(made):
    pages, screen, html = made["en"].pages, made["en"].screen, made["en"].html
    one = {x.code: x for x in indicators_of(made["en"].report)}
    rows = {name: cells for name, *cells in one["1.2"].split.rows}
    names = {"citizen": "Citizen", "provider": "Service provider"}
    for role, name in names.items():
        positive, answered = ROLES[role]
        assert f"{positive} of {answered}" in " ".join(rows[name])
    hidden = [name for name, cells in rows.items() if cells[0] == "not shown"]
    assert len(hidden) == len(HIDDEN) + 1  # nobody answered for an organisation
    for text in ("".join(pages), screen):
        assert bare("".join(("Citizen", *rows["Citizen"]))) in text
        assert bare("Commissionernot shownService provider") in text
    columns = len(one["1.2"].split.heads) - 1
    assert f'<td colspan="{columns}">not shown</td>' in html
    assert one["4.3"].split is None
    assert one["1.1"].split is None


def test_one_role_alone_is_compared_with_nothing(network):
    few = {"citizen": (20, 42), "provider": (4, 8), "frontline": (3, 7)}
    hold(network, replace(AFTER, roles=few))
    found = indicators_of(report_of(progress(network, DAY)))
    one = next(x for x in found if x.code == "1.2")
    assert one.counted["Counted"] == "27 of 57"
    assert one.split is None


def test_the_start_the_period_and_the_changed_target_are_told(made):
    pages, screen = made["en"].pages, made["en"].screen
    facts = (
        "Baseline, 30 April 2026: 34% (17 of 50). "
        "Latest, 31 March 2027: 48% (48 of 100).",
        "Members' survey, closed on 31 March 2027.",
        f"Target last changed: 1 May 2027, board: {REASON}",
    )
    for words in facts:
        assert bare(words) in "".join(pages)
        assert bare(words.replace("changed:", "changed")) in screen


def test_the_target_shown_is_the_one_that_the_status_is_about(english):
    """Asked before the first target was due, so judged by it, also after that day."""
    texts = {
        code: [x.words for x in parts_of(english[code].section, Text)]
        for code in ("1.1", "2.2")
    }
    assert "Target, 1 April 2027: 30%. At the end: 70%." in texts["2.2"]
    assert any("Target, 1 April 2028: " in str(x) for x in texts["1.1"])
