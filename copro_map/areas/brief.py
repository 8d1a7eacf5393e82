"""The brief of an area for a meeting: what is here, what is missing, what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.agenda.face import of_area as next_events
from copro_map.areas.area import AreaView, look_at
from copro_map.areas.here import here_of
from copro_map.areas.in_words import finding, steps
from copro_map.areas.neighbours import Neighbours, neighbour_dots, neighbours
from copro_map.areas.questions import questions
from copro_map.areas.region_map import region_map
from copro_map.assets.face import present
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
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
    OfArea,
    Said,
    cover,
    method,
)
from copro_map.drawing.document import (
    Box,
    Columns,
    Document,
    DotTable,
    Edition,
    Footer,
    Heading,
    Item,
    Items,
    Language,
    Mark,
    Notes,
    Part,
    Picture,
    Section,
    Sheet,
    Summary,
    Text,
    Title,
)
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.drawing.qr import qr_svg
from copro_map.drawing.shapes import LEVELS, Level, symbol
from copro_map.exchange.face import InArea, of_area
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.members.face import of_area as members_of
from copro_map.people.post import site_address

MOST_LISTED = 6
MOST_ASKED = 3  # requests that are named; how many there are stands before them
MAP_WIDE = 350  # pixels: its letters are then nearly as large as those of the text
MAP_HIGH, CODE_HIGH = 29, 8  # lines of text on paper, at most
ASKED = 12  # no question is left out, however little room there is
FLAGGED = ("strong", "watch")
PRINTED = ("What a flag says", "What is usual")


def _here(view: AreaView, covered: OfArea) -> tuple[Part, ...]:
    """Return how many there are, in numbers that add up, and the first of them."""
    settings = covered.coverage.settings
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    definitions, day = load_definitions(settings.data_dir), current_day()
    every = pd.concat([view.based, view.serving])
    shown = [
        present(row, definitions, layers, day)
        for row in every.head(MOST_LISTED).itertuples()
    ]
    rows = tuple(
        Item(entry.name.text, f"{entry.kind.label.text()} · {entry.where}")
        for entry in shown
    )
    listed = Items("names", rows, MOST_LISTED, left_out=len(every) - len(rows))
    members = members_of(settings, view.area.code, day)
    return (
        Heading(t("What is here")),
        Text(covered.sentence),
        Text(f"{_confirmed(view)} {_reach(covered)}"),
        *(Text(f"{one.title}: {one.words}.") for one in members),
        listed,
    )


def _events(settings: Settings, assets: pd.DataFrame, code: str) -> tuple[Part, ...]:
    """Return the next events held here in a sentence; nothing without any."""
    found = next_events(settings, assets, (code,), current_day())
    told = "; ".join(f"{name} ({rest})" for name, rest in found.lines(2))
    return (Text(t("Next events here: {events}", events=f"{told}.")),) if told else ()


def _confirmed(view: AreaView) -> str:
    words = t(
        "Confirmed in the last 12 months: {n} of {total}",
        n=view.confirmed,
        total=view.total,
    )
    return f"{words}."


def _reach(covered: OfArea) -> str:
    here = covered.figures["reach_percent_10km"]
    wales = covered.coverage.wales["reach_percent_10km"]
    near, whole = (
        t("Live within 10 km of an entry"),
        t("In Wales: {n}%", n=f"{wales:.0f}"),
    )
    return f"{near}: {here:.0f}%. {whole}."


def _gap(level: Level, title: str, words: str) -> Item:
    if level == "plain":
        return Item(Mark(title, symbol(level)), words)
    mark = LEVELS[level]
    name = Mark(mark.label.text(), symbol(level), mark.colour)
    return Item(name, f"{title}: {words}")


def _flagged(said: dict[str, Said], keys: Iterable[str]) -> tuple[Item, ...]:
    """Return what is missing, without what was looked at and shows no gap."""
    return tuple(
        _gap(said[key].level, t(TITLES[key]), said[key].words)
        for key in keys
        if said[key].level in FLAGGED
    )


def _asked(row: dict[str, Any]) -> tuple[Item, ...]:
    """Return where people were asked, unless they were everywhere."""
    if row["asked_in"] == row["authorities"]:
        return ()
    words = t("Nobody has asked the people there yet.")
    if row["asked_in"]:
        words = t(
            "Asked in {n} of {total} authorities.",
            n=row["asked_in"],
            total=row["authorities"],
        )
    mark = LEVELS["unknown"]
    return (Item(Mark(mark.label.text(), symbol("unknown"), mark.colour), words),)


def _which(said: Mapping[str, Said], asked: InArea) -> dict[str, Said]:
    """Return what is said of gaps; of requests in vain also which they are."""
    own = said["unmet"]
    if not asked.needs:
        return dict(said)
    words = f"{own.words}. {asked.in_words(MOST_ASKED)}"
    return {**said, "unmet": replace(own, words=words)}


def _missing(covered: OfArea, of_themes: list[Said], asked: InArea) -> tuple[Part, ...]:
    """Return what people say is missing, then what statistics and themes say."""
    said = _which(covered.gaps, asked)
    people = (*_flagged(said, FROM_PEOPLE), *_asked(covered.figures))
    themes = (
        _gap(x.level, t("Themes"), x.words) for x in of_themes if x.level in FLAGGED
    )
    known = (*_flagged(said, STATISTICS), *themes)
    silent = Text(t("Nobody has said that anything is missing"), "muted")
    nothing = Text(t("Nothing stands out in what is on the map."), "muted")
    return (
        Heading(t("What is missing")),
        Heading(t("Evidence from people"), 3),
        Items("marks", people) if people else silent,
        Heading(t("What the numbers say"), 3),
        Items("marks", known) if known else nothing,
    )


def _map(settings: Settings, view: AreaView) -> Picture:
    """Return the area from near by, with who is based in it."""
    drawn = region_map(settings, view.area.code, view.based, MAP_WIDE)
    here = here_of(view.area.members, view.based)
    return Picture(drawn, here.words(view.area.label.text()), high=MAP_HIGH)


def _address(view: AreaView) -> tuple[Part, ...]:
    """Return the way to the area's page; nothing where the map has no address."""
    if not (site := site_address()):
        return ()
    asked = urlencode({"code": view.area.code, "lang": current_language()})
    address = f"{site}/area?{asked}"
    words = address.partition("://")[2].partition("&lang=")[0]
    return (
        Picture(
            qr_svg(address), t("QR code of the address below"), words, high=CODE_HIGH
        ),
    )


