"""What people were asked, in words and rows that may be published."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.drawing.bands import number
from copro_map.indicators.asked import Asked
from copro_map.indicators.rules.percentages import Replies, percent_status
from copro_map.surveys.face import RoleRow, load_surveys, role_split


def _percent(value: float) -> str:
    return f"{number(value, 0)}%"


def wave_words(settings: Settings, asked: Asked) -> str:
    """Return when people were asked and how many replied, in the current language.

    Nothing about a base below 10: not even how many it is.
    """
    when = long_date(asked.period_end)
    if asked.source == "observation":
        return t("Totals entered for the period to {date}.", date=when)
    survey = load_surveys(settings.data_dir)[asked.survey].label.text()
    parts = [t("{survey}, closed on {date}.", survey=survey, date=when)]
    found = percent_status(Replies(asked.numerator, asked.denominator), None)
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
    return " ".join(parts)


def _role_row(row: RoleRow, name: str) -> tuple[str, ...]:
    if row.denominator is None or row.percent is None or row.interval is None:
        return (name, t("too few to show"), "")
    share = t("{n} of {total}", n=row.numerator, total=row.denominator)
    limits = row.interval
    between = t(
        "{lower} to {upper}", lower=_percent(limits.lower), upper=_percent(limits.upper)
    )
    return (name, f"{_percent(row.percent)} ({share})", between)


def role_heads() -> tuple[str, ...]:
    """Return the heads of the table by role."""
    return (t("Role"), t("Said so"), t("Allowing for chance"))


def role_rows(settings: Settings, asked: Asked) -> list[tuple[str, ...]]:
    """Return the table by role: all together last; small bases hidden for good.

    Empty where people were not asked for their role, or only one role was asked.
    """
    if asked.figure is None or len(asked.figure.by_role) < 2:
        return []
    roles = load_surveys(settings.data_dir)[asked.survey].roles
    rows = role_split(asked.figure)
    names = [
        roles[row.role].text() if row.role in roles else t("All together")
        for row in rows
    ]
    return [_role_row(row, name) for row, name in zip(rows, names, strict=True)]


def _level(asked: Asked) -> str:
    found = percent_status(Replies(asked.numerator, asked.denominator), None)
    if found.percent is None:
        return t("too few replies to show")
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
