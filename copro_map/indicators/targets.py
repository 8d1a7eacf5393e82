"""The targets, with who changed each last, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from copro_map.base.i18n import long_date, t
from copro_map.indicators.standings import Standing
from copro_map.indicators.store.progress import last_target_changes

CHANGED = ("changed_by", "changed_on", "reason")


def known_changes(changes: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the changes of targets that were known on a day.

    As ``indicators.store.progress.target_changes`` returns all, and those of the day.
    """
    known = changes[changes["changed_on"] <= day.isoformat()]
    newer = known["superseded_by"]
    return known.assign(superseded_by=newer.where(newer.isin(known.index)))


def last_changes(changes: pd.DataFrame) -> dict[str, str]:
    """Return who changed the targets of an indicator last, by code, in words.

    Day, role and reason. An indicator whose targets are those of the proposal is left
    out. ``changes`` as ``indicators.store.progress.target_changes``.
    """
    last = last_target_changes(changes)
    rows: list[Any] = last.reset_index().to_dict("records")
    return {
        row["indicator"]: f"{long_date(date.fromisoformat(row['changed_on']))}, "
        f"{row['changed_by']}: {row['reason']}"
        for row in rows
    }


def target_table(standings: Sequence[Standing], changes: pd.DataFrame) -> pd.DataFrame:
    """Return every target: ``code``, name, ``due``, ``value``, and its last change.

    ``changed_by`` (a role), ``changed_on`` and ``reason`` are "" for a target of the
    proposal. A target that was taken back stands there without a value.
    """
    last: dict[tuple[str, str], Any] = {
        (str(row["indicator"]), str(row["due_on"])): row
        for row in changes.to_dict("records")
    }
    rows = []
    for one in standings:
        code, name = one.indicator.code, one.indicator.short.text()
        values: dict[str, float | None] = {
            due: None for own, due in last if own == code
        }
        values |= {x.due.isoformat(): x.value for x in one.indicator.targets}
        for due, value in sorted(values.items()):
            change = last.get((code, due), {})
            rows.append((code, name, due, value, *(change.get(x, "") for x in CHANGED)))
    heads = ["code", t("Indicator"), "due", "value", *CHANGED]
    return pd.DataFrame(rows, columns=heads).astype({"value": float})
