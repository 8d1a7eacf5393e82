"""The command line: the same services as the pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from copro_map.config import load_settings
from copro_map.errors import CoproMapError, ImportFileError
from copro_map.geography.areas import find_layer, load_layers
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import Located, locate, locate_many, locate_point
from copro_map.i18n import N_, explain, set_language, t
from copro_map.ingest.network import ImportResult, import_network
from copro_map.model import Query
from copro_map.services.health import check as check_everything
from copro_map.services.search import all_assets, search, why_in_words
from copro_map.store.connection import writing

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
reference = typer.Typer(no_args_is_help=True, help="The reference data.")
app.add_typer(reference, name="reference")
say = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
out = Console(highlight=False, markup=False, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def _print_json(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def _print_table(columns: list[str], rows: list[list[object]]) -> None:
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(table)


@app.callback()
def start() -> None:
    """Read the settings; speak the language of COPRO_MAP_LANG."""
    set_language(load_settings().default_language)


def _report_import(result: ImportResult, as_json: bool, dry_run: bool) -> None:
    if as_json:
        _print_json(
            {
                "added": result.added,
                "changed": result.changed,
                "unchanged": result.unchanged,
                "errors": [
                    {"row": f.row, "column": f.column, "reason": f.reason()}
                    for f in result.faults
                ],
                "notes": [
                    {"row": f.row, "column": f.column, "reason": f.reason()}
                    for f in result.notes
                ],
            }
        )
    for fault in result.faults:
        where = t("line {row}, {column}", row=fault.row, column=fault.column or "-")
        say.print(f"{where}: {fault.reason()}")
    if result.faults:
        say.print(
            t(
                "Nothing was imported. Faults: {n}. Mend them and import again.",
                n=len(result.faults),
            )
        )
        raise typer.Exit(1)
    if not as_json:
        counts = t(
            "Added: {added}. Changed: {changed}. Unchanged: {unchanged}.",
            added=result.added,
            changed=result.changed,
            unchanged=result.unchanged,
        )
        out.print(counts)
        if dry_run:
            out.print(t("Dry run: nothing was kept."))
        if result.notes:
            out.print(
                t("To look at: {n} (python -m copro_map check)", n=len(result.notes))
            )


@app.command()
def init(
    empty: Annotated[bool, typer.Option("--empty", help="No entries.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make the database, or bring it up to date, with the network's real entries."""
    settings = load_settings()
    if empty:
        with writing(settings.database):
            pass
        return
    _report_import(import_network(settings, settings.network_file), as_json, False)


