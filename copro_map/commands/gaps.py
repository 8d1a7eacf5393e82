"""The commands about coverage: the figures of a layer, and the brief of an area."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from copro_map.areas.brief import brief_file
from copro_map.assets.search import all_assets
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import LANGUAGES, N_, current_language, language_in_force, t
from copro_map.commands.answers import (
    ExportFileError,
    print_json,
    print_table,
    write_file,
)
from copro_map.coverage.gaps import Ask, check_ask, cover
from copro_map.coverage.tables import as_json, published
from copro_map.geography.areas import BASE_LAYER, find_layer, load_layers


def brief_command(
    area: Annotated[str, typer.Argument(help="An area code, such as W06000023.")],
    target: Annotated[Path, typer.Option("--out", help="A file: .pdf or .html.")],
    lang: Annotated[str, typer.Option(help="The first page: cy or en.")] = "",
) -> None:
    """Write the two-page brief of an area, in both languages, as PDF or HTML."""
    file_format = target.suffix.lower().lstrip(".")
    if file_format not in ("pdf", "html"):
        raise ExportFileError(N_("Name a file that ends in .pdf or .html."))
    settings = load_settings()
    with language_in_force(lang if lang in LANGUAGES else current_language()):
        content = brief_file(settings, all_assets(settings), area, file_format)
    write_file(content, target)


def gaps_command(
    layer: Annotated[str, typer.Option(help="A layer, such as health_board.")] = (
        BASE_LAYER
    ),
    kind: Annotated[str, typer.Option(help="Only entries of this kind.")] = "",
    theme: Annotated[str, typer.Option(help="Only entries about this theme.")] = "",
    sector: Annotated[str, typer.Option(help="Only entries of this sector.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Show what each area has, what would be usual, and how sure that is."""
    settings = load_settings()
    ask = Ask(layer, kind, theme, sector)
    check_ask(ask, load_definitions(settings.data_dir))
    coverage = cover(settings, ask, all_assets(settings))
    if json:
        print_json(as_json(coverage), settings)
        return
    areas = find_layer(load_layers(settings.boundaries_dir, settings.data_dir), layer)
    rows: list[list[object]] = [
        [
            row.Index,
            areas.area_label(str(row.Index)).text(),
            f"{row.count:g}",
            f"{row.expected:g}",
            f"{row.eb_rate_per_100k:g}",
            row.zero or row.flag,
            row.knowledge,
            f"{row.reach_percent_10km:g}",
        ]
        for row in published(coverage).itertuples()
    ]
    heads = [t("Code"), t("Name"), t("Recorded"), t("Usual"), t("Rate per 100,000")]
    heads += [t("Low record"), t("What we know"), t("Within 10 km, %")]
    print_table(heads, rows, settings)
