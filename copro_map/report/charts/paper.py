"""The board's report on paper: A4 pages, laid out by ``report.typ``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import typst

from copro_map.base.i18n import language_in_force, t
from copro_map.drawing.documents import shortened
from copro_map.drawing.lettering import FONTS
from copro_map.drawing.symbols import plain
from copro_map.indicators.charts.statuses import (
    STATUS_WORDS,
    Status,
    status_colour,
    status_svg,
)
from copro_map.report.charts.parts import (
    Changes,
    Coverage,
    Fact,
    Grid,
    Measured,
    Report,
    by_outcome,
    cells,
    counts,
    heads,
)

TEMPLATE = Path(__file__).parent / "report.typ"
IN_SUMMARY = 90  # letters of a text on the one page that holds all indicators


def _brief(text: str) -> str:
    return shortened(plain(text), IN_SUMMARY)


def _status(status: Status) -> dict[str, str]:
    return {"name": status, "word": t(STATUS_WORDS[status])}


def _row(one: Measured) -> dict[str, Any]:
    return {
        "cells": [_brief(text) for text in cells(one.bullet)],
        "status": _status(one.bullet.status),
    }


def _facts(facts: Iterable[Fact]) -> list[list[str]]:
    return [[plain(name), plain(text)] for name, text in facts]


def _grid(grid: Grid | None) -> dict[str, Any] | None:
    if grid is None:
        return None
    return {
        "title": plain(grid.title),
        "head": [plain(x) for x in grid.head],
        "rows": [[plain(x) for x in row] for row in grid.rows],
    }


def _changes(changes: Changes | None) -> dict[str, Any] | None:
    if changes is None:
        return None
    return {
        "title": plain(changes.title),
        "words": [plain(x) for x in changes.words],
        "head": [plain(x) for x in changes.head],
        "rows": [
            {
                "cells": [plain(x) for x in (one.name, one.then, one.now)],
                "status": _status(one.status) if one.status else None,
            }
            for one in changes.moves
        ],
        "corrected": plain(changes.corrected),
        "corrections": _facts(changes.corrections),
    }


def _indicator(one: Measured) -> dict[str, Any]:
    return {
        "title": plain(one.title),
        "value": plain(one.value),
        "sentence": plain(one.bullet.words),
        "promised": plain(one.promised),
        "counted": _facts(one.counted),
        "facts": _facts(one.facts),
        "split": _grid(one.split),
        "chart": one.chart,
        "alt": plain(one.spoken),
    }


def _coverage(coverage: Coverage | None) -> dict[str, Any] | None:
    if coverage is None:
        return None
    return {
        "title": plain(coverage.title),
        "caption": plain(coverage.caption),
        "alt": plain(coverage.alt),
        "svg": coverage.svg,
        "key": [[svg, plain(text)] for svg, text in coverage.key],
        "head": [plain(x) for x in coverage.head],
        "rows": _facts(coverage.rows),
    }


def _data(report: Report) -> str:
    found = counts(report)
    marks = {x: [status_svg(x), status_colour(x)] for x in STATUS_WORDS}
    groups = [
        {
            "outcome": plain(outcome),
            "rows": [_row(one) for one in own],
            "indicators": [_indicator(one) for one in own],
        }
        for outcome, own in by_outcome(report)
    ]
    return json.dumps(
        {
            "language": report.language,
            "title": plain(report.title),
            "subject": plain(report.subject),
            "date": [report.date.year, report.date.month, report.date.day],
            "day": plain(report.day),
            "note": plain(report.note),
            "summary": [plain(x) for x in report.summary],
            "marks": marks,
            "counts": [[x, n, t(STATUS_WORDS[x])] for x, n in found],
            "heads": heads(),
            "table_title": t("Indicators and their targets"),
            "since": _changes(report.since),
            "groups": groups,
            "coverage": _coverage(report.coverage),
            "method_title": t("How this is worked out"),
            "method": _facts(report.method),
            "footer": plain(report.footer),
            "page_words": t("Page {page} of {pages}", page="{page}", pages="{pages}"),
        }
    )


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts and typst's own: never the machine's, so that bytes agree."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def report_pdf(report: Report) -> bytes:
    """Return the report as a PDF of A4 pages.

    The first page has every indicator in one table; texts there that are very long are
    cut, in the pages after it nothing is. The file is tagged and says that it keeps to
    PDF/UA-1; a text with a letter that no font has is shown with a box in its place,
    and then the file doesn't say so. The same report gives the same bytes. Needs no
    network.

    Examples
    --------
    >>> from datetime import date
    >>> report_pdf(Report(
    ...     language="en", title="Progress", subject="Board", date=date(2027, 3, 31),
    ... ))[:5]
    b'%PDF-'
    """
    with language_in_force(report.language):
        data = _data(report)
    compiler = typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"report": data},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes)
    return pdf
