"""What is said of an activity on the desk, and activities that the desk adds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_
from copro_map.indicators.face import indicators_of
from copro_map.people.rules.permissions import Actor
from copro_map.plan.activities import activities, plan_years
from copro_map.plan.keeping import MEANWHILE, Keeping, PlanError, keeping
from copro_map.plan.kinds import outcomes, plan_owners, promised_activities
from copro_map.plan.rules.records import (
    ACTIVITY_STATES,
    ActivitySaid,
    AddedActivity,
    Evidence,
)
from copro_map.plan.store.plan import rows

LONGEST = {"words": 600, "label": 300}
LATEST = date(2100, 1, 1)


@dataclass(frozen=True)
class Given:
    """What is said of an activity; ``due_on`` is an ISO text, "" as its year ends."""

    activity: str
    state: str
    owner: str = ""
    due_on: str = ""
    words_en: str = ""
    words_cy: str = ""


@dataclass(frozen=True)
class New:
    """An activity beside those of the proposal; ``year`` 0 is every year."""

    year: int
    label_en: str = ""
    label_cy: str = ""
    outcomes: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()


def _no_longer(most: int, *texts: str) -> None:
    if any(len(text) > most for text in texts):
        raise PlanError(N_("That is too long. At most {n} characters."), n=most)


def _among(given: Collection[object], known: Collection[object], message: str) -> None:
    if not set(given) <= set(known):
        raise PlanError(message)


def _check(settings: Settings, given: Given, day: date) -> None:
    """Refuse what cannot be said of an activity."""
    codes = {one.code for one in activities(settings, day)}
    _among([given.activity], codes, MEANWHILE)
    _among([given.state], ACTIVITY_STATES, N_("Choose where the activity is."))
    owners = ("", *plan_owners(settings))
    _among([given.owner], owners, N_("Choose who answers for it from the list."))
    due = parse_date(given.due_on) if given.due_on else day
    if due is None or due > LATEST:
        raise PlanError(N_("The day by which it is to be done is not a day."))
    if given.state == "dropped" and not (given.words_en or given.words_cy):
        raise PlanError(
            N_("Write why it is dropped, in one language at least: everybody sees it.")
        )
    _no_longer(LONGEST["words"], given.words_en, given.words_cy)


def say(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Say where an activity is; what was said before is superseded.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or something of it cannot be.
    """
    given = Given(**{name: text.strip() for name, text in asdict(given).items()})
    with keeping(settings, actor, now) as act:
        _check(settings, given, date.fromisoformat(act.day))
        return act.put(ActivitySaid, **vars(given))


def _code(act: Keeping, settings: Settings, year: int) -> str:
    """Return the next code of a year, which no activity ever had."""
    every = [*promised_activities(settings)]
    every += [one.code for one in rows(act.database, AddedActivity)]
    begins = f"{year}." if year else "ongoing-"
    numbers = [code.removeprefix(begins) for code in every if code.startswith(begins)]
    last = max((int(x) for x in numbers if x.isascii() and x.isdecimal()), default=0)
    return f"{begins}{last + 1}"


def add(settings: Settings, actor: Actor, new: New, now: datetime) -> str:
    """Add an activity to the plan; return its code. Errors as ``say``."""
    new = replace(new, label_en=new.label_en.strip(), label_cy=new.label_cy.strip())
    with keeping(settings, actor, now) as act:
        day = date.fromisoformat(act.day)
        if not (new.label_en or new.label_cy):
            raise PlanError(N_("Write what is to be done, in one language at least."))
        _no_longer(LONGEST["label"], new.label_en, new.label_cy)
        years = [one.number for one in plan_years(settings, day)]
        _among([new.year], [0, *years], N_("Choose a year of the programme."))
        _among(new.outcomes, outcomes(settings), N_("Choose outcomes from the list."))
        indicators = indicators_of(settings, day)
        _among(new.indicators, indicators, N_("Choose indicators from the list."))
        code = _code(act, settings, new.year)
        act.put(
            AddedActivity,
            code=code,
            year=new.year,
            label_en=new.label_en,
            label_cy=new.label_cy,
            outcomes=",".join(map(str, new.outcomes)),
            indicators=",".join(new.indicators),
        )
        return code


def leave_out(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Take an activity out again that the desk added, by the number of its row.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or there is evidence for it: that is withdrawn first.
    """
    with keeping(settings, actor, now) as act:
        found = rows(act.database, AddedActivity, number=number, withdrawn_on="")
        code = found[0].code if found else ""
        own = {"part": "activity", "code": code, "withdrawn_on": ""}
        if code and rows(act.database, Evidence, **own):
            raise PlanError(N_("Withdraw its evidence first, then leave it out."))
        act.withdraw(AddedActivity, number)
