"""The yearly outcomes in words: year by year for a page, and as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.base.said import Spoken
from copro_map.drawing.templates import Html
from copro_map.files.marking import table_file
from copro_map.plan.evidence import EvidenceTold, evidence_html
from copro_map.plan.in_words import year_name
from copro_map.plan.steps import NOTHING_SAID, STATE_WORDS, Step, steps


@dataclass(frozen=True)
class StepTold:
    """A yearly outcome in words; ``mark`` is the class of its state, "" for none said.

    ``when`` says on which day the Network said it, "" if it said nothing.
    """

    code: str
    name: str
    mark: str
    state: str
    when: str
    words: Spoken | None
    shown: Html | str


@dataclass(frozen=True)
class YearOfSteps:
    """The outcomes of a year; ``summary`` counts them by what is said of them."""

    name: str
    is_now: bool
    is_ahead: bool
    is_open: bool
    summary: str
    steps: tuple[StepTold, ...]


def _told(one: Step) -> StepTold:
    when = ""
    if one.said:
        when = t("said on {day}", day=long_date(date.fromisoformat(one.said.said_on)))
    return StepTold(
        one.code,
        one.label.text(),
        one.state or "",
        one.state_in_words,
        when,
        one.words,
        evidence_html(one.evidence),
    )


def summary(found: Iterable[Step]) -> str:
    """Return how many outcomes there are in each state, those said first.

    "Reached: 2 · Partly reached: 1 · Nothing said yet: 2".
    """
    counts = Counter(one.state for one in found)
    words = [*STATE_WORDS.items(), (None, NOTHING_SAID)]
    return " · ".join(f"{t(x)}: {counts[state]}" for state, x in words if counts[state])


def steps_told(settings: Settings, day: date) -> tuple[YearOfSteps, ...]:
    """Return the years with their outcomes as they were on a day.

    The year of the day first, then those over, the newest first, then those to come.
    ``is_open``: the year is not over, so what is said of it is not the last word.
    """
    every = steps(settings, day)
    told = []
    for number in sorted({one.year for one in every}):
        own = [one for one in every if one.year == number]
        dates = own[0].dates
        is_now = dates is not None and dates.first <= day <= dates.last
        is_ahead = dates is not None and day < dates.first
        name = year_name(dates) if dates else t("Year {n}", n=number)
        rows = tuple(_told(one) for one in own)
        one = YearOfSteps(
            name, is_now, is_ahead, is_now or is_ahead, summary(own), rows
        )
        told.append(((not is_now, is_ahead, number if is_ahead else -number), one))
    return tuple(one for _, one in sorted(told, key=lambda pair: pair[0]))


def _in_a_cell(one: EvidenceTold) -> str:
    more = one.href if one.sort == "web" else one.more
    return f"{one.kind}: {one.words}" + (f" ({more})" if more else "")


def steps_table(settings: Settings, day: date) -> pd.DataFrame:
    """Return the outcomes as a table for files, a row each, in the language in force.

    The Network's word in both languages; the day as an ISO text, "" if nothing is said.
    """
    heads = [
        *(t("Code"), t("Year of the programme"), t("Outcome of the year")),
        *(t("How far it is"), t("Said on"), t("The Network's word, in English")),
        *(t("The Network's word, in Welsh"), t("Evidence")),
    ]
    rows = [
        (
            *(one.code, one.year, one.label.text(), one.state_in_words),
            *(one.said.said_on if one.said else "",),
            *(one.said.words_en if one.said else "",),
            *(one.said.words_cy if one.said else "",),
            "; ".join(map(_in_a_cell, one.evidence)),
        )
        for one in steps(settings, day)
    ]
    return pd.DataFrame(rows, columns=heads)


def steps_file(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the outcomes as "csv" or "xlsx": nothing but what is public."""
    about = [
        (t("Yearly outcomes"), t("What the Network itself says of each.")),
        (t("As at"), long_date(day)),
    ]
    table = steps_table(settings, day)
    printed = {t("Yearly outcomes"): list(table.columns)}
    return table_file(settings, table, file_format, about, printed=printed)
