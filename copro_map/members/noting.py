"""What the desk notes of a member: gifts and roles; and how each act is taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.members import joining, ledger, roles
from copro_map.members.kinds import member_roles
from copro_map.members.roles import RoleError
from copro_map.members.rules.keeping import NAMES, OF_A_BODY, OF_A_PERSON, is_lasting
from copro_map.members.rules.records import Gift, Member, Taken
from copro_map.members.stewarding import Act, KeepingError, acting
from copro_map.members.store.members import become, drop, rows
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor

TAKEN_BACK = N_("This was taken back already; look at the list again.")


def note_gift(  # noqa: PLR0913 - a line of the ledger, by name
    settings: Settings,
    actor: Actor,
    number: int,
    given_on: str,
    now: datetime,
    *,
    pence: int | None = None,
    minutes: int | None = None,
    words: str = "",
) -> int:
    """Note money or time that a member gave; return the number of the line.

    Errors as ``stewarding.acting`` and ``ledger.give``. Neither how much it was nor a
    word of it is in what happened.
    """
    with acting(settings, actor, number, now) as act:
        line = ledger.give(
            *(act.database, number, given_on, date.fromisoformat(act.day)),
            pence=pence,
            minutes=minutes,
            words=words,
            person=act.present.person or 0,
        )
        act.say("gift", now=given_on, of=f"gift {line}")
        return line


def withdraw(settings: Settings, actor: Actor, line: int, now: datetime) -> None:
    """Withdraw a line of the ledger: it counts no more.

    Errors as ``stewarding.acting`` and ``ledger.withdraw_gift``.
    """
    with acting(settings, actor, _whose(settings, "gift", line), now) as act:
        gone = ledger.withdraw_gift(act.database, line, date.fromisoformat(act.day))
        act.say("gift_withdrawn", was=gone.given_on, of=f"gift {line}")


def _whose(settings: Settings, of: str, number: int) -> int:
    """Return the number of the member of a gift or a role; 0 if there is none."""
    with reading(settings.database) as database:
        if of == "gift":
            return next((x.member for x in rows(database, Gift, number=number)), 0)
        return next((x.member for x in rows(database, Taken, number=number)), 0)


def note_role(  # noqa: PLR0913 - who takes on what, where and since when
    settings: Settings,
    actor: Actor,
    number: int,
    role: str,
    now: datetime,
    *,
    entry: str = "",
    since: date | None = None,
) -> int:
    """Note that a member has taken on a role; return the number of its row.

    Errors as ``stewarding.acting`` and ``roles.take_on``; ``RoleError`` too if there is
    no such role, or it is to begin before they joined or after today.
    """
    if role not in member_roles(settings):
        raise RoleError(N_("Choose a role first."))
    with acting(settings, actor, number, now) as act:
        today = now.astimezone(WALES).date()
        on = since or today
        if not act.member.joined_on <= on.isoformat() <= act.day:
            raise RoleError(
                N_("A role begins once somebody has joined, and today at the latest.")
            )
        if entry and entry not in kept_entries(act.database, entry):
            raise RoleError(
                N_("This project is not on the map. Copy the address of its page.")
            )
        row = roles.take_on(act.database, number, role, entry, on)
        act.say("role", now=role, of=f"role {row}")
        return row


def end_role(settings: Settings, actor: Actor, row: int, now: datetime) -> None:
    """Note that a role of a member ends today. Errors as ``roles.end_role``."""
    with acting(settings, actor, _whose(settings, "role", row), now) as act:
        ended = roles.end_role(act.database, row, date.fromisoformat(act.day))
        act.say("role_ended", was=ended.role, of=f"role {row}")


def _seen(act: Act, made: Made, _: int) -> None:
    act.become(seen_on=made.change.was)


def _again(act: Act, _: Made, __: int) -> None:
    """Let whoever was ended or refused be a member as before."""
    if not (act.member.name_en or act.member.name_cy):
        raise UndoError(joining.GONE)
    if known := joining.known_as(act.database, act.member):
        raise joining.twice(known)
    act.become(state="member", left_on="")


def _gone_again(act: Act, made: Made, _: int) -> None:
    was = made.change.was.split(" ")
    act.become(state=was[0], left_on=was[-1])


def _field(act: Act, made: Made, _: int) -> None:
    act.become(**{made.change.what: made.change.was})


def _gift(act: Act, _: Made, line: int) -> None:
    ledger.withdraw_gift(act.database, line, date.fromisoformat(act.day))


def _gift_again(act: Act, _: Made, line: int) -> None:
    ledger.restore_gift(act.database, line)


def _role(act: Act, _: Made, row: int) -> None:
    drop(act.database, Taken, row)


def _role_again(act: Act, _: Made, row: int) -> None:
    become(act.database, Taken, row, until="")


BACK: Mapping[str, Callable[[Act, Made, int], None]] = {
    "seen": _seen,
    "refused": _again,
    "ended": _again,
    "brought_back": _gone_again,
    **dict.fromkeys({*OF_A_BODY, *OF_A_PERSON, *NAMES}, _field),
    "gift": _gift,
    "gift_withdrawn": _gift_again,
    "role": _role,
    "role_ended": _role_again,
}


def undo_member(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back what the desk did with a member; all is as it was before.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError, KeepingError
        If it was taken back, is the member's own, or the name of a person.
    """
    change = made.change
    back = BACK.get(change.what)
    if back is None or is_lasting(change.what, change.was, change.now):
        raise UndoError(
            N_("This cannot be taken back by itself. Put it right where it was done.")
        )
    with writing(settings.database, make=False) as database:
        undoable(database, made.number)
        present = require_now(database, actor, "keep_members")
        mark, *of = change.record.split(" ")
        found = rows(database, Member, id=mark)
        if not found:
            raise KeepingError(TAKEN_BACK)
        back(Act(database, present, found[0], now), made, int(of[-1]) if of else 0)
        undone = Change(
            "member",
            change.record,
            change.what,
            change.now,
            change.was,
            entry=change.entry,
            undoes=made.number,
        )
        note(database, present, undone, now)


# How a change of this subject is taken back.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "member": undo_member
}
