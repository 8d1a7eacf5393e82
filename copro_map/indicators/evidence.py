"""What is known on a day: the records that count, and what people were asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pandas as pd

from copro_map.assets.face import entry_history
from copro_map.audits.face import audit_frame, audits
from copro_map.base.config import Settings
from copro_map.base.definitions import Programme, load_definitions
from copro_map.base.store.connection import reading
from copro_map.base.store.programme import programme_of
from copro_map.base.superseded import counting, plain
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.rules.history import entries_as_at
from copro_map.indicators.rules.indicator import RULES, Frames
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.rules.records import WHOLE
from copro_map.indicators.store.progress import observations, target_changes
from copro_map.surveys.face import Figure, Held, WaveResult, held

MOST_KEPT = 100  # days whose records are kept for whoever asks again


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known beside the entries.

    ``start`` is the programme's first day (None: projects of any year count);
    ``activity`` and ``audits`` are frames as ``indicators.rules.indicator.Frames`` has
    them.
    """

    start: date | None
    activity: pd.DataFrame
    audits: pd.DataFrame


def _signs_of_life(evidence: Evidence, run_by: pd.Series[str]) -> pd.DataFrame:
    """Return the activity that is known; an audit of a project is one of its runner."""
    runners = evidence.audits["asset_id"].map(run_by)
    audited = pd.DataFrame(
        {"organisation_id": runners, "date": evidence.audits["date"]}
    )
    audited = audited[audited["organisation_id"].fillna("") != ""]
    return pd.concat([evidence.activity, audited], ignore_index=True)


def records_at(
    settings: Settings,
    history: pd.DataFrame,
    day: date,
    evidence: Evidence,
    known_on: date | None = None,
) -> dict[str, Counted]:
    """Return the records behind each indicator that counts some, by code, as at a day.

    ``history`` as ``assets.store.history.entry_history``; ``known_on`` as
    ``indicators.rules.history.entries_as_at``. Only published entries count.
    """
    terms = load_definitions(settings.data_dir).terms
    groups = {sector.id: sector.group for sector in terms["sectors"].values()}
    assets = entries_as_at(history, day, known_on)
    frames = Frames(
        entries=assets,
        activity=_signs_of_life(evidence, assets["organisation_id"]),
        audits=evidence.audits,
        stages=terms["stages"],
        groups=groups,
        start=evidence.start,
        day=day,
    )
    return {
        code: RULES[one.counts].records(frames)
        for code, one in load_indicators(settings.data_dir).items()
        if one.counts
    }


@dataclass(frozen=True, eq=False)
class Known:
    """What the database has that progress rests on, with the days it came.

    It changes only when ``base.store.connection.data_revision`` grows. ``found`` keeps
    the records that were counted, by day and day of knowing.
    """

    settings: Settings
    programme: Programme
    history: pd.DataFrame
    audits: pd.DataFrame
    surveys: Held
    observations: pd.DataFrame
    target_changes: pd.DataFrame
    found: dict[tuple[date, date], dict[str, Counted]] = field(default_factory=dict)

    def records(self, day: date, known_on: date | None = None) -> dict[str, Counted]:
        """Return the records behind the indicators, as ``records_at``."""
        when = known_on or day
        found = self.found.get((day, when))
        if found is None:
            if len(self.found) >= MOST_KEPT:
                self.found.clear()  # another session may be reading: only ``get``
            signs = self.surveys.activity(day, when)
            audited = audit_frame(self.audits, when)
            evidence = Evidence(self.programme.start, signs, audited)
            found = records_at(self.settings, self.history, day, evidence, when)
            self.found[day, when] = found
        return found


def read_known(settings: Settings) -> Known:
    """Return all that is known, to ask for any day as known on any day.

    Raises
    ------
    DatabaseError
        If there is no database yet, or one from before the indicators; the message says
        how to bring it up to date.
    """
    with reading(settings.database) as database:
        history, audited = entry_history(database), audits(database)
        observed, changes = observations(database), target_changes(database)
    programme, surveys = programme_of(settings), held(settings)
    return Known(settings, programme, history, audited, surveys, observed, changes)


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


def _entered(row: Mapping[str, Any]) -> Asked:
    return Asked(
        indicator=row["indicator"],
        period_end=date.fromisoformat(row["period_end"]),
        numerator=row["numerator"],
        denominator=row["denominator"] or 0,
        invited=row["invited"],
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
    ``indicators.store.progress.observations``; as known on ``known_on``.
    The replies of a wave count once it is closed, and a question that nobody answered
    says nothing; where totals were entered for the same day as well, the replies are
    the figure.
    """
    # A draft does not replace what was checked.
    whole = observed[(observed["breakdown"] == WHOLE) & (observed["status"] != "draft")]
    known = counting(whole, known_on)
    rows = plain(known[known["period_end"] <= day.isoformat()])
    asked = [_of_wave(x, *pair) for x in waves for pair in x.figures.items()]
    levels = [_of_wave(x, *pair) for x in waves for pair in x.levels.items()]
    answered = [one for one in asked if one.denominator]
    return People(_by_code([*map(_entered, rows), *answered]), _by_code(levels))
