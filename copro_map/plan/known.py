"""What is recorded of the plan: read once for an answer, as it stood on a day."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.plan.rules.records import Record, standing
from copro_map.plan.store.plan import rows


def stood(settings: Settings, record: type[Record], day: date) -> list[Record]:
    """Return the records of a table that stood on a day, the one said first first."""
    with reading(settings.database) as database:
        return standing(rows(database, record), day)
