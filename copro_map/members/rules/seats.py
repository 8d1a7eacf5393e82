"""The rules of seats and of votes: who sits when, what a vote can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from copro_map.base.i18n import Label
from copro_map.members.rules.records import Body, Interest, Seat

SOON = timedelta(days=90)  # before a term ends it is said on the desk


@dataclass(frozen=True)
class Sitting:
    """A seat as somebody may see it; of whoever does not agree only that it is held.

    ``name``, ``role``, ``constituency``, the days and the ``interests`` that stand are
    empty where ``is_named`` is not true.
    """

    body: Body
    is_named: bool
    name: str = ""
    role: str = ""
    constituency: Label = Label("", "")
    from_on: str = ""
    term_ends_on: str = ""
    interests: tuple[str, ...] = ()


def sits(seat: Seat, day: date) -> bool:
    """Say whether a seat is held on a day: from its first day until somebody left it.

    The end of a term alone ends nothing: whoever keeps the register says so.
    """
    on = day.isoformat()
    return seat.from_on <= on and (not seat.left_on or on < seat.left_on)


def ends_soon(seat: Seat, day: date) -> bool:
    """Say whether the term of a seat has ended, or ends within ``SOON``."""
    soon = (day + SOON).isoformat()
    return not seat.left_on and "" < seat.term_ends_on <= soon


def sitting(seat: Seat, interests: Iterable[Interest], day: date) -> Sitting:
    """Return a seat as everybody may see it on a day."""
    if not seat.is_public:
        return Sitting(seat.body, is_named=False)
    on = day.isoformat()
    standing = (
        one.words
        for one in interests
        if one.seat == seat.number
        and one.words
        and (not one.ended_on or on < one.ended_on)
    )
    return Sitting(
        body=seat.body,
        is_named=True,
        name=seat.name,
        role=seat.role,
        constituency=Label(seat.constituency_en, seat.constituency_cy),
        from_on=seat.from_on,
        term_ends_on=seat.term_ends_on,
        interests=tuple(standing),
    )


def votes(*counts: int | None) -> int:
    """Return how many votes were counted: in favour, against, abstained.

    Examples
    --------
    >>> votes(9, 2, None), votes(None, None, None)
    (11, 0)
    """
    return sum(one or 0 for one in counts)
