"""The register of the Forum and the Board, kept on the desk: seats and interests.

Each act asks for the right anew, and is written down so that it can be taken back;
nobody's name, and no word of an interest, is in what happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.members.rules.records import BODIES, Interest, Member, Seat
from copro_map.members.store.members import become, put, rows
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Subject
from copro_map.people.rules.permissions import Actor

LONGEST = {"name": 120, "role": 80, "constituency": 120, "words": 300}
MEANWHILE = N_("This seat is not as it was any more. Look at the list again.")


class SeatError(CoproMapError):
    """What cannot be kept of a seat; says what to write."""


@dataclass(frozen=True)
class Given:
    """A seat as it is entered; days are ISO texts, "" for none."""

    body: str
    name: str
    role: str
    from_on: str
    term_ends_on: str = ""
    constituency_en: str = ""
    constituency_cy: str = ""
    is_public: bool = False
    member: str = ""


@dataclass(frozen=True)
class Keeping:
    """An act on the register inside its transaction: who does it, and when."""

    database: Database
    present: Actor
    now: datetime

    @property
    def day(self) -> str:
        """The day of it, as an ISO text."""
        return self.now.astimezone(WALES).date().isoformat()

    def say(
        self, subject: Subject, record: str, what: str, was: str = "", now: str = ""
    ) -> None:
        """Write down that it was done."""
        self.keep(Change(subject, record, what, was, now))

    def keep(self, change: Change) -> None:
        """Write down a change, of whoever does it now."""
        note(self.database, self.present, change, self.now)

    def seat(self, number: int) -> Seat:
        """Return a seat that nobody has left.

        Raises
        ------
        SeatError
            If there is none of this number, or somebody left it.
        """
        found = rows(self.database, Seat, number=number, left_on="")
        if not found:
            raise SeatError(MEANWHILE)
        return found[0]


@contextmanager
def keeping(settings: Settings, actor: Actor, now: datetime) -> Iterator[Keeping]:
    """Ask for the right, and yield what an act on the register needs.

    Raises
    ------
    RefusedError
        If somebody may not keep the register.
    """
    with writing(settings.database, make=False) as database:
        yield Keeping(database, require_now(database, actor, "keep_forum"), now)


def register(
    settings: Settings, actor: Actor
) -> tuple[tuple[Seat, tuple[Interest, ...]], ...]:
    """Return every seat with its interests, for whoever keeps the register.

    Those first that are held, by body, the longest first; then those that were left.

    Raises
    ------
    RefusedError
        If somebody may not see it.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_forum")
        found, every = rows(database, Seat), rows(database, Interest)
    found.sort(key=lambda x: (bool(x.left_on), x.body != "forum", x.from_on, x.number))
    return tuple(
        (x, tuple(one for one in every if one.seat == x.number)) for x in found
    )


def _checked(database: Database, given: Given) -> None:
    if given.body not in BODIES:
        raise SeatError(N_("Choose whether it is of the Forum or of the Board."))
    if not given.name.strip() or not given.role.strip():
        raise SeatError(N_("Write who it is, and in which role."))
    for field in ("name", "role", "constituency_en", "constituency_cy"):
        longest = LONGEST[field.partition("_")[0]]
        if len(getattr(given, field)) > longest:
            raise SeatError(N_("That is too long. At most {n} characters."), n=longest)
    if parse_date(given.from_on) is None:
        raise SeatError(N_("From which day? Write it like this: 31/03/2027."))
    check_term(given.from_on, given.term_ends_on)
    if given.member and not rows(database, Member, id=given.member):
        raise SeatError(N_("There is no such member any more. Choose again."))


def check_term(from_on: str, ends_on: str) -> None:
    """Refuse a term that ends before it begins.

    Raises
    ------
    SeatError
        If it does, or its end is no day.
    """
    if ends_on and (parse_date(ends_on) is None or ends_on < from_on):
        raise SeatError(N_("The term ends before it begins. Look at both days."))


def take_seat(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Enter who sits on the Forum or the Board; return the number of the seat.

    Whoever agrees to be named in public did so by the day of this.

    Raises
    ------
    RefusedError, SeatError
        If somebody may not, or something of it cannot be.
    """
    with keeping(settings, actor, now) as act:
        _checked(act.database, given)
        number = put(
            act.database,
            Seat,
            **{"body": given.body, "name": given.name.strip()},
            **{"role": given.role.strip(), "member": given.member},
            constituency_en=given.constituency_en.strip(),
            constituency_cy=given.constituency_cy.strip(),
            **{"from_on": given.from_on, "term_ends_on": given.term_ends_on},
            is_public=int(given.is_public),
            agreed_on=act.day if given.is_public else "",
            **{"person": act.present.person, "entered_on": act.day},
        )
        act.say("seat", str(number), "taken", now=f"{given.body} {given.from_on}")
        return number


def set_term(
    settings: Settings, actor: Actor, number: int, ends_on: str, now: datetime
) -> None:
    """Keep when a term ends, "" if that is open. Errors as ``take_seat``."""
    with keeping(settings, actor, now) as act:
        seat = act.seat(number)
        check_term(seat.from_on, ends_on)
        if ends_on != seat.term_ends_on:
            become(act.database, Seat, number, term_ends_on=ends_on)
            act.say("seat", str(number), "term", seat.term_ends_on, ends_on)


def set_public(
    settings: Settings, actor: Actor, number: int, now: datetime, *, is_public: bool
) -> None:
    """Keep whether somebody agrees to be named in public. Errors as ``take_seat``."""
    with keeping(settings, actor, now) as act:
        seat = act.seat(number)
        if seat.is_public != is_public:
            agreed_on = act.day if is_public else ""
            facts = {"is_public": int(is_public), "agreed_on": agreed_on}
            become(act.database, Seat, number, **facts)
            act.say("seat", str(number), "public", seat.agreed_on, agreed_on)


def leave_seat(
    settings: Settings, actor: Actor, number: int, left_on: str, now: datetime
) -> None:
    """Keep that somebody left a seat on a day, today at the latest.

    Errors as ``take_seat``.
    """
    with keeping(settings, actor, now) as act:
        seat = act.seat(number)
        if parse_date(left_on) is None or not seat.from_on <= left_on <= act.day:
            raise SeatError(
                N_("A seat is left after it was taken, and today at the latest.")
            )
        become(act.database, Seat, number, left_on=left_on)
        act.say("seat", str(number), "left", now=left_on)


def declare(
    settings: Settings, actor: Actor, number: int, words: str, now: datetime
) -> int:
    """Keep an interest that somebody with a seat declared; return its number.

    Errors as ``take_seat``.
    """
    with keeping(settings, actor, now) as act:
        act.seat(number)
        if not words.strip():
            raise SeatError(N_("Nothing is written there yet. Write it, then save."))
        if len(words) > LONGEST["words"]:
            raise SeatError(
                N_("That is too long. At most {n} characters."), n=LONGEST["words"]
            )
        facts = {"seat": number, "words": words.strip(), "said_on": act.day}
        interest = put(act.database, Interest, **facts)
        act.say("seat", f"interest {interest}", "interest", now=act.day)
        return interest


def end_interest(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Keep that an interest is none any more, from today. Errors as ``take_seat``."""
    with keeping(settings, actor, now) as act:
        found = rows(act.database, Interest, number=number, ended_on="")
        if not found:
            raise SeatError(MEANWHILE)
        become(act.database, Interest, number, ended_on=act.day)
        act.say("seat", f"interest {number}", "interest_ended", now=act.day)
