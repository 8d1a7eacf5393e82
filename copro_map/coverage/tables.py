"""Coverage as figures to publish: one table for the page, files, PDF and JSON alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from copro_map.base.i18n import t
from copro_map.coverage.gaps import Coverage
from copro_map.coverage.words import TITLES, gaps_in_words

# Decimals of each published figure: no more than the method can bear.
DECIMALS = {
    "count": 2,
    "expected": 2,
    "rate_per_100k": 2,
    "eb_rate_per_100k": 2,
    "ratio": 2,
    "p_low": 5,
    "lower_95": 2,
    "upper_95": 2,
    "lower_998": 2,
    "upper_998": 2,
    "reach_percent_5km": 1,
    "reach_percent_10km": 1,
    "reach_percent_20km": 1,
    "near_england_percent": 1,
}
WHOLE = (
    *("population", "based", "serving", "entries", "all_wales", "served_by"),
    *("requests", "isolated", "crowded_out", "asked_in", "authorities"),
)
WORDS = (
    *("for_its_size", "flag", "zero", "knowledge", "asked_on", "none_on"),
    *("shown_at", "shown_as"),
)
PEOPLE = ("citizens", "providers", "government", "ungrouped")
# What people read first of an area, so in front, with each gap in words after it.
FIRST = (
    *("population", "entries", "based", "serving", "count", "expected"),
    *("rate_per_100k", "eb_rate_per_100k"),
)


def published(coverage: Coverage) -> pd.DataFrame:
    """Return the figures of each area, rounded as they are published.

    Index ``area_code``; for files and the JSON. Words and tables on a page have fewer
    decimals: they round the figure itself, for to round twice would be wrong.
    """
    columns = [*DECIMALS, *WHOLE, *WORDS, *PEOPLE, "may_be_served_from_england"]
    table = coverage.table[columns].round(DECIMALS)
    return table.assign(missing_groups=coverage.table["missing_groups"])


def figures_of(coverage: Coverage, area_code: str) -> dict[str, Any]:
    """Return the figures of one area, by name; not rounded yet."""
    row = coverage.table.loc[[area_code]].to_dict("records")[0]
    return {str(name): value for name, value in row.items()}


def _value(value: Any) -> Any:
    """Return a cell as JSON has it: whole numbers whole, missing ones null."""
    if isinstance(value, float):
        if pd.isna(value):
            return None
        return int(value) if value.is_integer() else value
    return value


def _named(coverage: Coverage, row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the figures of an area, its names beside its code."""
    label = coverage.layer.area_label(row["area_code"])
    names = {"area_code": row["area_code"], "name_en": label.en, "name_cy": label.cy}
    return names | {str(name): _value(value) for name, value in row.items()}


def as_json(coverage: Coverage) -> dict[str, Any]:
    """Return coverage as the command line prints it.

    Of each area ``entries`` (``based`` there, and ``serving`` it from elsewhere) are
    whole, and ``all_wales`` further ones serve all Wales. ``count`` is what
    ``expected`` and the rates are of: an entry that serves several areas is an equal
    share in each.
    """
    rows = published(coverage).reset_index().to_dict("records")
    wales = {name: round(value, 4) for name, value in coverage.wales.items()}
    apart = coverage.apart
    return {
        "layer": coverage.ask.layer,
        "kind": coverage.ask.kind,
        "theme": coverage.ask.theme,
        "sector": coverage.ask.sector,
        "areas": [_named(coverage, row) for row in rows],
        "wales": {
            **{name: _value(value) for name, value in wales.items()},
            "all_wales": apart.all_wales,
            "unlocated": apart.unlocated,
            "total": apart.total,
            "with_a_point": len(coverage.reach.points),
            "overdispersion": round(coverage.phi, 3),
        },
    }


def to_download(coverage: Coverage) -> pd.DataFrame:
    """Return the table that is downloaded: names, figures, and each gap in words.

    A row an area, ``area_code`` the first column. What people read first stands first;
    the others follow as ``published`` has them.
    """
    figures, said = published(coverage), gaps_in_words(coverage)
    figures["missing_groups"] = figures["missing_groups"].map(", ".join)
    names = {code: area.label for code, area in coverage.layer.areas.items()}
    figures.insert(0, "name_en", [names[str(code)].en for code in figures.index])
    figures.insert(1, "name_cy", [names[str(code)].cy for code in figures.index])
    for gap, title in TITLES.items():
        figures[t(title)] = [said[str(code)][gap].words for code in figures.index]
    figures = figures.reset_index()
    first = read_first()
    return figures[[*first, *(name for name in figures.columns if name not in first)]]


def read_first() -> list[str]:
    """Return the columns of the table for download that a printed sheet shows."""
    return ["area_code", "name_en", "name_cy", *FIRST, *map(t, TITLES.values())]
