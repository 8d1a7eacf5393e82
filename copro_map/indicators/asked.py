"""What people were asked: the figure of every wave, and of totals that were entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from copro_map.indicators.rules.observations import as_at
from copro_map.indicators.rules.records import WHOLE
from copro_map.surveys.face import Figure, WaveResult


@dataclass(frozen=True)
class Asked:
    """Those who said so (``numerator``) of those who answered, of those invited.

    From the ``replies`` of a wave of a survey, which then are named, or from totals
    that somebody entered as an "observation". ``numerator`` is None where nothing was
    reported for the period; ``invited`` where it was not recorded.
    """

    indicator: str
    period_end: date
    numerator: int | None
    denominator: int
    invited: int | None
    source: Literal["replies", "observation"]
    survey: str = ""
    wave: str = ""
    baseline: bool = False
    figure: Figure | None = None


@dataclass(frozen=True)
class People:
    """What people were asked, by indicator, in order of time.

    ``figures`` are the indicator's own; ``levels`` the answers to the question that
    every wave asks, the baseline one too, to tell a change from the start.
    """

    figures: Mapping[str, list[Asked]]
    levels: Mapping[str, list[Asked]]


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _entered(row: Mapping[str, Any]) -> Asked:
    return Asked(
        indicator=row["indicator"],
        period_end=date.fromisoformat(row["period_end"]),
        numerator=_whole(row["numerator"]),
        denominator=_whole(row["denominator"]) or 0,
        invited=_whole(row["invited"]),
        source="observation",
    )


def _of_wave(wave: WaveResult, code: str, figure: Figure) -> Asked:
    return Asked(
        indicator=code,
        period_end=wave.closes_on,
        numerator=figure.numerator,
        denominator=figure.denominator,
        invited=figure.invited,
        source="replies",
        survey=wave.survey,
        wave=wave.wave,
        baseline=wave.baseline,
        figure=figure,
    )


def _by_code(figures: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return figures by indicator, of each day the last one, in order of time."""
    by_period = {(one.indicator, one.period_end): one for one in figures}
    found: dict[str, list[Asked]] = {}
    for (code, _), one in sorted(by_period.items(), key=lambda item: item[0]):
        found.setdefault(code, []).append(one)
    return found


def people(
    waves: Sequence[WaveResult], observed: pd.DataFrame, day: date, known_on: date
) -> People:
    """Return what people were asked in periods that had ended by a day.

    ``waves`` as ``surveys.figures.Held.results``, ``observed`` as
    ``indicators.store.progress.observations`` with their ids; as known on ``known_on``.
    The replies of a wave count once it is closed, and a question that nobody answered
    says nothing; where totals were entered for the same day as well, the replies are
    the figure.
    """
    whole = observed[observed["breakdown"] == WHOLE]
    known = as_at(whole, known_on, checked_only=True)
    rows: list[Any] = known[known["period_end"] <= day.isoformat()].to_dict("records")
    asked = [_of_wave(x, *pair) for x in waves for pair in x.figures.items()]
    levels = [_of_wave(x, *pair) for x in waves for pair in x.levels.items()]
    answered = [one for one in asked if one.denominator]
    return People(_by_code([*map(_entered, rows), *answered]), _by_code(levels))
