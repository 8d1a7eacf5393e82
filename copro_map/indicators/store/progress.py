"""Observations and targets: every figure is dated and superseded, never overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from datetime import date

import pandas as pd
from sqlite_utils import Database

from copro_map.base.dates import check_dates
from copro_map.base.store.superseding import Ledger, counted
from copro_map.indicators.rules.records import (
    Observation,
    ProgressError,
    TargetChange,
    check_share,
    check_value,
    plain_breakdown,
)

OBSERVATIONS = Ledger(
    "observation",
    owner=("indicator",),
    error=ProgressError,
    cell=("indicator", "period_end", "breakdown"),
    types=dict.fromkeys(("numerator", "denominator", "invited", "n"), "Int64")
    | {"value": "Float64"},
)
TARGETS = Ledger(
    "target_change",
    owner=("indicator",),
    error=ProgressError,
    cell=("indicator", "due_on"),
    day="changed_on",
    types={"value": "Float64"},
)


def add_observations(
    database: Database, rows: Iterable[Observation], *, percents: Collection[str]
) -> tuple[int, ...]:
    """Add observations inside the caller's transaction; return their ids.

    ``percents`` are the indicators whose value is a percentage. One record is in force
    for a period and breakdown of an indicator; to correct it, supersede it. Records of
    an indicator are entered in the order of their days, so that what was shown on a day
    never changes afterwards.

    Raises
    ------
    ProgressError
        If a record is wrong by itself (``progress_rules``), if what it supersedes is
        not there, of another indicator or superseded already, if it says again what a
        record in force says, or if it is dated before the last one of its indicator.
    """
    added = []
    for row in rows:
        subject = f"{row.indicator}, {row.period_end}"
        check_dates(subject, row.period_end, row.entered_on, error=ProgressError)
        check_value(subject, row.value)
        check_share(row, percents)
        checked = replace(row, breakdown=plain_breakdown(row))
        added.append(OBSERVATIONS.add(database, asdict(checked)))
    return counted(database, added)


def add_target_changes(
    database: Database, rows: Iterable[TargetChange]
) -> tuple[int, ...]:
    """Add changes of targets inside the caller's transaction; return their ids.

    One change is in force for a due date of an indicator; to change it again, supersede
    it. Errors as ``add_observations``.
    """
    added = []
    for row in rows:
        subject = f"{row.indicator}, {row.due_on}"
        check_dates(subject, row.due_on, row.changed_on, error=ProgressError)
        check_value(subject, row.value)
        added.append(TARGETS.add(database, asdict(row)))
    return counted(database, added)


def observations(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every observation that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row an observation entered on or before ``as_at`` (None: all); index ``id``,
        unique, growing. Columns as the fields of ``Observation``, in the table's order:
        text (dates ISO), whole numbers (``Int64``) and ``value`` (``Float64``; percent
        for a percentage), missing where not known; and ``superseded_by``, the id of the
        record that had superseded it by that day, missing if it was in force. Drafts
        and withdrawn ones are among them: see ``status``.
    """
    return OBSERVATIONS.known(database, as_at)


def target_changes(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every change of a target that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row a change made on or before ``as_at`` (None: all); index ``id``, unique,
        growing. Columns ``indicator``, ``due_on``, ``value`` (``Float64``, missing: no
        target any more), ``changed_by``, ``changed_on``, ``reason``, ``supersedes`` and
        ``superseded_by`` (``Int64``), the latter as in ``observations``; and
        ``changed_by_cy`` and ``reason_cy``, "" where there is no Welsh.
    """
    return TARGETS.known(database, as_at)


def last_target_changes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the last change of each indicator's targets: who made it, when and why.

    Columns as ``target_changes``; index ``indicator``, sorted, unique.

    Examples
    --------
    >>> frame = pd.DataFrame({"indicator": ["1.1", "2.3", "1.1"],
    ...                       "changed_by": ["board", "steward", "steward"]})
    >>> last_target_changes(frame)["changed_by"].to_dict()
    {'1.1': 'steward', '2.3': 'steward'}
    """
    return frame.groupby("indicator").tail(1).set_index("indicator").sort_index()
