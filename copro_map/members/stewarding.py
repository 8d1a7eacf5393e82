"""What the desk does with members: looks at who joined, puts right, ends, brings back.

Each act asks for the right anew, and is written down so that it can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.members import joining, welcoming
from copro_map.members.checking import choices
from copro_map.members.own import Own, whole
from copro_map.members.rules.joining import LONGEST, SIDES
from copro_map.members.rules.keeping import fields_of, logged
from copro_map.members.rules.records import FORMS, Member
from copro_map.members.store.members import become, rows
from copro_map.people.changes import check_seen, note, version_of
from copro_map.people.outbox import put
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor

MEANWHILE = N_("Somebody decided about this member meanwhile. Look at the list again.")


class KeepingError(CoproMapError):
    """What the desk cannot do with a member; says what to do."""


@dataclass(frozen=True)
class Kept:
    """A member on the desk: all that is theirs, and the version of what is known."""

    own: Own
    version: int


def everybody(settings: Settings, actor: Actor) -> tuple[Member, ...]:
    """Return who joined, left or was refused, and is not forgotten; oldest first.

    Raises
    ------
    RefusedError
        If somebody may not see them.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_members")
        found = rows(database, Member)
    return tuple(
        one for one in found if one.state != "held" and (one.name_en or one.name_cy)
    )


def kept(settings: Settings, actor: Actor, number: int) -> Kept | None:
    """Return a member with all that is theirs; None if there is none of this number.

    Raises
    ------
    RefusedError
        If somebody may not see them.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_members")
        found = rows(database, Member, number=number)
        if not found or found[0].state == "held":
            return None
        version = version_of(database, "member", found[0].id)
        return Kept(whole(database, found[0]), version)


@dataclass(frozen=True)
class Act:
    """An act on a member inside its transaction: who does it, to whom, and when."""

    database: Database
    present: Actor
    member: Member
    now: datetime

    @property
    def day(self) -> str:
        """The day of it, as an ISO text."""
        return self.now.astimezone(WALES).date().isoformat()

    def say(self, what: str, was: str = "", now: str = "", of: str = "") -> None:
        """Write down that it was done; ``of`` is what of the member, "gift 5"."""
        record = f"{self.member.id} {of}".strip()
        said = Change("member", record, what, was, now, entry=self.member.entry)
        note(self.database, self.present, said, self.now)

    def become(self, **facts: object) -> Member:
        """Change some columns of the member."""
        return become(self.database, Member, self.member.number, **facts)


@contextmanager
def acting(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> Iterator[Act]:
    """Ask for the right, and yield what an act on a member needs.

    Raises
    ------
    RefusedError
        If somebody may not keep members.
    KeepingError
        If there is none of this number.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "keep_members")
        found = rows(database, Member, number=number)
        if not found:
            raise KeepingError(MEANWHILE)
        yield Act(database, present, found[0], now)


def look_at(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Keep that a steward looked at who joined: what they let be public is shown.

    Errors as ``acting``; ``KeepingError`` too if somebody has looked already.
    """
    with acting(settings, actor, number, now) as act:
        if act.member.state != "member" or act.member.seen_on:
            raise KeepingError(MEANWHILE)
        act.become(seen_on=act.day)
        act.say("seen", now=act.day)


def refuse(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Let a membership be none: made up, or of nobody. Nobody is written to.

    Errors as ``acting``; ``KeepingError`` too if they are no member any more.
    """
    _end(settings, actor, number, now, "refused")


def end(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """End a membership today, as its member asked for; they get the way back by mail.

    Errors as ``refuse``.
    """
    _end(settings, actor, number, now, "left")


def _end(
    settings: Settings, actor: Actor, number: int, now: datetime, state: str
) -> None:
    with acting(settings, actor, number, now) as act:
        if act.member.state != "member":
            raise KeepingError(MEANWHILE)
        day = max(act.day, act.member.joined_on)
        after = act.become(state=state, left_on=day)
        act.say("ended" if state == "left" else "refused", now=day)
        if state == "left" and after.address:
            token = joining.link_to(act.database, after, now)
            put(act.database, welcoming.goodbye(after, token), now)


def bring_back(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Let somebody who left be a member as before, as they asked the desk for.

    Errors as ``acting``; ``KeepingError`` too if they have joined anew meanwhile.
    """
    with acting(settings, actor, number, now) as act:
        if act.member.state not in ("left", "refused"):
            raise KeepingError(MEANWHILE)
        if known := joining.known_as(act.database, act.member):
            raise joining.twice(known)
        act.become(state="member", left_on="")
        act.say("brought_back", was=f"{act.member.state} {act.member.left_on}")


def _wrong(settings: Settings, act: Act, field: str, value: str) -> str:
    """Return what is wrong with a field, "" if nothing is."""
    known = choices(settings)
    can: Mapping[str, object] = {
        "form": [x for x in FORMS if x != "individual"],
        "type": known.types,
        "side": SIDES,
        "area": known.areas,
        "language": ("", *LANGUAGES),
    }
    if field in can:
        return "" if value in can[field] else N_("Choose one of the list.")  # type: ignore[operator]
    if field == "entry":
        found = kept_entries(act.database, value).get(value) if value else None
        is_there = found and found.status == "published"
        is_body = found and found.kind == "practitioner"
        return "" if not value or (is_there and is_body) else joining.NO_ENTRY
    is_long = len(value) > LONGEST["name"]
    return N_("That is too long. At most {n} characters.") if is_long else ""


def correct(  # noqa: PLR0913 - who puts right what of whom, and when
    settings: Settings,
    actor: Actor,
    number: int,
    wanted: Mapping[str, str],
    now: datetime,
    *,
    seen: int | None = None,
) -> None:
    """Put right what is wrong of a member: columns by name, of ``fields_of``.

    Errors as ``acting``; ``KeepingError`` too if a value cannot be, ``ConflictError``
    if somebody changed the same since version ``seen``.
    """
    with acting(settings, actor, number, now) as act:
        member = act.member
        asked = {x: wanted[x].strip() for x in fields_of(member) if x in wanted}
        changed = {x: v for x, v in asked.items() if v != getattr(member, x)}
        for field, value in changed.items():
            if wrong := _wrong(settings, act, field, value):
                raise KeepingError(wrong, n=LONGEST["name"])
        check_seen(act.database, "member", member.id, seen, changed)
        if not changed:
            return
        after = act.become(**changed)
        if not (after.name_en or after.name_cy):
            raise KeepingError(N_("Write the name, in one language at least."))
        if known := joining.known_as(act.database, after):
            raise joining.twice(known)
        for field, value in changed.items():
            was = logged(member, field, getattr(member, field))
            act.say(field, was, logged(member, field, value))
