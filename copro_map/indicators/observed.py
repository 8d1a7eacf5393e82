"""Observations: how each is checked, compared with what is known, and written.

One way for a file of them and for one that is typed on the desk.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pandas as pd

from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import Database
from copro_map.base.superseded import current, plain
from copro_map.base.today import WALES
from copro_map.files.columns import (
    EMPTY,
    NO_ROLE,
    Rule,
    check_rows,
    column,
    day_until,
    no_contacts,
    once,
    one_of,
    where,
)
from copro_map.files.rows import Fault, Row
from copro_map.indicators.rules.figures import is_fraction_of_percent, read_figure
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.records import (
    WHOLE,
    Observation,
    ProgressError,
    Status,
    check_share,
)
from copro_map.indicators.store.progress import add_observations, observations
from copro_map.people.changes import note
from copro_map.people.rules.changes import NOTHING, Change
from copro_map.people.rules.permissions import Actor

# From the smallest to the largest: no more say yes than answer, reply, are invited.
NESTED = ("numerator", "denominator", "n", "invited")
STATUSES: dict[str, Status] = {x: x for x in ("draft", "checked", "withdrawn")}
TEXTS = ("source", "entered_by")
_is_whole = re.compile(r"[0-9]{1,6}").fullmatch
DECIMALS = 6  # of a percentage that was written as a share
MOST = 999_999  # As many as six digits can say.
# What makes two records the same, whenever they were entered.
SAID = (*NESTED, "value", "source", "entered_by", "status")


def _plain_value(row: Row, percents: Collection[str]) -> tuple[Row, list[Fault]]:
    """Return a row with its value as Python writes it, and what is said of it."""
    cells = row.cells
    is_percent = cells["indicator"] in percents
    value = read_figure(cells["value"], is_percent=is_percent)
    if value is None:
        return row, []
    notes = []
    counts = [int(cells[name]) for name in NESTED[:2] if _is_whole(cells[name])]
    may_be_share = is_percent and len(counts) == 2 and "%" not in cells["value"]
    if may_be_share and is_fraction_of_percent(value, *counts):
        value, written = round(100 * value, DECIMALS), cells["value"]
        message = N_("{written} was read as {value}%: that is what the counts say.")
        notes = [row.fault("value", message, written=written, value=value)]
    return replace(row, cells=cells | {"value": str(value)}), notes


def _numbers(most: int, *, is_percent: bool) -> tuple[Rule, ...]:
    """Return what the columns of numbers hold, the value at most so much."""
    whole = where(
        _is_whole,
        N_("Write a whole number from 0 to {most}, or leave it empty."),
        most=MOST,
    )
    value = where(
        lambda cell: read_figure(cell, is_percent=is_percent, most=most) is not None,
        N_("Write a number from 0 to {most}, such as 33.3, or leave it empty."),
        most=most,
    )
    return (*(column(name, whole) for name in NESTED), column("value", value))


def _sizes(row: Row, is_percent: bool) -> Iterator[Fault]:
    """Yield what does not fit together, if each number is right by itself."""
    known = [(name, int(row.cells[name])) for name in NESTED if row.cells[name]]
    for (smaller, size), (larger, limit) in pairwise(known):
        if size > limit:
            yield row.fault(
                smaller,
                N_("This is more than there is under {larger}: {limit}."),
                larger=larger,
                limit=limit,
            )
    told = row.cells["value"] or row.cells["numerator"] or row.cells["denominator"]
    if is_percent and told:
        for name in ("numerator", "denominator", "n"):
            if not row.cells[name]:
                yield row.fault(name, N_("A percentage needs this number too."))


def _share(row: Row, percents: Collection[str]) -> Iterator[Fault]:
    """Yield what the store would refuse, told by row and column."""
    try:
        check_share(to_observation(row, date.max), percents)
    except ProgressError as error:
        yield row.fault("value", error.message, **error.facts)


def _figures(indicators: Collection[str], percents: Collection[str]) -> Rule:
    """Return the rule of a row's numbers: each by itself, then together."""
    of_percent, of_count = (
        _numbers(100, is_percent=True),
        _numbers(MOST, is_percent=False),
    )

    def rule(row: Row) -> Iterable[Fault]:
        indicator = row.cells["indicator"]
        is_percent = indicator in percents
        columns = of_percent if is_percent else of_count
        faults = [fault for column in columns for fault in column(row)]
        faults = faults or [*_sizes(row, is_percent)]
        if faults or indicator not in indicators:
            return faults
        return _share(row, percents)

    return rule


def _table(
    indicators: Collection[str], percents: Collection[str], today: date
) -> tuple[Rule, ...]:
    """Return what the columns hold, in the order in which faults are told."""
    again = N_("Another row has this indicator and this date: line {line}.")
    return (
        column("indicator", one_of(indicators), empty="-"),
        column("period_end", day_until(today), missing=EMPTY),
        column("source", missing=EMPTY),
        column("status", missing=EMPTY),
        column("entered_by", missing=NO_ROLE),
        column("status", one_of(STATUSES)),
        *(column(name, no_contacts) for name in TEXTS),
        once("indicator", "period_end", message=again),
        _figures(indicators, percents),
    )


