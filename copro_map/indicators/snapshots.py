"""Snapshots: the indicators of a day, frozen, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading, writing
from copro_map.indicators.progress import progress
from copro_map.indicators.store.snapshots import (
    Snapshot,
    add_snapshot,
    read_snapshot,
    snapshots,
)


@dataclass(frozen=True)
class Change:
    """What differs for an indicator: the same fields as frozen then and as now.

    ``then`` is empty for an indicator that is new, ``now`` for one that is gone.
    """

    code: str
    then: Mapping[str, Any]
    now: Mapping[str, Any]


def take_snapshot(settings: Settings, label: str, as_at: date, today: date) -> int:
    """Freeze the indicators as they were known on a day; return the number.

    What is frozen is what ``indicators --as-at`` answers today for that day.

    Raises
    ------
    ProgressError
        If the day has not come, or the label is not one line of text.
    DatabaseError
        If there is no database yet, or it cannot be written.
    """
    content = progress(settings, as_at).as_json()
    with writing(settings.database) as database:
        return add_snapshot(database, Snapshot(today, as_at, label, content))


def list_snapshots(settings: Settings) -> list[dict[str, Any]]:
    """Return every snapshot: ``id``, ``taken_on``, ``as_at``, ``label``, ``checksum``.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        return snapshots(database)


def frozen(settings: Settings, number: int) -> Snapshot:
    """Return a snapshot just as it was taken; its checksum has been checked.

    Raises
    ------
    ProgressError
        If there is none of that number, or it does not agree with its checksum.
    """
    with reading(settings.database) as database:
        return read_snapshot(database, number)


def _by_code(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in content["indicators"]}


def _difference(
    code: str, then: Mapping[str, Any], now: Mapping[str, Any]
) -> Change | None:
    names = [x for x in dict.fromkeys([*then, *now]) if then.get(x) != now.get(x)]
    if not names:
        return None
    return Change(
        code,
        {name: then[name] for name in names if name in then},
        {name: now[name] for name in names if name in now},
    )


def changed_since(settings: Settings, number: int, today: date) -> list[Change]:
    """Return what would be shown otherwise today for the day of a snapshot.

    The same day again, but with every entry, observation and target that is known
    today. Only fields that differ are told; an indicator that is as it was is left out.

    Raises
    ------
    ProgressError
        As ``frozen``.
    """
    snapshot = frozen(settings, number)
    then = _by_code(snapshot.content)
    now = _by_code(progress(settings, snapshot.as_at, today).as_json())
    found = (
        _difference(code, then.get(code, {}), now.get(code, {}))
        for code in sorted({*then, *now})
    )
    return [change for change in found if change is not None]
