"""A demonstration programme: every record invented, in a database of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from copro_map.assets.face import confirm_entries, origins, save_entries
from copro_map.audits.face import add_audits, instrument_in_use
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import prepare, reading, writing
from copro_map.base.store.programme import mark_demonstration
from copro_map.demonstration.audits import audit_records
from copro_map.demonstration.days import Days
from copro_map.demonstration.entries import Step, demonstration_steps
from copro_map.demonstration.made_up import LARGEST_SEED, MixedOriginsError, check_range
from copro_map.demonstration.progress import CHANGED, freezes, target_changes, totals
from copro_map.demonstration.store.demonstration import (
    holds_others,
    put_in_place,
    was_made,
)
from copro_map.demonstration.surveys import SURVEY, survey_records
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.indicators.face import (
    add_observations,
    add_target_changes,
    indicators_of,
    take_snapshot,
)
from copro_map.surveys.face import add_replies, add_waves, load_surveys

ENTRIES, FEWEST, MOST = 500, 50, 100_000
MADE_BY = (
    "Demonstration / Arddangosiad: python -m copro_map init --demo --entries {n} "
    "(seed {seed})"
)


def _is_there(settings: Settings, made_by: str, today: date) -> bool:
    """Say whether just this demonstration is there; refuse a database of others."""
    if not settings.database.exists():
        return False
    prepare(settings.database)
    with reading(settings.database) as database:
        if holds_others(database, origins(database)):
            raise MixedOriginsError(
                N_(
                    "{file}: the database holds records that are no demonstration, and "
                    "the two are never mixed. Name a new file in COPRO_MAP_DB and try "
                    "again."
                ),
                file=settings.database,
            )
        return was_made(database, made_by, today)


def _folder_beside(target: Path) -> TemporaryDirectory[str]:
    """Return a folder to build in, on the same disk as the database to be."""
    try:
        return TemporaryDirectory(dir=target.parent, prefix=f"{target.name}-")
    except OSError as error:
        raise DatabaseError(
            N_(
                "{file}: the database cannot be opened ({reason}). Check that the "
                "folder exists and may be written to, or name another file in "
                "COPRO_MAP_DB."
            ),
            file=target,
            reason=error.strerror or error,
        ) from error


def _known_since(steps: Sequence[Step], kind: str) -> dict[str, date]:
    """Return the entries of a kind that are ever confirmed, and when they came in."""
    confirmed = {one.asset_id for step in steps for one in step.confirmations}
    return {
        asset.id: step.day
        for step in steps
        for asset in step.assets
        if asset.text("kind") == kind and asset.id in confirmed
    }


def _write_entries(settings: Settings, days: Days, steps: Sequence[Step]) -> None:
    with writing(settings.database) as database:
        mark_demonstration(database, days.start, days.today)
        for step in steps:
            save_entries(database, settings, step.assets, step.day)
            confirm_entries(database, step.confirmations)


def _write_surveys(
    settings: Settings, days: Days, bodies: Mapping[str, date], seed: int
) -> None:
    survey = load_surveys(settings.data_dir)[SURVEY]
    with writing(settings.database) as database:
        for one in survey_records(survey, days, bodies, seed):
            wave = one.wave
            if one.miscounted is not None:
                (number,) = add_waves(database, [one.miscounted])
                wave = replace(wave, supersedes=number)
            add_waves(database, [wave])
            numbers = add_replies(database, one.replies)
            corrections = [
                replace(reply, supersedes=numbers[place])
                for place, reply in one.corrections
            ]
            add_replies(database, corrections)


def _write_audits(
    settings: Settings, days: Days, projects: Mapping[str, date], seed: int
) -> None:
    """Write audits in the order of their entry: sent, and accepted some days later."""
    records = audit_records(instrument_in_use(settings.data_dir), days, projects, seed)
    entered = [
        (row.entered_on, place, row)
        for place, one in enumerate(records)
        for row in (one.sent, one.later)
        if row is not None
    ]
    numbers: dict[int, int] = {}
    with writing(settings.database) as database:
        for _, place, row in sorted(entered, key=lambda one: one[0]):
            known = replace(row, supersedes=numbers.get(place))
            (numbers[place],) = add_audits(database, [known])


def _write_progress(settings: Settings, days: Days) -> None:
    indicators = indicators_of(settings)
    percents = [code for code, one in indicators.items() if one.kind == "percent"]
    first, right = totals(days)
    changed, agreed = target_changes(indicators[CHANGED], days)
    with writing(settings.database) as database:
        (number,) = add_observations(database, [first], percents=percents)
        right = replace(right, supersedes=number)
        add_observations(database, [right], percents=percents)
        (number,) = add_target_changes(database, [changed])
        add_target_changes(database, [replace(agreed, supersedes=number)])


def _write_snapshots(settings: Settings, days: Days) -> None:
    """Freeze what is shown, as at some days, by what is written already."""
    for label, as_at, taken_on in freezes(days):
        take_snapshot(settings, label, as_at, taken_on)


def _build(
    settings: Settings, days: Days, made_by: str, entries: int, seed: int
) -> None:
    """Write a demonstration into a new database."""
    gazetteer = load_gazetteer(settings)
    definitions = load_definitions(settings.data_dir)
    steps = demonstration_steps(gazetteer, definitions, days, made_by, entries, seed)
    _write_entries(settings, days, steps)
    _write_surveys(settings, days, _known_since(steps, "practitioner"), seed)
    _write_audits(settings, days, _known_since(steps, "project"), seed)
    _write_progress(settings, days)
    _write_snapshots(settings, days)


def make_demonstration(
    settings: Settings, today: date, entries: int = ENTRIES, seed: int = 1
) -> int:
    """Write a demonstration programme; return how many entries it has.

    Three years of it: entries and what was known of them when, surveys, self-audits,
    totals, changed targets and snapshots. The programme starts 36 months before the
    month after ``today``. It is built beside the database and then takes its place: all
    of it, or nothing changes. The same call twice changes nothing; another day, number
    or seed replaces the demonstration that is there.

    Raises
    ------
    OutOfRangeError
        If ``entries`` is not 50 to 100,000, or the seed negative or over 32 bits.
    MixedOriginsError
        If the database holds anything that is no demonstration. Nothing is written.
    DatabaseError
        If the database cannot be written.
    """
    check_range("--entries", entries, FEWEST, MOST)
    check_range("--seed", seed, 0, LARGEST_SEED)
    made_by = MADE_BY.format(n=entries, seed=seed)
    if _is_there(settings, made_by, today):
        return entries
    with _folder_beside(settings.database) as folder:
        beside = replace(settings, database=Path(folder) / settings.database.name)
        _build(beside, Days(today), made_by, entries, seed)
        _is_there(settings, made_by, today)  # others may have come in the meantime
        put_in_place(beside.database, settings.database)
    return entries
