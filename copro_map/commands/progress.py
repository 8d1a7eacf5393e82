"""The command about the indicators: each with its target and the records behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from copro_map.assets.search import all_assets
from copro_map.base.config import load_settings
from copro_map.base.i18n import LANGUAGES, N_, current_language, language_in_force, t
from copro_map.commands.answers import (
    ExportFileError,
    print_json,
    print_table,
    read_day,
    write_file,
)
from copro_map.indicators.charts.bullet_words import target_words, value_words
from copro_map.indicators.charts.statuses import STATUS_WORDS
from copro_map.indicators.progress import as_json, progress
from copro_map.indicators.words import bullets
from copro_map.report.report import report_file


def indicators_command(
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Show every indicator against its target, as at a day."""
    settings, day = load_settings(), read_day(as_at)
    standings = progress(settings, day)
    if json:
        print_json(as_json(standings, day), settings)
        return
    rows: list[list[object]] = [
        [x.code, x.name, value_words(x), target_words(x), t(STATUS_WORDS[x.status])]
        for x in bullets(settings, standings, day)
    ]
    heads = [t("Code"), t("Indicator"), t("Now"), t("Target"), t("Status")]
    print_table(heads, rows, settings)


def report_command(
    target: Annotated[Path, typer.Option("--out", help="A file: .pdf, .html, .xlsx.")],
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    lang: Annotated[str, typer.Option(help="The language: cy or en.")] = "",
) -> None:
    """Write the board's report as PDF or HTML, or every figure in it as XLSX."""
    file_format = target.suffix.lower().lstrip(".")
    if file_format not in ("pdf", "html", "xlsx"):
        raise ExportFileError(N_("Name a file that ends in .pdf, .html or .xlsx."))
    settings, day = load_settings(), read_day(as_at)
    with language_in_force(lang if lang in LANGUAGES else current_language()):
        content = report_file(settings, all_assets(settings), day, file_format)
    write_file(content, target)
