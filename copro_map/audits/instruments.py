"""The self-audit of a project: principles on described levels, each in its file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from copro_map.audits.rules.instrument import (
    GROUPS,
    LEVELS,
    Group,
    Instrument,
    Principle,
)
from copro_map.base.definitions import known_fields, read_label, read_toml, whole_number
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_, Label

IN_USE = "principles"  # The instrument of the page; others are kept for older audits.
FIELDS = (
    *("id", "version", "label", "note", "rule"),
    *("principles_needed", "levels", "groups", "principles"),
)
MOST_VERSIONS = 999


def _tables(
    entry: Mapping[str, Any], name: str, where: str, ids: tuple[str, ...] = ()
) -> dict[str, Mapping[str, Any]]:
    """Return the tables under a name; if ``ids`` are given, exactly those, in order."""
    given = entry.get(name)
    tables = given if isinstance(given, Mapping) else {}
    if not tables or (ids and tuple(tables) != ids):
        raise DefinitionError(
            N_("{where}: write these tables, in this order: {tables}."),
            where=where,
            tables=", ".join(f"[{name}.{x}]" for x in ids or ("...",)),
        )
    return {x: y if isinstance(y, Mapping) else {} for x, y in tables.items()}


def _group(entry: Mapping[str, Any], where: str) -> Group:
    known_fields(entry, ("label", "who"), where)
    return Group(read_label(entry, "label", where), read_label(entry, "who", where))


def _principle(entry: Mapping[str, Any], where: str) -> Principle:
    known_fields(entry, ("label", "question", *LEVELS), where)
    return Principle(
        read_label(entry, "label", where),
        read_label(entry, "question", where),
        {level: read_label(entry, level, where) for level in LEVELS},
    )


def _rule(entry: Mapping[str, Any], needed: int, of: int, where: str) -> Label:
    """Return the rule with its numbers, so that words and sums cannot disagree."""
    rule = read_label(entry, "rule", where)
    for text in (rule.en, rule.cy):
        if "{needed}" not in text or "{all}" not in text:
            raise DefinitionError(
                N_("{where}: the rule must hold {needed} and {all}, in each language."),
                where=where,
                needed="{needed}",
                all="{all}",
            )
    numbers = (("{needed}", str(needed)), ("{all}", str(of)))
    texts = [rule.en, rule.cy]
    for name, number in numbers:
        texts = [text.replace(name, number) for text in texts]
    return Label(*texts)


def _read_instrument(path: Path) -> Instrument:
    entry, where = read_toml(path), f"audits/{path.name}"
    known_fields(entry, FIELDS, where)
    if entry.get("id") != path.stem:
        raise DefinitionError(
            N_("{where}: {field} = {given} must be the name of the file: {name}."),
            where=where,
            field="id",
            given=entry.get("id"),
            name=path.stem,
        )
    levels = _tables(entry, "levels", where, LEVELS)
    groups = _tables(entry, "groups", where, GROUPS)
    principles = {
        name: _principle(table, f"{where} [principles.{name}]")
        for name, table in _tables(entry, "principles", where).items()
    }
    needed = whole_number(entry, "principles_needed", where, 1, len(principles))
    return Instrument(
        id=path.stem,
        version=whole_number(entry, "version", where, 1, MOST_VERSIONS),
        label=read_label(entry, "label", where),
        note=read_label(entry, "note", where),
        rule=_rule(entry, needed, len(principles), where),
        principles_needed=needed,
        levels={
            x: read_label(table, "label", f"{where} [levels.{x}]")
            for x, table in levels.items()
        },
        groups={x: _group(y, f"{where} [groups.{x}]") for x, y in groups.items()},
        principles=principles,
    )


@cache
def load_instruments(data_dir: Path) -> dict[str, Instrument]:
    """Return the instruments by id, in order of id; files are read once.

    Raises
    ------
    DefinitionError
        If there is none, or a field is missing or wrong; the message names both.
    """
    paths = sorted((data_dir / "audits").glob("*.toml"))
    if IN_USE not in {path.stem for path in paths}:
        raise DefinitionError(
            N_("{file}: this definition file is missing. Restore it from the project."),
            file=data_dir / "audits" / f"{IN_USE}.toml",
        )
    return {path.stem: _read_instrument(path) for path in paths}


def instrument_in_use(data_dir: Path) -> Instrument:
    """Return the instrument by which projects are audited now.

    Errors as ``load_instruments``.
    """
    return load_instruments(data_dir)[IN_USE]
