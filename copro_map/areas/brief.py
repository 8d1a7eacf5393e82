"""The brief of an area: what is here, what is missing, what to do next; two pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from copro_map.areas.area import (
    AreaView,
    compared,
    compared_table,
    look_at,
)
from copro_map.areas.charts.bars import compare_chart, compared_with_wales
from copro_map.areas.in_words import steps
from copro_map.assets.face import present
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
    STATISTICS,
    TITLES,
    Ask,
    Coverage,
    OfArea,
    Said,
    cover,
    method,
    rate_map,
)
from copro_map.drawing.chart_style import chart_svg
from copro_map.drawing.document import (
    Box,
    Columns,
    Document,
    Edition,
    Figure,
    Figures,
    Footer,
    Heading,
    Item,
    Items,
    Language,
    Mark,
    Notes,
    Part,
    Picture,
    Sheet,
    Summary,
    Table,
    Title,
)
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.drawing.shapes import LEVELS, Level, symbol
from copro_map.geography.areas import load_layers

MOST_LISTED = 10
# Pixels: a chart's letters are then nearly as large as those of the text.
CHART_WIDTH, CHART_HEIGHT = 340, 150
MAP_HIGH, CHART_HIGH = 15, 9.5  # lines of text on paper, at most
# Layers that need no line in a brief unless there is something to say.
SILENT = ("absence", "zero")
PRINTED = (
    "What a flag says",
    "What is counted",
    "What is usual",
    "Few entries",
    "Reach",
)


def _figures(view: AreaView, row: dict[str, Any], coverage: Coverage) -> Figures:
    wales = coverage.wales["reach_percent_10km"]
    return Figures(
        (
            Figure(f"{view.area.population:,}", t("Residents (Census 2021)")),
            Figure(f"{row['based']:,}", t("Entries based here")),
            Figure(f"{row['serving']:,}", t("Entries that serve it from elsewhere")),
            Figure(f"{row['entries']:,}", t("Entries in all")),
            Figure(
                f"{row['reach_percent_10km']:.0f}%",
                t("Live within 10 km of an entry"),
                t("In Wales: {n}%", n=f"{wales:.0f}"),
            ),
        )
    )


def _here(
    settings: Settings, view: AreaView, definitions: Definitions
) -> tuple[Part, ...]:
    """Return the first entries under their heading; nothing if there is none."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    every, day = pd.concat([view.based, view.serving]), current_day()
    shown = [
        present(row, definitions, layers, day)
        for row in every.head(MOST_LISTED).itertuples()
    ]
    if not shown:
        return ()
    rows = tuple(
        Item(entry.name.text, f"{entry.kind.label.text()} · {entry.where}")
        for entry in shown
    )
    listed = Items("names", rows, MOST_LISTED, left_out=len(every) - len(rows))
    return Heading(t("What is here")), listed


def _summary(view: AreaView, said: dict[str, Said]) -> Summary:
    rates = view.compare["rate_per_100k"]
    rows = (
        f"{compared_with_wales(view.compare)}.",
        t(
            "Entries per 100,000 residents: {here}. In Wales: {wales}.",
            here=f"{rates['area']:.1f}",
            wales=f"{rates['wales']:.1f}",
        ),
        f"{said['knowledge'].words}. "
        + t(
            "Confirmed in the last 12 months: {n} of {total}",
            n=view.confirmed,
            total=view.total,
        )
        + ".",
    )
    return Summary(rows)


def _gap(level: Level, title: str, words: str) -> Item:
    if level == "plain":
        return Item(Mark(title, symbol(level)), words)
    mark = LEVELS[level]
    name = Mark(mark.label.text(), symbol(level), mark.colour)
    return Item(name, f"{title}: {words}")


def _gaps(said: dict[str, Said], keys: Iterable[str]) -> tuple[Item, ...]:
    """Return the gaps in words, without those that have nothing to say."""
    return tuple(
        _gap(said[key].level, t(TITLES[key]), said[key].words)
        for key in keys
        if key not in SILENT or said[key].level not in ("none", "plain")
    )


