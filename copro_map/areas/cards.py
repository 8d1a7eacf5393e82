"""The three cards of an area: what is here, what is missing, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from copro_map.areas.area import AreaView
from copro_map.areas.in_words import steps
from copro_map.areas.neighbours import Neighbours
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.today import current_day
from copro_map.coverage.face import (
    FROM_PEOPLE,
    LOOKED_UP,
    STATISTICS,
    TITLES,
    OfArea,
    Said,
)
from copro_map.drawing.dot_range import STYLE as DOTS
from copro_map.drawing.shapes import Level
from copro_map.drawing.templates import Html, render
from copro_map.exchange.face import STYLE as NEEDS
from copro_map.exchange.face import InArea
from copro_map.geography.areas import Area, load_layers
from copro_map.members.face import of_area

# The style sheets of what the templates of this room draw.
STYLES = (DOTS, NEEDS, Path(__file__).parent / "area.css")
FLAGGED = ("strong", "watch")


@dataclass(frozen=True)
class Line:
    """A line of a card: its mark, a title, what it says, and where it leads."""

    words: str
    title: str = ""
    level: Level = "plain"
    href: str = ""


@dataclass(frozen=True)
class Card:
    """A card: its heading, the sentence it begins with, its lines, a quiet note.

    ``figure`` is a number that stands large before the sentence.
    """

    heading: str
    lead: str
    lines: tuple[Line, ...] = ()
    note: str = ""
    figure: str = ""

    @property
    def html(self) -> Html:
        """The card as HTML; needs the style sheets ``STYLES``."""
        return render("areas/card.html", card=self)


def area_address(code: str) -> str:
    """Return the address of an area's page, in the language in force."""
    return f"/area?{urlencode({'code': code, 'lang': current_language()})}"


def who_takes_part(covered: OfArea) -> tuple[tuple[str, int], ...]:
    """Return how many entries each group has; with the others they are all of them."""
    definitions = load_definitions(covered.coverage.settings.data_dir)
    groups = definitions.terms["sector_groups"].values()
    row = covered.figures
    named = [(term.label.text(), int(row[term.id])) for term in groups]
    return (*named, (t("Others, or not known"), int(row["ungrouped"])))


def here(view: AreaView, covered: OfArea, asked: InArea) -> Card:
    """Return the card of what is here: numbers that add up, and who takes part.

    ``asked``: what is open on the board of the area.
    """
    row, on_map = covered.figures, pd.concat([view.based, view.serving])
    exchanged = on_map["kind"].isin(["offer", "request"]).sum()
    who = [f"{name}: {n:,}" for name, n in who_takes_part(covered)]
    return Card(
        heading=t("Here"),
        figure=f"{row['entries']:,}",
        lead=covered.sentence,
        lines=(
            Line("; ".join(who) + ".", t("Who takes part")),
            *_members(view, covered),
            Line(f"{exchanged:,}", t("Offers and requests among them")),
            *_open(asked),
            Line(
                t("{n} of {total}", n=f"{view.confirmed:,}", total=f"{view.total:,}"),
                t("Confirmed in the last 12 months"),
            ),
        ),
    )


def _members(view: AreaView, covered: OfArea) -> Iterator[Line]:
    """Yield what members say of the area, once anybody has joined."""
    settings = covered.coverage.settings
    for one in of_area(settings, view.area.code, current_day()):
        yield Line(one.words, one.title, href=one.href)


def _open(asked: InArea) -> Iterator[Line]:
    """Yield what is open on the board of the area, each with the way to it."""
    kinds = (
        ("offer", asked.offers, N_("Open offers, also for all Wales")),
        ("request", asked.requests, N_("Open requests, also for all Wales")),
    )
    for kind, count, title in kinds:
        if count:
            words = t("{n}, on the board", n=f"{count:,}")
            yield Line(words, t(title), href=asked.board(kind))


