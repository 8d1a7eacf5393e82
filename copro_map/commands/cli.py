"""The command line: the same services as the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from copro_map.assets.health import check as check_everything
from copro_map.assets.importing import import_network
from copro_map.assets.rules.query import DEFAULT_KM, LARGEST_KM
from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, explain, set_language, t
from copro_map.base.store.connection import writing
from copro_map.commands.answers import (
    find,
    hits_as_json,
    locate_file,
    located_as_json,
    out,
    print_json,
    print_located,
    print_note,
    print_table,
    say,
)
from copro_map.commands.audits import audits
from copro_map.commands.demonstration import init_demonstration
from copro_map.commands.export import export_command, synth_command
from copro_map.commands.gaps import brief_command, gaps_command
from copro_map.commands.imports import tell_import
from copro_map.commands.observations import observations, snapshots, targets
from copro_map.commands.outreach import outreach
from copro_map.commands.progress import indicators_command, report_command
from copro_map.commands.surveys import surveys
from copro_map.files.rows import ImportResult
from copro_map.geography.areas import find_layer, load_layers
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import locate, locate_point

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
reference = typer.Typer(no_args_is_help=True, help="The reference data.")
app.add_typer(reference, name="reference")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]


@app.callback()
def start() -> None:
    """Read the settings; speak the language of COPRO_MAP_LANG."""
    set_language(load_settings().default_language)


def _tell_import(result: ImportResult, as_json: bool, dry_run: bool) -> None:
    tell_import(result, as_json=as_json, dry_run=dry_run)
    if result.notes and not as_json:
        out.print(t("To look at: {n} (python -m copro_map check)", n=len(result.notes)))


@app.command()
def init(
    empty: Annotated[bool, typer.Option("--empty", help="No entries.")] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Invented records, in a file of their own.")
    ] = False,
    entries: Annotated[
        int | None, typer.Option(help="How many, with --demo.", min=1)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the database, or bring it up to date, with the network's real entries."""
    if demo:
        init_demonstration(empty, entries, as_json)
        return
    if entries is not None:
        raise CoproMapError(N_("--entries is for --demo: add it, or leave both out."))
    settings = load_settings()
    if empty:
        with writing(settings.database):
            pass
        return
    _tell_import(import_network(settings, settings.network_file), as_json, False)


@app.command("import")
def import_file(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a CSV file of entries: all of it, or nothing."""
    result = import_network(load_settings(), file, dry_run=dry_run)
    _tell_import(result, as_json, dry_run)


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
        locate_file(csv, target)
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
        print_json(located_as_json(found))
    else:
        print_located(found)


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
        print_json(rows)
    else:
        print_table(list(rows[0]), [list(row.values()) for row in rows])


@app.command("search")
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


@app.command()
def check(as_json: AsJson = False) -> None:
    """Check the database and its totals; list what a steward should look at."""
    settings = load_settings()
    findings = check_everything(settings)
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


app.add_typer(outreach, name="outreach")
app.add_typer(audits, name="audits")
app.add_typer(observations, name="observations")
app.add_typer(targets, name="targets")
app.add_typer(snapshots, name="snapshots")
app.add_typer(surveys, name="surveys")
app.command("export")(export_command)
app.command("synth")(synth_command)
app.command("gaps")(gaps_command)
app.command("brief")(brief_command)
app.command("indicators")(indicators_command)
app.command("report")(report_command)


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