def to_observation(row: Row, today: date) -> Observation:
    """Return what a row says that is right, as entered today."""
    cells = row.cells
    return Observation(
        indicator=cells["indicator"],
        period_end=cells["period_end"],
        value=float(cells["value"]) if cells["value"] else None,
        source=cells["source"],
        entered_by=cells["entered_by"],
        entered_on=today.isoformat(),
        status=STATUSES.get(cells["status"], "draft"),
        **{name: row.whole(name) for name in NESTED},  # type: ignore[arg-type] # four whole numbers
    )


def in_force(known: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the record in force of each indicator and period as a whole."""
    whole = plain(current(known[known["breakdown"] == WHOLE]))
    return {(row["indicator"], row["period_end"]): row for row in whole}


def _against_old(row: Row, old: Mapping[str, Any] | None) -> Iterator[Fault]:
    """Yield a fault where a status cannot follow what is recorded already."""
    status = row.cells["status"]
    if old is None and status == "withdrawn":
        yield row.fault(
            "status", N_("Nothing is recorded for this date that could be withdrawn.")
        )
    if old is not None and old["status"] == "checked" and status == "draft":
        yield row.fault(
            "status",
            N_(
                "A checked figure is recorded for this date, and a draft cannot "
                "supersede it. Write one of: {choices}."
            ),
            choices="checked, withdrawn",
        )


def _says_the_same(fresh: Observation, old: Mapping[str, Any]) -> bool:
    """Say whether nothing is new; a value is what its counts make, however rounded."""
    rounded = "value" if fresh.denominator else ""
    return all(getattr(fresh, x) == old[x] for x in SAID if x != rounded)


def _compare(
    rows: Iterable[Row], known: pd.DataFrame, today: date
) -> tuple[list[Observation], list[Fault]]:
    """Return the observations that say something new, and what cannot be said."""
    held = in_force(known)
    new: list[Observation] = []
    faults: list[Fault] = []
    for row in rows:
        fresh = to_observation(row, today)
        old = held.get((fresh.indicator, fresh.period_end))
        faults += _against_old(row, old)
        if old is None:
            new.append(fresh)
        elif not _says_the_same(fresh, old):
            new.append(replace(fresh, supersedes=old["id"]))
    return new, faults


def percents_of(indicators: Mapping[str, Indicator]) -> set[str]:
    """Return the codes of the indicators whose value is a percentage."""
    return {code for code, one in indicators.items() if one.kind == "percent"}


def check_observations(
    rows: Iterable[Row],
    faults: Iterable[Fault],
    indicators: Mapping[str, Indicator],
    today: date,
) -> tuple[list[Row], list[Fault], list[Fault]]:
    """Return rows with plain values, what is wrong in them, and notes on the values."""
    percents = percents_of(indicators)
    read = [_plain_value(row, percents) for row in rows]
    table = _table(indicators, percents, today)
    checked, wrong = check_rows([row for row, _ in read], faults, table)
    return checked, wrong, [one for _, notes in read for one in notes]


def record_of(row: Observation | Mapping[str, Any]) -> str:
    """Return what the changes of a figure are noted under: indicator and period."""
    known = row if isinstance(row, Mapping) else vars(row)
    return f"{known['indicator']} {known['period_end']}"


def in_short(row: Observation | Mapping[str, Any] | None) -> str:
    """Return all that a figure says, as one line; "" for none.

    Examples
    --------
    >>> in_short(Observation("2.2", "2027-03-31", 40.0, "Survey", "steward",
    ...     "2027-04-02", "checked", 24, 60, 100, 61))
    '40 (24 / 60 / 61 / 100), Survey, checked'
    """
    if row is None:
        return ""
    known = row if isinstance(row, Mapping) else vars(row)
    counts = " / ".join("-" if known[x] is None else f"{known[x]}" for x in NESTED)
    value = "-" if known["value"] is None else f"{known['value']:.6g}"
    return f"{value} ({counts}), {known['source']}, {known['status']}"


def add_noted(
    database: Database,
    present: Actor,
    rows: Iterable[Observation],
    percents: Collection[str],
    now: datetime,
    change: Change,
) -> None:
    """Add observations and note each, inside the caller's transaction.

    ``change`` says why, and which change is undone; the rest is filled in here.
    """
    rows = list(rows)
    known = {one["id"]: one for one in plain(observations(database))}
    add_observations(database, rows, percents=percents)
    for row in rows:
        was = in_short(known.get(row.supersedes or 0))
        told = replace(change, record=record_of(row), was=was, now=in_short(row))
        note(database, present, told, now)


def write_observations(
    database: Database,
    present: Actor,
    rows: Iterable[Row],
    percents: Collection[str],
    now: datetime,
    why: Label = NOTHING,
) -> tuple[list[Observation], list[Fault]]:
    """Write what says something new, inside the caller's transaction; return it.

    And what cannot be said beside what is known: then nothing was written. What says
    something else than the record in force supersedes it. Each is noted.
    """
    today = now.astimezone(WALES).date()
    new, faults = _compare(rows, observations(database), today)
    if not faults:
        change = Change("observation", "", "figure", why=why)
        add_noted(database, present, new, percents, now, change)
    return new, faults
