"""Import of observations, such as survey results: one file, all or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.base.superseded import current, plain
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
from copro_map.files.intake import take
from copro_map.files.rows import Fault, ImportResult, Row, first_faults
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.indicators.definitions import indicators_of
from copro_map.indicators.rules.figures import is_fraction_of_percent, read_figure
from copro_map.indicators.rules.records import (
    WHOLE,
    Observation,
    ProgressError,
    Status,
    check_share,
)
from copro_map.indicators.store.progress import add_observations
from copro_map.indicators.store.progress import observations as all_observations

# What a file says, and what people call it.
WANTED = (
    Wanted("indicator", ("indicator code", "code", "dangosydd", "cod"), must=True),
    Wanted(
        "period_end",
        ("period", "date", "last day", "diwedd y cyfnod", "cyfnod", "dyddiad"),
        must=True,
        day=True,
    ),
    Wanted("numerator", ("rhifiadur", "yes", "said yes")),
    Wanted("denominator", ("enwadur", "answered", "of")),
    Wanted("invited", ("gwahoddwyd", "wedi eu gwahodd")),
    Wanted("n", ("replies", "replied", "ymatebion")),
    Wanted("value", ("percentage", "per cent", "percent", "gwerth", "canran")),
    Wanted("source", ("ffynhonnell",), must=True),
    Wanted("entered_by", ("by", "role", "gan", "cofnodwyd gan"), must=True),
    Wanted("status", ("state", "statws"), must=True),
)
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
        check_share(_to_observation(row, date.max), percents)
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


def _to_observation(row: Row, today: date) -> Observation:
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


def _in_force(known: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
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
    held = _in_force(known)
    new: list[Observation] = []
    faults: list[Fault] = []
    for row in rows:
        fresh = _to_observation(row, today)
        old = held.get((fresh.indicator, fresh.period_end))
        faults += _against_old(row, old)
        if old is None:
            new.append(fresh)
        elif not _says_the_same(fresh, old):
            new.append(replace(fresh, supersedes=old["id"]))
    return new, faults


def import_observations(
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    today: date,
) -> ImportResult:
    """Import a file of observations, entered today: all of it, or nothing.

    ``told`` says what its columns mean where their names do not.

    A row that says something else than the record in force for its indicator and
    period supersedes that one (``changed``); the same again is ``unchanged``. A dry
    run does everything in a real transaction and rolls it back.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    ProgressError
        If a record of a later day than ``today`` is there already.
    DatabaseError
        If the database cannot be written.
    """
    intake = take(settings, path, "observations", WANTED, told, today=today)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    indicators = indicators_of(settings)
    percents = {code for code, one in indicators.items() if one.kind == "percent"}
    plain_rows = [_plain_value(row, percents) for row in intake.rows]
    intake.tidied.extend(note for _, notes in plain_rows for note in notes)
    how = intake.how()
    table = _table(indicators, percents, today)
    rows, faults = check_rows([row for row, _ in plain_rows], intake.faults, table)
    if faults:
        return ImportResult(faults=tuple(faults), **how)
    with writing(settings.database, keep=not dry_run) as database:
        new, faults = _compare(rows, all_observations(database), today)
        if not faults:
            add_observations(database, new, percents=percents)
            intake.keep(database, today)
    if faults:
        return ImportResult(faults=tuple(first_faults(faults)), **how)
    return ImportResult.of(new, len(rows), **how)
