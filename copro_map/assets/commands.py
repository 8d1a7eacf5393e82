"""The commands about entries: search, import, export, check."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from copro_map.assets.export import FORMATS, export
from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.assets.rules.query import DEFAULT_KM, LARGEST_KM, Query
from copro_map.assets.search import (
    Answer,
    all_assets,
    query_choices,
    search,
    split_known_place,
    why_in_words,
)
from copro_map.base.config import Settings, load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.files.rows import ImportResult
from copro_map.files.telling import tell_import
from copro_map.files.terminal import (
    ExportFileError,
    out,
    print_json,
    print_note,
    print_table,
    say,
    write_file,
)
from copro_map.geography.areas import Layer, load_layers

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]


class QueryError(CoproMapError):
    """A search asks for a place, an area or a word that there is not."""


def find(
    settings: Settings,
    text: str,
    near: str,
    km: int,
    options: Mapping[str, Sequence[str] | None],
) -> Answer:
    """Return the answer to a search asked on the command line.

    Raises
    ------
    QueryError
        If it asks for an unknown word, or a place that is not found.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    known = query_choices(load_definitions(settings.data_dir), layers)
    for name, values in options.items():
        if strange := [v for v in values or () if v not in known[name]]:
            raise QueryError(
                N_("Unknown word: {value}. Use one of: {choices}."),
                value=strange[0],
                choices=", ".join(known[name]),
            )
    facets = {name: tuple(values or ()) for name, values in options.items()}
    if not near:
        text, near = split_known_place(settings, text)
    query = Query(text=text, near=near, km=km, **facets)  # type: ignore[arg-type]
    answer = search(settings, query, all_assets(settings))
    if answer.place and answer.place.status != "found":
        raise QueryError(
            N_(
                "{place}: not found ({status}). Give a postcode, or the authority "
                "after a comma."
            ),
            place=near,
            status=answer.place.status,
        )
    return answer


def hits_as_json(
    hits: pd.DataFrame, layers: Mapping[str, Layer]
) -> list[dict[str, Any]]:
    """Return the entries found in the shape that ``search --json`` promises."""
    rows: Iterable[Any] = hits.itertuples()
    return [
        {
            "id": hit.Index,
            "kind": hit.kind,
            "name": hit.name_en,
            "distance_km": None
            if pd.isna(hit.distance_km)
            else round(hit.distance_km, 1),
            "why": why_in_words(hit.why, layers),
        }
        for hit in rows
    ]


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
    _write(export(settings, hits, file_format, current_day()), target, file_format)
    if target:
        say.print(t("Entries: {n}. File: {file}", n=len(hits), file=target))


def _tell_import(result: ImportResult, as_json: bool, dry_run: bool) -> None:
    tell_import(result, as_json=as_json, dry_run=dry_run)
    if result.notes and not as_json:
        out.print(t("To look at: {n} (python -m copro_map check)", n=len(result.notes)))


def import_command(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a CSV file of entries: all of it, or nothing."""
    result = import_network(load_settings(), file, dry_run=dry_run)
    _tell_import(result, as_json, dry_run)


def search_command(
    text: Annotated[str, typer.Argument()] = "",
    near: Annotated[str, typer.Option(help="A place, a postcode, a point.")] = "",
    km: Annotated[
        int, typer.Option(help="How far from it.", min=1, max=LARGEST_KM)
    ] = DEFAULT_KM,
    area: Annotated[list[str] | None, typer.Option(help="Area codes.")] = None,
    kind: Annotated[list[str] | None, typer.Option()] = None,
    theme: Annotated[list[str] | None, typer.Option()] = None,
    as_json: AsJson = False,
) -> None:
    """Search the entries by words, place, area, kind and theme."""
    options = {"areas": area, "kinds": kind, "themes": theme}
    settings = load_settings()
    found = find(settings, text, near, km, options)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    rows = hits_as_json(found.hits, layers)
    if as_json:
        print_json({"count": len(rows), "hits": rows}, settings)
    else:
        print_table(
            ["id", "kind", "name", "why"],
            [[r["id"], r["kind"], r["name"], "; ".join(r["why"])] for r in rows],
            settings,
        )


def check_command(as_json: AsJson = False) -> None:
    """Check the database and its totals; list what a steward should look at."""
    settings = load_settings()
    findings = check(settings)
    if as_json:
        print_json(
            [
                {"fault": f.is_fault, "subject": f.subject, "message": f.words()}
                for f in findings
            ],
            settings,
        )
    else:
        print_note(settings)
        for finding in findings:
            out.print(f"{finding.subject}: {finding.words()}")
        if not any(f.is_fault for f in findings):
            out.print(t("The database is sound and its totals add up."))
    if any(f.is_fault for f in findings):
        raise typer.Exit(1)
