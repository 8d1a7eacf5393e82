"""The targets in words and as a table, with who changed each last, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from copro_map.base.i18n import long_date, t
from copro_map.base.said import Spoken, said
from copro_map.base.superseded import plain
from copro_map.indicators.standings import Standing
from copro_map.indicators.store.progress import last_target_changes

CHANGED = ("changed_by", "changed_on", "reason")


@dataclass(frozen=True)
class LastChange:
    """When the targets of an indicator were changed last, by which role, and why."""

    day: date
    who: Spoken
    why: Spoken

    def __str__(self) -> str:
        """Return all of it in words, translated."""
        return f"{long_date(self.day)}, {self.who}: {self.why}"


def last_changes(changes: pd.DataFrame) -> dict[str, LastChange]:
    """Return who changed the targets of an indicator last, by code.

    An indicator whose targets are those of the proposal is left out. ``changes`` as
    ``indicators.store.progress.target_changes``.
    """
    return {
        row["indicator"]: LastChange(
            date.fromisoformat(row["changed_on"]),
            said(row["changed_by"], row["changed_by_cy"]),
            said(row["reason"], row["reason_cy"]),
        )
        for row in plain(last_target_changes(changes))
    }


def target_table(standings: Sequence[Standing], changes: pd.DataFrame) -> pd.DataFrame:
    """Return every target: ``code``, name, ``due``, ``value``, and its last change.

    ``changed_by`` (a role), ``changed_on`` and ``reason`` are "" for a target of the
    proposal. A target that was taken back stands there without a value.
    """
    last: dict[tuple[str, str], Any] = {
        (str(row["indicator"]), str(row["due_on"])): row
        | {x: said(row[x], row[f"{x}_cy"]).text for x in ("changed_by", "reason")}
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
