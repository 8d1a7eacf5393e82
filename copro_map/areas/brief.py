"""The brief of an area: what is here, what is missing, what to do next; two pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from copro_map.areas import charts as views
from copro_map.areas.area import AreaView, look_at, themes_of
from copro_map.areas.charts.bars import compare_chart, compared_with_wales
from copro_map.assets.face import plain, present
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import (
    LANGUAGES,
    current_language,
    language_in_force,
    long_date,
    t,
)
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.coverage.face import (
    FROM_PEOPLE,
    KM,
    NOTHING,
    STATISTICS,
    TITLES,
    Ask,
    Coverage,
    Said,
    best_places,
    cover,
    figures_of,
    gaps_in_words,
    method,
    rate_map,
    themes_in_words,
)
from copro_map.drawing.figures import number
from copro_map.drawing.raster import chart_svg
from copro_map.geography.areas import load_layers
from copro_map.geography.rules.reach import usable_points

MOST_LISTED = 10
# Pixels: a chart's letters are then nearly as large as those of the text.
CHART_WIDTH, CHART_HEIGHT = 340, 150
# Layers that need no line in a brief unless there is something to say.
SILENT = ("absence", "zero")
PRINTED = ("What is counted", "What is usual", "Low record", "Reach")


def _figures(
    view: AreaView, row: dict[str, Any], coverage: Coverage
) -> tuple[views.Figure, ...]:
    wales = coverage.wales["reach_percent_10km"]
    return (
        views.Figure(f"{view.area.population:,}", t("Residents (Census 2021)")),
        views.Figure(str(row["based"]), t("Entries based here")),
        views.Figure(str(row["served_by"]), t("Entries that serve it")),
        views.Figure(
            f"{row['reach_percent_10km']:.0f}%",
            t("Live within 10 km of an entry"),
            t("In Wales: {n}%", n=f"{wales:.0f}"),
        ),
    )


def _here(
    settings: Settings, view: AreaView, definitions: Definitions, today: date
) -> tuple[views.Line, ...]:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    listed = pd.concat([view.based, view.serving]).head(MOST_LISTED)
    shown = [present(row, definitions, layers, today) for row in listed.itertuples()]
    return tuple(
        views.Line(entry.name.text, f"{entry.kind.label.text()} · {entry.where}")
        for entry in shown
    )


def steps(
    view: AreaView, row: dict[str, Any], said: dict[str, Said]
) -> tuple[str, ...]:
    """Return what to do next, the surest first."""
    found = []
    if row["knowledge"] in ("not_asked", "asked"):
        found.append(t("Ask who works this way here, and write down when you asked."))
    if view.unverified:
        found.append(
            t("Ask the entries' owners to confirm them: {n}.", n=view.unverified)
        )
    if row["isolated"] or row["crowded_out"]:
        found.append(said["unmet"].words)
    if row["missing_groups"]:
        found.append(t("Look for who is missing. {what}", what=said["mix"].words))
    if said["next"].words != NOTHING:
        found.append(said["next"].words)
    if len(view.across):
        offers = len(view.across)
        found.append(t("Neighbours' offers within 10 km: {n}. Talk to them.", n=offers))
    return tuple(found)


def compared(view: AreaView) -> pd.DataFrame:
    """Return the rates of the area, Wales and like authorities, with their names."""
    alike = t("Authorities of the same class: {name}", name=view.rural_urban.text())
    names = {"area": view.area.label.text(), "wales": t("Wales"), "similar": alike}
    return view.compare.assign(area_name=[names[str(i)] for i in view.compare.index])


def _summary(view: AreaView, said: dict[str, Said]) -> tuple[str, ...]:
    rates = view.compare["rate_per_100k"]
    return (
        f"{compared_with_wales(view.compare)}.",
        t(
            "Entries per 100,000 residents: {here}. In Wales: {wales}.",
            here=f"{rates['area']:.1f}",
            wales=f"{rates['wales']:.1f}",
        ),
        f"{said['knowledge'].words}. "
        + t(
            "Not confirmed by their owners: {n} of {total}.",
            n=view.unverified,
            total=len(view.based) + len(view.serving),
        ),
    )


def compared_table(view: AreaView) -> views.Table:
    """Return the rates of the area, Wales and like authorities in words."""
    rows = compared(view)
    columns = ("area_name", "count", "rate_per_100k", "lower", "upper")
    return views.Table(
        caption=t("Entries per 100,000 residents, with the range that chance allows"),
        head=(t("Area"), t("Recorded"), t("Rate"), t("Likely range")),
        rows=tuple(
            (str(name), number(count), f"{rate:.1f}", f"{lower:.1f}–{upper:.1f}")
            for name, count, rate, lower, upper in zip(
                *(rows[column] for column in columns), strict=True
            )
        ),
    )


def _gaps(said: dict[str, Said], keys: Iterable[str]) -> tuple[views.Gap, ...]:
    """Return the gaps in words, without those that have nothing to say."""
    return tuple(
        views.Gap(said[key].level, f"{t(TITLES[key])}: {said[key].words}")
        for key in keys
        if key not in SILENT or said[key].level != "none"
    )


def _statistics(
    said: dict[str, Said], cells: pd.DataFrame, definitions: Definitions
) -> tuple[views.Gap, ...]:
    """Return the statistics in words, and the themes that are low or absent."""
    themes = [
        views.Gap(one.level, f"{t('Themes')}: {one.words}")
        for one in themes_in_words(cells, definitions)
    ]
    return (*_gaps(said, (key for key in STATISTICS if key != "next")), *themes)


@dataclass(frozen=True, eq=False)
class _Facts:
    """What both pages of a brief are made from."""

    settings: Settings
    view: AreaView
    coverage: Coverage
    cells: pd.DataFrame


def _page(facts: _Facts, said: dict[str, Said]) -> views.BriefPage:
    """Return the brief in the language in force."""
    settings, view, coverage = facts.settings, facts.view, facts.coverage
    today, definitions = current_day(), load_definitions(settings.data_dir)
    row = figures_of(coverage, view.area.code)
    here = _here(settings, view, definitions, today)
    picture = rate_map(settings, coverage, chosen=view.area.code)
    subject = t("Co-production: what is here, what is missing, what next")
    chart = compare_chart(compared(view)).properties(title="", height=CHART_HEIGHT)
    return views.BriefPage(
        language="cy" if current_language() == "cy" else "en",
        title=view.area.label.text(),
        subject=f"{demonstration_note(settings)} {subject}".lstrip(),
        layer=view.layer.label.text(),
        date=today,
        summary=_summary(view, said),
        figures=_figures(view, row, coverage),
        here_title=t("What is here"),
        here=here,
        here_more=len(view.based) + len(view.serving) - len(here),
        missing_title=t("What is missing"),
        people_title=t("Evidence from people"),
        people=_gaps(said, FROM_PEOPLE),
        statistics_title=t("Statistics"),
        statistics=_statistics(said, facts.cells, definitions),
        next_title=t("What to do next"),
        next_steps=steps(view, row, said),
        compare=compared_table(view),
        map_svg=picture.svg,
        map_caption=picture.title,
        map_alt=t("Map of Wales: {title}", title=picture.title),
        chart_svg=chart_svg(chart, CHART_WIDTH),
        chart_caption=t("Compared with Wales"),
        chart_alt=t("The same figures as in the table."),
        method_title=t("How this is worked out"),
        method=tuple(text for _, text in method(*PRINTED)),
        footer=t(
            "Co-production Network for Wales, {date}. Boundaries: ONS, OGL v3.0; "
            "contains OS data © Crown copyright and database right. Residents: Census "
            "2021.",
            date=long_date(today),
        ),
    )


def brief_pages(
    settings: Settings, assets: pd.DataFrame, area_code: str
) -> list[views.BriefPage]:
    """Return the brief of an area in both languages, that in force first.

    Raises
    ------
    UnknownAreaError
        If there is no such area.
    """
    first = current_language()
    view = look_at(settings, assets, area_code)
    coverage = cover(settings, Ask(view.layer.id), assets)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    points, definitions = (
        usable_points(plain(assets)),
        load_definitions(settings.data_dir),
    )
    themes = list(definitions.terms["themes"])
    facts = _Facts(settings, view, coverage, themes_of(assets, view, themes))
    pages = []
    for language in (first, *(x for x in LANGUAGES if x != first)):
        with language_in_force(language):
            best = best_places(settings, points, KM, view.layer.of_authority)
            said = gaps_in_words(coverage, best, layers, definitions)[area_code]
            pages.append(_page(facts, said))
    return pages


def brief_file(
    settings: Settings, assets: pd.DataFrame, area_code: str, file_format: str
) -> bytes:
    """Return the brief as "pdf" or "html"; errors as ``brief_pages``."""
    pages = brief_pages(settings, assets, area_code)
    if file_format == "html":
        return views.brief_html(pages).encode()
    return views.brief_pdf(pages)
