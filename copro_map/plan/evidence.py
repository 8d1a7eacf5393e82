"""What shows that a part of the plan is so: told in words, added and withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import get_args
from urllib.parse import urlencode

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.names import host_of, is_web_address
from copro_map.base.said import Spoken, said, spoken
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, reading
from copro_map.drawing.templates import Html, render
from copro_map.events.face import Event, kept_events
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.plan.keeping import Keeping, PlanError, keeping
from copro_map.plan.kinds import milestones, promised_activities
from copro_map.plan.known import stood
from copro_map.plan.on_map import OnMap, on_map, public_entry
from copro_map.plan.rules.records import (
    AddedActivity,
    Evidence,
    EvidenceOf,
    EvidenceSort,
    Influence,
)
from copro_map.plan.store.plan import rows

LONGEST = {"web": 300, "title": 160}
SORT_WORDS: dict[EvidenceSort, str] = {
    "event": N_("Event"),
    "entry": N_("On the map"),
    "web": N_("Web page"),
}
Key = tuple[str, str]


@dataclass(frozen=True)
class EvidenceTold:
    """What shows something, in words of the language in force.

    ``kind`` says what it is, ``more`` when it was or whose page it is; ``href`` is an
    address of this site, or of a page elsewhere. ``is_public`` False is for the desk
    alone: ``words`` is the id then.
    """

    number: int
    sort: EvidenceSort
    kind: str
    words: Spoken
    more: str
    href: str
    is_public: bool = True


@dataclass(frozen=True)
class Given:
    """What is added to a part of the plan; the words call a page, "" else.

    ``target`` is the id of an event or an entry, or an address.
    """

    part: EvidenceOf
    code: str
    sort: EvidenceSort
    target: str
    words_en: str = ""
    words_cy: str = ""


@dataclass(frozen=True)
class _Known:
    events: Mapping[str, Event]
    entries: OnMap

    def told(self, one: Evidence) -> EvidenceTold:
        """Return a record in words, as what it points to is called now."""
        words, more, href = self._words(one)
        is_public = words is not None
        called = words or Spoken(one.target, current_language())
        kind = t(SORT_WORDS[one.sort])
        return EvidenceTold(one.number, one.sort, kind, called, more, href, is_public)

    def _words(self, one: Evidence) -> tuple[Spoken | None, str, str]:
        language = current_language()
        if one.sort == "web":
            words = said(one.words_en or one.words_cy, one.words_cy)
            return words, host_of(one.target), one.target
        if one.sort == "event":
            event = self.events.get(one.target)
            if event is None:
                return None, "", ""
            more = long_date(date.fromisoformat(event.starts_on))
            if event.state == "cancelled":
                more = f"{more}, {t('cancelled')}"
            href = f"events?{urlencode({'event': event.id, 'lang': language})}"
            return next(iter(spoken(event, "name"))), more, href
        name, entry = self.entries.name(one.target), self.entries.now(one.target)
        if name is None:
            return None, "", ""
        href = f"entry?{urlencode({'id': entry, 'lang': language})}"
        return Spoken(name.text(), language), "", href


def _told(
    settings: Settings, found: Iterable[Evidence]
) -> dict[Key, list[EvidenceTold]]:
    """Return evidence in words by part and code, each of what it points to once."""
    every = list(found)
    entries = on_map(settings, (x.target for x in every if x.sort == "entry"))
    events = {one.id: one for one in kept_events(settings).shown}
    known = _Known(events, entries)
    told: defaultdict[Key, list[EvidenceTold]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for one in every:
        target = entries.now(one.target) if one.sort == "entry" else one.target
        own = (one.part, one.code, one.sort, target)
        if own not in seen:
            told[one.part, one.code].append(known.told(one))
        seen.add(own)
    return told


def evidence(settings: Settings, day: date) -> Mapping[Key, tuple[EvidenceTold, ...]]:
    """Return what showed each part of the plan on a day, by its sort and its code.

    In the order in which it was added. Of a merged or renamed entry, the one it leads
    to; what is not public now is left out. The number of a part of the influence is
    its code, as text.
    """
    told = _told(settings, stood(settings, Evidence, day))
    public = ((key, tuple(x for x in own if x.is_public)) for key, own in told.items())
    return {key: own for key, own in public if own}


def evidence_html(found: Iterable[EvidenceTold]) -> Html | str:
    """Return a list of evidence as a page has it; "" for none."""
    every = tuple(found)
    return render("plan/evidence.html", found=every) if every else ""


def at_desk(
    settings: Settings, actor: Actor, part: EvidenceOf, code: str, day: date
) -> tuple[EvidenceTold, ...]:
    """Return what shows a part of the plan, that also which is not public.

    Raises
    ------
    RefusedError
        If somebody may not keep the plan.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_plan")
    found = stood(settings, Evidence, day)
    own = [one for one in found if (one.part, one.code) == (part, code)]
    return tuple(_told(settings, own)[part, code])


