"""What members do on their own page: each in one transaction, by the page's link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.files.columns import CONTACTS, has_contact_details
from copro_map.members import leaving, ledger, promises, roles
from copro_map.members.kinds import member_roles
from copro_map.members.rules.ledger import Sum, read_hours, sums
from copro_map.members.rules.records import Asked, Gift, How, Member, Taken
from copro_map.members.said import HOW
from copro_map.members.store.members import become, rows
from copro_map.people.links import Link

Form = Mapping[str, str]
GONE = N_(
    "Nothing of this membership is kept here any more. You are welcome to join anew."
)


class OwnError(CoproMapError):
    """What cannot be done on a member's own page; says what to do."""


@dataclass(frozen=True)
class Own:
    """A membership, as its member sees it.

    ``waits``: a letter asked how the promise goes, and was not answered. ``told`` is
    what was answered, the last first; ``years`` and ``gifts`` what they gave.
    """

    member: Member
    waits: bool
    told: tuple[Asked, ...]
    years: tuple[Sum, ...]
    gifts: tuple[Gift, ...]
    roles: tuple[Taken, ...]
    wishes: frozenset[str]


def _member(database: Database, link: Link) -> Member:
    found = rows(database, Member, id=link.entry)
    if not found or found[0].state not in ("member", "left"):
        raise OwnError(GONE)
    return found[0]


def own(settings: Settings, link: Link) -> Own:
    """Return the membership that a link opens.

    Raises
    ------
    OwnError
        If nothing of it is kept any more.
    """
    with reading(settings.database) as database:
        return whole(database, _member(database, link))


def whole(database: Database, member: Member) -> Own:
    """Return a membership with all that is theirs, inside the caller's reading."""
    told = promises.told_of(database, member.number)
    gifts = ledger.gifts_of(database, member.number)
    wishes = roles.wishes_of(database, member.number)
    return Own(
        member=member,
        waits=bool(told) and not told[-1].answered_on,
        told=tuple(one for one in reversed(told) if one.answered_on),
        years=sums(gifts),
        gifts=tuple(gifts),
        roles=tuple(roles.roles_of(database, member.number)),
        wishes=frozenset(one.role for one in wishes),
    )


def _answer(
    _: Settings, database: Database, one: Member, form: Form, day: date
) -> None:
    how = form.get("how", "")
    known = cast(How, how if how in HOW else "")
    promises.answer(database, one, known, form.get("words", ""), day)


def _reword(
    _: Settings, database: Database, one: Member, form: Form, day: date
) -> None:
    """Keep the promise anew; one that others may read a steward looks at first."""
    words, is_public = form.get("promise", ""), bool(form.get("is_public"))
    if is_public and has_contact_details(words):
        raise OwnError(CONTACTS)
    after = promises.reword(database, one, words, is_public, day)
    if after.is_promise_public and after.promise != one.promise:
        become(database, Member, one.number, seen_on="")


def _hours(_: Settings, database: Database, one: Member, form: Form, day: date) -> None:
    minutes = read_hours(form.get("hours", ""))
    ledger.give(
        *(database, one.number, form.get("day", ""), day),
        minutes=minutes,
        words=form.get("for", ""),
    )


def _hours_back(
    _: Settings, database: Database, one: Member, form: Form, day: date
) -> None:
    """Withdraw a line that the member wrote; what the desk wrote the desk withdraws."""
    number = form.get("entry", "")
    for line in ledger.gifts_of(database, one.number):
        if str(line.number) == number and line.person is None:
            ledger.withdraw_gift(database, line.number, day)


def _roles(
    settings: Settings, database: Database, one: Member, form: Form, day: date
) -> None:
    wished = [x for x in member_roles(settings) if form.get(f"role_{x}")]
    roles.wish(database, one.number, wished, day)


def _shown(_: Settings, database: Database, one: Member, form: Form, __: date) -> None:
    """Keep whether a person is named as a member."""
    if one.form == "individual":
        shown = int(bool(form.get("is_public")))
        become(database, Member, one.number, is_public=shown)


Act = Callable[[Settings, Database, Member, Form, date], None]
ACTS: Mapping[str, Act] = {
    "promise": _answer,
    "reword": _reword,
    "hours": _hours,
    "hours_back": _hours_back,
    "roles": _roles,
    "shown": _shown,
}
PRESSES = (*ACTS, "leave", "come_back")


def press(settings: Settings, link: Link, what: str, form: Form, now: datetime) -> None:
    """Do what a member pressed on their page (``PRESSES``), in one transaction.

    Raises
    ------
    OwnError, LedgerError, PromiseError, JoinError
        If it cannot be; the message says what to do.
    """
    with writing(settings.database, make=False) as database:
        member = _member(database, link)
        if what == "leave":
            leaving.leave(database, member, now)
        elif what == "come_back":
            leaving.come_back(database, member, now)
        elif member.state != "member":
            raise OwnError(
                N_("You have left, so nothing is changed here. Come back first.")
            )
        else:
            day = now.astimezone(WALES).date()
            ACTS[what](settings, database, member, form, day)
