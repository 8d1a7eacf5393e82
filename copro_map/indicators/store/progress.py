"""Observations and targets: every figure is dated and superseded, never overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date

import pandas as pd
from sqlite_utils import Database

from copro_map.base.dates import check_dates
from copro_map.base.i18n import N_
from copro_map.base.store.revision import NEXT_REVISION
from copro_map.indicators.rules.records import (
    Observation,
    ProgressError,
    TargetChange,
    check_share,
    check_value,
    plain_breakdown,
)

ADD_OBSERVATION = """
INSERT INTO observation (
    indicator, period_end, numerator, denominator, invited, n, value, breakdown,
    source, entered_by, entered_on, status, supersedes
) VALUES (
    :indicator, :period_end, :numerator, :denominator, :invited, :n, :value, :breakdown,
    :source, :entered_by, :entered_on, :status, :supersedes
)
"""
ADD_TARGET = """
INSERT INTO target_change (
    indicator, due_on, value, changed_by, changed_on, reason, supersedes
) VALUES (
    :indicator, :due_on, :value, :changed_by, :changed_on, :reason, :supersedes
)
"""
# Which record is it that is to be superseded, and is it superseded already?
OLD_OBSERVATION = """
SELECT o.indicator, s.id FROM observation AS o
LEFT JOIN observation AS s ON s.supersedes = o.id WHERE o.id = :supersedes
"""
OLD_TARGET = """
SELECT o.indicator, s.id FROM target_change AS o
LEFT JOIN target_change AS s ON s.supersedes = o.id WHERE o.id = :supersedes
"""
# The record in force for the same cell, but for the one that is to be superseded.
SAME_OBSERVATION = """
SELECT o.id FROM observation AS o
LEFT JOIN observation AS s ON s.supersedes = o.id
WHERE o.indicator = :indicator AND o.period_end = :period_end
    AND o.breakdown = :breakdown AND s.id IS NULL AND o.id IS NOT :supersedes
"""
SAME_TARGET = """
SELECT o.id FROM target_change AS o
LEFT JOIN target_change AS s ON s.supersedes = o.id
WHERE o.indicator = :indicator AND o.due_on = :due_on
    AND s.id IS NULL AND o.id IS NOT :supersedes
"""
LAST_OBSERVATION = (
    "SELECT max(entered_on) FROM observation WHERE indicator = :indicator"
)
LAST_TARGET = "SELECT max(changed_on) FROM target_change WHERE indicator = :indicator"
OBSERVATIONS = """
SELECT o.id, o.indicator, o.period_end, o.numerator, o.denominator, o.invited, o.n,
    o.value, o.breakdown, o.source, o.entered_by, o.entered_on, o.status, o.supersedes,
    s.id AS superseded_by
FROM observation AS o
LEFT JOIN observation AS s ON s.supersedes = o.id AND s.entered_on <= :as_at
WHERE o.entered_on <= :as_at ORDER BY o.id
"""
TARGET_CHANGES = """
SELECT o.id, o.indicator, o.due_on, o.value, o.changed_by, o.changed_on, o.reason,
    o.supersedes, s.id AS superseded_by
FROM target_change AS o
LEFT JOIN target_change AS s ON s.supersedes = o.id AND s.changed_on <= :as_at
WHERE o.changed_on <= :as_at ORDER BY o.id
"""
WHOLE_NUMBERS = ("numerator", "denominator", "invited", "n")
LINKS = ("supersedes", "superseded_by")


@dataclass(frozen=True)
class _Ledger:
    """The statements by which records of one sort are added."""

    add: str
    old: str
    same: str
    last: str


_OBSERVED = _Ledger(
    ADD_OBSERVATION, OLD_OBSERVATION, SAME_OBSERVATION, LAST_OBSERVATION
)
_AIMED = _Ledger(ADD_TARGET, OLD_TARGET, SAME_TARGET, LAST_TARGET)


def _check_old(database: Database, ledger: _Ledger, row: dict[str, object]) -> None:
    """Refuse to supersede what is not there, or is superseded already."""
    old = database.conn.execute(ledger.old, row).fetchone()
    if old is None or old[0] != row["indicator"]:
        raise ProgressError(
            N_("{indicator}: has no record {number} that could be superseded."),
            indicator=row["indicator"],
            number=row["supersedes"],
        )
    if old[1] is not None:
        raise ProgressError(
            N_(
                "{indicator}: record {number} is superseded already. Supersede record "
                "{newer}."
            ),
            indicator=row["indicator"],
            number=row["supersedes"],
            newer=old[1],
        )


def _add(database: Database, ledger: _Ledger, row: dict[str, object], day: str) -> int:
    """Add a record of ``day`` that fits those there are; return its id."""
    if row["supersedes"] is not None:
        _check_old(database, ledger, row)
    same = database.conn.execute(ledger.same, row).fetchone()
    if same is not None:
        raise ProgressError(
            N_("{indicator}: record {number} says this already. Supersede that one."),
            indicator=row["indicator"],
            number=same[0],
        )
    last = database.conn.execute(ledger.last, row).fetchone()[0]
    if last is not None and day < last:
        raise ProgressError(
            N_(
                "{indicator}: a record of {date} cannot come after one of {last}, or "
                "what was shown then would change."
            ),
            indicator=row["indicator"],
            date=day,
            last=last,
        )
    added = database.conn.execute(ledger.add, row).lastrowid
    assert added is not None  # a row was just added
    return added


def _next_revision(database: Database, added: tuple[int, ...]) -> tuple[int, ...]:
    if added:
        database.conn.execute(NEXT_REVISION)
    return added


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
        added.append(_add(database, _OBSERVED, asdict(checked), row.entered_on))
    return _next_revision(database, tuple(added))


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
        added.append(_add(database, _AIMED, asdict(row), row.changed_on))
    return _next_revision(database, tuple(added))


def _read(database: Database, statement: str, as_at: date | None) -> pd.DataFrame:
    day = (as_at or date.max).isoformat()
    cursor = database.conn.execute(statement, {"as_at": day})
    columns = [column[0] for column in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), columns=columns, dtype=object)
    types = dict.fromkeys(columns, "str") | {"id": "int64", "value": "Float64"}
    whole = {name: "Int64" for name in (*WHOLE_NUMBERS, *LINKS) if name in columns}
    return frame.astype(types | whole).set_index("id")


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
    return _read(database, OBSERVATIONS, as_at)


def target_changes(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every change of a target that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row a change made on or before ``as_at`` (None: all); index ``id``, unique,
        growing. Columns ``indicator``, ``due_on``, ``value`` (``Float64``, missing: no
        target any more), ``changed_by``, ``changed_on``, ``reason``, ``supersedes`` and
        ``superseded_by`` (``Int64``), the latter as in ``observations``.
    """
    return _read(database, TARGET_CHANGES, as_at)


def in_force(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the records that nothing has superseded.

    ``frame`` as ``observations`` or ``target_changes``.

    Examples
    --------
    >>> frame = pd.DataFrame({"superseded_by": pd.array([2, None], "Int64")}, [1, 2])
    >>> list(in_force(frame).index)
    [2]
    """
    return frame[frame["superseded_by"].isna()]


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
