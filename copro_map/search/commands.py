"""The commands that search the entries and write what is found to a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.files.terminal import (
    AsJson,
    ExportFileError,
    out,
    print_json,
    print_note,
    print_table,
    say,
    write_file,
)
from copro_map.search.rules.query import DEFAULT_KM, FORMATS, LARGEST_KM

Near = Annotated[str, typer.Option(help="A place, a postcode, a point.")]
Km = Annotated[int, typer.Option(help="How far from it.", min=1, max=LARGEST_KM)]
Areas = Annotated[list[str] | None, typer.Option(help="Area codes.")]
Words = Annotated[list[str] | None, typer.Option()]
Category = Annotated[
    list[str] | None, typer.Option(help="What is offered or asked for.")
]
Way = Annotated[list[str] | None, typer.Option(help="How it is done")]
SpokenIn = Annotated[
    list[str] | None, typer.Option(help="In which language it can be done.")
]


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
    category: Category = None,
    way: Way = None,
    spoken: SpokenIn = None,
) -> None:
    """Write entries to a file: all of them, or those that a search finds.

    Those that have ended are among them.
    """
    from copro_map.search.asked import find
    from copro_map.search.export import export

    settings = load_settings()
    options = {
        **{"areas": area, "kinds": kind, "themes": theme},
        **{"categories": category, "ways": way, "spoken": spoken},
    }
    hits = find(settings, text, near, km, options, ended=True).hits
    content = export(settings, hits, file_format, current_day())
    if target is None and file_format == "xlsx" and sys.stdout.isatty():
        raise ExportFileError(
            N_("An XLSX file is not text: name a file for it with --out.")
        )
    write_file(content, target)
    if target:
        say.print(t("Entries: {n}. File: {file}", n=len(hits), file=target))


def search_command(
    text: Annotated[str, typer.Argument()] = "",
    near: Near = "",
    km: Km = DEFAULT_KM,
    area: Areas = None,
    kind: Words = None,
    theme: Words = None,
    category: Category = None,
    way: Way = None,
    spoken: SpokenIn = None,
    ended: Annotated[bool, typer.Option(help="What has ended too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Search the entries by words, place, area, kind, theme and what is offered."""
    from copro_map.search import asked

    options = {
        **{"areas": area, "kinds": kind, "themes": theme},
        **{"categories": category, "ways": way, "spoken": spoken},
    }
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