def _missing(said: dict[str, Said], of_themes: list[Said]) -> tuple[Part, ...]:
    """Return what people say is missing, then what statistics and themes say."""
    themes = [_gap(one.level, t("Themes"), one.words) for one in of_themes]
    known = (*_gaps(said, (key for key in STATISTICS if key != "next")), *themes)
    return (
        Heading(t("What is missing")),
        Heading(t("Evidence from people"), 3),
        Items("marks", _gaps(said, FROM_PEOPLE)),
        Heading(t("What the numbers say"), 3),
        Items("marks", known),
    )


def _pictures(view: AreaView, coverage: Coverage) -> tuple[Picture, Picture]:
    """Return the map of the area in Wales, and its rate beside that of Wales."""
    drawn = rate_map(coverage, chosen=view.area.code)
    chart = compare_chart(compared(view)).properties(title="", height=CHART_HEIGHT)
    where = Picture(
        drawn.svg,
        t("Map of Wales: {title}", title=drawn.title),
        drawn.title,
        high=MAP_HIGH,
    )
    beside = Picture(
        chart_svg(chart, CHART_WIDTH),
        t("The same figures as in the table."),
        t("Compared with Wales"),
        above=True,
        high=CHART_HIGH,
    )
    return where, beside


def _edition(view: AreaView, coverage: Coverage, assets: pd.DataFrame) -> Edition:
    """Return the brief in the language in force."""
    settings, name = coverage.settings, view.area.label.text()
    day, definitions = current_day(), load_definitions(settings.data_dir)
    covered = OfArea(coverage, view.area.code)
    row, said = covered.figures, covered.gaps
    subject = t("Co-production: what is here, what is missing, what next")
    subject = f"{demonstration_note(settings)} {subject}".lstrip()
    where, beside = _pictures(view, coverage)
    title = Title(subject, name, note=f"{view.layer.label.text()} · {long_date(day)}")
    here = _here(settings, view, definitions)
    missing = _missing(said, covered.themes(assets))
    next_steps = tuple(Item("", words) for words in steps(view, row, said))
    notes = tuple(("", text) for _, text in method(*PRINTED))
    footer = t(
        "Co-production Network for Wales, {date}. Boundaries: ONS, OGL v3.0; "
        "contains OS data © Crown copyright and database right. Residents: Census "
        "2021.",
        date=long_date(day),
    )
    parts: tuple[Part, ...] = (
        Columns((title, _summary(view, said)), (where,), share=69),
        _figures(view, row, coverage),
        *((Columns(here, missing),) if here else missing),
        *(
            (Box((Heading(t("What to do next")), Items("steps", next_steps))),)
            if next_steps
            else ()
        ),
        Columns((Table(*compared_table(view), numbers=True),), (beside,)),
        Notes(t("How this is worked out"), notes),
        Footer(footer),
    )
    language: Language = "cy" if current_language() == "cy" else "en"
    return Edition(language, name, subject, (Sheet(parts),))


def brief_of(settings: Settings, assets: pd.DataFrame, area_code: str) -> Document:
    """Return the brief of an area in both languages, that in force first.

    Raises
    ------
    UnknownAreaError
        If there is no such area.
    """
    first = current_language()
    view = look_at(settings, assets, area_code)
    coverage = cover(settings, Ask(view.layer.id), assets)
    editions = []
    for language in (first, *(x for x in LANGUAGES if x != first)):
        with language_in_force(language):
            editions.append(_edition(view, coverage, assets))
    return Document(current_day(), tuple(editions))


def brief_file(
    settings: Settings, assets: pd.DataFrame, area_code: str, file_format: str
) -> bytes:
    """Return the brief as "pdf" or "html"; errors as ``brief_of``."""
    brief = brief_of(settings, assets, area_code)
    return html_of(brief).encode() if file_format == "html" else pdf_of(brief)
