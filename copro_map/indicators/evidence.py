"""What people were asked by a day, from replies and from totals that were entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from copro_map.base.superseded import plain
from copro_map.indicators.rules.percentages import (
    PercentStatus,
    Replies,
    percent_status,
)
from copro_map.indicators.rules.records import WHOLE
from copro_map.indicators.rules.totals import (
    Cell,
    Entered,
    histories,
    may_follow,
    shown_of,
)
from copro_map.surveys.face import Figure, WaveResult


@dataclass(frozen=True)
class Asked:
    """Those who said so (``numerator``) of those who answered, of those invited.

    From the ``replies`` of a wave of a survey, which then are named, or from totals
    that somebody entered as an "observation". ``numerator`` is None where nothing was
    reported for the period; ``invited`` where it was not recorded. ``waiting``: so many
    replies, or corrections of totals, came too late to be shown.
    ``open_to_anybody`` as the wave.
    """

    indicator: str
    period_end: date
    numerator: int | None
    denominator: int
    invited: int | None
    source: Literal["replies", "observation"]
    survey: str = ""
    wave: str = ""
    wave_cy: str = ""
    baseline: bool = False
    figure: Figure | None = None
    waiting: int = 0
    open_to_anybody: bool = False

    @property
    def found(self) -> PercentStatus:
        """Its percentage, where it may be shown, and how sure it is."""
        return percent_status(self.replies, None)

    @property
    def replies(self) -> Replies:
        """The same as its percentage is worked out from."""
        return Replies(self.numerator, self.denominator, self.invited, people=True)


@dataclass(frozen=True)
class People:
    """What people were asked, by indicator, in order of time.

    ``figures`` are the indicator's own; ``levels`` the answers to the question that
    every wave asks, the baseline one too, to tell a change from the start.
    """

    figures: Mapping[str, list[Asked]]
    levels: Mapping[str, list[Asked]]


def _entered(cell: Cell, shown: Sequence[Entered], *, waits: bool) -> Asked | None:
    """Return the totals of a period that are shown; None if it has none."""
    row = shown[-1].record if shown else None
    if row is None:
        return None
    return Asked(
        indicator=cell[0],
        period_end=date.fromisoformat(cell[1]),
        numerator=row["numerator"],
        denominator=row["denominator"] or 0,
        invited=row["invited"],
        source="observation",
        waiting=waits,
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
        wave_cy=wave.wave_cy,
        baseline=wave.baseline,
        figure=figure,
        waiting=figure.waiting,
        open_to_anybody=wave.open_to_anybody,
    )


def _by_code(figures: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return figures by indicator, of each day the last one, in order of time."""
    by_period = {(one.indicator, one.period_end): one for one in figures}
    found: dict[str, list[Asked]] = {}
    for (code, _), one in sorted(by_period.items(), key=lambda item: item[0]):
        found.setdefault(code, []).append(one)
    return found


def _figures(
    waves: Sequence[WaveResult], totals: Mapping[Cell, list[Entered]]
) -> Iterator[Asked]:
    """Yield what is shown of each period: its replies, unless totals forbid it."""
    asked = {
        (code, wave.closes_on.isoformat()): (wave, figure)
        for wave in waves
        for code, figure in wave.figures.items()
        if figure.denominator
    }
    for cell in {**totals, **asked}:
        history = totals.get(cell, [])
        if cell in asked:
            wave, figure = asked[cell]
            shown = shown_of(
                x for x in history if not figure.since or x.day <= figure.since
            )
            told = (figure.numerator, figure.denominator)
            if may_follow(told, [x.total for x in shown]):
                yield _of_wave(wave, cell[0], figure)
                continue
        else:
            shown = shown_of(history)
        waits = cell in asked or shown[-1].total != history[-1].total
        one = _entered(cell, shown, waits=waits)
        if one is not None:
            yield one


def people(
    waves: Sequence[WaveResult], observed: pd.DataFrame, day: date, known_on: date
) -> People:
    """Return what people were asked in periods that had ended by a day.

    ``waves`` as ``surveys.figures.Held.results``, ``observed`` as
    ``indicators.store.progress.observations``; as known on ``known_on``.
    The replies of a wave count once it is closed, and a question that nobody answered
    says nothing; where totals were entered for the same day as well, the replies are
    the figure. What changes totals that were shown, a correction or the replies, waits
    where it is not apart from them (``indicators.rules.totals``).
    """
    # A draft does not replace what was checked.
    whole = observed[(observed["breakdown"] == WHOLE) & (observed["status"] != "draft")]
    known = whole[whole["entered_on"] <= known_on.isoformat()]
    rows = plain(known[known["period_end"] <= day.isoformat()])
    levels = [_of_wave(x, *pair) for x in waves for pair in x.levels.items()]
    return People(_by_code(_figures(waves, histories(rows))), _by_code(levels))
