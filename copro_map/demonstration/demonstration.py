"""A demonstration programme: every record invented, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import prepare, reading, writing
from copro_map.base.store.faults import CANNOT_OPEN
from copro_map.base.store.leftovers import folder_beside
from copro_map.base.today import WALES
from copro_map.demonstration.audits import write_audits
from copro_map.demonstration.board import write_report
from copro_map.demonstration.entries import write_entries
from copro_map.demonstration.events import write_events
from copro_map.demonstration.exchange import EXCHANGED, write_contacts
from copro_map.demonstration.made_up import (
    BY,
    LARGEST_SEED,
    MONTHS,
    NEW_YEARS,
    Days,
    MixedOriginsError,
    check_range,
)
from copro_map.demonstration.meetings import write_meetings
from copro_map.demonstration.members import write_members
from copro_map.demonstration.plan import write_plan
from copro_map.demonstration.sent_in import NEW, write_sent_in
from copro_map.demonstration.store.demonstration import (
    holds_others,
    put_in_place,
    was_made,
)
from copro_map.demonstration.surveys import write_surveys
from copro_map.demonstration.talks import write_talks
from copro_map.indicators.face import (
    Indicator,
    Observation,
    TargetChange,
    add_observations,
    add_target_changes,
    indicators_of,
    take_snapshot,
)
from copro_map.people.rules.permissions import MACHINE

ENTRIES, FEWEST, MOST = 500, 50, 100_000
MADE_BY = (
    "Demonstration / Arddangosiad: python -m copro_map init --demo --entries {n} "
    "(seed {seed})"
)
# Totals of a survey on paper between two waves, of which no replies are known.
TOTALS_OF, TOTALS_MONTH = "3.3", 17
INVITED = 64
COUNTED, COUNTED_LATER = (9, 19), (15, 31)  # said so, answered: forms came in
PAPER = (
    "Demonstration: totals of a paper survey / Arddangosiad: cyfansymiau arolwg papur"
)
CHANGED, LOWER, AGREED = "3.2", 70.0, 75.0
BOARD = Label("board", "y bwrdd")
REASON = Label(
    "Demonstration: agreed by the board", "Arddangosiad: cytunwyd gan y bwrdd"
)
SLIP = Label("Demonstration: a slip of the pen", "Arddangosiad: gwall wrth deipio")
FIRST_CHANGE, SECOND_CHANGE = 25, 27  # months
TAKEN_AFTER = 6  # days
NOON = time(12)


def _is_there(settings: Settings, made_by: str, today: date) -> bool:
    """Say whether just this demonstration is there; refuse a database of others."""
    if not settings.database.exists():
        return False
    prepare(settings.database)
    with reading(settings.database) as database:
        if holds_others(
            database, {one.origin for one in kept_entries(database).values()}
        ):
            raise MixedOriginsError(
                N_(
                    "{file}: the database holds records that are no demonstration, and "
                    "the two are never mixed. Name a new file in COPRO_MAP_DB and try "
                    "again."
                ),
                file=settings.database,
            )
        return was_made(database, made_by, today)


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """Make a folder to build in; say what to do if there cannot be one."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(folder_beside(target))
        except OSError as error:
            reason = error.strerror or error
            raise DatabaseError(CANNOT_OPEN, file=target, reason=reason) from error
        yield folder


def _totals(days: Days) -> tuple[Observation, Observation]:
    """Return totals as they were entered, and their correction: it supersedes them."""

    def entered(said: int, answered: int, day: date) -> Observation:
        return Observation(
            indicator=TOTALS_OF,
            period_end=days.in_month(TOTALS_MONTH, 20).isoformat(),
            value=round(100 * said / answered, 1),
            numerator=said,
            denominator=answered,
            n=answered,
            invited=INVITED,
            source=PAPER,
            entered_by=BY,
            entered_on=day.isoformat(),
            status="checked",
        )

    return (
        entered(*COUNTED, days.in_month(TOTALS_MONTH, 26)),
        entered(*COUNTED_LATER, days.in_month(TOTALS_MONTH + 1, 9)),
    )


