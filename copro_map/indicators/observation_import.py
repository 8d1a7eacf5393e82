"""Import of observations, such as survey results: one file, all or nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.files.bringing import NOBODY, Bringing
from copro_map.files.intake import take
from copro_map.files.rows import ImportResult, first_faults
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.indicators.definitions import indicators_of
from copro_map.indicators.observed import (
    check_observations,
    percents_of,
    write_observations,
)
from copro_map.indicators.rules.indicator import Indicator
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor

SUBJECT = "observations"
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

STATES = {
    "checked": N_("It counts"),
    "draft": N_("A draft: it does not count yet"),
    "withdrawn": N_("Withdrawn: it does not count"),
}


def _coded(code: str, indicator: Indicator) -> Label:
    """Return the name of an indicator behind its code."""
    short = indicator.short
    return Label(f"{code} {short.en}", f"{code} {short.cy}")


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:
    """Return what a row can say by a name: indicators, and how sure a figure is."""
    indicators = indicators_of(settings, today)
    return {
        "indicator": {code: _coded(code, one) for code, one in indicators.items()},
        "status": {one: in_both(words) for one, words in STATES.items()},
    }


def import_observations(  # noqa: PLR0913 - a file, as told, by whom, and when
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of observations, entered now: all of it, or nothing.

    ``told`` says what its columns mean where their names do not.

    A row that says something else than the record in force for its indicator and
    period supersedes that one (``changed``); the same again is ``unchanged``. A dry
    run does everything in a real transaction and rolls it back. Each figure is noted as
    ``actor``'s; ``bringing`` stands around it.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    RefusedError
        If somebody may not.
    ProgressError
        If a record of a later day than today is there already.
    DatabaseError
        If the database cannot be written.
    """
    today = now.astimezone(WALES).date()
    words = words_of_rows(settings, today)
    intake = take(settings, path, SUBJECT, WANTED, told, today=today, words=words)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    indicators = indicators_of(settings, today)
    rows, faults, notes = check_observations(
        intake.rows, intake.faults, indicators, today
    )
    intake.tidied.extend(notes)
    how = intake.how()
    if faults:
        return ImportResult(faults=tuple(faults), **how)
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        present = require_now(database, actor, "enter_figure")
        percents = percents_of(indicators)
        new, faults = write_observations(database, present, rows, percents, now)
        if not faults:
            intake.keep(database, today)
            done = ImportResult.of(new, len(rows), **how)
            bringing.done(database, SUBJECT, (done.added, done.changed))
    return ImportResult(faults=(*first_faults(faults),), **how) if faults else done
