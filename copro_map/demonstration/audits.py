"""The self-audits of a demonstration: levels that rise, some incomplete or waiting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from copro_map.audits.face import (
    GROUPS,
    LEVELS,
    AuditRow,
    Instrument,
    add_audits,
    instrument_in_use,
    project_level,
)
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import BY, Days

MOST, SHARE = 64, 0.66  # projects that are audited, and the share of all
BY_YEAR = (0.0, 0.22, 0.58, 1.0)  # of them, audited first by the end of each year
SETTLED, LATEST = 40, 12  # days after a project comes in; before today
AGAIN_DAYS, AGAIN = (240, 360), 0.75
ACCEPTED_WITHIN = (2, 13)  # days
# Of the first audits: basic, intermediate, transformative; then how many rise a level.
EVENLY = (5**0.5 - 1) / 2  # multiples of it, without the whole, fill 0 to 1 evenly
FIRST_LEVELS, RISES = (0.7, 0.27, 0.03), 0.85
EACH_INCOMPLETE, DRAFTS, WITHDRAWN = 9, 4, 1
LOWER_CITIZENS, HIGHER_CITIZENS = 0.4, 0.1  # than the professionals, of the scores
PEOPLE = {"citizens": (3, 13), "professionals": (2, 7)}
NOTED = 0.25
NOTE = "Demonstration: invented evidence. / Arddangosiad: tystiolaeth ddychmygol."

Scores = dict[str, dict[str, str]]


def _standing(
    random: np.random.Generator, instrument: Instrument, rank: int
) -> dict[str, int]:
    """Return a rank of each principle, such that enough reach ``rank`` and no more."""
    names = random.permutation(list(instrument.principles)).tolist()
    needed = instrument.principles_needed
    lower = {name: int(random.integers(rank + 1)) for name in names[needed:]}
    return dict.fromkeys(names[:needed], rank) | lower


def _scores(random: np.random.Generator, instrument: Instrument, rank: int) -> Scores:
    """Return scores that come to a level; citizens often score lower."""
    scores: Scores = {group: {} for group in GROUPS}
    citizens, professionals = GROUPS
    for name, own in _standing(random, instrument, rank).items():
        drawn, higher = float(random.random()), min(len(LEVELS) - 1, own + 1)
        lower = drawn < LOWER_CITIZENS
        lifted = LOWER_CITIZENS <= drawn < LOWER_CITIZENS + HIGHER_CITIZENS
        scores[citizens][name] = LEVELS[higher if lifted else own]
        scores[professionals][name] = LEVELS[higher if lower else own]
    return scores


def _first_days(came: Mapping[str, date], days: Days) -> Iterator[tuple[str, date]]:
    """Yield when each project is audited first: evenly within each year."""
    count = min(MOST, round(len(came) * SHARE))
    chosen = sorted(came, key=lambda one: (came[one], one))
    limits = [day.toordinal() for day in days.by_year]
    last = days.today - timedelta(LATEST)
    for number in range(count):
        own = chosen[number * len(chosen) // count]
        wanted = int(np.interp((number + 0.5) / count, BY_YEAR, limits))
        settled = came[own] + timedelta(SETTLED)
        yield own, min(last, max(settled, date.fromordinal(wanted)))


def _audited(
    random: np.random.Generator, number: int, first: date, days: Days
) -> Iterator[tuple[date, int]]:
    """Yield when a project is audited, and at what rank it then stands."""
    rank = int(np.searchsorted(np.cumsum(FIRST_LEVELS), number * EVENLY % 1))
    day = first
    while day <= days.today - timedelta(LATEST):
        yield day, rank
        if random.random() >= AGAIN:
            return
        day += timedelta(int(random.integers(*AGAIN_DAYS)))
        rank = min(len(LEVELS) - 1, rank + int(random.random() < RISES))


def _sent(
    random: np.random.Generator,
    instrument: Instrument,
    asset_id: str,
    day: date,
    rank: int,
) -> AuditRow:
    """Return an audit of a day that comes to a rank, as it was sent some days later."""
    notes = {x: NOTE for x in instrument.principles if random.random() < NOTED}
    people = {x: int(random.integers(*least)) for x, least in PEOPLE.items()}
    sent_on = day + timedelta(int(random.integers(5)))
    scores = _scores(random, instrument, rank)
    return AuditRow(
        asset_id=asset_id,
        instrument=instrument.name,
        audited_on=day.isoformat(),
        scores=scores,
        people=people,
        level=project_level(instrument, scores),
        entered_by=BY,
        entered_on=sent_on.isoformat(),
        notes=notes,
    )


def _incomplete(instrument: Instrument, row: AuditRow) -> AuditRow:
    """Return an audit in which the citizens left out the last principle."""
    scores: Scores = {group: dict(own) for group, own in row.scores.items()}
    del scores[GROUPS[0]][list(instrument.principles)[-1]]
    return replace(row, scores=scores, level="")


def _accepted(random: np.random.Generator, row: AuditRow, today: date) -> AuditRow:
    wait = timedelta(int(random.integers(*ACCEPTED_WITHIN)))
    day = min(today, date.fromisoformat(row.entered_on) + wait)
    return replace(row, status="checked", entered_on=day.isoformat())


def _audits(
    instrument: Instrument, days: Days, came: Mapping[str, date], seed: int
) -> list[list[AuditRow]]:
    """Return the audits in the order of their sending: each, and what became of it.

    Some audits are incomplete; the last ones sent still wait as drafts, the one before
    them was withdrawn.
    """
    random = np.random.default_rng(seed)
    rows = [
        _sent(random, instrument, asset_id, day, rank)
        for number, (asset_id, first) in enumerate(_first_days(came, days))
        for day, rank in _audited(random, number, first, days)
    ]
    rows.sort(key=lambda row: (row.entered_on, row.asset_id))
    for place in range(EACH_INCOMPLETE - 1, len(rows), EACH_INCOMPLETE):
        rows[place] = _incomplete(instrument, rows[place])
    audits = [[row, _accepted(random, row, days.today)] for row in rows]
    for audit in audits[-DRAFTS:]:
        audit.pop()
    for audit in audits[-DRAFTS - WITHDRAWN : -DRAFTS]:
        audit[-1] = replace(audit[-1], status="withdrawn")
    return audits


def write_audits(
    settings: Settings, days: Days, came: Mapping[str, date], seed: int
) -> None:
    """Write the audits of a demonstration in the order of their entry.

    ``came`` are the confirmed projects and since when they are known. The same for one
    seed.
    """
    audits = _audits(instrument_in_use(settings.data_dir), days, came, seed)
    entered = [(place, row) for place, audit in enumerate(audits) for row in audit]
    numbers: dict[int, int] = {}
    with writing(settings.database) as database:
        for place, row in sorted(entered, key=lambda one: one[1].entered_on):
            known = replace(row, supersedes=numbers.get(place))
            (numbers[place],) = add_audits(database, [known])
