"""The indicators as a table: where each stands today, as the pages have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from copro_map.base.config import Settings, once
from copro_map.base.i18n import LANGUAGES, N_, in_both, language_in_force
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.base.today import current_day
from copro_map.indicators.face import Progress, progress
from copro_map.open_data.columns import (
    Column,
    Holds,
    addresses,
    coded,
    in_words,
    named,
    pages,
    typed,
)

UNITS = {"count": N_("Records"), "percent": N_("Per cent")}
RECORDS, EVENTS = "records", "events"
SOURCES = {
    RECORDS: N_("The entries of this map"),
    EVENTS: N_("The events of this map"),
    "replies": N_("Replies to a survey"),
    "observation": N_("Totals that somebody entered"),
}
STATUSES = (
    *("met", "on_course", "at_risk", "missed"),
    *("not_due_yet", "no_figure_yet"),
)
DETAILS = (
    "probably",
    "starting",
    "reported",
    "no_target",
    "too_few_replies",
    "too_few",
)
BELONGS = ("programme", "network")
BOUNDS = {word: message for word, message in BOUND_WORDS.items() if word}
FIGURES: dict[str, tuple[Holds, str]] = {
    "value": ("number", N_("Where it stands; missing if there is no figure yet")),
    "lower": ("number", N_("Lower end of what chance allows (95%)")),
    "upper": ("number", N_("Upper end of what chance allows (95%)")),
    "numerator": ("integer", N_("Records that count, or people who said so")),
    "denominator": ("integer", N_("Those that it is a share of")),
    "invited": ("integer", N_("People who were asked")),
    "target": ("number", N_("Target by which it is judged")),
    "target_due": ("date", N_("Day on which the target is due")),
    "as_at": ("date", N_("Day of the figures")),
    "period_end": ("date", N_("Last day on which people were asked")),
    "records": ("integer", N_("Number of records behind the figure")),
    "unverified": ("integer", N_("Records that wait to be confirmed and do not count")),
}


@once
def indicators_columns(settings: Settings) -> tuple[Column, ...]:  # noqa: ARG001 - none is of a file
    """Return the columns of the indicators."""
    figures = [
        Column(name, holds, in_both(message))
        for name, (holds, message) in FIGURES.items()
    ]
    return (
        Column("code", "string", in_both(N_("Code of the indicator")), required=True),
        *named("name", in_both(N_("What is measured"))),
        *named("outcome", in_both(N_("Outcome that it serves"))),
        Column(
            "belongs_to",
            "string",
            in_both(N_("The programme, which promised it, or the Network's own")),
            BELONGS,
            required=True,
        ),
        *named("base", in_both(N_("Of whom, if it is a share"))),
        *coded("unit", N_("What the value counts"), [*UNITS], required=True),
        *figures,
        *coded("status", N_("How far it is"), STATUSES, required=True),
        Column(
            "status_detail",
            "string",
            in_both(N_("A second word of that, if it has one")),
            DETAILS,
        ),
        *coded("bound", N_("What the value is, if it is no exact figure"), [*BOUNDS]),
        *coded("figure_from", N_("What the figure is from"), [*SOURCES]),
        *named("in_words", in_both(N_("What matters of it, in a sentence"))),
        *addresses(),
    )


def _spoken(found: Progress) -> dict[str, list[str]]:
    """Return what is said of each indicator in words, in each language."""
    cells: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with language_in_force(language):
            drawn = found.bullets()
            told = {
                "outcome": [one.outcome for one in drawn],
                "base": [one.base for one in drawn],
                "status_name": [one.status_words for one in drawn],
                "in_words": [one.words for one in drawn],
            }
        cells |= {f"{name}_{language}": texts for name, texts in told.items()}
        labels = [one.indicator.label.text(language) for one in found.shown]
        cells[f"name_{language}"] = labels
    return cells


def _figures(found: Progress) -> dict[str, list[Any]]:
    """Return the figures, as ``Progress.as_json`` publishes them."""
    told = found.as_json()
    rows = [*told["indicators"], *told["own"]]
    intervals = [row["interval"] or (None, None) for row in rows]
    counted = [one.records is not None for one in found.shown]
    numbers = {
        name: [
            len(row[name]) if has else None
            for row, has in zip(rows, counted, strict=True)
        ]
        for name in ("records", "unverified")
    }
    same = ("value", "numerator", "denominator", "invited", "target", "target_due")
    return {
        **{name: [row[name] for row in rows] for name in (*same, "period_end")},
        **numbers,
        "lower": [low for low, _ in intervals],
        "upper": [high for _, high in intervals],
        "as_at": [found.day.isoformat()] * len(rows),
        "status": [row["status"] for row in rows],
        "status_detail": [row["status_detail"] or "" for row in rows],
        "bound": [row["bound"] or "" for row in rows],
        "figure_from": [
            RECORDS if one.records else EVENTS if one.share else row["source"] or ""
            for row, one in zip(rows, found.shown, strict=True)
        ],
    }


def indicators_parts(settings: Settings) -> Iterator[pd.DataFrame]:
    """Yield the table of all indicators, by code."""
    found = progress(settings, current_day())
    codes = [one.indicator.code for one in found.shown]
    cells: dict[str, Any] = {"code": codes, **_figures(found), **_spoken(found)}
    cells["belongs_to"] = [BELONGS[one.share is not None] for one in found.shown]
    cells |= pages("indicator", codes)
    labels = {
        name: {word: in_both(message) for word, message in words.items()}
        for name, words in (
            ("unit", UNITS),
            ("bound", BOUNDS),
            ("figure_from", SOURCES),
        )
    }
    cells["unit"] = [one.indicator.kind for one in found.shown]
    for name, words in labels.items():
        cells |= in_words(name, cells[name], words)
    yield typed(indicators_columns(settings), cells).sort_values("code")