@app.command("import")
def import_file(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a CSV file of entries: all of it, or nothing."""
    result = import_network(load_settings(), file, dry_run=dry_run)
    _report_import(result, as_json, dry_run)


def _located_as_json(found: Located) -> dict[str, Any]:
    return {
        "status": found.status,
        "longitude": found.longitude,
        "latitude": found.latitude,
        "precision": found.precision,
        "areas": found.areas,
        "candidates": [
            {
                "name_en": c.name.en,
                "name_cy": c.name.cy,
                "longitude": c.longitude,
                "latitude": c.latitude,
                "local_authority": c.authority,
            }
            for c in found.candidates
        ],
    }


STATUS_WORDS = {
    "outside_wales": N_("Outside Wales."),
    "unknown": N_("Not known. Check the spelling, or try a postcode or a town nearby."),
    "ambiguous": N_("Which of these? Add the authority after a comma."),
}


def _print_located(found: Located) -> None:
    layers = load_layers(load_settings().boundaries_dir, load_settings().data_dir)
    if found.status == "found":
        out.print(f"{found.longitude}, {found.latitude} ({found.precision})")
        for layer_id, code in found.areas.items():
            if code:
                layer = layers[layer_id]
                out.print(
                    f"{layer.label.text()}: {layer.area_label(code).text()} {code}"
                )
        return
    out.print(t(STATUS_WORDS[found.status]))
    authorities = layers["local_authority"]
    for candidate in found.candidates:
        code = candidate.authority
        area = authorities.area_label(code).text() if code else ""
        out.print(f"  {candidate.name.text()}, {area}".rstrip(", "))


LOCATE_COLUMNS = {"postcode", "place", "longitude", "latitude"}


def _locate_file(source: Path, target: Path) -> None:
    try:
        frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise ImportFileError(
            N_(
                "{file}: the file cannot be read ({reason}). Check its name and rights."
            ),
            file=source,
            reason=error,
        ) from error
    if not LOCATE_COLUMNS & set(frame.columns):
        raise ImportFileError(
            N_(
                "{file}: a column postcode, place, or longitude and latitude is needed."
            ),
            file=source.name,
        )
    found = locate_many(load_gazetteer(load_settings()), frame)
    added = [c for c in found.columns if c not in ("longitude", "latitude")]
    frame.join(found[added]).to_csv(target, index=False, lineterminator="\n")
    for status, count in found["status"].value_counts().items():
        say.print(f"{status}: {count}")


@app.command("locate", context_settings={"ignore_unknown_options": False})
def locate_command(
    text: Annotated[str, typer.Argument(help="A postcode or a place name.")] = "",
    longitude: Annotated[float | None, typer.Option("--lon")] = None,
    latitude: Annotated[float | None, typer.Option("--lat")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Many at once.")] = None,
    target: Annotated[Path | None, typer.Option("--out")] = None,
    as_json: AsJson = False,
) -> None:
    """Say where a postcode, a place or a point is, and in which areas."""
    if csv and target:
        _locate_file(csv, target)
        return
    gazetteer = load_gazetteer(load_settings())
    if longitude is not None and latitude is not None:
        found = locate_point(gazetteer, longitude, latitude)
    elif text.strip():
        found = locate(gazetteer, text)
    else:
        raise CoproMapError(
            N_("Give a postcode or a place, or --lon and --lat, or --csv and --out.")
        )
    if as_json:
        _print_json(_located_as_json(found))
    else:
        _print_located(found)


@app.command()
def areas(
    layer_id: Annotated[str, typer.Argument(metavar="LAYER")] = "",
    as_json: AsJson = False,
) -> None:
    """List the layers, or the areas of one layer."""
    settings = load_settings()
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    if not layer_id:
        rows = [
            {
                "layer": x.id,
                "name_en": x.label.en,
                "name_cy": x.label.cy,
                "areas": len(x.areas),
            }
            for x in layers.values()
        ]
    else:
        rows = [
            {
                "area_code": area.code,
                "name_en": area.label.en,
                "name_cy": area.label.cy,
                "population": area.population,
                "members": list(area.members),
            }
            for area in find_layer(layers, layer_id).areas.values()
        ]
    if as_json:
        _print_json(rows)
    else:
        _print_table(list(rows[0]), [list(row.values()) for row in rows])


@app.command("search")
def search_command(
    text: Annotated[str, typer.Argument()] = "",
    area: Annotated[str, typer.Option(help="An area code of any layer.")] = "",
    kind: Annotated[list[str] | None, typer.Option()] = None,
    theme: Annotated[str, typer.Option()] = "",
    as_json: AsJson = False,
) -> None:
    """Search the entries by words, area, kind and theme."""
    settings = load_settings()
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    layer = next((x.id for x in layers.values() if area in x.areas), "local_authority")
    query = Query(text, layer, area, tuple(kind or ()), theme)
    hits = search(settings, query, all_assets(settings)).hits
    found: Iterable[Any] = hits.itertuples()
    rows = [
        {
            "id": hit.Index,
            "kind": hit.kind,
            "name": hit.name_en,
            "distance_km": None,
            "why": why_in_words(hit.why),
        }
        for hit in found
    ]
    if as_json:
        _print_json({"count": len(rows), "hits": rows})
    else:
        _print_table(
            ["id", "kind", "name"], [[r["id"], r["kind"], r["name"]] for r in rows]
        )


@app.command()
def check(as_json: AsJson = False) -> None:
    """Check the database and its totals; list what a steward should look at."""
    findings = check_everything(load_settings())
    if as_json:
        _print_json(
            [
                {"fault": f.is_fault, "subject": f.subject, "message": f.words()}
                for f in findings
            ]
        )
    else:
        for finding in findings:
            out.print(f"{finding.subject}: {finding.words()}")
        if not any(f.is_fault for f in findings):
            out.print(t("The database is sound and its totals add up."))
    if any(f.is_fault for f in findings):
        raise typer.Exit(1)


@reference.command("build")
def build() -> None:
    """Build the reference data anew (needs the packages of the extra "reference")."""
    from copro_map.geography.build import build_reference

    settings = load_settings()
    build_reference(settings.data_dir, settings.boundaries_dir, say.print)


def main() -> None:
    """Run a command; a fault that the reader can mend is one sentence, not a trace."""
    try:
        app()
    except CoproMapError as error:
        say.print(explain(error))
        sys.exit(1)
