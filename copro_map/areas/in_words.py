"""What there is to say of an area first: one sentence, and three cards.

The page, the plain page and the brief say the same words. Names and numbers stand
after a colon, first in a clause, or alone, so that Welsh need not change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.areas.area import AreaView
from copro_map.areas.neighbours import Neighbours
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.names import COUNCIL_LAYER
from copro_map.coverage.face import (
    FROM_PEOPLE,
    LOOKED_UP,
    NOTHING,
    STATISTICS,
    TITLES,
    OfArea,
    Said,
)
from copro_map.drawing.dot_range import STYLE as DOTS
from copro_map.drawing.shapes import Level
from copro_map.geography.areas import Area, load_layers

# The style sheets of what the templates of this room draw.
STYLES = (DOTS, Path(__file__).parent / "area.css")
FLAGGED = ("strong", "watch")
STANDS = {
    "fewer": N_(
        "On the map: {n}, fewer than its size suggests ({rate} per 100,000 residents; "
        "Wales {wales})."
    ),
    "usual": N_(
        "On the map: {n}, as usual for its size ({rate} per 100,000 residents; "
        "Wales {wales})."
    ),
    "perhaps": N_(
        "On the map: {n}, few for its size, though chance alone may leave as few "
        "({rate} per 100,000 residents; Wales {wales})."
    ),
    "more": N_(
        "On the map: {n}, more than its size suggests ({rate} per 100,000 residents; "
        "Wales {wales})."
    ),
    "cannot_tell": N_(
        "On the map: {n}. It is too small to tell whether that is few for its size "
        "({rate} per 100,000 residents; Wales {wales})."
    ),
}
# Of the thinnest authority: how it stands itself, for one of several is always last.
OF_THINNEST = {
    "fewer": N_("fewer than its size suggests"),
    "usual": N_("which chance alone may leave"),
    "more": N_("still more than its size suggests"),
    "cannot_tell": N_("too small to tell"),
}


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


def _fewest(found: Neighbours) -> tuple[Area, ...]:
    """Return the authorities with the fewest for their size: several, if they tie."""
    rates = found.of_parts.table["rate_per_100k"]
    least = min((rates[x.code] for x in found.members), default=0)
    return tuple(x for x in found.members if rates[x.code] == least)


def thinnest_in_words(found: Neighbours) -> str:
    """Return which of an area's authorities has the fewest for its size.

    Empty of an area that is one authority.
    """
    if not (fewest := _fewest(found)):
        return ""
    row = found.of_parts.table.loc[fewest[0].code].to_dict()
    facts = {
        "n": len(found.members),
        "area": ", ".join(x.label.text() for x in fewest),
        "rate": f"{row['rate_per_100k']:.1f}",
        "how": t(OF_THINNEST[row["for_its_size"]]),
    }
    if len(fewest) > 1:
        return t(
            "Of its {n} authorities, these have the fewest for their size: {area} "
            "({rate} per 100,000 residents).",
            **facts,
        )
    return t(
        "Of its {n} authorities, {area} has the fewest for its size: {rate} per "
        "100,000 residents, {how}.",
        **facts,
    )


def finding(found: Neighbours) -> str:
    """Return what is here, how that stands for its size, and where it is thinnest."""
    row = found.of_own.table.loc[found.area.code].to_dict()
    how = row["for_its_size"]
    stands = t(
        STANDS["perhaps" if how == "usual" and row["flag"] != "none" else how],
        n=f"{row['entries']:,}",
        rate=f"{row['rate_per_100k']:.1f}",
        wales=f"{found.own.wales['rate_per_100k']:.1f}",
    )
    return f"{stands} {thinnest_in_words(found)}".strip()


def who_takes_part(covered: OfArea) -> tuple[tuple[str, int], ...]:
    """Return how many entries each group has; with the others they are all of them."""
    definitions = load_definitions(covered.coverage.settings.data_dir)
    groups = definitions.terms["sector_groups"].values()
    row = covered.figures
    named = [(term.label.text(), int(row[term.id])) for term in groups]
    return (*named, (t("Others, or not known"), int(row["ungrouped"])))


def here(view: AreaView, covered: OfArea) -> Card:
    """Return the card of what is here: numbers that add up, and who takes part."""
    row, on_map = covered.figures, pd.concat([view.based, view.serving])
    exchanged = on_map["kind"].isin(["offer", "request"]).sum()
    who = [f"{name}: {n:,}" for name, n in who_takes_part(covered)]
    return Card(
        heading=t("Here"),
        figure=f"{row['entries']:,}",
        lead=covered.sentence,
        lines=(
            Line("; ".join(who) + ".", t("Who takes part")),
            Line(f"{exchanged:,}", t("Offers and requests among them")),
            Line(
                t("{n} of {total}", n=f"{view.confirmed:,}", total=f"{view.total:,}"),
                t("Confirmed in the last 12 months"),
            ),
        ),
    )


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


def missing(covered: OfArea, themes: Iterable[Said]) -> Card:
    """Return the card of what is missing: only what is flagged, or that nothing is."""
    row, lines = covered.figures, flagged(covered.gaps, themes)
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


def steps(
    view: AreaView, row: Mapping[str, Any], said: Mapping[str, Said]
) -> tuple[str, ...]:
    """Return what to do next, the surest first."""
    found = []
    is_asked = row["asked_in"] == row["authorities"]
    if row["knowledge"] in ("not_asked", "asked") or not is_asked:
        found.append(t("Ask who works this way here, and write down when you asked."))
    if asked := view.total - view.confirmed:
        found.append(t("Ask the entries' owners to confirm them: {n}.", n=asked))
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


def whom_to_ask(covered: OfArea) -> tuple[Area, ...]:
    """Return the County Voluntary Councils that answer for an area."""
    settings = covered.coverage.settings
    councils = load_layers(settings.boundaries_dir, settings.data_dir)[COUNCIL_LAYER]
    members = covered.coverage.layer.area(covered.area_code).members
    codes = dict.fromkeys(councils.of_authority[one] for one in members)
    return tuple(councils.areas[code] for code in codes)


def area_address(code: str) -> str:
    """Return the address of an area's page, in the language in force."""
    return f"/area?{urlencode({'code': code, 'lang': current_language()})}"


def do_next(
    view: AreaView,
    covered: OfArea,
    found: Neighbours,
    link: Callable[[str], str] = area_address,
) -> Card:
    """Return the card of the one next step, where to begin, and whom to ask.

    ``link``: the address of an area's page by its code.
    """

    def to(one: Area) -> str:
        return "" if one.code == view.area.code else link(one.code)

    first = next(iter(steps(view, covered.figures, covered.gaps)), "")
    begin = [
        Line(one.label.text(), t("Begin where the fewest are"), href=to(one))
        for one in _fewest(found)
    ]
    asked = [
        Line(one.label.text(), t("Who to ask"), href=to(one))
        for one in whom_to_ask(covered)
    ]
    nothing = t("Nothing waits here now. Look again when something is added.")
    return Card(t("Do next"), first or nothing, (*begin, *asked))


def cards(
    view: AreaView,
    covered: OfArea,
    themes: Iterable[Said],
    found: Neighbours,
    link: Callable[[str], str] = area_address,
) -> tuple[Card, Card, Card]:
    """Return the three cards: what is here, what is missing, what to do next.

    ``link``: the address of an area's page by its code.
    """
    return (
        here(view, covered),
        missing(covered, themes),
        do_next(view, covered, found, link),
    )
