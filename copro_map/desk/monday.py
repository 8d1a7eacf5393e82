"""The director's Monday: what the week brought, to the board and administrators.

Figures and statuses are those that everybody is shown; of a wave that is open it tells
how many replied in steps of ten, no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.base.said import said
from copro_map.base.store.connection import reading
from copro_map.base.today import WALES
from copro_map.desk.entries import Entries, read_entries
from copro_map.desk.rules.told import (
    Told,
    confirmed_between,
    gone_stale,
    new_between,
    still_there,
)
from copro_map.desk.store.letters import last_told
from copro_map.desk.writing import Content, Round, listed, site, write_round
from copro_map.exchange.face import matches_between
from copro_map.indicators.face import Moved, Progress, Row, progress
from copro_map.people.rules.persons import Person
from copro_map.surveys.face import WaveState

READERS = ("board", "administrator")
# Of an indicator, what says how it stands as everybody is shown it.
SHOWN = ("code", "value", "bound", "status", "status_detail")


@dataclass(frozen=True)
class Week:
    """What is told on a Monday: of ``since`` until before ``until``.

    ``matches`` is how many found each other over an offer or a request then.
    ``waves`` are open, and more tens of people have replied than were told before;
    ``moved`` the indicators of which another figure or status is shown than then.
    """

    since: date
    until: date
    confirmed: tuple[Told, ...]
    projects: tuple[Told, ...]
    stale: tuple[Told, ...]
    matches: int
    waves: tuple[WaveState, ...]
    moved: tuple[Moved, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        entries = self.confirmed or self.projects or self.stale
        return not (entries or self.matches or self.waves or self.moved)


def _wave_name(one: WaveState) -> str:
    return f"{one.wave.survey}/{one.wave.name}"


def _open_waves(settings: Settings, day: date) -> list[WaveState]:
    text = day.isoformat()
    waves = WaveState.every(settings)
    return [x for x in waves if x.wave.opens_on <= text <= x.wave.closes_on]


def _to_compare(shown: Progress, waves: Sequence[WaveState]) -> dict[str, Any]:
    """Return what the next Monday compares with."""
    rows = shown.as_json()["indicators"]
    return {
        "indicators": [{name: row[name] for name in SHOWN} for row in rows],
        "replies": {_wave_name(one): one.replies for one in waves},
    }


def _moved(shown: Progress, before: Mapping[str, Any]) -> tuple[Moved, ...]:
    rows = ((one, Row.of(one)) for one in shown.compared_with(before))
    return tuple(
        one
        for one, row in rows
        if (row.then, row.status_then) != (row.now, row.status_now)
    )


def _week(
    settings: Settings,
    entries: Entries,
    since: date,
    until: date,
) -> dict[str, tuple[Told, ...]]:
    months = settings.due_months, settings.stale_months
    there = still_there(entries.kept.values(), until)
    new = new_between(entries.known, since, until)
    return {
        "confirmed": entries.by_name(confirmed_between(entries.known, since, until)),
        "projects": entries.by_name(
            one for one in there & new.keys() if entries.kept[one].kind == "project"
        ),
        "stale": entries.by_name(
            gone_stale(entries.kept.values(), since, until, months)
        ),
    }


def _paragraphs(week: Week) -> list[str]:
    last = week.until - timedelta(days=1)
    days = {"first": long_date(week.since), "last": long_date(last)}
    confirmed = t("Entries confirmed: {n}", n=len(week.confirmed))
    projects = t("New projects: {n}", n=len(week.projects))
    stale = t("Confirmations that became too old: {n}", n=len(week.stale))
    parts = [
        t("From {first} to {last}.", **days),
        listed(confirmed, week.confirmed, site("asset_map", checked="confirmed")),
        listed(projects, week.projects, site("asset_map", kind="project")),
        listed(stale, week.stale, site("asset_map", checked="stale")),
        _matches(week.matches),
        *map(_replies, week.waves),
        _indicators(week.moved),
    ]
    return [part for part in parts if part]


def _matches(count: int) -> str:
    """Return how many found each other, with the way to all figures of it."""
    if not count:
        return ""
    words = t("Found each other over an offer or a request: {n}", n=count)
    return f"{words}\n{site('exchange', show='figures')}"


def _replies(one: WaveState) -> str:
    wave = one.wave
    name = said(wave.name, wave.name_cy).text
    words = t("Replies to the survey {wave}: {n} or more", wave=name, n=one.replies)
    return f"{words}\n{site('survey', survey=wave.survey, wave=wave.name)}"


def _indicators(moved: Sequence[Moved]) -> str:
    if not moved:
        return ""
    lines = [t("Indicators that moved: {n}", n=len(moved))]
    for row in map(Row.of, moved):
        now, was = f"{row.now}, {row.status_now}", f"{row.then}, {row.status_then}"
        lines.append(f"- {row.name}")
        lines.append(f"  {t('Now: {now}. Before: {was}.', now=now, was=was)}")
    lines.append(site("indicators"))
    return "\n".join(lines)


def _content(week: Week | None, person: Person) -> Content | None:
    """Return the letter of a person; None if it is not theirs, or says nothing."""
    if week is None or week.is_empty or person.role not in READERS:
        return None

    def subject() -> str:
        return t("The asset map: the week from {day}", day=long_date(week.since))

    return Content(subject, lambda: _paragraphs(week))


def write_monday(settings: Settings, now: datetime) -> int:
    """Write the letters of the week that ended on Sunday; return how many.

    They tell of all days since the last Monday on which this was done. On the first
    one nothing is told: it is kept what the next compares with.

    Raises
    ------
    DatabaseError
        If the database cannot be read or written.
    """
    today = now.astimezone(WALES).date()
    monday = today - timedelta(days=today.weekday())
    with reading(settings.database) as database:
        before = last_told(database, "monday", monday)
    waves = _open_waves(settings, today)
    shown = progress(settings, monday)
    week = None
    if before:
        since, kept = before
        told = kept["replies"]
        week = Week(
            since=since,
            until=monday,
            matches=matches_between(settings, since, monday),
            waves=tuple(x for x in waves if x.replies > told.get(_wave_name(x), 0)),
            moved=_moved(shown, kept),
            **_week(settings, read_entries(settings), since, monday),
        )
    done = Round("monday", f"monday {monday}", monday, _to_compare(shown, waves))
    return write_round(settings, done, lambda one: _content(week, one), now)