def _is_there(database: Database, settings: Settings, part: str, code: str) -> bool:
    """Return whether the plan has a part of that code, which stands."""
    if part == "milestone":
        return code in milestones(settings)
    if part == "activity":
        added = rows(database, AddedActivity, code=code, withdrawn_on="")
        return code in promised_activities(settings) or bool(added)
    is_number = code.isascii() and code.isdecimal() and len(code) < 10
    return is_number and bool(
        rows(database, Influence, number=int(code), withdrawn_on="")
    )


def _event(_act: Keeping, settings: Settings, given: Given) -> Given:
    known = {one.id for one in kept_events(settings).shown}
    if given.target not in known:
        raise PlanError(N_("Choose an event that is public."))
    return replace(given, words_en="", words_cy="")


def _entry(act: Keeping, _settings: Settings, given: Given) -> Given:
    found = public_entry(act.database, given.target) if given.target else None
    if found is None:
        raise PlanError(N_("Choose an entry that is on the map."))
    return replace(given, target=found.id, words_en="", words_cy="")


def _web(_act: Keeping, _settings: Settings, given: Given) -> Given:
    if not (given.target.startswith("https://") and is_web_address(given.target)):
        raise PlanError(
            N_("Write the whole web address, with https:// at its beginning.")
        )
    titles = (given.words_en, given.words_cy)
    if not any(titles):
        raise PlanError(N_("Write what the page is called, in one language at least."))
    longest = ((given.target, LONGEST["web"]), *((x, LONGEST["title"]) for x in titles))
    for text, most in longest:
        if len(text) > most:
            raise PlanError(N_("That is too long. At most {n} characters."), n=most)
    return given


CHECKS: Mapping[EvidenceSort, Callable[[Keeping, Settings, Given], Given]] = {
    "event": _event,
    "entry": _entry,
    "web": _web,
}


def _same(sort: str, target: str, became: Mapping[str, str]) -> str:
    """Return what two pieces of evidence for the same have in common."""
    if sort == "web":
        return target.rstrip("/").casefold()
    return became.get(target, target) if sort == "entry" else target


def _checked(act: Keeping, settings: Settings, given: Given) -> Given:
    texts = ("code", "target", "words_en", "words_cy")
    given = replace(given, **{x: getattr(given, x).strip() for x in texts})
    if given.part not in get_args(EvidenceOf) or not _is_there(
        act.database, settings, given.part, given.code
    ):
        raise PlanError(N_("The plan has no such part any more."))
    if given.sort not in CHECKS:
        raise PlanError(N_("Choose an event, an entry or a web page."))
    found = CHECKS[given.sort](act, settings, given)
    became = successors(act.database)
    asked = _same(found.sort, found.target, became)
    where = {"part": found.part, "code": found.code, "sort": found.sort}
    for one in rows(act.database, Evidence, **where, withdrawn_on=""):
        if _same(one.sort, one.target, became) == asked:
            raise PlanError(N_("This is among the evidence already."))
    return found


def add_evidence(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Add what shows that a part of the plan is so; return its number.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or it cannot be kept; says what to write.
    """
    with keeping(settings, actor, now) as act:
        found = _checked(act, settings, given)
        return act.put(Evidence, **vars(found))


def withdraw_evidence(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> None:
    """Let what shows something stand no more, from today on.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or it does not stand any more.
    """
    with keeping(settings, actor, now) as act:
        act.withdraw(Evidence, number)
