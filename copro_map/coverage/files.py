"""Coverage as files: tables for spreadsheets, the map as a picture."""

from __future__ import annotations

from dataclasses import replace

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.coverage.gaps import KM, Coverage
from copro_map.coverage.method import method
from copro_map.coverage.pictures import credit, rate_map, reach_map
from copro_map.coverage.tables import read_first, to_download
from copro_map.drawing.chart_style import to_png
from copro_map.drawing.poster import with_note
from copro_map.files.marking import table_file
from copro_map.geography.sources import licence_lines


def about(coverage: Coverage) -> list[tuple[str, str]]:
    """Return what a reader of a file must know, a name and a text each."""
    ask, definitions = coverage.ask, load_definitions(coverage.settings.data_dir)
    kind = definitions.kinds[ask.kind].plural.text() if ask.kind else t("All")
    words = {"themes": ask.theme, "sectors": ask.sector}
    theme, sector = (
        definitions.label(vocabulary, word).text() if word else t("All")
        for vocabulary, word in words.items()
    )
    return [
        (t("Coverage gaps"), coverage.layer.plural.text()),
        (t("Date"), long_date(current_day())),
        (t("Kind"), kind),
        (t("Theme"), theme),
        (t("Sector"), sector),
        *method(),
        *licence_lines(coverage.settings),
    ]


def _drawing(coverage: Coverage, view: str) -> str:
    """Return the picture of a view as SVG: of reach, else of areas by their size.

    Below it stand its sources, their terms, and the day.
    """
    reach, said = coverage.reach, f"{credit()} {long_date(current_day())}."
    if view == "reach":
        plan, beyond = reach.next_places(KM), reach.squares(KM)
        picture = reach_map(coverage.settings, beyond, plan, KM)
    else:
        picture = rate_map(coverage)
    return replace(picture, legend=replace(picture.legend, credit=said)).poster


def file_of(coverage: Coverage, file_format: str, view: str = "") -> bytes:
    """Return the coverage of a layer as CSV, XLSX, PNG or SVG.

    A picture is that of a view of the page: "reach", else the map by size.
    """
    settings = coverage.settings
    if file_format in ("png", "svg"):
        return picture_file(settings, _drawing(coverage, view), file_format)
    table = to_download(coverage)
    printed = {t("Coverage gaps"): read_first()}
    return table_file(settings, table, file_format, about(coverage), printed=printed)


def picture_file(settings: Settings, svg: str, file_format: str) -> bytes:
    """Return a picture as "svg" or "png"; a demonstration has the sentence above it."""
    note = demonstration_note(settings)
    drawn = with_note(svg, note) if note else svg
    return to_png(drawn) if file_format == "png" else drawn.encode()
