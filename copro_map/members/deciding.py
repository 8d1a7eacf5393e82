"""What the Forum and the Board decided: entered on the desk as the meeting said it.

Votes are counted in the meeting; here stands the result. And how each act on the
register is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.members.members import is_member
from copro_map.members.rules.records import (
    BODIES,
    Body,
    Decided,
    Interest,
    Member,
    Seat,
)
from copro_map.members.rules.seats import sits, votes
from copro_map.members.seating import Keeping, keeping
from copro_map.members.store.members import become, drop, put, rows
from copro_map.people.changes import undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor

LONGEST = {"title": 160, "words": 2_000}


class DecisionError(CoproMapError):
    """What cannot be kept of a decision; says what to write."""


@dataclass(frozen=True)
class Given:
    """A decision as it is entered; votes are None where none were counted."""

    body: str
    decided_on: str
    title_en: str = ""
    title_cy: str = ""
    words_en: str = ""
    words_cy: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    is_public: bool = False


def all_decisions(settings: Settings, actor: Actor) -> tuple[Decided, ...]:
    """Return every decision that stands, the last first, also what is not public.

    Raises
    ------
    RefusedError
        If somebody may not see them.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "keep_forum")
        found = rows(database, Decided, withdrawn_on="")
    return tuple(sorted(found, key=lambda x: (x.decided_on, x.number), reverse=True))


def could_vote(database: Database, body: Body, day: date) -> int:
    """Return how many could vote on a day, as far as it is known; 0 if it is not.

    On the Board whoever has a seat; of the Forum members too, as they may all be
    asked.
    """
    seats = sum(sits(one, day) for one in rows(database, Seat, body=body))
    if body == "board":
        return seats
    members = sum(is_member(one, day) for one in rows(database, Member))
    return max(seats, members)


def _check_words(given: Given) -> None:
    if given.body not in BODIES:
        raise DecisionError(N_("Choose whether it is of the Forum or of the Board."))
    if not (given.title_en.strip() or given.title_cy.strip()):
        raise DecisionError(N_("Write what was decided, in one language at least."))
    for field in ("title_en", "title_cy", "words_en", "words_cy"):
        longest = LONGEST[field.partition("_")[0]]
        if len(getattr(given, field)) > longest:
            raise DecisionError(
                N_("That is too long. At most {n} characters."), n=longest
            )


def _check_votes(database: Database, given: Given, day: date) -> None:
    counts = (given.in_favour, given.against, given.abstained)
    if all(one is None for one in counts):
        return
    if given.in_favour is None or given.against is None:
        raise DecisionError(
            N_("Votes: write how many were in favour and how many against, or none.")
        )
    if any(one is not None and one < 0 for one in counts) or not votes(*counts):
        raise DecisionError(N_("Votes are whole numbers, and somebody voted."))
    most = could_vote(database, cast(Body, given.body), day)
    if most and votes(*counts) > most:
        raise DecisionError(
            N_(
                "{n} votes are more than the {most} who could vote on that day. "
                "Look at the numbers, or enter the seats first."
            ),
            n=votes(*counts),
            most=most,
        )


def _check(database: Database, given: Given, today: str) -> None:
    _check_words(given)
    day = parse_date(given.decided_on)
    if day is None or given.decided_on > today:
        raise DecisionError(
            N_("On which day was it decided? Today or a day that has passed.")
        )
    _check_votes(database, given, day)


def decide(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Enter a decision with its day and the result of its votes; return its number.

    Raises
    ------
    RefusedError, DecisionError
        If somebody may not, or something of it cannot be.
    """
    with keeping(settings, actor, now) as act:
        _check(act.database, given, act.day)
        texts = ("title_en", "title_cy", "words_en", "words_cy")
        number = put(
            act.database,
            Decided,
            **{"body": given.body, "decided_on": given.decided_on},
            **{field: getattr(given, field).strip() for field in texts},
            **{"in_favour": given.in_favour, "against": given.against},
            **{"abstained": given.abstained, "is_public": int(given.is_public)},
            **{"person": act.present.person, "entered_on": act.day},
        )
        told = f"{given.body} {given.decided_on}"
        act.say("decision", str(number), "decided", now=told)
        return number


def withdraw_decision(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> None:
    """Take a decision out that was entered wrongly; it stays, and is shown no more.

    Errors as ``decide``.
    """
    with keeping(settings, actor, now) as act:
        found = rows(act.database, Decided, number=number, withdrawn_on="")
        if not found:
            raise DecisionError(
                N_("This was withdrawn already; look at the list again.")
            )
        become(act.database, Decided, number, withdrawn_on=act.day)
        told = f"{found[0].body} {found[0].decided_on}"
        act.say("decision", str(number), "withdrawn", told)


def _taken(act: Keeping, _: Made, number: int) -> None:
    if rows(act.database, Interest, seat=number):
        raise UndoError(
            N_("Interests were declared for this seat: take those back first.")
        )
    drop(act.database, Seat, number)


def _term(act: Keeping, made: Made, number: int) -> None:
    become(act.database, Seat, number, term_ends_on=made.change.was)


def _public(act: Keeping, made: Made, number: int) -> None:
    was = made.change.was
    become(act.database, Seat, number, is_public=int(bool(was)), agreed_on=was)


def _left(act: Keeping, _: Made, number: int) -> None:
    become(act.database, Seat, number, left_on="")


def _interest(act: Keeping, _: Made, number: int) -> None:
    drop(act.database, Interest, number)


def _interest_ended(act: Keeping, _: Made, number: int) -> None:
    become(act.database, Interest, number, ended_on="")


def _decided(act: Keeping, _: Made, number: int) -> None:
    become(act.database, Decided, number, withdrawn_on=act.day)


def _withdrawn(act: Keeping, _: Made, number: int) -> None:
    become(act.database, Decided, number, withdrawn_on="")


BACK: Mapping[tuple[Subject, str], Callable[[Keeping, Made, int], None]] = {
    ("seat", "taken"): _taken,
    ("seat", "term"): _term,
    ("seat", "public"): _public,
    ("seat", "left"): _left,
    ("seat", "interest"): _interest,
    ("seat", "interest_ended"): _interest_ended,
    ("decision", "decided"): _decided,
    ("decision", "withdrawn"): _withdrawn,
}


def undo_register(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back what was entered of a seat, an interest or a decision.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError
        If it was taken back, or a later act stands on it.
    """
    with writing(settings.database, make=False) as database:
        change = undoable(database, made.number).change
        present = require_now(database, actor, "keep_forum")
        act = Keeping(database, present, now)
        number = int(change.record.rpartition(" ")[2])
        BACK[change.subject, change.what](act, made, number)
        undone = Change(
            change.subject,
            change.record,
            change.what,
            change.now,
            change.was,
            undoes=made.number,
        )
        act.keep(undone)


# How a change of these subjects is taken back.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "seat": undo_register,
    "decision": undo_register,
}
