"""When changed targets fall due, once the start of the programme is another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from copro_map.base.store.programme import Programmes
from copro_map.indicators.definitions import load_indicators


def _place(data_dir: Path, start: date, code: str, due: date) -> int | None:
    """Return which target of the proposal was due on a day, by a start; None: none."""
    one = load_indicators(data_dir, start).get(code)
    days = [target.due for target in one.targets] if one else []
    return days.index(due) if due in days else None


def _due(
    programmes: Programmes, data_dir: Path, row: tuple[str, str, str], day: date
) -> str:
    """Return when a changed target (code, due, changed on) is due as known on a day."""
    code, due, changed = row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2])
    for start in programmes.starts_by(changed):
        place = _place(data_dir, start, code, due)
        if place is not None:
            now = load_indicators(data_dir, programmes.on(day).start)[code]
            return now.targets[place].due.isoformat()
    return row[1]


def following(
    changes: pd.DataFrame, programmes: Programmes, data_dir: Path, day: date
) -> pd.DataFrame:
    """Return changes of targets with the days on which they fall due, as known on one.

    What was changed of a target of the proposal is due when that is, by the start of
    the programme; one that somebody added keeps the day that they gave it. ``changes``
    as ``indicators.store.progress.target_changes``.
    """
    if not programmes.starts or changes.empty:
        return changes
    rows = zip(
        changes["indicator"], changes["due_on"], changes["changed_on"], strict=True
    )
    due = [_due(programmes, data_dir, row, day) for row in rows]
    return changes.assign(due_on=pd.array(due, dtype="str"))
