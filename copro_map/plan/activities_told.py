"""The activities in words: a sentence, those that are late, year by year; files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.said import Spoken, said
from copro_map.drawing.templates import Html
from copro_map.files.marking import table_file
from copro_map.indicators.face import indicators_of
from copro_map.plan.activities import STATE_WORDS, activities, counted, plan_years
from copro_map.plan.charts.states import state_shape
from copro_map.plan.in_words import year_name
from copro_map.plan.kinds import plan_owners
from copro_map.plan.rules.activities import Standing, State

Shown = Mapping[tuple[str, str], Html | str]


@dataclass(frozen=True)
class ActivityTold:
    """An activity in words of the language in force.

    ``indicators`` are those that it is to move, each with its code; ``said`` is the
    word on it, None for none, and ``when`` the day of it. ``owner`` is "" if nobody
    said who answers for it.
    """

    code: str
    name: str
    year: int
    state: State
    words: str
    shape: str
    owner: str
    due: str
    said: Spoken | None
    when: str
    indicators: tuple[tuple[str, str], ...]
    is_added: bool

    @property
    def mark(self) -> str:
        """What it is called in a list; those of every year have a number alone."""
        return self.code if self.year else ""


@dataclass(frozen=True)
class YearOfActivities:
    """A year of the programme with its activities; the number 0 is every year."""

    number: int
    name: str
    is_now: bool
    rows: tuple[ActivityTold, ...]


@dataclass(frozen=True)
class ActivitiesTold:
    """All activities: how many are in which state, those late, and year by year.

    ``is_said`` False: nobody has said anything of any of them.
    """

    sentence: str
    years: tuple[YearOfActivities, ...]
    is_said: bool

    @property
    def every(self) -> tuple[ActivityTold, ...]:
        """Every activity, in the order of the plan."""
        return tuple(one for year in self.years for one in year.rows)

    @property
    def late(self) -> tuple[ActivityTold, ...]:
        """Those that are late."""
        return tuple(one for one in self.every if one.state == "late")

    def only(self, year: str, state: str) -> tuple[YearOfActivities, ...]:
        """Return the years with the activities asked for; "" asks for all."""
        return tuple(
            YearOfActivities(one.number, one.name, one.is_now, rows)
            for one in self.years
            if year in ("", str(one.number))
            and (rows := tuple(x for x in one.rows if state in ("", x.state)))
        )


def _told(
    settings: Settings, found: Iterable[Standing], day: date
) -> list[ActivityTold]:
    owners, known = plan_owners(settings), indicators_of(settings, day)

    def told(one: Standing) -> ActivityTold:
        word = one.said
        owner = owners.get(word.owner) if word else None
        english, welsh = (word.words_en, word.words_cy) if word else ("", "")
        return ActivityTold(
            one.code,
            one.label.text(),
            one.year,
            one.state,
            t(STATE_WORDS[one.state]),
            state_shape(one.state),
            owner.label.text() if owner else (word.owner if word else ""),
            long_date(one.due),
            said(english or welsh, welsh) if english or welsh else None,
            long_date(date.fromisoformat(word.said_on)) if word else "",
            tuple((x, known[x].short.text()) for x in one.indicators if x in known),
            one.is_added,
        )

    return [told(one) for one in found]


def activities_told(settings: Settings, day: date) -> ActivitiesTold:
    """Return the activities as at a day: those of its year first, of all years last."""
    found = activities(settings, day)
    told = _told(settings, found, day)
    years = [
        YearOfActivities(
            year.number,
            year_name(year),
            year.first <= day <= year.last,
            tuple(one for one in told if one.year == year.number),
        )
        for year in plan_years(settings, day)
    ]
    rest = tuple(one for one in told if one.year not in {x.number for x in years})
    every = YearOfActivities(0, t("In every year"), is_now=False, rows=rest)
    in_turn = sorted(years, key=lambda year: not year.is_now)
    return ActivitiesTold(
        t("{n} activities. {states}.", n=len(found), states=counted(found)),
        tuple(year for year in (*in_turn, every) if year.rows),
        any(one.said for one in found),
    )


def activities_table(settings: Settings, day: date) -> pd.DataFrame:
    """Return the activities as a table for files: a row each, days as ISO texts."""
    owners = plan_owners(settings)
    rows = []
    for one in activities(settings, day):
        word = one.said
        owner = owners.get(word.owner) if word else None
        rows.append(
            (
                *(one.code, one.year or "", one.label.en, one.label.cy),
                *(t(STATE_WORDS[one.state]), one.due.isoformat()),
                owner.label.text() if owner else "",
                *((word.words_en, word.words_cy, word.said_on) if word else ("",) * 3),
                *(" ".join(map(str, one.outcomes)), " ".join(one.indicators)),
            )
        )
    heads = [
        *(t("Code"), t("Year"), t("Activity in English"), t("Activity in Welsh")),
        *(t("State"), t("Due"), t("Who answers for it")),
        *(t("Word in English"), t("Word in Welsh"), t("Said on")),
        *(t("Outcomes"), t("Indicators")),
    ]
    return pd.DataFrame(rows, columns=heads)


def activities_file(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the activities as "csv" or "xlsx"."""
    about = [
        (t("Plan"), t("Activities of the Network, and where each of them is")),
        (t("As at"), long_date(day)),
        (t("Language"), current_language()),
    ]
    table = activities_table(settings, day)
    printed = {t("Activities"): list(table.columns)}
    return table_file(settings, table, file_format, about, printed=printed)
