"""The commands that write files of entries, or write entries to measure with."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from copro_map.assets.export import FORMATS, export
from copro_map.assets.rules.query import DEFAULT_KM, LARGEST_KM
from copro_map.base.config import load_settings
from copro_map.base.i18n import N_, t
from copro_map.commands.answers import (
    ExportFileError,
    find,
    out,
    print_json,
    say,
    write_file,
)
from copro_map.demonstration.synthetic import make_synthetic


def _write(content: bytes, target: Path | None, file_format: str) -> None:
    """Write a file, or standard output; a screen cannot show a workbook.

    Raises
    ------
    ExportFileError
        If the file cannot be written, or none is named for a workbook.
    """
    if target is None and file_format == "xlsx" and sys.stdout.isatty():
        raise ExportFileError(
            N_("An XLSX file is not text: name a file for it with --out.")
        )
    write_file(content, target)


def export_command(
    text: Annotated[str, typer.Argument(help="Words to search for.")] = "",
    file_format: Annotated[
        str, typer.Option("--format", help=", ".join(FORMATS))
    ] = "csv",
    target: Annotated[
        Path | None, typer.Option("--out", help="A file; else standard output.")
    ] = None,
    near: Annotated[str, typer.Option(help="A place, a postcode, a point.")] = "",
    km: Annotated[
        int, typer.Option(help="How far from it.", min=1, max=LARGEST_KM)
    ] = DEFAULT_KM,
    area: Annotated[list[str] | None, typer.Option(help="Area codes.")] = None,
    kind: Annotated[list[str] | None, typer.Option()] = None,
    theme: Annotated[list[str] | None, typer.Option()] = None,
) -> None:
    """Write entries to a file: all of them, or those that a search finds."""
    settings = load_settings()
    options = {"areas": area, "kinds": kind, "themes": theme}
    hits = find(settings, text, near, km, options).hits
    _write(export(settings, hits, file_format, date.today()), target, file_format)
    if target:
        say.print(t("Entries: {n}. File: {file}", n=len(hits), file=target))


def synth_command(
    n: Annotated[int, typer.Option("--n", help="How many entries.")],
    seed: Annotated[int, typer.Option(help="The same seed, the same entries.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Fill an empty database (COPRO_MAP_DB) with labelled synthetic entries."""
    added = make_synthetic(load_settings(), n, seed)
    if as_json:
        print_json({"added": added})
    else:
        out.print(t("Synthetic entries added: {n}", n=added))
