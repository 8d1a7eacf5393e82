"""A subject of our own for tests: names, themes, places; only the log is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.files.intake import take
from copro_map.files.rows import Fault, ImportResult
from copro_map.files.told import Wanted
from copro_map.imports.importer import (
    Brought,
    Given,
    Importer,
    Meaning,
    Tried,
    Twin,
)
from copro_map.imports.tried import tried

WANTED = (
    Wanted("name", ("enw",), must=True),
    Wanted("theme", must=True),
    Wanted("place"),
    Wanted("size"),
)
THEMES = {"food": Label("Food", "Bwyd"), "health": Label("Health", "Iechyd")}
MEANINGS = (
    Meaning("name", Label("Name", "Enw"), must=True),
    Meaning("theme", Label("Theme", "Thema"), must=True, words=THEMES),
    Meaning("place", Label("Place", "Lle")),
    Meaning("size", Label("Size", "Maint")),
)
UNKNOWN = "Unknown word: {value}. Or say once what it is: {example}."
NUMBER = "This is no number: {value}."
THERE = {"Tir Coed": ("tir-coed", (-4.08, 52.41)), "Solva Care": ("solva-care", None)}


def _meanings(_settings: Settings, _of: str) -> tuple[Meaning, ...]:
    return MEANINGS


def _sets(_settings: Settings, _today: date) -> Mapping[str, Label]:
    return {"one": Label("Wave one", "Ton un"), "two": Label("Wave two", "Ton dau")}


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    without = frozenset(line for line, one in given.rows.items() if one == "skip")
    told = replace(given.told, without=without)
    intake = take(settings, given.path, "trials", WANTED, told, today=now.date())
    faults: list[Fault] = list(intake.faults)
    if given.look:
        return tried(ImportResult(faults=tuple(faults), **intake.how()), MEANINGS)
    rows = []
    for row in intake.rows:
        theme, size = row.cells["theme"], row.cells["size"]
        theme = intake.words.get(theme.casefold(), theme)
        if theme and theme not in THEMES and theme != "none":
            example = f'--word "{theme}=food"'
            faults.append(row.fault("theme", UNKNOWN, value=theme, example=example))
        if size and not size.isdecimal():
            faults.append(row.fault("size", NUMBER, value=size))
        rows.append(row)
    found = [
        (row.number, THERE[name])
        for row in rows
        if (name := row.cells["name"]) in THERE
    ]
    twins = tuple(
        Twin(
            line,
            "Tir Coed",
            entry,
            "Tir Coed",
            (-4.0, 52.4),
            point,
            {"Name": "Tir Coed"},
        )
        for line, (entry, point) in found
        if given.rows.get(line) not in ("both", entry)
    )
    added = len(rows) - sum(one not in ("both", "skip") for one in given.rows.values())
    changed = len(rows) - added
    if faults:
        return tried(
            ImportResult(faults=tuple(faults), **intake.how()), MEANINGS, twins
        )
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        intake.keep(database, now.date())
        bringing.done(database, "trials", (added, changed), given.of)
    return tried(ImportResult(added, changed, **intake.how()), MEANINGS, twins)


def _undo(*_: object) -> None:
    pass


TRIALS = Importer("trials", "Trials", "A list of trials.", _meanings, _bring, _undo)
WAVES = Importer("waves", "Waves", "A list of waves.", _meanings, _bring, _undo, _sets)
