"""Which gaps need an answer, and how long an answer is left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from copro_map.base.dates import add_months
from copro_map.coverage.rules.knowledge import MONTHS, by_cell, in_force

# The most telling first: what people ask for, what is unlikely by chance, what nobody
# has asked about yet. An area stands before its themes: its answer holds for each.
Telling = Literal["unmet", "low", "low_theme", "area", "theme"]
TELLING: tuple[Telling, ...] = ("unmet", "low", "low_theme", "area", "theme")
UNLIKELY: tuple[Telling, ...] = ("unmet", "low", "low_theme")
ASK_AGAIN = timedelta(days=30)  # where nobody replied


@dataclass(frozen=True)
class Last:
    """The last answers of a cell: ISO dates, "" if there is none.

    ``replies`` are those of the last asking, None if that is not known.
    """

    asked_on: str = ""
    replies: int | None = None
    none_on: str = ""


@dataclass(frozen=True)
class Known:
    """An organisation or a project that works this way, and is not on the map.

    ``place`` is its web page, or where it is. ``outcome`` is "" as long as it waits,
    "on_map" once it is on the map, "not_for_map" if it does not belong there.
    """

    id: int
    area_code: str
    theme: str
    name: str
    place: str
    told_on: str
    role: str
    outcome: str


def last_answers(
    ledger: pd.DataFrame,
    members: Mapping[str, frozenset[str]],
    themes: Sequence[str],
    today: date,
) -> dict[tuple[str, str], Last]:
    """Return the last answers of each authority and theme that has any.

    Arguments as of ``rules.knowledge.state``, whose dates these are; the theme "" has
    the rows for every theme alone. Of several askings on one day the replies are those
    of the one with most.

    Examples
    --------
    >>> ledger = pd.DataFrame({"area_code": ["powys"], "theme": [""], "replies": [2],
    ...                        "asked_on": ["2026-02-01"], "none_on": [""]})
    >>> last_answers(ledger, {"powys": frozenset({"W06000023"})}, ["", "food"],
    ...              date(2026, 11, 21))[("W06000023", "food")]
    Last(asked_on='2026-02-01', replies=2, none_on='')
    """
    rows = by_cell(ledger, members, themes)
    asked: dict[tuple[str, str], tuple[str, int]] = {}
    none: dict[tuple[str, str], str] = {}
    columns = ("area_code", "theme", "asked_on", "replies", "none_on")
    for area, theme, asked_on, replies, none_on in zip(
        *(rows[name] for name in columns), strict=True
    ):
        cell = str(area), str(theme)
        if asked_on and asked_on <= today.isoformat():
            told = -1 if pd.isna(replies) else int(replies)
            asked[cell] = max(asked.get(cell, ("", -1)), (asked_on, told))
        if none_on and none_on <= today.isoformat():
            none[cell] = max(none.get(cell, ""), none_on)
    found = {}
    for cell in asked.keys() | none.keys():
        day, told = asked.get(cell, ("", -1))
        found[cell] = Last(day, told if told >= 0 else None, none.get(cell, ""))
    return found


def rests_until(last: Last, telling: Telling) -> str:
    """Return the day (ISO) through which the answers of a gap are left alone, or "".

    That there is none holds for 12 months; so does an asking that somebody replied to,
    and any where nothing but the silence was telling. Else it is asked again after 30
    days.

    Examples
    --------
    >>> asked = Last("2026-11-01", replies=0)
    >>> rests_until(asked, "low"), rests_until(asked, "area")
    ('2026-12-01', '2027-11-01')
    """
    days = [""]
    if last.none_on:
        days.append(add_months(date.fromisoformat(last.none_on), MONTHS).isoformat())
    if last.asked_on:
        asked = date.fromisoformat(last.asked_on)
        is_enough = last.replies or telling not in UNLIKELY
        until = add_months(asked, MONTHS) if is_enough else asked + ASK_AGAIN
        days.append(until.isoformat())
    return max(days)


def needs_answer(last: Last, telling: Telling, today: date) -> bool:
    """Say whether a gap needs an answer on a day.

    Examples
    --------
    >>> needs_answer(Last("2026-11-01", 0), "low", date(2026, 12, 2))
    True
    >>> needs_answer(Last(none_on="2026-11-01"), "low", date(2026, 12, 2))
    False
    """
    if in_force(last.none_on, today):
        return False
    return rests_until(last, telling) < today.isoformat()