def flagged(said: Mapping[str, Said], themes: Iterable[Said]) -> tuple[Line, ...]:
    """Return what is really flagged: evidence from people first, statistics next."""
    gaps = [
        Line(said[key].words, t(TITLES[key]), said[key].level)
        for key in (*FROM_PEOPLE, *STATISTICS)
    ]
    of_themes = [Line(one.words, t("Themes"), one.level) for one in themes]
    return tuple(one for one in (*gaps, *of_themes) if one.level in FLAGGED)


def passed(said: Mapping[str, Said], themes: Iterable[Said]) -> tuple[Line, ...]:
    """Return what was looked at and shows no gap, or cannot be told."""
    gaps = [
        Line(said[key].words, t(TITLES[key]), said[key].level)
        for key in (*FROM_PEOPLE, *STATISTICS)
        if said[key].words and key != "next"
    ]
    of_themes = [Line(one.words, t("Themes"), one.level) for one in themes]
    return tuple(one for one in (*gaps, *of_themes) if one.level not in FLAGGED)


def _thin(found: Neighbours, link: Callable[[str], str]) -> tuple[Line, ...]:
    """Return the authorities of an area that have fewer than their size suggests."""
    table = found.of_parts.table
    return tuple(
        Line(
            t("Fewer than its size suggests"),
            one.label.text(),
            "strong" if table["flag"][one.code] == "red" else "watch",
            link(one.code),
        )
        for one in found.members
        if table["for_its_size"][one.code] == "fewer"
    )


def missing(
    covered: OfArea,
    themes: Iterable[Said],
    found: Neighbours,
    link: Callable[[str], str] = area_address,
) -> Card:
    """Return the card of what is missing: only what is flagged, or that nothing is."""
    row = covered.figures
    lines = (*flagged(covered.gaps, themes), *_thin(found, link))
    if row["asked_in"] == row["authorities"]:
        asked = ""
    elif row["asked_in"]:
        asked = t(
            "Asked in {n} of {total} authorities.",
            n=row["asked_in"],
            total=row["authorities"],
        )
    else:
        asked = t("Nobody has asked the people there yet.")
    lead = "" if lines else t("Nothing stands out in what is on the map.")
    return Card(t("Missing"), lead, lines, f"{asked} {t(LOOKED_UP)}".strip())


def whom_to_ask(found: Neighbours) -> tuple[Area, ...]:
    """Return the County Voluntary Council of an area: where its fewest entries are."""
    settings = found.own.settings
    councils = load_layers(settings.boundaries_dir, settings.data_dir)[COUNCIL_LAYER]
    codes = dict.fromkeys(
        councils.of_authority[member]
        for one in found.fewest or (found.area,)
        for member in one.members
    )
    return tuple(councils.areas[code] for code in codes)


def do_next(
    view: AreaView,
    covered: OfArea,
    found: Neighbours,
    link: Callable[[str], str] = area_address,
) -> Card:
    """Return the card of the one next step, where to begin, and whom to ask.

    ``link``: the address of an area's page by its code.
    """
    first = next(iter(steps(view, covered.figures, covered.gaps)), "")
    begin = [
        Line(one.label.text(), t("Begin where the fewest are"), href=link(one.code))
        for one in found.fewest
    ]
    asked = [
        Line(one.label.text(), t("Who to ask"), href=link(one.code))
        for one in whom_to_ask(found)
        if one.code != view.area.code
    ]
    nothing = t("Nothing waits here now. Look again when something is added.")
    return Card(t("Do next"), first or nothing, (*begin, *asked))


def cards(
    view: AreaView,
    covered: OfArea,
    themes: Iterable[Said],
    found: Neighbours,
    asked: InArea,
    link: Callable[[str], str] = area_address,
) -> tuple[Card, Card, Card]:
    """Return the three cards: what is here, what is missing, what to do next.

    ``link``: the address of an area's page by its code.
    """
    return (
        here(view, covered, asked),
        missing(covered, themes, found, link),
        do_next(view, covered, found, link),
    )
