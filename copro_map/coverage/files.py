"""Coverage as files: tables for spreadsheets, the map as a picture."""

from __future__ import annotations

import pandas as pd

from copro_map.assets.face import all_assets, plain
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.coverage.gaps import KM, Ask, chosen, cover
from copro_map.coverage.method import method
from copro_map.coverage.pictures import funnel_of, rate_map, reach_map
from copro_map.coverage.reaching import best_places, next_places, squares
from copro_map.coverage.tables import to_download
from copro_map.coverage.words import gaps_in_words
from copro_map.drawing.poster import with_note
from copro_map.drawing.raster import chart_svg, to_png
from copro_map.files.marking import table_file
from copro_map.geography.areas import load_layers
from copro_map.geography.rules.reach import usable_points


def about(ask: Ask) -> list[tuple[str, str]]:
    """Return what a reader of a file must know, a name and a text each."""
    return [
        (t("Coverage gaps"), ask.layer),
        (t("Date"), long_date(current_day())),
        (t("Kind"), ask.kind or t("All")),
        (t("Theme"), ask.theme or t("All")),
        (t("Sector"), ask.sector or t("All")),
        *method(),
    ]


def _drawing(settings: Settings, ask: Ask, assets: pd.DataFrame, view: str) -> str:
    """Return the picture of a view as SVG: funnel, reach map, else the rates."""
    coverage = cover(settings, ask, assets)
    if view == "chance":
        return chart_svg(funnel_of(settings, coverage))
    if view == "reach":
        points = usable_points(chosen(plain(assets), ask))
        plan, beyond = next_places(settings, points, KM), squares(settings, points, KM)
        return reach_map(settings, beyond, plan, KM).poster
    return rate_map(settings, coverage).poster


def file_of(settings: Settings, ask: Ask, file_format: str, view: str = "") -> bytes:
    """Return the coverage of a layer as CSV, XLSX, PNG or SVG.

    A picture is that of a view of the page: "chance", "reach", else the map of rates.
    """
    assets = all_assets(settings)
    if file_format in ("png", "svg"):
        drawing = _drawing(settings, ask, assets, view)
        return picture_file(settings, drawing, file_format)
    coverage = cover(settings, ask, assets)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    layer = layers[ask.layer]
    points = usable_points(chosen(plain(assets), ask))
    best = best_places(settings, points, KM, layer.of_authority)
    said = gaps_in_words(coverage, best, layers, load_definitions(settings.data_dir))
    table = to_download(coverage, said, layer)
    return table_file(settings, table, file_format, about(ask))


def picture_file(settings: Settings, svg: str, file_format: str) -> bytes:
    """Return a picture as "svg" or "png"; a demonstration has the sentence above it."""
    note = demonstration_note(settings)
    drawn = with_note(svg, note) if note else svg
    return to_png(drawn) if file_format == "png" else drawn.encode()
