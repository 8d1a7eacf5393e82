"""What the programme promised: outcomes, indicators and targets, each in its file.

A due date is the start of the programme plus a number of months, so that a start
confirmed later moves every target and no file has to be edited.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from copro_map.definitions import (
    known_fields,
    one_of,
    read_label,
    read_toml,
    whole_number,
)
from copro_map.errors import DefinitionError
from copro_map.i18n import N_, Label

CHOICES = {
    "kind": ("count", "percent"),
    "aggregation": ("stock", "cumulative", "per_year", "level"),
    "direction": ("up",),
    "baseline": ("not_applicable", "needed"),
    "method": ("records", "survey", "audit"),
}
CHOSEN = ("kind", "aggregation", "direction", "baseline", "method")
LABELS = ("label", "short", "unit", "source", "definition", "collection", "limitations")
FIELDS = ("code", "outcome", *CHOSEN, *LABELS, "targets")
END = "end"
LONGEST = 120  # months; no programme of this kind is longer
# A day that is earlier or later is a slip of the pen.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
MOST = 1_000_000  # a count above this is a slip of the pen


@dataclass(frozen=True)
class Programme:
    """When the programme starts and how long it runs.

    While ``confirmed`` is false the start is a placeholder, and ``note`` says so.
    """

    label: Label
    start: date
    months: int
    confirmed: bool
    note: Label

    @property
    def end(self) -> date:
        """The day on which the last targets are due."""
        return add_months(self.start, self.months)


@dataclass(frozen=True)
class Outcome:
    """One of the four changes that the programme is for."""

    number: int
    label: Label
    statement: Label


@dataclass(frozen=True)
class Target:
    """What is promised for a day: a count, or a percentage from 0 to 100."""

    due: date
    value: float


@dataclass(frozen=True)
class Indicator:
    """What is measured, how, of whom, and what is promised.

    ``base`` says of whom a percentage is taken; a count has none. ``targets`` are in
    order of time.
    """

    code: str
    outcome: int
    label: Label
    short: Label
    unit: Label
    kind: str
    aggregation: str
    direction: str
    base: Label | None
    baseline: str
    method: str
    definition: Label
    collection: Label
    limitations: Label
    source: Label
    targets: tuple[Target, ...]

    @property
    def end_only(self) -> bool:
        """Whether nothing is promised before the end of the programme."""
        return len(self.targets) == 1


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month.

    Examples
    --------
    >>> add_months(date(2026, 4, 1), 36).isoformat()
    '2029-04-01'
    >>> add_months(date(2027, 8, 31), 6).isoformat()
    '2028-02-29'
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _choice(entry: Mapping[str, Any], field: str, where: str) -> str:
    return one_of(entry.get(field), field, CHOICES[field], where)


@cache
def load_programme(data_dir: Path) -> Programme:
    """Return the programme of ``data_dir``; the file is read once.

    Raises
    ------
    DefinitionError
        If the file or one of its fields is missing or wrong; the message names it.
    """
    where = "programme.toml"
    entry = read_toml(data_dir / where)
    start = entry.get("start")
    # A TOML date and time is a Python date too; only a plain date will do.
    if type(start) is not date:
        raise DefinitionError(
            N_("{where}: {field} = {given} cannot be used. Write it as 2026-04-01."),
            where=where,
            field="start",
            given=start,
        )
    months = whole_number(entry, "months", where, 1, LONGEST)
    label, note = (read_label(entry, name, where) for name in ("label", "note"))
    confirmed = str(entry.get("confirmed")).lower()
    said = one_of(confirmed, "confirmed", ("true", "false"), where)
    return Programme(label, start, months, said == "true", note)


@cache
def load_outcomes(data_dir: Path) -> dict[int, Outcome]:
    """Return the outcomes by number, in the order of the file, which is read once.

    Raises
    ------
    DefinitionError
        If the file, a number or a text is missing or wrong; the message names it.
    """
    outcomes = {}
    for name, content in read_toml(data_dir / "outcomes.toml").items():
        entry = content if isinstance(content, Mapping) else {}
        where = f"outcomes.toml [{name}]"
        given = {"outcome": int(name) if name.isdecimal() else name}
        number = whole_number(given, "outcome", where, 1, 99)
        label = read_label(entry, "label", where)
        outcomes[number] = Outcome(number, label, read_label(entry, "statement", where))
    return outcomes


def _target(
    entry: Mapping[str, Any], programme: Programme, most: int, where: str
) -> Target:
    if entry.get("due_month") == END:
        month = programme.months
    else:
        month = whole_number(entry, "due_month", where, 1, programme.months)
    value = whole_number(entry, "value", where, 1, most)
    return Target(add_months(programme.start, month), float(value))


def _targets(
    entry: Mapping[str, Any], programme: Programme, where: str
) -> tuple[Target, ...]:
    """Return the targets, which must be written in order of time."""
    most = 100 if entry["kind"] == "percent" else MOST
    given = entry.get("targets", [])
    tables = given if isinstance(given, list) else [given]
    targets = tuple(
        _target(
            each if isinstance(each, Mapping) else {},
            programme,
            most,
            f"{where} [targets {number}]",
        )
        for number, each in enumerate(tables, start=1)
    )
    dues = [target.due for target in targets]
    if dues != sorted(set(dues)):
        raise DefinitionError(
            N_(
                "{where}: write each target under {table}, in order of time, with one "
                "{field} for each."
            ),
            where=where,
            table="[[targets]]",
            field="due_month",
        )
    return targets


def _read_indicator(
    path: Path, programme: Programme, outcomes: Mapping[int, Outcome]
) -> Indicator:
    entry, where = read_toml(path), f"indicators/{path.name}"
    kind = _choice(entry, "kind", where)
    base = ("base",) if kind == "percent" else ()  # only a percentage has one
    known_fields(entry, (*FIELDS, *base), where)
    if entry.get("code") != path.stem:
        raise DefinitionError(
            N_("{where}: {field} = {given} must be the name of the file: {name}."),
            where=where,
            field="code",
            given=entry.get("code"),
            name=path.stem,
        )
    return Indicator(
        code=path.stem,
        outcome=whole_number(entry, "outcome", where, 1, len(outcomes)),
        kind=kind,
        aggregation=_choice(entry, "aggregation", where),
        direction=_choice(entry, "direction", where),
        baseline=_choice(entry, "baseline", where),
        method=_choice(entry, "method", where),
        **{name: read_label(entry, name, where) for name in LABELS},
        base=read_label(entry, "base", where) if kind == "percent" else None,
        targets=_targets(entry, programme, where),
    )


@cache
def load_indicators(
    data_dir: Path, programme: Programme | None = None
) -> dict[str, Indicator]:
    """Return the indicators by code, in order of code; files are read once.

    Targets are due by the start of ``programme``: that of the file, if none is given.

    Raises
    ------
    DefinitionError
        If a file or a field is missing or wrong; the message names both.
    """
    programme = programme or load_programme(data_dir)
    outcomes = load_outcomes(data_dir)
    paths = sorted((data_dir / "indicators").glob("*.toml"))
    if not paths:
        raise DefinitionError(
            N_("{file}: this definition file is missing. Restore it from the project."),
            file=data_dir / "indicators" / "*.toml",
        )
    return {path.stem: _read_indicator(path, programme, outcomes) for path in paths}
