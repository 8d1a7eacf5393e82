"""Two who are not to be introduced: somebody on the desk says so, or takes it back.

It is kept as a meeting that the Network declined before anybody was written to, so
nothing proposes the two again. Why is a word, never a text: it may not name anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, get_args

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.exchange.belonging import belongs_between
from copro_map.exchange.rules.standing import is_apart
from copro_map.exchange.store.apart import keep_apart, let_together
from copro_map.exchange.store.meetings import meetings
from copro_map.people.changes import note, standing, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor

# Why two are not introduced: they know each other, it is not what is asked for, one of
# them does not want it, or something else.
Apart = Literal["known", "unfit", "unwanted", "other"]
APART: tuple[Apart, ...] = get_args(Apart)


class ApartError(CoproMapError):
    """Two of whom this cannot be said, or not any more; says what to do."""


def not_these(  # noqa: PLR0913 - who says of which two what, and when
    settings: Settings,
    actor: Actor,
    request: str,
    offer: str,
    why: Apart,
    now: datetime,
) -> int:
    """Keep that two are not to be introduced, so that nothing proposes it again.

    Returns
    -------
    int
        The number by which it is taken back (``these_after_all``).

    Raises
    ------
    RefusedError
        If somebody may not introduce them, or not any more.
    ApartError
        If they were brought together, or kept apart, already.
    """
    with writing(settings.database, make=False) as database:
        where = belongs_between(settings, database, request, offer)
        present = require_now(database, actor, "introduce", where)
        tried = [x for x in meetings(database, entry=request) if x.offer == offer]
        if any(one.state != "held" for one in tried):
            raise ApartError(
                N_(
                    "Somebody decided about these two meanwhile. Look at the list "
                    "again."
                )
            )
        day = now.astimezone(WALES).date()
        number = keep_apart(database, request, offer, present.person, day)
        said = Change(
            "meeting",
            str(number),
            "not_these",
            now=why,
            entry=request,
            areas=where.areas,
        )
        note(database, present, said, now)
    return number


def _let(
    settings: Settings, database: Database, actor: Actor, made: Made, now: datetime
) -> None:
    number = int(made.change.record)
    found = [one for one in meetings(database, number=number) if is_apart(one)]
    if not found:
        raise UndoError(N_("This was taken back already; look at the list again."))
    where = belongs_between(settings, database, found[0].request, found[0].offer)
    present = require_now(database, actor, "introduce", where)
    let_together(database, number)
    back = Change(
        "meeting",
        made.change.record,
        "again",
        was=made.change.now,
        entry=made.change.entry,
        areas=where.areas,
        undoes=made.number,
    )
    note(database, present, back, now)


def these_after_all(
    settings: Settings, actor: Actor, number: int, now: datetime
) -> None:
    """Take back that two are not to be introduced: they may be proposed again.

    Raises
    ------
    RefusedError
        If somebody may not introduce them, or not any more.
    UndoError
        If it was taken back already.
    """
    with writing(settings.database, make=False) as database:
        said = standing(database, "meeting", str(number))
        if not said:
            raise UndoError(N_("This was taken back already; look at the list again."))
        _let(settings, database, actor, said[-1], now)


def undo_meeting(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take a change of a meeting back: that two are not to be introduced.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError
        If it was taken back, or is an introduction: its letters have left.
    """
    if made.change.what != "not_these":
        raise UndoError(
            N_(
                "The letters have left, so this cannot be taken back. It can be ended "
                "kindly: on the desk, under Whom to introduce, Under way."
            )
        )
    with writing(settings.database, make=False) as database:
        _let(settings, database, actor, undoable(database, made.number), now)


def why_apart(database: Database, number: int) -> Apart | None:
    """Return why two are kept apart; None if it is not known, or in an older word."""
    said = standing(database, "meeting", str(number))
    word = said[-1].change.now if said else ""
    return next((one for one in APART if one == word), None)


# How a change of this subject is taken back.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "meeting": undo_meeting
}
