"""The progress of a day: one object that is asked for all there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import Programme
from copro_map.base.i18n import long_date, t
from copro_map.base.store.connection import reading
from copro_map.base.today import known_by
from copro_map.indicators.charts.bullets import Bullet
from copro_map.indicators.course import trend, trend_days
from copro_map.indicators.definitions import load_indicators, load_outcomes, own_of
from copro_map.indicators.due import following
from copro_map.indicators.evidence import People, people
from copro_map.indicators.first_page import FirstPage, first_page
from copro_map.indicators.known import Known, read_known
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.since import (
    Content,
    Moved,
    Since,
    compare,
    compared,
    last_before,
)
from copro_map.indicators.standings import (
    Standing,
    Timed,
    as_json,
    days_before,
    due_in,
    due_target,
    own_standing,
    standing,
    with_targets,
)
from copro_map.indicators.store.snapshots import read_snapshot, snapshots
from copro_map.indicators.targets import known_changes
from copro_map.indicators.targets_in_words import LastChange, last_changes
from copro_map.indicators.words import ahead_shortly, pace, sentence, whose_words


@dataclass(frozen=True, eq=False)
class Progress:
    """Where the indicators stand on a day, as it was known on that day or another.

    Each part is worked out when it is first asked for, and kept; nobody may change it.
    What is in words is in the language in force, and never kept. Sessions share one: if
    two ask for a part at once, both work out the same. ``known`` serves all days.
    """

    known: Known
    day: date
    known_on: date

    @property
    def settings(self) -> Settings:
        """The installation that it is of."""
        return self.known.settings

    @cached_property
    def programme(self) -> Programme:
        """The programme that it is of, as it was known."""
        return self.known.programmes.on(self.known_on)

    @cached_property
    def target_changes(self) -> pd.DataFrame:
        """The changes of targets, as ``indicators.store.progress.target_changes``.

        Each falls due by the start of the programme as it was known.
        """
        changes = known_changes(self.known.target_changes, self.known_on)
        return following(
            changes, self.known.programmes, self.settings.data_dir, self.known_on
        )

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators by code, in order of code, with the targets in force."""
        own = load_indicators(self.settings.data_dir, self.programme.start)
        return with_targets(own, self.target_changes)

    @cached_property
    def people(self) -> People:
        """What people were asked."""
        waves = self.known.surveys.results(self.day, self.known_on)
        return people(waves, self.known.observations, self.day, self.known_on)

    @cached_property
    def standings(self) -> list[Standing]:
        """Where every indicator stands, in order of code."""
        start, figures = self.programme.start, self.people.figures
        before = {
            day: self.known.records(day)
            for day in days_before(start, self.day, self.indicators.values())
        }
        now = self.known.records(self.day, self.known_on)
        timed = Timed(start, self.day, now, before)
        return [
            standing(one, timed, figures.get(code, ()))
            for code, one in self.indicators.items()
        ]

    @cached_property
    def own(self) -> list[Standing]:
        """Where the Network's own indicators stand; they are none of those promised."""
        shares = self.known.at(self.day, self.known_on).shares
        return [
            own_standing(one, shares[code], self.day)
            for code, one in own_of(self.settings).items()
        ]

    @property
    def shown(self) -> list[Standing]:
        """All that is shown: where those that were promised stand, then the own."""
        return [*self.standings, *self.own]

    @cached_property
    def trends(self) -> dict[str, pd.DataFrame]:
        """Each indicator through time up to the day, by code, as ``course.trend``.

        What is counted from the records is shown as it was known at the end of each
        quarter of the programme, and on the day; what is asked of people by its waves.
        """
        days = trend_days(self.programme.start, self.day)
        counted = [(day, self.known.at(day)) for day in days]
        asked = self.people.figures
        return {
            one.indicator.code: trend(one, counted, asked.get(one.indicator.code, ()))
            for one in self.shown
        }

    @cached_property
    def since(self) -> Since | None:
        """What has changed since the last snapshot; None if none was taken yet.

        The last one is that of the latest day before the day, of those taken by then.

        Raises
        ------
        ProgressError
            If the snapshot does not agree with its checksum.
        """
        with reading(self.settings.database) as database:
            last = last_before(snapshots(database), self.day)
            if last is None:
                return None
            snapshot = read_snapshot(database, last["id"])
        again = replace(self, day=snapshot.as_at, known_on=self.day)
        shown = self.as_json(), again.as_json()
        return compare(last, snapshot, *shown, self._all)

    def compared_with(self, before: Content) -> tuple[Moved, ...]:
        """Return every indicator as it was shown before, and now; in order of code.

        ``before`` as ``as_json``, or the same with fewer fields of each indicator.
        """
        return tuple(compared(before, self.as_json(), self._all).values())

    @property
    def _all(self) -> dict[str, Indicator]:
        return {one.indicator.code: one.indicator for one in self.shown}

    def as_json(self) -> dict[str, Any]:
        """Return the indicators as the command line prints them."""
        return as_json(self.shown, self.day)

    def bullets(self) -> list[Bullet]:
        """Return the indicators as charts and tables take them, translated.

        The Network's own come last.
        """
        outcomes = load_outcomes(self.settings.data_dir)
        drawn = []
        for one in self.shown:
            indicator, target = one.indicator, due_target(one, self.day)
            interval = getattr(one.found, "interval", None)
            outcome = outcomes.get(indicator.outcome)
            drawn.append(
                Bullet(
                    code=indicator.code,
                    name=indicator.short.text(),
                    kind=indicator.kind,
                    value=one.value,
                    lower=interval.lower if interval else None,
                    upper=interval.upper if interval else None,
                    n=None if one.hidden else one.denominator,
                    target=target.value if target else None,
                    target_due=long_date(target.due) if target else "",
                    final=indicator.targets[-1].value if indicator.targets else None,
                    status=one.status,
                    words=sentence(one),
                    outcome=f"{outcome.id}. {outcome.label.text()}"
                    if outcome
                    else t("The Network's own, without a target"),
                    base=indicator.base.text() if indicator.base else "",
                    bound=getattr(one.found, "bound", ""),
                    detail=one.detail,
                    waiting=one.waiting,
                    due_in=due_in(one, self.day),
                    projected=getattr(one.found, "projected", None),
                    ahead=ahead_shortly(one),
                    pace=pace(one),
                    whose=whose_words(one),
                )
            )
        return drawn

    def bullet(self, code: str) -> Bullet:
        """Return an indicator that is shown as charts and tables take it."""
        return next(one for one in self.bullets() if one.code == code)

    def first_page(self) -> FirstPage:
        """Return the verdict, what has changed, and what needs a decision, in words."""
        return first_page(self.standings, self.since, self.day, len(self.own))

    def last_changes(self) -> dict[str, LastChange]:
        """Return who changed the targets of an indicator last, by code, in words."""
        return last_changes(self.target_changes)

    def latest_changes(self) -> dict[str, LastChange]:
        """Return the same, of changes after the day too."""
        return last_changes(self.known.target_changes)


def progress_of(known: Known, day: date, known_on: date | None = None) -> Progress:
    """Return the progress of a day by what is known: nothing later than today."""
    return Progress(known, known_by(day), known_by(known_on or day))


def progress(settings: Settings, day: date, known_on: date | None = None) -> Progress:
    """Return the progress of a day, or of today if it has not come.

    Entries, replies, audits, observations and targets count as they were known on that
    day, or on ``known_on``.

    Raises
    ------
    DatabaseError
        If there is no database yet, or one from before the indicators; the message says
        how to bring it up to date.
    """
    return progress_of(read_known(settings), day, known_on)
