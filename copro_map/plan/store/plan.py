"""The tables of the plan: read and written inside the caller's transaction."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.records import Records
from copro_map.plan.rules.records import (
    ActivitySaid,
    AddedActivity,
    Evidence,
    Forecast,
    Influence,
    MilestoneSaid,
    Record,
    Research,
    Spend,
)

TABLES: dict[type, str] = {
    AddedActivity: "activity",
    ActivitySaid: "activity_said",
    MilestoneSaid: "milestone_said",
    Evidence: "plan_evidence",
    Research: "research",
    Influence: "influence",
    Spend: "spend",
    Forecast: "forecast",
}
RECORDS = Records(TABLES)
rows, put = RECORDS.rows, RECORDS.put


def withdraw(database: Database, record: type[Record], number: int, day: str) -> None:
    """Let a row stand no more from a day on; "" lets it stand again."""
    RECORDS.become(database, record, number, withdrawn_on=day)
