"""Records of progress that the tests of the store share, and how they are added."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading, writing
from copro_map.base.superseded import current
from copro_map.indicators.rules.records import Observation, ProgressError, TargetChange
from copro_map.indicators.store.progress import (
    add_observations,
    add_target_changes,
    observations,
)
from copro_map.indicators.store.snapshots import Snapshot, add_snapshot
from tests.samples import dump

TABLES = ("observation", "target_change", "snapshot")
PERCENTS = {"2.2", "3.2"}
COUNT = Observation("1.1", "2027-03-31", 120, "the map", "steward", "2027-04-02")
SHARE = Observation(
    indicator="2.2",
    period_end="2027-03-31",
    value=40.0,
    source="members' survey, wave 2",
    entered_by="evaluator",
    entered_on="2027-04-02",
    status="checked",
    numerator=24,
    denominator=60,
    invited=120,
    n=63,
    breakdown='{"role": "citizen"}',
)
TARGET = TargetChange("1.1", "2027-03-31", 130, "board", "2026-12-01", "agreed 5.3")
FROZEN = Snapshot(
    date(2027, 4, 2),
    date(2027, 3, 31),
    "Blwyddyn 1 – tŷ",
    {"1.1": {"value": 120, "records": ["b", "a"]}, "1.2": None},
)


def add(settings, *rows: Observation) -> tuple[int, ...]:
    with writing(settings.database) as database:
        return add_observations(database, rows, percents=PERCENTS)


def aim(settings, *rows: TargetChange) -> tuple[int, ...]:
    with writing(settings.database) as database:
        return add_target_changes(database, rows)


def freeze(settings, snapshot: Snapshot = FROZEN) -> int:
    with writing(settings.database) as database:
        return add_snapshot(database, snapshot)


def seen(settings, read=observations, day: date | None = None):
    with reading(settings.database) as database:
        return read(database, day)


def shown(settings, day: date | None = None) -> list[int]:
    return list(current(seen(settings, observations, day)).index)


def refused(settings, match, *rows, by=add):
    before = dump(settings.database)
    with pytest.raises(ProgressError, match=match) as caught:
        by(settings, *rows)
    assert dump(settings.database) == before
    assert "{" not in explain(caught.value, "cy").replace('{"role"', "")
