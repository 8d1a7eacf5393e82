"""What every format says of the indicators as at a day, read back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from copro_map.base.config import Settings
from copro_map.base.i18n import language_in_force, t
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.files import file_of
from copro_map.indicators.progress import progress
from copro_map.report.report import report_of
from tests.drawing.documents import bare, tags, texts
from tests.indicators.recount import Figure, Recount
from tests.samples import iso

Rows = list[dict[str, Any]]
# The sheets of the workbook by their place, whatever the language.
FIGURES, ROLES, AREAS, RECORDS = 0, 1, 4, 7


@dataclass(frozen=True)
class Section:
    """What the report says of one indicator: on the screen, and on paper."""

    title: str
    html: str
    paper: str

    @property
    def value(self) -> str:
        """The figure in its heading."""
        (words,) = re.findall('<span class="value">(.*?)</span>', self.html)
        return unescape(words)

    @property
    def words(self) -> str:
        """What is said beside its bar."""
        left = self.html.partition("</dl>")[0]
        return unescape(" ".join(re.findall('<p class="\\w+">(.*?)</p>', left)))

    @property
    def facts(self) -> dict[str, str]:
        """What stands beside it, by name."""
        pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", self.html)
        return {unescape(name): unescape(text) for name, text in pairs}

    @property
    def shares(self) -> list[tuple[str, str]]:
        """The percentages by role, as (those who said so, those who answered)."""
        cells = re.findall("<td>(.*?)</td>", self.html)
        found = (re.fullmatch(r"\d+% \((\d+)\D+(\d+)\)", unescape(x)) for x in cells)
        return [(one[1], one[2]) for one in found if one]


@dataclass(frozen=True)
class Formats:
    """What every format says of a database as at a day, and what a recount says."""

    database: Path
    language: str
    recount: Recount
    files: dict[str, bytes]
    html: str
    pdf: bytes

    @cached_property
    def told(self) -> Rows:
        """The indicators of the JSON, then the Network's own."""
        kept = json.loads(self.files["json"])
        return [*kept["indicators"], *kept["own"]]

    @cached_property
    def lines(self) -> Rows:
        """The lines of the CSV."""
        text = self.files["csv"].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    @cached_property
    def sheets(self) -> list[Rows]:
        """Every sheet as rows by the heads of its columns, "" for an empty cell."""
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.files["xlsx"]))
        found = []
        for name in book.sheet_names:
            heads, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            found.append([dict(zip(heads, map(iso, row), strict=True)) for row in rows])
        return found

    @cached_property
    def pages(self) -> list[str]:
        """The pages of the PDF, without spaces."""
        return texts(self.pdf)

    @cached_property
    def pictures(self) -> list[str]:
        """The words for the pictures of the PDF."""
        return [words for kind, _, words in tags(self.pdf) if kind == "/Figure"]

    @cached_property
    def sections(self) -> list[Section]:
        """The report, by indicator."""
        parts = re.findall(r'<section class="whole">(.*?)</section>', self.html)
        titles = [unescape(re.findall("<h3>(.*?): <", x)[0]) for x in parts]
        with language_in_force(self.language):
            after = bare(t("Plan, events and members"))
        paper = "".join(self.pages[1:]).partition(after)[0]
        starts = [paper.rindex(bare(title)) for title in titles]
        ends = [*starts[1:], len(paper)]
        return [
            Section(title, html, paper[start:end])
            for title, html, start, end in zip(titles, parts, starts, ends, strict=True)
        ]


def every_format(settings: Settings, day: date, language: str) -> Formats:
    found = progress(settings, day)
    with language_in_force(language):
        files = {x: file_of(found, x) for x in ("json", "csv", "xlsx")}
        report = report_of(found)
        html, pdf = str(html_of(report)), pdf_of(report)
    recount = Recount(settings.database, settings.data_dir, day)
    return Formats(settings.database, language, recount, files, html, pdf)


def percent(value: float) -> str:
    """A percentage as people read it."""
    value = round(value, 9)
    return f"{value:.0f}%" if value.is_integer() else f"{value:.1f}%"


def figure(one: Figure) -> str:
    """A figure as people read it, in the language in force."""
    value = one.told["value"]
    if one.hidden:
        return t("too few replies to show")
    if value is None:
        return t("not reported")
    if one.bound:
        return t(
            {"at_least": "at least 9 in 10", "at_most": "at most 1 in 10"}[one.bound]
        )
    return percent(value) if one.denominator is not None else f"{value:.0f}"


def range_words(one: Figure) -> str:
    """How far chance may carry a figure, in words; "" where none is shown."""
    limits = one.told["interval"]
    if limits is None:
        return ""
    lower, upper = map(percent, limits)
    return t("Allowing for chance: {lower} to {upper}.", lower=lower, upper=upper)


def silent_words(one: Figure) -> str:
    """What those could change who did not reply; "" where none is shown."""
    if one.hidden or one.bound or not one.invited:
        return ""
    said, silent = one.numerator or 0, one.invited - (one.denominator or 0)
    return t(
        "If none, or all, of those who did not reply had said so: {lower}% to "
        "{upper}%.",
        lower=f"{100 * said / one.invited:.0f}",
        upper=f"{100 * (said + silent) / one.invited:.0f}",
    )
