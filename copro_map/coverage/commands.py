"""The commands of the outreach ledger: who was asked about co-production where."""

from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.base.names import BASE_LAYER
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, read_told
from copro_map.files.terminal import (
    AsJson,
    DryRun,
    print_either,
    say,
    write_file,
)

outreach = typer.Typer(
    no_args_is_help=True, help="The outreach ledger: who was asked where."
)


@outreach.command("import")
def import_command(
    file: Path,
    columns: Map = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Add the rows of a CSV file to the ledger: all of them, or nothing."""
    from copro_map.coverage.ledger import import_outreach
    from copro_map.files.terminal import tell_import
    from copro_map.people.changes import FromMachine

    told = read_told(columns, None, values, rest, sheet)
    result = import_outreach(
        load_settings(),
        file,
        told,
        dry_run=dry_run,
        today=current_day(),
        bringing=FromMachine(current_moment()),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)


@outreach.command("export")
def export_command(
    target: Annotated[
        Path | None, typer.Option("--out", help="A file; else standard output.")
    ] = None,
) -> None:
    """Write the ledger as a CSV file that can be imported again."""
    from copro_map.coverage.ledger import ledger_csv

    write_file(ledger_csv(load_settings()), target)
    if target:
        say.print(t("File: {file}", file=target))


def gaps_command(
    layer: Annotated[str, typer.Option(help="A layer, such as health_board.")] = (
        BASE_LAYER
    ),
    kind: Annotated[str, typer.Option(help="Only entries of this kind.")] = "",
    theme: Annotated[str, typer.Option(help="Only entries about this theme.")] = "",
    sector: Annotated[str, typer.Option(help="Only entries of this sector.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what each area has, what would be usual, and how sure that is."""
    from copro_map.base.definitions import load_definitions
    from copro_map.coverage import tables
    from copro_map.coverage.gaps import Ask, check_ask, cover
    from copro_map.search.face import all_assets

    settings = load_settings()
    ask = Ask(layer, kind, theme, sector)
    check_ask(ask, load_definitions(settings.data_dir))
    coverage = cover(settings, ask, all_assets(settings))
    rows: list[list[object]] = [
        [
            row.Index,
            coverage.layer.area_label(str(row.Index)).text(),
            row.entries,
            f"{row.count:g}",
            f"{row.expected:g}",
            f"{row.eb_rate_per_100k:g}",
            row.zero or row.flag,
            row.knowledge,
            f"{row.reach_percent_10km:g}",
        ]
        for row in tables.published(coverage).itertuples()
    ]
    heads = [
        *(t("Code"), t("Name"), t("Entries"), t("Shared out"), t("Usual")),
        *(
            t("Rate per 100,000"),
            t("Few entries"),
            t("What we know"),
            t("Within 10 km, %"),
        ),
    ]
    answer = tables.as_json(coverage)
    print_either(answer, heads, rows, settings, as_json=as_json)
