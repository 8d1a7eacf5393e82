"""Action research as it is entered on the desk, changed and withdrawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, reading
from copro_map.base.today import WALES
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.plan.activities import plan_years
from copro_map.plan.keeping import MEANWHILE, Keeping, PlanError, keeping
from copro_map.plan.kinds import research_fields, research_promise
from copro_map.plan.on_map import public_entry
from copro_map.plan.rules.records import Research
from copro_map.plan.rules.research import Project, projects_of
from copro_map.plan.store.plan import rows
from copro_map.plan.typed import checked

PROJECT = "project"  # the kind of entry that an action-research project is
Key = tuple[str, int]


@dataclass(frozen=True)
class Given:
    """A project as it is entered: the id of its entry, its year, what was typed.

    ``typed`` as ``typed.checked`` takes it; ``was`` is the project that this changes.
    """

    entry: str
    year: int
    typed: Mapping[str, str]
    was: Project | None = None


@dataclass(frozen=True)
class Kept:
    """What was kept: how many projects its year has now, of how many at most."""

    year: int
    many: int
    most: int


def _standing(database: Database) -> dict[Key, Project]:
    found = rows(database, Research, withdrawn_on="")
    found.sort(key=lambda one: (one.said_on, one.number))
    every = projects_of(found, successors(database))
    return {(one.entry, one.year): one for one in every}


def _take_out(act: Keeping, project: Project) -> None:
    """Withdraw all that was said of a project in its year, what was said last too."""
    became = successors(act.database)
    own = [
        one.number
        for one in rows(act.database, Research, year=project.year, withdrawn_on="")
        if became.get(one.entry, one.entry) == project.entry
    ]
    if not own:
        raise PlanError(MEANWHILE)
    for number in own:
        act.withdraw(Research, number)


def _place(act: Keeping, given: Given, years: set[int]) -> Key:
    """Return under which entry and year a project is kept, if it can be."""
    was, there = given.was, _standing(act.database)
    of_was = (was.entry, was.year) if was else None
    if was and (of_was not in there or there[was.entry, was.year].number != was.number):
        raise PlanError(MEANWHILE)
    found = public_entry(act.database, given.entry)
    if found is None or found.kind != PROJECT:
        raise PlanError(N_("Choose a project that is on the map."))
    if given.year not in years | ({was.year} if was else set()):
        raise PlanError(N_("Choose a year of the programme."))
    key = (found.id, given.year)
    if key in there and key != of_was:
        raise PlanError(
            N_("This project is entered for that year already. Change it there.")
        )
    return key


def keep_project(settings: Settings, actor: Actor, given: Given, now: datetime) -> Kept:
    """Keep what is said of an action-research project; what was said before is history.

    More in a year than were promised is no fault: what is returned says so.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or something of it cannot be; says what to write.
    """
    fields, was = research_fields(settings), given.was
    today = now.astimezone(WALES).date()
    years = {one.number for one in plan_years(settings, today)}
    with keeping(settings, actor, now) as act:
        entry, year = _place(act, given, years)
        # What a field held that is not asked for any more stays.
        before = was.fields if was else {}
        told = {x: y for x, y in before.items() if x not in fields}
        told |= checked(fields, given.typed)
        if was and (entry, year) != (was.entry, was.year):
            _take_out(act, was)
        kept = json.dumps(told, ensure_ascii=False)
        act.put(Research, entry=entry, year=year, fields=kept)
        many = sum(one.year == year for one in _standing(act.database).values())
    return Kept(year, many, research_promise(settings).most_a_year)


def withdraw_project(
    settings: Settings, actor: Actor, project: Project, now: datetime
) -> None:
    """Let a project be no action research any more in its year, from today on.

    Errors as ``keep_project``.
    """
    with keeping(settings, actor, now) as act:
        _take_out(act, project)


def at_desk(settings: Settings, actor: Actor) -> tuple[Project, ...]:
    """Return every project that stands, those also whose entry is not public.

    Raises
    ------
    RefusedError
        If somebody may not keep the plan.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_plan")
        return tuple(_standing(database).values())
