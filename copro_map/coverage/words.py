"""What coverage says of each area, in words: evidence from people first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import N_, current_language, partial_date, sort_key, t
from copro_map.coverage.charts.matrix import FROM_PEOPLE, NOTHING, STATISTICS
from copro_map.coverage.gaps import GROUPS, KM, Coverage
from copro_map.drawing.figures import number
from copro_map.drawing.shapes import Level
from copro_map.geography.areas import load_layers

# The most important sentence of the page.
LOOKED_UP = N_(
    "Few entries may only mean that nobody has looked: a dozen more can change it. "
    "Ask there before you call it a gap."
)
NOBODY = N_("Not known: nobody has asked yet")
FEWEST = 10  # people: a town that brings fewer is no next step
HALF = 50  # percent: more than that live beyond the radius
TITLES = {**FROM_PEOPLE, **STATISTICS}


@dataclass(frozen=True)
class Said:
    """A statement about an area, and how much it asks for attention."""

    level: Level
    words: str


def people(value: float) -> str:
    """Return a number of residents, no finer than an estimate can bear.

    Examples
    --------
    >>> people(37_407.8), people(227.1)
    ('37,400', '230')
    """
    return f"{round(value, -2 if value >= 1000 else -1):,.0f}"


def in_sentence(figures: Mapping[str, Any]) -> str:
    """Return the whole entries of an area as a sentence that adds up, translated.

    ``figures`` are those of ``coverage.rules.whole.whole_entries``, and any others.

    Examples
    --------
    >>> in_sentence({"based": 8, "serving": 4, "entries": 12, "all_wales": 2})
    '8 based here; 4 serve it from elsewhere; 12 in all. 2 more serve all Wales.'
    """
    return t(
        "{based} based here; {serving} serve it from elsewhere; {entries} in all. "
        "{all_wales} more serve all Wales.",
        **{
            name: f"{figures[name]:,}"
            for name in ("based", "serving", "entries", "all_wales")
        },
    )


def _asked(row: Any, said: Said) -> Said:
    """Return what people said, or that it is not known where nobody was asked.

    Silence is no sign that all is well.
    """
    if said.level != "none" or row.asked_in == row.authorities:
        return said
    if row.asked_in:
        words = t(
            "Not known: asked in {n} of {total} authorities",
            n=row.asked_in,
            total=row.authorities,
        )
    else:
        words = t(NOBODY)
    return Said("unknown", f"{said.words}. {words}" if said.words else words)


def _not_asked(row: Any, said: Said) -> Said:
    """Return what statistics say: no sign of a gap only where people were asked."""
    if said.level == "none" and row.asked_in < row.authorities:
        return Said("plain", said.words)
    return said


def _knowledge(row: Any) -> Said:
    if row.knowledge == "recorded":
        return Said("none", t("Recorded: {n}", n=row.entries))
    if row.knowledge == "confirmed_none":
        return Said("watch", t("Checked locally: none"))
    if row.knowledge == "asked":
        month = partial_date(row.asked_on[:7])
        return Said("watch", t("Asked in {month}, nothing recorded", month=month))
    return Said("unknown", t("Not asked yet"))


def asked_in_vain(row: Any) -> str:
    """Return what was asked for and cannot be met, of a row of figures; "" if all can.

    Its ``isolated`` requests, and those that are ``crowded_out``.
    """
    said = []
    if row.isolated:
        words = N_("Asked here, and nobody within {km} km offers it: {n}")
        said.append(t(words, km=KM, n=row.isolated))
    if row.crowded_out:
        words = N_("Asked here, and too few offer it: {n}")
        said.append(t(words, n=row.crowded_out))
    return ". ".join(said)


def _unmet(row: Any) -> Said:
    if words := asked_in_vain(row):
        return Said("strong", words)
    if row.requests:
        words = t("Asked here, and somebody in reach offers it: {n}", n=row.requests)
        return Said("none", words)
    return Said("none", t("No open request") if row.asked_in else "")


def _absence(row: Any) -> Said:
    if row.knowledge != "confirmed_none":
        return Said(
            "none",
            t("Nobody has said that anything is missing") if row.asked_in else "",
        )
    month = partial_date(row.none_on[:7])
    return Said("strong", t("Confirmed none, {month}", month=month))


def _low(row: Any, names: Mapping[str, str]) -> Said:
    if row.flag == "none":
        return Said("none", t("Nothing unusual"))
    words = t(
        "Entries: {n}. Shared among the areas that they serve: {count}; {expected} "
        "would be usual",
        n=row.entries,
        count=number(row.count),
        expected=number(row.expected),
    )
    if row.shown_as not in ("", row.Index):
        words += ". " + t("Few entries in all of {area}", area=names[row.shown_as])
    return Said("strong" if row.flag == "red" else "watch", words)


def _zero(row: Any) -> Said:
    if row.zero == "significant_zero":
        usual = number(row.expected)
        return Said("watch", t("None, where {expected} would be usual", expected=usual))
    if row.zero == "too_few":
        return Said("unknown", t("None recorded; too few in Wales to judge"))
    return Said("none", t("Some recorded"))


def _reach(row: Any) -> Said:
    beyond = 100 - row.reach_percent_10km
    words = t("{percent}% live over {km} km away", percent=round(beyond), km=KM)
    if row.may_be_served_from_england:
        words += ". " + t("May be served from England")
    return Said("watch" if beyond > HALF else "none", words)


def _mix(row: Any, definitions: Definitions) -> Said:
    missing = [
        definitions.label("sector_groups", group).text() for group in row.missing_groups
    ]
    if missing:
        return Said("watch", t("Missing: {groups}", groups=", ".join(missing)))
    if all(getattr(row, group) for group in GROUPS):
        return Said("none", t("All three recorded"))
    return Said("unknown", t("Too few entries with a place to say who is missing"))


def _next(code: str, best: pd.DataFrame) -> Said:
    if code not in best.index or best["people"][code] < FEWEST:
        return Said("plain", NOTHING)
    words = t(
        "One near {place} brings {people} people within {km} km",
        place=best[f"name_{current_language()}"][code],
        people=people(best["people"][code]),
        km=KM,
    )
    return Said("plain", words)


def themes_in_words(cells: pd.DataFrame, definitions: Definitions) -> list[Said]:
    """Return what is said of the themes of one area: by people, low, not to be judged.

    ``cells`` are the rows of ``coverage.rules.area_tables.matrix`` of that area, with
    ``known``, what people said of each (``coverage.rules.knowledge.STATES``).
    """
    none, is_few = cells["entries"] == 0, cells["zero"] == "too_few"
    known, is_low = cells["known"], cells["flag"] != "none"
    is_unusual = cells["zero"] == "significant_zero"
    checked, asked = known == "confirmed_none", known == "asked"
    sorts: tuple[tuple[Level, pd.Series, str], ...] = (
        ("strong", none & checked, N_("Checked locally, none: {themes}")),
        ("watch", is_unusual & ~checked, N_("None, unusually: {themes}")),
        ("watch", is_low & ~none, N_("Fewer than usual: {themes}")),
        ("watch", none & asked, N_("Asked, nothing recorded: {themes}")),
        (
            "unknown",
            is_few & (known == "not_asked"),
            N_("None; too few in Wales to judge: {themes}"),
        ),
    )
    said = []
    for level, which, words in sorts:
        names = [definitions.label("themes", x).text() for x in cells["theme"][which]]
        if names:
            listed = ", ".join(sorted(names, key=sort_key))
            said.append(Said(level, t(words, themes=listed)))
    return said


def gaps_in_words(coverage: Coverage) -> dict[str, dict[str, Said]]:
    """Return what every layer of gaps says of each area, in the current language.

    The keys of an area are those of ``FROM_PEOPLE`` and ``STATISTICS``; METHODS.md,
    section 1, has the rules.
    """
    settings = coverage.settings
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    names = {
        code: area.label.text()
        for x in layers.values()
        for code, area in x.areas.items()
    }
    return {
        str(row.Index): {
            "knowledge": _asked(row, _knowledge(row)),
            "unmet": _asked(row, _unmet(row)),
            "absence": _asked(row, _absence(row)),
            "low": _not_asked(row, _low(row, names)),
            "zero": _not_asked(row, _zero(row)),
            "reach": _not_asked(row, _reach(row)),
            "mix": _not_asked(row, _mix(row, definitions)),
            "next": _next(str(row.Index), coverage.best),
        }
        for row in coverage.table.itertuples()
    }
