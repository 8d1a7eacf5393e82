"""The records behind the indicators that the map itself answers: 1.1, 2.3, 3.1, 3.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.config import Settings
from copro_map.core.project_records import (
    AUDIT_COLUMNS,
    advanced_projects,
    coproduced_projects,
    new_projects,
)
from copro_map.core.records import Counted, active_practitioners
from copro_map.definitions import load_definitions
from copro_map.store.connection import reading
from copro_map.store.search import public_assets


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known beside the entries.

    ``start`` is the programme's first day (None: projects of any year count).
    ``activity`` and ``audits`` are frames as the core takes them; None: none yet.
    """

    start: date | None = None
    activity: pd.DataFrame | None = None
    audits: pd.DataFrame | None = None


def records(
    settings: Settings, day: date, evidence: Evidence | None = None
) -> dict[str, Counted]:
    """Return the records behind 1.1, 2.3, 3.1 and 3.2, by indicator, as at a day.

    Only published entries count. The answer changes only with the arguments and when
    ``services.search.data_revision`` grows.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    known = evidence or Evidence()
    terms = load_definitions(settings.data_dir).terms
    groups = {sector.id: sector.group for sector in terms["sectors"].values()}
    audits = known.audits
    if audits is None:
        audits = pd.DataFrame(columns=list(AUDIT_COLUMNS))
    with reading(settings.database) as database:
        assets = public_assets(database)
    return {
        "1.1": active_practitioners(assets, groups, day, known.activity),
        "2.3": new_projects(assets, day, known.start),
        "3.1": coproduced_projects(assets, terms["stages"], day),
        "3.2": advanced_projects(assets, audits, day),
    }
