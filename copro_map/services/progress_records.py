"""The records behind the indicators that the map itself answers: 1.1, 2.3, 3.1, 3.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.config import Settings
from copro_map.core.history import entries_as_at
from copro_map.core.project_records import (
    AUDIT_COLUMNS,
    advanced_projects,
    coproduced_projects,
    new_projects,
)
from copro_map.core.records import Counted, active_practitioners
from copro_map.definitions import load_definitions
from copro_map.store.connection import reading
from copro_map.store.history import entry_history


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known beside the entries.

    ``start`` is the programme's first day (None: projects of any year count).
    ``activity`` and ``audits`` are frames as the core takes them; None: none yet.
    """

    start: date | None = None
    activity: pd.DataFrame | None = None
    audits: pd.DataFrame | None = None


def records_at(
    settings: Settings,
    history: pd.DataFrame,
    day: date,
    evidence: Evidence,
    known_on: date | None = None,
) -> dict[str, Counted]:
    """Return the records behind 1.1, 2.3, 3.1 and 3.2, by indicator, as at a day.

    ``history`` as ``store.history.entry_history``; ``known_on`` as
    ``core.history.entries_as_at``. Only published entries count.
    """
    terms = load_definitions(settings.data_dir).terms
    groups = {sector.id: sector.group for sector in terms["sectors"].values()}
    audits = evidence.audits
    if audits is None:
        audits = pd.DataFrame(columns=list(AUDIT_COLUMNS))
    assets = entries_as_at(history, day, known_on)
    return {
        "1.1": active_practitioners(assets, groups, day, evidence.activity),
        "2.3": new_projects(assets, day, evidence.start),
        "3.1": coproduced_projects(assets, terms["stages"], day),
        "3.2": advanced_projects(assets, audits, day),
    }


def records(
    settings: Settings,
    day: date,
    evidence: Evidence | None = None,
    known_on: date | None = None,
) -> dict[str, Counted]:
    """Return the same from what the database knows of the entries.

    The answer changes only with the arguments and when
    ``services.search.data_revision`` grows.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        history = entry_history(database, known_on or day)
    return records_at(settings, history, day, evidence or Evidence(), known_on)