def _target_changes(
    indicator: Indicator, days: Days
) -> tuple[TargetChange, TargetChange]:
    """Return a change of the last target, and the board's that supersedes it."""
    first = TargetChange(
        indicator=indicator.code,
        due_on=indicator.targets[-1].due.isoformat(),
        value=LOWER,
        changed_by=BOARD.en,
        changed_by_cy=BOARD.cy,
        changed_on=days.in_month(FIRST_CHANGE, 14).isoformat(),
        reason=REASON.en,
        reason_cy=REASON.cy,
    )
    return first, replace(
        first,
        value=AGREED,
        changed_on=days.in_month(SECOND_CHANGE, 11).isoformat(),
        reason=f"{REASON.en}. {SLIP.en}",
        reason_cy=f"{REASON.cy}. {SLIP.cy}",
    )


def _write_progress(settings: Settings, days: Days) -> None:
    """Write totals of a survey on paper, and changed targets."""
    indicators = indicators_of(settings, days.today)
    first, right = _totals(days)
    changed, agreed = _target_changes(indicators[CHANGED], days)
    percents = [code for code, one in indicators.items() if one.kind == "percent"]
    with writing(settings.database) as database:
        (number,) = add_observations(database, [first], percents=percents)
        right = replace(right, supersedes=number)
        add_observations(database, [right], percents=percents)
        (number,) = add_target_changes(database, [changed])
        add_target_changes(database, [replace(agreed, supersedes=number)])


def _write_snapshots(settings: Settings, days: Days) -> None:
    """Freeze what is shown at the end of years 1 and 2, and of the last month."""
    last = days.in_month(MONTHS, 1) - timedelta(1)
    ends = (*(days.in_month(month, 1) for month in NEW_YEARS), last)
    for year, as_at in enumerate(ends, start=1):
        label = f"Demonstration, year {year}"
        label_cy = f"Arddangosiad, blwyddyn {year}"
        taken_on = min(days.today, as_at + timedelta(TAKEN_AFTER))
        noon = datetime.combine(taken_on, NOON, WALES)
        take_snapshot(settings, MACHINE, label, as_at, noon, label_cy=label_cy)


def make_demonstration(
    settings: Settings, today: date, entries: int = ENTRIES, seed: int = 1
) -> int:
    """Write a demonstration programme; return how many entries it has.

    Three years of it: entries and what was known of them when, surveys, self-audits,
    totals, changed targets and snapshots; besides ``entries``, three that were sent in,
    others that wait at the desk, what people wrote to each other, and what members
    offer and ask for, with whom they met; and the plan, with its money. The programme
    starts 36 months before the month after ``today``. It is built beside the database
    and then takes its place: all of it, or nothing changes. The same call twice changes
    nothing; another day, number or seed replaces the demonstration that is there.

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
    made_by, days = MADE_BY.format(n=entries, seed=seed), Days(today)
    if _is_there(settings, made_by, today):
        return entries + NEW + EXCHANGED
    with _folder_beside(settings.database) as folder:
        beside = replace(settings, database=folder / settings.database.name)
        known = write_entries(beside, days, made_by, entries, seed)
        write_surveys(beside, days, known["practitioner"], seed)
        write_audits(beside, days, known["project"], seed)
        write_contacts(beside, days, seed)
        write_talks(beside, days, write_sent_in(beside, days, seed))
        for write in (write_meetings, write_members, write_events, write_plan):
            write(beside, days, seed)
        _write_progress(beside, days)
        _write_snapshots(beside, days)
        write_report(beside, days)
        _is_there(settings, made_by, today)  # others may have come in the meantime
        put_in_place(beside.database, settings.database)
    return entries + NEW + EXCHANGED
