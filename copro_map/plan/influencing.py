"""Influence as it is entered on the desk, changed and withdrawn."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, reading
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.plan.keeping import Keeping, PlanError, keeping
from copro_map.plan.kinds import influence_sorts
from copro_map.plan.on_map import public_entry
from copro_map.plan.rules.kinds import InfluenceSort
from copro_map.plan.rules.records import Evidence, Influence
from copro_map.plan.store.plan import rows

LONGEST = {"body": 160, "words": 1_000, "web": 300}
PRACTITIONER = "practitioner"  # the kind of entry that an organisation is


@dataclass(frozen=True)
class Given:
    """What is entered; days are ISO texts, ``until_on`` "" while it goes on.

    ``entry`` is the id of the organisation, "" for the Network itself.
    """

    sort: str
    body_en: str
    body_cy: str
    words_en: str
    words_cy: str
    entry: str
    from_on: str
    until_on: str
    web: str


def _check_texts(given: Given) -> None:
    if not (given.body_en or given.body_cy):
        raise PlanError(
            N_("Write which body or consultation it is, in one language at least.")
        )
    for field, longest in LONGEST.items():
        names = [field] if field == "web" else [f"{field}_en", f"{field}_cy"]
        if any(len(getattr(given, name)) > longest for name in names):
            raise PlanError(N_("That is too long. At most {n} characters."), n=longest)
    is_web = given.web.startswith("https://") and is_web_address(given.web)
    if given.web and not is_web:
        raise PlanError(
            N_("Write the whole web address, with https:// at its beginning.")
        )


def _check_days(given: Given, sort: InfluenceSort, today: str) -> None:
    if parse_date(given.from_on) is None or given.from_on > today:
        raise PlanError(N_("From which day? Today or a day that has passed."))
    if given.until_on and not sort.lasts:
        raise PlanError(N_("This is of one day: leave the last day empty."))
    is_day = not given.until_on or parse_date(given.until_on) is not None
    if not is_day or (given.until_on and given.until_on < given.from_on):
        raise PlanError(N_("It ends before it begins. Look at both days."))


def _entry(database: Database, entry: str) -> str:
    """Return the organisation as it is now, "" for the Network itself."""
    if not entry:
        return ""
    found = public_entry(database, entry)
    if found is None or found.kind != PRACTITIONER:
        raise PlanError(N_("Choose an organisation that is on the map."))
    return found.id


def _facts(act: Keeping, settings: Settings, given: Given) -> dict[str, object]:
    """Return what is kept of what is entered, if it can be."""
    trimmed = Given(**{x: str(y).strip() for x, y in asdict(given).items()})
    sort = influence_sorts(settings).get(trimmed.sort)
    if sort is None:
        raise PlanError(N_("Choose what it is."))
    _check_texts(trimmed)
    _check_days(trimmed, sort, act.day)
    return asdict(trimmed) | {"entry": _entry(act.database, trimmed.entry)}


def _moved(act: Keeping, was: int, number: int) -> None:
    """Let what shows a thing go with it when it is said anew."""
    where = {"part": "influence", "code": str(was), "withdrawn_on": ""}
    for one in rows(act.database, Evidence, **where):
        texts = ("sort", "target", "words_en", "words_cy")
        told = {name: getattr(one, name) for name in texts}
        act.put(Evidence, part="influence", code=str(number), **told)
        act.withdraw(Evidence, one.number)


def keep_influence(
    settings: Settings, actor: Actor, given: Given, now: datetime, *, was: int = 0
) -> int:
    """Keep a seat, a consultation or a change; return its number.

    ``was`` is the number of what it is said anew of: that stands no more, and what
    shows it goes with it.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or something of it cannot be; says what to write.
    """
    with keeping(settings, actor, now) as act:
        facts = _facts(act, settings, given)
        if was:
            act.withdraw(Influence, was)
        number = act.put(Influence, **facts)
        if was:
            _moved(act, was, number)
        return number


def withdraw_influence(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> None:
    """Take out what was entered wrongly. Errors as ``keep_influence``."""
    with keeping(settings, actor, now) as act:
        act.withdraw(Influence, number)


def at_desk(settings: Settings, actor: Actor) -> tuple[Influence, ...]:
    """Return all that stands, the last first, with entries as they are now.

    Raises
    ------
    RefusedError
        If somebody may not keep the plan.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_plan")
        became = successors(database)
        found = [
            replace(one, entry=became.get(one.entry, one.entry))
            for one in rows(database, Influence, withdrawn_on="")
        ]
    return tuple(sorted(found, key=lambda x: (x.from_on, x.number), reverse=True))
