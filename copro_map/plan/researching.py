"""Action research as it is entered on the desk: checked against the fields asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, reading
from copro_map.base.today import WALES
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.plan.activities import plan_years
from copro_map.plan.keeping import MEANWHILE, Keeping, PlanError, keeping
from copro_map.plan.kinds import research_fields, research_promise
from copro_map.plan.on_map import public_entry
from copro_map.plan.rules.kinds import ResearchField
from copro_map.plan.rules.records import Research
from copro_map.plan.rules.research import Project, projects_of
from copro_map.plan.store.plan import rows

NOBODY = Project("", 0, {}, 0)
PROJECT = "project"  # the kind of entry that an action-research project is
TOO_LONG = N_("{field}: that is too long. At most {n} characters.")
NO_LINK = N_("{field}: write the whole web address, with https:// at its beginning.")
NO_COUNT = N_("{field}: write a whole number from 0 to {n}.")


@dataclass(frozen=True)
class Kept:
    """What was kept: how many projects its year has now, of how many at most."""

    year: int
    many: int
    most: int


def _words(field: ResearchField, typed: Mapping[str, str]) -> dict[str, str] | None:
    texts = {x: typed.get(f"{field.id}_{x}", "").strip() for x in ("en", "cy")}
    for text in texts.values():
        if len(text) > field.most:
            raise PlanError(TOO_LONG, field=field.label, n=field.most)
    return {x: text for x, text in texts.items() if text} or None


def _value(field: ResearchField, typed: Mapping[str, str]) -> Any:
    """Return what is typed in a field as it is kept; None for nothing."""
    if field.sort == "words":
        return _words(field, typed)
    text = typed.get(field.id, "").strip()
    if not text:
        return None
    if field.sort == "count":
        is_number = text.isascii() and text.isdecimal() and len(text) < 10
        if not is_number or int(text) > field.most:
            raise PlanError(NO_COUNT, field=field.label, n=field.most)
        return int(text)
    if field.sort == "link":
        if not (text.startswith("https://") and is_web_address(text)):
            raise PlanError(NO_LINK, field=field.label)
        if len(text) > field.most:
            raise PlanError(TOO_LONG, field=field.label, n=field.most)
        return text
    if text not in (field.choices or {}):
        raise PlanError(N_("{field}: choose one of the list."), field=field.label)
    return text


def _checked(
    fields: Mapping[str, ResearchField], typed: Mapping[str, str]
) -> dict[str, Any]:
    """Return what is filled in, by the id of its field."""
    values = {name: _value(field, typed) for name, field in fields.items()}
    filled = {name: value for name, value in values.items() if value is not None}
    if not filled:
        raise PlanError(N_("Nothing is filled in yet. Write what the project asks."))
    return filled


def _standing(database: Database) -> tuple[Project, ...]:
    found = rows(database, Research, withdrawn_on="")
    found.sort(key=lambda one: (one.said_on, one.number))
    return projects_of(found, successors(database))


def _take_out(act: Keeping, entry: str, year: int) -> None:
    """Withdraw all that was said of a project in a year, what was said last too."""
    became = successors(act.database)
    own = [
        one.number
        for one in rows(act.database, Research, year=year, withdrawn_on="")
        if became.get(one.entry, one.entry) == entry
    ]
    if not own:
        raise PlanError(MEANWHILE)
    for number in own:
        act.withdraw(Research, number)


def keep_project(
    settings: Settings,
    actor: Actor,
    entry: str,
    year: int,
    typed: Mapping[str, str],
    now: datetime,
    *,
    was: Project | None = None,
) -> Kept:
    """Keep what is said of an action-research project; what was said before is history.

    Parameters
    ----------
    entry
        The id of an entry of kind project that is public.
    year
        The year of the programme that it counts in.
    typed
        What was typed, by field; of words ``{field}_en`` and ``{field}_cy``.
    was
        The project as it was, if this changes one.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or something of it cannot be; says what to write.
    """
    fields = research_fields(settings)
    today = now.astimezone(WALES).date()
    years = {one.number for one in plan_years(settings, today)}
    with keeping(settings, actor, now) as act:
        found = public_entry(act.database, entry)
        if found is None or found.kind != PROJECT:
            raise PlanError(N_("Choose a project that is on the map."))
        if year not in years and not (was and was.year == year):
            raise PlanError(N_("Choose a year of the programme."))
        filled = _checked(fields, typed)
        own = (found.id, year)
        there = {(one.entry, one.year): one for one in _standing(act.database)}
        if was and there.get((was.entry, was.year), NOBODY).number != was.number:
            raise PlanError(MEANWHILE)
        if own in there and (was is None or own != (was.entry, was.year)):
            raise PlanError(
                N_("This project is entered for that year already. Change it there.")
            )
        # What a field held that is not asked for any more stays.
        kept = {x: y for x, y in (was.fields if was else {}).items() if x not in fields}
        told = json.dumps(kept | filled, ensure_ascii=False)
        if was and own != (was.entry, was.year):
            _take_out(act, was.entry, was.year)
        act.put(Research, entry=found.id, year=year, fields=told)
        many = sum(one.year == year for one in _standing(act.database))
    return Kept(year, many, research_promise(settings).most_a_year)


def withdraw_project(
    settings: Settings, actor: Actor, project: Project, now: datetime
) -> None:
    """Let a project be no action research any more in its year, from today on.

    Errors as ``keep_project``.
    """
    with keeping(settings, actor, now) as act:
        _take_out(act, project.entry, project.year)


def at_desk(settings: Settings, actor: Actor) -> tuple[Project, ...]:
    """Return every project that stands, those also whose entry is not public.

    Raises
    ------
    RefusedError
        If somebody may not keep the plan.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_plan")
        return _standing(database)
