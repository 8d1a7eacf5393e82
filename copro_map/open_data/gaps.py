"""What each area of each layer has of each kind of entry, and what would be usual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from copro_map.base.config import Settings, once
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import LANGUAGES, N_, Label, in_both
from copro_map.coverage.face import Ask, cover, published
from copro_map.drawing.lettering import HATCHED, LOW, MEANINGS, VERY_LOW, ZERO
from copro_map.geography.areas import load_layers
from copro_map.open_data.columns import Column, Holds, coded, in_words, named, typed
from copro_map.search.face import all_assets

ALL = "all"  # kinds of entries together
ALL_KINDS = N_("All kinds together")
# What it says of an area in one word, with what that means.
FLAGS = {
    "none": N_("Nothing unusual"),
    "amber": MEANINGS[LOW],
    "red": MEANINGS[VERY_LOW],
}
ZEROS = {"significant_zero": MEANINGS[ZERO], "too_few": HATCHED}
KNOWLEDGE = {
    "recorded": N_("Some recorded"),
    "confirmed_none": N_("Checked locally: none"),
    "asked": N_("Asked, nothing recorded"),
    "not_asked": N_("Not asked yet"),
}
CODED = {
    "flag": (N_("Whether fewer are recorded than chance allows"), FLAGS),
    "zero": (N_("What it means that none is recorded, if so"), ZEROS),
    "knowledge": (N_("What is known, also by asking there"), KNOWLEDGE),
}
ENTRIES, PEOPLE, PERCENT = "entries", "people", "percent"
RATE = "entries per 100,000 people"
# Figures as they are published, with what each counts.
FIGURES: dict[str, tuple[Holds, str, str]] = {
    "population": ("integer", N_("Residents (Census 2021)"), PEOPLE),
    "entries": ("integer", N_("Entries based there or serving it"), ENTRIES),
    "based": ("integer", N_("Entries based in the area"), ENTRIES),
    "serving": (
        "integer",
        N_("Further entries that serve the area, or a part of it"),
        ENTRIES,
    ),
    "all_wales": ("integer", N_("Further entries that serve all Wales"), ENTRIES),
    "count": (
        "number",
        N_("Entries as shares: one that serves several areas is a part in each"),
        ENTRIES,
    ),
    "expected": (
        "number",
        N_("Shares that would be usual for so many residents"),
        ENTRIES,
    ),
    "rate_per_100k": ("number", N_("Shares per 100,000 residents"), RATE),
    "eb_rate_per_100k": (
        "number",
        N_("The same, smoothed: between its own rate and that of all areas"),
        RATE,
    ),
    "ratio": (
        "number",
        N_("Shares, of those that would be usual; missing where that is below 5"),
        "",
    ),
    "p_low": ("number", N_("Probability that chance alone gives so few"), ""),
    "reach_percent_5km": (
        "number",
        N_("Residents within 5 km of an entry with a point"),
        PERCENT,
    ),
    "reach_percent_10km": (
        "number",
        N_("Residents within 10 km of an entry with a point"),
        PERCENT,
    ),
    "reach_percent_20km": (
        "number",
        N_("Residents within 20 km of an entry with a point"),
        PERCENT,
    ),
    "asked_on": ("date", N_("Day on which somebody last asked there"), ""),
    "none_on": ("date", N_("Day on which somebody there said that there is none"), ""),
}


@once
def gaps_columns(settings: Settings) -> tuple[Column, ...]:
    """Return the columns of the gaps."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    kinds = load_definitions(settings.data_dir).kinds
    codes = [code for layer in layers.values() for code in layer.areas]
    figures = [
        Column(name, holds, in_both(message), unit=unit)
        for name, (holds, message, unit) in FIGURES.items()
    ]
    told = [
        column
        for name, (message, words) in CODED.items()
        for column in coded(name, message, [*words])
    ]
    area = Column(
        "area_code", "string", in_both(N_("Code of the area")), tuple(codes), "", True
    )
    return (
        *coded("layer", N_("Kind of area"), [*layers], required=True),
        area,
        *named("area_name", in_both(N_("Name"))),
        *coded("kind", N_("Kind of entry"), [ALL, *kinds], required=True),
        *figures,
        *told,
    )


def _figures(table: pd.DataFrame) -> dict[str, Any]:
    """Return the figures of areas; a number that is missing is None."""
    cells: dict[str, Any] = {}
    for name, (holds, *_) in FIGURES.items():
        if holds == "date":
            cells[name] = [day or None for day in table[name].tolist()]
        elif holds == "integer":
            cells[name] = [int(x) for x in table[name].tolist()]
        else:
            cells[name] = [None if pd.isna(x) else x for x in table[name].tolist()]
    return cells


def gaps_parts(settings: Settings) -> Iterator[pd.DataFrame]:
    """Yield the table of the gaps, by layer, area and kind: a layer at a time."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    assets = all_assets(settings)
    kinds = {ALL: in_both(ALL_KINDS)} | {
        one.id: one.plural for one in load_definitions(settings.data_dir).kinds.values()
    }
    names = {name: layer.label for name, layer in layers.items()}
    for name in sorted(layers):
        areas = {code: area.label for code, area in layers[name].areas.items()}
        found = pd.concat(
            published(
                cover(settings, Ask(name, "" if kind == ALL else kind), assets)
            ).assign(kind=kind)
            for kind in kinds
        )
        found = found.rename_axis("area_code").reset_index()
        found = found.sort_values(["area_code", "kind"])
        codes = found["area_code"].tolist()
        cells = {
            **in_words("layer", [name] * len(found), names),
            **_area(codes, areas),
            **in_words("kind", found["kind"].tolist(), kinds),
            **_figures(found),
        }
        for code, (_, words) in CODED.items():
            labels = {word: in_both(message) for word, message in words.items()}
            cells |= in_words(code, found[code].tolist(), labels)
        yield typed(gaps_columns(settings), cells)


def _area(codes: list[str], labels: dict[str, Label]) -> dict[str, Any]:
    names = {
        f"area_name_{x}": [labels[code].text(x) for code in codes] for x in LANGUAGES
    }
    return {"area_code": codes} | names
