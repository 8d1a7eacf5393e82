"""The tables of the plan: read and written inside the caller's transaction."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

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


def rows(database: Database, record: type[Record], **where: object) -> list[Record]:
    """Return the rows of a record's table, oldest first; those alone asked for.

    ``where`` are columns, each with the value that it is to have.
    """
    names = list(record.__dataclass_fields__)
    asked = " AND ".join(f"{name} = :{name}" for name in where) or "1"
    sql = (
        f"SELECT {', '.join(names)} FROM {TABLES[record]} "  # noqa: S608 - names
        f"WHERE {asked} ORDER BY number"
    )
    found: list[Record] = []
    for row in database.conn.execute(sql, where):
        facts: dict[str, Any] = dict(zip(names, row, strict=True))
        if "in_kind" in facts:
            facts["in_kind"] = bool(facts["in_kind"])
        found.append(record(**facts))
    return found


def put(database: Database, record: type[Record], **facts: object) -> int:
    """Keep a new row of a record's table; return its number."""
    names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
    sql = f"INSERT INTO {TABLES[record]} ({names}) VALUES ({marks})"  # noqa: S608 - names
    return int(database.conn.execute(sql, facts).lastrowid or 0)


def withdraw(database: Database, record: type[Record], number: int, day: str) -> None:
    """Let a row stand no more from a day on; "" lets it stand again."""
    sql = f"UPDATE {TABLES[record]} SET withdrawn_on = ? WHERE number = ?"  # noqa: S608 - names
    database.conn.execute(sql, [day, number])
