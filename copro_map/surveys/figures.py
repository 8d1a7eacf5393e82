"""What the waves of the surveys found, and what of it may be published."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_
from copro_map.base.statistics.hiding import hidden_groups
from copro_map.base.statistics.intervals import LOW
from copro_map.base.store.connection import reading
from copro_map.base.superseded import plain
from copro_map.base.today import known_by
from copro_map.surveys.by_role import role_split
from copro_map.surveys.rules.instrument import Question, Survey
from copro_map.surveys.rules.release import Stage, stages
from copro_map.surveys.rules.replies import Figure, figure_of
from copro_map.surveys.store.surveys import replies as stored_replies
from copro_map.surveys.store.surveys import waves as stored_waves
from copro_map.surveys.waves import load_surveys, open_to_anybody

ACTIVITY_COLUMNS = ("organisation_id", "date")

Hidden = Mapping[str, frozenset[str]]


@dataclass(frozen=True, eq=False)
class WaveResult:
    """What a wave found: a figure by indicator, in the order of the survey's file.

    ``figures`` are of the questions that give an indicator; a baseline wave has only
    those that are asked in it. ``levels`` are of the questions that every wave asks, to
    compare it with the baseline. Both are for calculation: they may be of a single
    respondent. A percentage is published by ``indicators.rules.percentages``, its roles
    by ``role_split``: both hide small bases. ``open_to_anybody``: it is
    not known who replied, nor how often.
    """

    survey: str
    wave: str
    wave_cy: str
    opens_on: date
    closes_on: date
    baseline: bool
    figures: Mapping[str, Figure]
    levels: Mapping[str, Figure]
    open_to_anybody: bool = False


def _survey(settings: Settings, survey_id: str) -> Survey:
    found = load_surveys(settings.data_dir).get(survey_id)
    if found is None:
        raise DefinitionError(
            N_("{file}: this definition file is missing. Restore it from the project."),
            file=settings.data_dir / "surveys" / f"{survey_id}.toml",
        )
    return found


def _invited(wave: Mapping[str, Any], stage: Stage) -> dict[str, int]:
    """Return how many were invited: no fewer than those whose replies are shown.

    A reply that was withdrawn, and its invitation with it, may be shown for a while.
    """
    return {x: max(n, stage.replied(x)) for x, n in wave["invited"].items()}


def _beside(
    figures: Mapping[str, Figure], levels: Mapping[str, Figure], before: Hidden
) -> dict[str, Figure]:
    """Return the figures, each with what the others of the wave make it hide.

    About as many of a role answer each question. So a role that is hidden in one split
    for how few answered is hidden in all, and a figure of one role only tells how many
    it is in the others. What a role said is told by its own question alone. What was
    hidden ``before`` stays so: else the difference would show it.
    """
    single = [x for x in (*figures.values(), *levels.values()) if len(x.by_role) == 1]
    told = frozenset(r for x in single for r in x.by_role if x.denominator >= LOW)
    splits: list[dict[Hashable, tuple[int, int]]] = [
        # By size alone: as if half of each role had said so.
        {role: (n // 2, n) for role, (_, n, _) in x.by_role.items()}
        for x in figures.values()
        if len(x.by_role) > 1 and x.denominator >= LOW
    ]
    hidden: frozenset[Hashable] = frozenset().union(*before.values())
    while True:
        more = hidden.union(*(hidden_groups(x, hidden, told) for x in splits))
        if more == hidden:
            break
        hidden = more
    own = frozenset(map(str, hidden))
    return {
        code: replace(one, hidden=own & one.by_role.keys(), told=told)
        if len(one.by_role) > 1
        else one
        for code, one in figures.items()
    }


def _result(
    survey: Survey, wave: Mapping[str, Any], stage: Stage, before: Hidden
) -> WaveResult:
    invited, baseline = _invited(wave, stage), bool(wave["baseline"])

    def figure(one: Question) -> Figure:
        return figure_of(stage.shown[one.id], invited, len(stage.waiting[one.id]))

    asked = [one for one in survey.asked(baseline=baseline) if one.indicator]
    own = [one for one in survey.questions.values() if one.baseline_of]
    figures = {one.indicator: figure(one) for one in asked}
    levels = {one.baseline_of: figure(one) for one in own}
    return WaveResult(
        survey=survey.id,
        wave=wave["name"],
        wave_cy=wave["name_cy"],
        opens_on=date.fromisoformat(wave["opens_on"]),
        closes_on=date.fromisoformat(wave["closes_on"]),
        baseline=baseline,
        figures=_beside(figures, levels, before),
        levels=levels,
    )


def _last(
    survey: Survey, wave: Mapping[str, Any], shown: Sequence[Stage]
) -> WaveResult:
    """Return what a wave found, by the last of the stages in which it was shown."""
    before: dict[str, frozenset[str]] = {}
    for stage, later in pairwise(shown):
        if stage.shown == later.shown:
            continue
        for code, one in _result(survey, wave, stage, before).figures.items():
            if one.denominator >= LOW:
                split = role_split(one)
                before[code] = frozenset(x.role for x in split if x.percent is None)
    last = _result(survey, wave, shown[-1], before)
    since = {
        one.indicator: next((x.day for x in shown if x.answered(one.id) >= LOW), "")
        for one in survey.questions.values()
    }
    told = {code: replace(x, since=since[code]) for code, x in last.figures.items()}
    return replace(last, figures=told)


@dataclass(frozen=True, eq=False)
class Held:
    """Every wave and reply, as the store has them, to ask what they say on a day.

    Nothing is known later than today, whatever day is asked for.
    """

    settings: Settings
    waves: pd.DataFrame
    replies: pd.DataFrame

    @cached_property
    def _waves(self) -> list[dict[str, Any]]:
        order = ["closes_on", "opens_on", "survey", "name"]
        return plain(self.waves.sort_values(order))

    @cached_property
    def _stages(self) -> dict[tuple[str, str], list[Stage]]:
        return stages(self.waves, self.replies, load_surveys(self.settings.data_dir))

    def _closed(
        self, day: date, known_on: date | None
    ) -> list[tuple[Any, list[Stage]]]:
        """Return the waves that have closed, oldest first, and what was shown of each.

        As known on a day before the end of a wave it has not closed: else its replies
        could be watched coming in afterwards, day by day.
        """
        known = known_by(known_on or day)
        told = [x for x in self._waves if x["entered_on"] <= known.isoformat()]
        corrected = {one["supersedes"] for one in told}
        return [
            (one, [x for x in self._stages[key] if x.day <= known.isoformat()])
            for one in told
            for key in [(one["survey"], one["name"])]
            if one["id"] not in corrected
            and one["closes_on"] <= min(day, known).isoformat()
        ]

    def results(self, day: date, known_on: date | None = None) -> list[WaveResult]:
        """Return what each wave found that has closed by a day, oldest first.

        As known on ``known_on`` (None: ``day``): records entered later change nothing.
        A wave says nothing before the day on which it closes, nor as known before that
        day, so that nobody can watch single replies come in; later ones wait
        (``surveys.rules.release``). One without replies has figures with a
        denominator of 0.

        Raises
        ------
        DefinitionError
            If the file of a survey with a wave is missing or wrong.
        """
        found = (
            _last(_survey(self.settings, one["survey"]), one, shown)
            for one, shown in self._closed(day, known_on)
        )
        return [
            replace(x, open_to_anybody=open_to_anybody(self.waves, x.survey, x.wave))
            for x in found
        ]

    def activity(self, day: date, known_on: date | None = None) -> pd.DataFrame:
        """Return the replies that speak for an organisation: a sign it is active.

        Returns
        -------
        pandas.DataFrame
            Columns ``organisation_id`` and ``date`` (ISO), as
            ``indicators.rules.practitioners`` takes them; new index, in the order of
            entry. Only those that a figure of ``results`` shows, too.
        """
        shown = frozenset().union(
            *(own[-1].replies for _, own in self._closed(day, known_on) if own)
        )
        rows = self.replies[self.replies["organisation_id"] != ""]
        rows = rows.loc[rows.index.isin(shown), ["organisation_id", "answered_on"]]
        return rows.reset_index(drop=True).set_axis(list(ACTIVITY_COLUMNS), axis=1)


def held(settings: Settings) -> Held:
    """Return every wave and reply, with the days on which they were entered.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        return Held(settings, stored_waves(database), stored_replies(database))
