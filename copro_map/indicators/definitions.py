"""What the programme promised: outcomes, indicators and targets, each in its file.

A due date is the start of the programme plus a number of months, so that a start
confirmed later moves every target and no file has to be edited.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import PlainValidator, ValidationInfo

from copro_map.base.config import Settings
from copro_map.base.definitions import Programme, add_months, load_all, load_programme
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_
from copro_map.base.models import (
    NO_CHOICE,
    NO_FILE,
    Definition,
    Named,
    check_whole,
    read,
    read_toml,
)
from copro_map.base.store.programme import programme_of
from copro_map.geography.regions import load_regions
from copro_map.indicators.rules.indicator import Indicator, Outcome, Target
from copro_map.indicators.rules.own import Own

END = "end"
MOST_STARTS = 32  # of programmes, whose due dates are kept
MOST = {"percent": 100, "count": 1_000_000}  # above it: a slip of the pen


class _Room(NamedTuple):
    """How late a target may be due, and how high it may be."""

    months: int
    most: int


def _month(given: object, info: ValidationInfo[_Room]) -> int:
    months = info.context.months
    return months if given == END else check_whole(given, 1, months)


def _value(given: object, info: ValidationInfo[_Room]) -> int:
    return check_whole(given, 1, info.context.most)


class _Aim(Definition):
    """A target as its file writes it."""

    due_month: Annotated[int, PlainValidator(_month)]
    value: Annotated[int, PlainValidator(_value)]


@cache
def load_outcomes(data_dir: Path) -> dict[int, Outcome]:
    """Return the outcomes by number, in the order of the file, which is read once.

    Raises
    ------
    DefinitionError
        If the file, a number or a text is missing or wrong; the message names it.
    """
    return {x.id: x for x in load_all(Outcome, data_dir / "outcomes.toml").values()}


def _targets(
    given: object, programme: Programme, most: int, where: str
) -> tuple[Target, ...]:
    """Return the targets, which must be written in order of time."""
    room = _Room(programme.months, most)
    tables = given if isinstance(given, list) else [given]
    aims = [
        read(_Aim, table, f"{where} [targets {number}]", room)
        for number, table in enumerate(tables, start=1)
    ]
    months = [aim.due_month for aim in aims]
    if months != sorted(set(months)):
        raise DefinitionError(
            N_(
                "{where}: write each target under {table}, in order of time, with one "
                "{field} for each."
            ),
            where=where,
            table="[[targets]]",
            field="due_month",
        )
    return tuple(
        Target(add_months(programme.start, x.due_month), float(x.value)) for x in aims
    )


def _read_indicator(path: Path, programme: Programme, outcomes: int) -> Indicator:
    entry, where = read_toml(path), f"indicators/{path.name}"
    targets = entry.pop("targets", [])
    one = read(Indicator, Named(path.stem, entry, "code"), where, outcomes)
    due = _targets(targets, programme, MOST[one.kind], where)
    return one.model_copy(update={"targets": due})


@lru_cache(MOST_STARTS)
def load_indicators(data_dir: Path, start: date | None = None) -> dict[str, Indicator]:
    """Return the indicators by code, in order of code; files are read once.

    Targets are due by ``start``, the first day of the programme: that of the file, if
    none is given. For each start they are kept, as they are made of files and of it.

    Raises
    ------
    DefinitionError
        If a file or a field is missing or wrong; the message names both.
    """
    programme = load_programme(data_dir)
    if start:
        programme = programme.model_copy(update={"start": start})
    outcomes = len(load_outcomes(data_dir))
    paths = sorted((data_dir / "indicators").glob("*.toml"))
    if not paths:
        raise DefinitionError(NO_FILE, file=data_dir / "indicators" / "*.toml")
    return {path.stem: _read_indicator(path, programme, outcomes) for path in paths}


@cache
def load_own(data_dir: Path) -> dict[str, Own]:
    """Return the indicators of the Network's own by code; files are read once.

    None, if an installation has no such folder. Errors as ``load_indicators``; a part
    of Wales must be one of ``regions.csv``.
    """
    regions, found = load_regions(data_dir), {}
    for path in sorted((data_dir / "own_indicators").glob("*.toml")):
        code, where = path.stem, f"own_indicators/{path.name}"
        one = read(Own, Named(code, read_toml(path), "code"), where)
        if one.outside and one.outside not in regions:
            facts = {"field": "outside", "given": one.outside}
            choices = ", ".join(regions)
            raise DefinitionError(NO_CHOICE, where=where, choices=choices, **facts)
        areas = regions[one.outside].members if one.outside else frozenset()
        found[code] = one.model_copy(update={"areas": areas})
    return found


def own_of(settings: Settings) -> dict[str, Own]:
    """Return the indicators of the Network's own by code, as ``load_own``."""
    return load_own(settings.data_dir)


def indicators_of(settings: Settings, day: date) -> dict[str, Indicator]:
    """Return the indicators, their targets due by the start that is known on a day.

    Raises
    ------
    DefinitionError
        If a definition file is missing or wrong.
    """
    return load_indicators(settings.data_dir, programme_of(settings, day).start)
