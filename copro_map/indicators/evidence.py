"""The records behind the indicators that the map itself answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from copro_map.assets.face import entry_history
from copro_map.audits.face import AUDIT_COLUMNS, audit_frame, audits
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import reading
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.rules.history import entries_as_at
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.rules.registry import RULES, Frames
from copro_map.surveys.face import Held, activity, held

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
    """What the database has of entries, replies and audits, with the days they came."""

    history: pd.DataFrame
    surveys: Held
    audits: pd.DataFrame
    found: dict[tuple[date, date, date], dict[str, Counted]] = field(
        default_factory=dict
    )


def read_known(settings: Settings) -> Known:
    """Return all that is known, to ask for the records of any day as known on any day.

    It changes only when ``base.store.revision.data_revision`` grows.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        history, audited = entry_history(database), audits(database)
    return Known(history, held(settings), audited)


def records_on(
    settings: Settings,
    known: Known,
    start: date,
    day: date,
    known_on: date | None = None,
) -> dict[str, Counted]:
    """Return the records behind the indicators on a day, as known on it or another day.

    ``start`` is the first day of the programme; as ``records_at`` otherwise. What was
    found is kept in ``known.found``.
    """
    when = known_on or day
    key = (start, day, when)
    found = known.found.get(key)
    if found is None:
        if len(known.found) >= MOST_KEPT:
            known.found.clear()  # another session may be reading: only ``get``
        signs, audited = activity(known.surveys, day, when), known.audits
        evidence = Evidence(start, signs, audit_frame(audited, when))
        found = records_at(settings, known.history, day, evidence, when)
        known.found[key] = found
    return found
