"""The command that writes the board's report."""

from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import LANGUAGES, N_, current_language, language_in_force
from copro_map.files.terminal import ExportFileError, read_day, write_file


def report_command(
    target: Annotated[Path, typer.Option("--out", help="A file: .pdf, .html, .xlsx.")],
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    money: Annotated[
        bool, typer.Option(help="With the money, for the Board alone, or without.")
    ] = True,  # noqa: FBT002 - an option of the command line
    lang: Annotated[str, typer.Option(help="The language: cy or en.")] = "",
) -> None:
    """Write the board's report as PDF or HTML, or every figure in it as XLSX.

    PDF and HTML have a page of money, which is not public: leave it out if others read
    the file.
    """
    from copro_map.indicators.face import progress
    from copro_map.people.rules.permissions import MACHINE
    from copro_map.report.report import report_file

    file_format = target.suffix.lower().lstrip(".")
    if file_format not in ("pdf", "html", "xlsx"):
        raise ExportFileError(N_("Name a file that ends in .pdf, .html or .xlsx."))
    found = progress(load_settings(), read_day(as_at))
    with language_in_force(lang if lang in LANGUAGES else current_language()):
        content = report_file(found, file_format, money_for=MACHINE if money else None)
    write_file(content, target)
