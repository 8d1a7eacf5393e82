"""The commands about entries: search, import, export, check."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from copro_map.assets.rules.query import DEFAULT_KM, FORMATS, LARGEST_KM
from copro_map.base.config import load_settings
from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, Word, read_told
from copro_map.files.terminal import (
    AsJson,
    DryRun,
    ExportFileError,
    out,
    print_json,
    print_note,
    print_table,
    say,
    write_file,
)

Near = Annotated[str, typer.Option(help="A place, a postcode, a point.")]
Km = Annotated[int, typer.Option(help="How far from it.", min=1, max=LARGEST_KM)]
Areas = Annotated[list[str] | None, typer.Option(help="Area codes.")]
Words = Annotated[list[str] | None, typer.Option()]


def export_command(
    text: Annotated[str, typer.Argument(help="Words to search for.")] = "",
    file_format: Annotated[
        str, typer.Option("--format", help=", ".join(FORMATS))
    ] = "csv",
    target: Annotated[
        Path | None, typer.Option("--out", help="A file; else standard output.")
    ] = None,
    near: Near = "",
    km: Km = DEFAULT_KM,
    area: Areas = None,
    kind: Words = None,
    theme: Words = None,
) -> None:
    """Write entries to a file: all of them, or those that a search finds.

    Those that have ended are among them.
    """
    from copro_map.assets.asked import find
    from copro_map.assets.export import export

    settings = load_settings()
    options = {"areas": area, "kinds": kind, "themes": theme}
    hits = find(settings, text, near, km, options, ended=True).hits
    content = export(settings, hits, file_format, current_day())
    if target is None and file_format == "xlsx" and sys.stdout.isatty():
        raise ExportFileError(
            N_("An XLSX file is not text: name a file for it with --out.")
        )
    write_file(content, target)
    if target:
        say.print(t("Entries: {n}. File: {file}", n=len(hits), file=target))


def import_command(
    file: Path,
    columns: Map = None,
    words: Word = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Import a CSV file of entries: all of it, or nothing."""
    from copro_map.assets.importing import import_network
    from copro_map.files.terminal import tell_import

    told = read_told(columns, words, values, rest, sheet)
    settings, now = load_settings(), current_moment()
    result = import_network(settings, file, told, dry_run=dry_run, now=now)
    tell_import(result, as_json=as_json, dry_run=dry_run)


def search_command(
    text: Annotated[str, typer.Argument()] = "",
    near: Near = "",
    km: Km = DEFAULT_KM,
    area: Areas = None,
    kind: Words = None,
    theme: Words = None,
    ended: Annotated[bool, typer.Option(help="What has ended too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Search the entries by words, place, area, kind and theme."""
    from copro_map.assets import asked

    options = {"areas": area, "kinds": kind, "themes": theme}
    settings, today = load_settings(), current_day()
    answer = asked.find(settings, text, near, km, options, ended=ended)
    if as_json:
        print_json(asked.answer_as_json(settings, answer, today), settings)
        return
    print_note(settings)
    for sentence in filter(None, asked.said_of(settings, answer)):
        out.print(sentence)
    for heading, entries in asked.parts_of(settings, answer):
        if heading:
            out.print(f"\n{heading}")
        rows = asked.printed_rows(settings, entries, today)
        lacks = ("missing",) if "missing" in entries else ()
        print_table(("id", "kind", "name", "why", *lacks), rows)


def check_command(as_json: AsJson = False) -> None:
    """Check the database and its totals; list what a steward should look at."""
    from copro_map.assets.health import check

    settings = load_settings()
    findings = check(settings)
    if as_json:
        print_json(
            [
                {"fault": f.is_fault, "subject": f.subject, "message": t(f.message)}
                for f in findings
            ],
            settings,
        )
    else:
        print_note(settings)
        for finding in findings:
            out.print(f"{finding.subject}: {t(finding.message)}")
        if not any(f.is_fault for f in findings):
            out.print(t("The database is sound and its totals add up."))
    if any(f.is_fault for f in findings):
        raise typer.Exit(1)
