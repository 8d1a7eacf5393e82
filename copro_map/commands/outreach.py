"""The commands of the outreach ledger: who was asked about co-production where."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.commands.answers import say, write_file
from copro_map.commands.imports import tell_import
from copro_map.coverage.ledger import ledger_csv
from copro_map.coverage.ledger_import import import_outreach

outreach = typer.Typer(
    no_args_is_help=True, help="The outreach ledger: who was asked where."
)


@outreach.command("import")
def import_command(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Add the rows of a CSV file to the ledger: all of them, or nothing."""
    result = import_outreach(load_settings(), file, dry_run=dry_run, today=date.today())
    tell_import(result, as_json=as_json, dry_run=dry_run)


@outreach.command("export")
def export_command(
    target: Annotated[
        Path | None, typer.Option("--out", help="A file; else standard output.")
    ] = None,
) -> None:
    """Write the ledger as a CSV file that can be imported again."""
    write_file(ledger_csv(load_settings()), target)
    if target:
        say.print(t("File: {file}", file=target))