def _first(view: AreaView, found: Neighbours, subject: str) -> Columns:
    """Return what a reader sees first: the finding, the questions, and the map."""
    covered, settings = OfArea(found.own, view.area.code), found.own.settings
    facts = (
        view.layer.label.text(),
        long_date(current_day()),
        t("Residents (Census 2021): {n}", n=f"{view.area.population:,}"),
    )
    asked = tuple(Item("", words) for words in questions(view, covered, found))
    left = (
        Title(subject, view.area.label.text(), note=" · ".join(facts)),
        Summary((finding(found),)),
        Heading(t("Three questions for the meeting")),
        Items("steps", asked, ASKED),
    )
    return Columns(left, (_map(settings, view),), share=57)


def _small_print() -> tuple[Part, ...]:
    footer = t(
        "Co-production Network for Wales, {date}. Boundaries: ONS, OGL v3.0; "
        "contains OS data © Crown copyright and database right. Residents: Census "
        "2021. Towns: GeoNames, CC BY 4.0.",
        date=long_date(current_day()),
    )
    notes = tuple(("", text) for _, text in method(*PRINTED))
    return Notes(t("How this is worked out"), notes), Footer(footer)


def _edition(view: AreaView, found: Neighbours, assets: pd.DataFrame) -> Edition:
    """Return the brief in the language in force."""
    covered, settings = OfArea(found.own, view.area.code), found.own.settings
    subject = t("Co-production: what is here, what is missing, what next")
    subject = f"{demonstration_note(settings)} {subject}".lstrip()
    here = (*_here(view, covered), *_events(settings, assets, view.area.code))
    day = current_day()
    asked = of_area(settings, assets, view.area.code, day)
    missing = _missing(covered, covered.themes(assets), asked)
    next_steps = steps(view, covered.figures, covered.gaps)
    to_do = (
        Heading(t("What to do next")),
        Items("steps", tuple(Item("", words) for words in next_steps)),
    )
    address = _address(view)
    parts: tuple[Part, ...] = (
        _first(view, found, subject),
        Section(
            (Heading(t("You and your neighbours")), DotTable(neighbour_dots(found)))
        ),
        Columns(here, missing),
        Box((Columns(to_do, address, share=63),) if address else to_do),
        *_small_print(),
    )
    language: Language = "cy" if current_language() == "cy" else "en"
    name = view.area.label.text()
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
    parts = coverage
    if view.layer.id != BASE_LAYER:
        parts = cover(settings, Ask(BASE_LAYER), assets)
    found = neighbours(coverage, parts, area_code)
    editions = []
    for language in (first, *(x for x in LANGUAGES if x != first)):
        with language_in_force(language):
            editions.append(_edition(view, found, assets))
    return Document(current_day(), tuple(editions))


def brief_file(
    settings: Settings, assets: pd.DataFrame, area_code: str, file_format: str
) -> bytes:
    """Return the brief as "pdf" or "html"; errors as ``brief_of``."""
    brief = brief_of(settings, assets, area_code)
    return html_of(brief).encode() if file_format == "html" else pdf_of(brief)
