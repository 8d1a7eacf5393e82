"""The Members' Forum and the Board in public: who agreed to it, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.said import Spoken, spoken
from copro_map.base.store.connection import reading
from copro_map.members.rules.records import BODIES, Body, Decided, Interest, Seat
from copro_map.members.store.members import rows


@dataclass(frozen=True)
class SeatShown:
    """A seat whose holder agreed to be named, with the interests they declared."""

    seat: Seat
    interests: tuple[str, ...]

    @property
    def constituency(self) -> Spoken | None:
        """Whom they speak for, in the reader's language if it is known there."""
        return next(iter(spoken(self.seat, "constituency")), None)


@dataclass(frozen=True)
class BodyShown:
    """One of the two bodies: who sits there in public, and what it decided, last first.

    ``has_unnamed``: others sit there who did not agree to be named.
    """

    body: Body
    seats: tuple[SeatShown, ...]
    has_unnamed: bool
    decisions: tuple[Decided, ...]


def sits(seat: Seat, day: date) -> bool:
    """Say whether somebody holds a seat on a day: their term goes on, none has left."""
    on = day.isoformat()
    ends = min(filter(None, (seat.term_ends_on, seat.left_on)), default="")
    return seat.from_on <= on and (not ends or on < ends)


def is_in_public(seat: Seat) -> bool:
    """Say whether the holder of a seat agreed to be named."""
    return seat.is_public and bool(seat.agreed_on)


def in_public(settings: Settings, day: date) -> tuple[BodyShown, ...]:
    """Return the Forum and the Board on a day: nobody who did not agree to be named.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        seats, decided = rows(database, Seat), rows(database, Decided)
        interests = rows(database, Interest)
    on = day.isoformat()
    said = [
        x for x in interests if x.said_on <= on and (not x.ended_on or on < x.ended_on)
    ]
    now = [one for one in seats if sits(one, day)]
    told = [
        x for x in decided if x.is_public and not x.withdrawn_on and x.decided_on <= on
    ]
    return tuple(
        BodyShown(
            body,
            tuple(
                SeatShown(x, tuple(y.words for y in said if y.seat == x.number))
                for x in now
                if x.body == body and is_in_public(x)
            ),
            any(x.body == body and not is_in_public(x) for x in now),
            tuple(
                sorted(
                    (x for x in told if x.body == body),
                    key=lambda x: (x.decided_on, x.number),
                    reverse=True,
                )
            ),
        )
        for body in BODIES
    )


def votes(one: Decided) -> str:
    """Return how a decision was voted, in words; "" if votes were not counted."""
    if one.in_favour is None and one.against is None and one.abstained is None:
        return ""
    return t(
        "Votes: in favour {n}, against {against}, abstained {abstained}",
        n=one.in_favour or 0,
        against=one.against or 0,
        abstained=one.abstained or 0,
    )
