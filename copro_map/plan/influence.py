"""Where the Network has a voice: seats, consultations, what changed; as at a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import Label, current_language, long_date, t
from copro_map.base.said import Spoken, said
from copro_map.files.marking import table_file
from copro_map.plan.kinds import influence_sorts
from copro_map.plan.known import stood
from copro_map.plan.on_map import OnMap, on_map
from copro_map.plan.rules.kinds import InfluenceSort
from copro_map.plan.rules.records import Influence


@dataclass(frozen=True)
class InfluenceTold:
    """A seat, a consultation or a change in words of the language in force.

    ``by`` is who has it for the Network, "" of an organisation that is not public, and
    ``by_at`` the address of its entry; ``is_over`` of what lasted and has ended.
    """

    number: int
    body: Spoken
    words: Spoken | None
    when: str
    is_over: bool
    by: str
    by_at: str
    web: str


@dataclass(frozen=True)
class SortOfInfluence:
    """What there is of a sort: what goes on first, then the last that was."""

    id: str
    name: str
    rows: tuple[InfluenceTold, ...]


def is_over(one: Influence, day: date) -> bool:
    """Say whether something had ended by a day; its last day is still of it."""
    return bool(one.until_on) and one.until_on < day.isoformat()


def when_of(one: Influence, sort: InfluenceSort | None) -> str:
    """Return since when, or from when to when; of what does not last, its day."""
    since = long_date(date.fromisoformat(one.from_on))
    if one.until_on:
        last = long_date(date.fromisoformat(one.until_on))
        return t("{first} to {last}", first=since, last=last)
    return t("since {date}", date=since) if sort and sort.lasts else since


def _by(one: Influence, name: Label | None) -> str:
    if not one.entry:
        return t("the Network itself")
    return name.text() if name else ""


def _told(
    one: Influence, sort: InfluenceSort | None, known: OnMap, day: date
) -> InfluenceTold:
    name = known.name(one.entry)
    asked = {"id": known.now(one.entry), "lang": current_language()}
    words = one.words_en or one.words_cy
    return InfluenceTold(
        one.number,
        said(one.body_en or one.body_cy, one.body_cy),
        said(words, one.words_cy) if words else None,
        when_of(one, sort),
        is_over(one, day),
        _by(one, name),
        f"/entry?{urlencode(asked)}" if name else "",
        one.web,
    )


def _known(settings: Settings, day: date) -> tuple[list[Influence], OnMap]:
    """Return what stood on a day, what goes on first, then the last first."""
    rows = stood(settings, Influence, day)
    rows.sort(key=lambda one: (one.from_on, one.number), reverse=True)
    rows.sort(key=lambda one: is_over(one, day))
    return rows, on_map(settings, (one.entry for one in rows))


def influence(settings: Settings, day: date) -> tuple[SortOfInfluence, ...]:
    """Return what stood on a day, by sort in the order of ``influence_sorts.toml``.

    Sorts without any are there too. An organisation is named if its entry is public.
    """
    rows, known = _known(settings, day)
    sorts = influence_sorts(settings)
    gone = dict.fromkeys(one.sort for one in rows if one.sort not in sorts)
    return tuple(
        SortOfInfluence(
            name,
            sorts[name].plural.text() if name in sorts else name,
            tuple(
                _told(one, sorts.get(name), known, day)
                for one in rows
                if one.sort == name
            ),
        )
        for name in (*sorts, *gone)
    )


def influence_table(settings: Settings, day: date) -> pd.DataFrame:
    """Return it as a table for files; days as ISO texts, heads in the language."""
    rows, known = _known(settings, day)
    sorts = influence_sorts(settings)
    heads = [
        *(t("Sort"), t("Body, in English"), t("Body, in Welsh")),
        *(t("More about it, in English"), t("More about it, in Welsh")),
        *(t("Organisation"), t("From"), t("Until"), t("Web address")),
    ]

    return pd.DataFrame(
        [
            (
                sorts[one.sort].label.text() if one.sort in sorts else one.sort,
                *(one.body_en, one.body_cy, one.words_en, one.words_cy),
                _by(one, known.name(one.entry)),
                *(one.from_on, one.until_on, one.web),
            )
            for one in rows
        ],
        columns=heads,
    )


def influence_file(settings: Settings, day: date, file_format: str) -> bytes:
    """Return it as "csv" or "xlsx": nothing but what is public."""
    about = [
        (t("Influence"), t("Where the Network has a voice")),
        (t("As at"), long_date(day)),
    ]
    table = influence_table(settings, day)
    printed = {t("Influence"): list(table.columns)}
    return table_file(settings, table, file_format, about, printed=printed)
