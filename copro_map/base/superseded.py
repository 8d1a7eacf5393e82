"""Records that newer ones correct: which are in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

import pandas as pd

Shape = TypeVar("Shape")


def current(records: pd.DataFrame) -> pd.DataFrame:
    """Return the records that nothing has superseded, of those that a ledger knows.

    Examples
    --------
    >>> frame = pd.DataFrame({"superseded_by": pd.array([2, None], "Int64")}, [1, 2])
    >>> list(current(frame).index)
    [2]
    """
    return records[records["superseded_by"].isna()]


def plain(records: pd.DataFrame) -> list[dict[str, Any]]:
    """Return records as dictionaries, the index among them; what is missing is None.

    Examples
    --------
    >>> plain(pd.DataFrame({"supersedes": pd.array([1, None], "Int64")}))
    [{'index': 0, 'supersedes': 1}, {'index': 1, 'supersedes': None}]
    """
    rows = records.reset_index()
    known = rows.astype(object).where(rows.notna(), None)
    return [{str(x): y for x, y in row.items()} for row in known.to_dict("records")]


def stored(records: pd.DataFrame, shape: type[Shape]) -> dict[int, Shape]:
    """Return records by id, as objects of the dataclass whose fields they hold."""
    names = [one.name for one in fields(shape)]  # type: ignore[arg-type] # a dataclass
    return {row["id"]: shape(**{x: row[x] for x in names}) for row in plain(records)}


def stands_as(known: Mapping[int, Any], number: int) -> int | None:
    """Return the record in force that says what one says; None if none does.

    That is the record itself; or, where later ones were taken back, the last of them,
    as it says the same again, on another day and by whoever took them back.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Row:
    ...     value: int
    ...     entered_by: str = ""
    ...     entered_on: str = ""
    ...     supersedes: int | None = None
    >>> rows = {1: Row(5), 2: Row(6, supersedes=1), 3: Row(5, "a", supersedes=2)}
    >>> stands_as(rows, 1), stands_as(rows, 2), stands_as(rows, 3)
    (3, None, 3)
    """
    later = {one.supersedes: n for n, one in known.items()}
    last = number
    while last in later:
        last = later[last]
    own = {"supersedes": None, "entered_by": "", "entered_on": ""}
    is_same = replace(known[last], **own) == replace(known[number], **own)
    return last if is_same else None


def in_force(records: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the records, waves or replies, that were in force on a day.

    Entered by then, and not superseded by a record entered by then.

    Examples
    --------
    >>> records = pd.DataFrame({"entered_on": ["2027-03-01", "2027-05-01"],
    ...     "supersedes": pd.array([None, 1], "Int64")}, index=[1, 2])
    >>> [list(in_force(records, date(2027, month, 1)).index) for month in (2, 4, 5)]
    [[], [1], [2]]
    """
    known = records[records["entered_on"] <= day.isoformat()]
    return known[~known.index.isin(known["supersedes"].dropna())]


def counting(replies: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the replies that count as known on a day: in force, not withdrawn.

    A withdrawal is a record too, that supersedes the reply and does not count.

    Examples
    --------
    >>> replies = pd.DataFrame({"entered_on": ["2027-03-01", "2027-05-01"],
    ...     "supersedes": pd.array([None, 1], "Int64"),
    ...     "status": ["checked", "withdrawn"]}, index=[1, 2])
    >>> [list(counting(replies, date(2027, month, 1)).index) for month in (4, 5)]
    [[1], []]
    """
    known = in_force(replies, day)
    return known[known["status"] == "checked"]
