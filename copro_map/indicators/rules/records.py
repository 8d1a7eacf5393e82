"""What a record of progress must obey by itself, before it is compared with others."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

Status = Literal["draft", "checked", "withdrawn"]
# Percent: a value may be rounded to one decimal. The rest is for binary fractions.
ROUNDING = 0.05 + 1e-9
WHOLE = "{}"
NO_TARGET = "none"  # How it is written that there is no target any more.


class ProgressError(CoproMapError):
    """A record of progress that cannot be: wrong by itself or beside the others."""


@dataclass(frozen=True)
class Observation:
    """A figure of an indicator for a period, as somebody entered it on a day.

    ``value`` is None where nothing was reported: never 0. A percentage has a
    ``numerator`` and a ``denominator``; a count has at most the numerator, the same as
    the value. ``invited`` were asked and ``n`` replied, if it comes from a survey.
    ``breakdown`` is a JSON object of texts: "{}" for the whole, {"role": "citizen"} for
    a part. ``period_end`` and ``entered_on`` are ISO dates, ``entered_by`` is a role,
    never a name. ``supersedes`` is the id of the record that this one corrects.
    """

    indicator: str
    period_end: str
    value: float | None
    source: str
    entered_by: str
    entered_on: str
    status: Status = "draft"
    numerator: int | None = None
    denominator: int | None = None
    invited: int | None = None
    n: int | None = None
    breakdown: str = WHOLE
    supersedes: int | None = None


@dataclass(frozen=True)
class TargetChange:
    """A target of an indicator: what it is from ``changed_on`` on, and why.

    ``value`` None: there is no target any more for ``due_on``. ``changed_by`` is a
    role, never a name. ``supersedes`` is the id of the change that this one replaces;
    None if it replaces the target of the definition file, or adds one. Role and reason
    in Welsh are "" if nobody typed them (``base.said``).
    """

    indicator: str
    due_on: str
    value: float | None
    changed_by: str
    changed_on: str
    reason: str
    supersedes: int | None = None
    changed_by_cy: str = ""
    reason_cy: str = ""


def check_value(subject: str, value: float | None) -> None:
    """Refuse a value that is not a number, is infinite or is below 0.

    Examples
    --------
    >>> check_value("1.1", 0.0)
    >>> check_value("1.1", float("nan"))
    Traceback (most recent call last):
        ...
    copro_map.indicators.rules.records.ProgressError: 1.1: nan must be a number ...
    """
    if value is not None and not (math.isfinite(value) and value >= 0):
        raise ProgressError(
            N_(
                "{subject}: {value} must be a number from 0 up. Leave it empty if "
                "nothing was reported."
            ),
            subject=subject,
            value=value,
        )


def _is_share(row: Observation) -> bool:
    """Say whether the value is the percentage that the two counts make."""
    if row.value is not None and row.value > 100:
        return False
    if row.numerator is None or row.denominator is None:
        return row.numerator is row.denominator
    if not row.denominator or row.value is None:
        return not row.denominator and row.value is None
    exact = 100 * row.numerator / row.denominator
    return abs(row.value - exact) <= ROUNDING


def _is_count(row: Observation) -> bool:
    """Say whether the value is the number that was counted."""
    counted = row.numerator is None or row.numerator == row.value
    return row.denominator is None and counted


def check_share(row: Observation, percents: Collection[str]) -> None:
    """Refuse counts and a value that do not fit together.

    A percentage is 100 times numerator by denominator, rounded to no less than one
    decimal, and empty if the denominator is 0; a count is its numerator. No more may
    say yes than answered, answer than replied, reply than were invited.

    Raises
    ------
    ProgressError
        The message says all the figures.

    Examples
    --------
    >>> def of(value, numerator, denominator):
    ...     return Observation("2.2", "2027-03-31", value, "survey", "steward",
    ...         "2027-04-02", numerator=numerator, denominator=denominator)
    >>> check_share(of(33.3, 1, 3), {"2.2"})
    >>> check_share(of(33.0, 1, 3), {"2.2"})
    Traceback (most recent call last):
        ...
    copro_map.indicators.rules.records.ProgressError: 2.2, 2027-03-31: the value ...
    """
    fits = _is_share(row) if row.indicator in percents else _is_count(row)
    # From the smallest to the largest, as far as they are known.
    nested = (0, row.numerator, row.denominator, row.n, row.invited)
    known = [size for size in nested if size is not None]
    if fits and known == sorted(known):
        return
    raise ProgressError(
        N_(
            "{subject}: the value {value} does not fit its counts (numerator: "
            "{numerator}, denominator: {denominator}, replies: {n}, invited: "
            "{invited}). Correct the figure that is wrong."
        ),
        subject=f"{row.indicator}, {row.period_end}",
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        n=row.n,
        invited=row.invited,
    )


def plain_breakdown(row: Observation) -> str:
    """Return the breakdown as JSON with its keys in order, so that it compares as text.

    Raises
    ------
    ProgressError
        If it is not an object of texts.

    Examples
    --------
    >>> plain_breakdown(Observation("3.3", "2027-03-31", None, "survey", "steward",
    ...     "2027-04-02", breakdown='{ "role":"citizen", "area": "Ynys Môn"}'))
    '{"area": "Ynys Môn", "role": "citizen"}'
    """
    try:
        parts = json.loads(row.breakdown)
    except (TypeError, ValueError):
        parts = None
    if not isinstance(parts, dict) or not all(
        isinstance(value, str) for value in parts.values()
    ):
        raise ProgressError(
            N_('{subject}: write the breakdown like this: {{"role": "citizen"}}.'),
            subject=f"{row.indicator}, {row.period_end}",
        )
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)
