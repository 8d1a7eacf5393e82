"""The records behind the indicators that the map itself answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from copro_map.assets.face import entry_history
from copro_map.audits.face import AUDIT_COLUMNS, audit_frame, audits
from copro_map.base.config import Settings
from copro_map.base.definitions import Programme, load_definitions
from copro_map.base.store.connection import reading
from copro_map.base.store.programme import programme_of
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.rules.history import entries_as_at
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.rules.registry import RULES, Frames
from copro_map.indicators.store.progress import observations, target_changes
from copro_map.surveys.face import Held, held

MOST_KEPT = 100  # days whose records are kept for whoever asks again


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known beside the entries.

    ``start`` is the programme's first day (None: projects of any year count).
    ``activity`` and ``audits`` are frames as the rules take them; None: none yet.
    """

    start: date | None = None
    activity: pd.DataFrame | None = None
    audits: pd.DataFrame | None = None


def _signs_of_life(
    evidence: Evidence, audits: pd.DataFrame, run_by: pd.Series[str]
) -> pd.DataFrame:
    """Return the activity that is known; an audit of a project is one of its runner."""
    runners = audits["asset_id"].map(run_by)
    audited = pd.DataFrame({"organisation_id": runners, "date": audits["date"]})
    audited = audited[audited["organisation_id"].fillna("") != ""]
    known = evidence.activity
    return audited if known is None else pd.concat([known, audited], ignore_index=True)


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
    audits = evidence.audits
    if audits is None:
        audits = pd.DataFrame(columns=list(AUDIT_COLUMNS))
    assets = entries_as_at(history, day, known_on)
    frames = Frames(
        entries=assets,
        activity=_signs_of_life(evidence, audits, assets["organisation_id"]),
        audits=audits,
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
    observed = observed.reset_index()
    return Known(settings, programme, history, audited, surveys, observed, changes)
