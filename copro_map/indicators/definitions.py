"""What the programme promised: outcomes, indicators and targets, each in its file.

A due date is the start of the programme plus a number of months, so that a start
confirmed later moves every target and no file has to be edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.definitions import (
    known_fields,
    one_of,
    read_label,
    read_toml,
    whole_number,
)
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_
from copro_map.base.programme import Programme, add_months, load_programme
from copro_map.base.store.programme import programme_of
from copro_map.indicators.rules.indicator import Indicator, Outcome, Target
from copro_map.indicators.rules.registry import RULES

CHOICES = {
    "kind": ("count", "percent"),
    "aggregation": ("stock", "cumulative", "level"),
}
LABELS = ("label", "short", "source", "definition", "collection", "limitations")
FIELDS = ("code", "outcome", *CHOICES, "counts", *LABELS, "targets")
END = "end"
MOST = 1_000_000  # a count above this is a slip of the pen


def _choice(entry: Mapping[str, Any], field: str, where: str) -> str:
    return one_of(entry.get(field), field, CHOICES[field], where)


def _counts(entry: Mapping[str, Any], kind: str, where: str) -> str:
    """Return the rule that an indicator counts by; "" if people are asked.

    A count is one of records; a share may be, or what people said.
    """
    given = entry.get("counts")
    if given is None and kind == "percent":
        return ""
    rules = [name for name, rule in RULES.items() if rule.kind == kind]
    return one_of(given, "counts", rules, where)


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
        counts=_counts(entry, kind, where),
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


def indicators_of(settings: Settings) -> dict[str, Indicator]:
    """Return the indicators, their targets due by the start of the own programme.

    Raises
    ------
    DefinitionError
        If a definition file is missing or wrong.
    """
    return load_indicators(settings.data_dir, programme_of(settings))
