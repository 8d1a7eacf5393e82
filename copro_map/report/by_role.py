"""What people were asked, in words and rows that may be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copro_map.base.i18n import long_date, t
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.drawing.bands import number
from copro_map.indicators.face import Asked, Progress, Standing
from copro_map.surveys.face import (
    RoleRow,
    Survey,
    load_surveys,
    role_split,
)

SPLIT = 2  # roles: fewer compare with nothing


@dataclass(frozen=True)
class Replied:
    """What people were asked for an indicator, as it may be published, translated.

    ``period`` says when they were asked and how many replied; ``change`` has the level
    at the start beside the last one, "" if there is none. ``rows`` are by role, all
    together last; none if they were not asked for it, or only one role was asked.
    ``compares`` says whether more than one role is shown.
    """

    period: str
    change: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    compares: bool


def _percent(value: float) -> str:
    return f"{number(value, 0)}%"


def _wave_words(surveys: Mapping[str, Survey], asked: Asked) -> str:
    """Return when people were asked and how many replied, in the current language.

    Nothing about a base below 10: not even how many it is.
    """
    when = long_date(asked.period_end)
    if asked.source == "observation":
        parts = [t("Totals entered for the period to {date}.", date=when)]
        if asked.waiting:
            parts.append(
                t(
                    "What came in later changes too little to be shown: the difference "
                    "would tell what single people said."
                )
            )
        return " ".join(parts)
    survey = surveys[asked.survey].label.text()
    parts = [t("{survey}, closed on {date}.", survey=survey, date=when)]
    found = asked.found
    if found.percent is not None and asked.invited:
        rate = _percent(100 * asked.denominator / asked.invited)
        parts.append(
            t(
                "Answered: {n} of {invited} invited ({rate}).",
                n=asked.denominator,
                invited=asked.invited,
                rate=rate,
            )
        )
    if found.percent is not None and asked.waiting:
        later = t(
            "Came in or changed too late, and so not in the figures: {n}.",
            n=asked.waiting,
        )
        parts.append(later)
    return " ".join(parts)


def _role_row(row: RoleRow, survey: Survey) -> tuple[str, ...]:
    known = row.role in survey.roles
    name = survey.roles[row.role].text() if known else t("All together")
    if row.bound:
        return (name, t(BOUND_WORDS[row.bound]), "")
    if row.denominator is None or row.percent is None or row.interval is None:
        return (name, t("not shown"), "")
    share = t("{n} of {total}", n=row.numerator, total=row.denominator)
    limits = row.interval
    between = t(
        "{lower} to {upper}", lower=_percent(limits.lower), upper=_percent(limits.upper)
    )
    return (name, f"{_percent(row.percent)} ({share})", between)


def _level(asked: Asked) -> str:
    found = asked.found
    if found.percent is None:
        return t("too few replies to show")
    if found.bound:
        return t(BOUND_WORDS[found.bound])
    share = t("{n} of {total}", n=asked.numerator, total=asked.denominator)
    return f"{_percent(found.percent)} ({share})"


def baseline_words(levels: Sequence[Asked]) -> str:
    """Return the level at the start beside the last one; "" without a baseline.

    Examples
    --------
    >>> from datetime import date
    >>> asked = [Asked("1.2", date(2027, 4, 30), 20, 50, None, "replies",
    ...                baseline=True),
    ...          Asked("1.2", date(2028, 4, 30), 30, 60, None, "replies")]
    >>> baseline_words(asked)
    'Baseline, 30 April 2027: 40% (20 of 50). Latest, 30 April 2028: 50% (30 of 60).'
    """
    first = [one for one in levels if one.baseline]
    if not first:
        return t("No baseline was taken.") if levels else ""
    start, last = first[0], levels[-1]
    parts = [
        t(
            "Baseline, {date}: {figure}.",
            date=long_date(start.period_end),
            figure=_level(start),
        )
    ]
    if last is not start:
        when = long_date(last.period_end)
        parts.append(t("Latest, {date}: {figure}.", date=when, figure=_level(last)))
    return " ".join(parts)


def replied(progress: Progress, standing: Standing) -> Replied | None:
    """Return what people were asked for an indicator; None if nothing was reported."""
    asked = standing.asked
    if asked is None:
        return None
    surveys = load_surveys(progress.settings.data_dir)
    split = role_split(asked.figure) if asked.figure else ()
    rows = []
    if len(split) > SPLIT:  # all together is one of them
        rows = [_role_row(row, surveys[asked.survey]) for row in split]
    return Replied(
        period=_wave_words(surveys, asked),
        change=baseline_words(progress.people.levels.get(asked.indicator, ())),
        heads=(t("Role"), t("Said so"), t("Allowing for chance")),
        rows=rows,
        compares=sum(not row.is_hidden for row in split[:-1]) >= SPLIT,
    )
