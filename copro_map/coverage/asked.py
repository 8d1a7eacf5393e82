"""Answering a gap: whom we asked, that there is none, that somebody knows one.

The ledger takes an answer by the very rules of its import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.coverage.ledger import rules_of_rows
from copro_map.coverage.rules.answering import Known
from copro_map.coverage.rules.knowledge import EVERY_THEME
from copro_map.coverage.store.known import (
    add_known,
    known_one,
    open_known,
    settle_known,
    take_known_out,
)
from copro_map.coverage.store.outreach import (
    COLUMNS,
    add_answer,
    area_of,
    take_outreach_out,
)
from copro_map.files.columns import NO_ROLE, at_most, check_rows, no_contacts
from copro_map.files.rows import Row
from copro_map.geography.areas import load_layers
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Action, Actor, Belongs, may

What = Literal["asked", "none"]
Undo = Callable[[Settings, Actor, Made, datetime], None]
Outcome = Literal["on_map", "not_for_map"]
LONGEST = 200  # characters of a name, a place, a role
KNOWN = "known-"  # before the id of one that somebody knows, in the log of changes


class AnswerError(CoproMapError):
    """An answer that the ledger does not take; says what to do."""


@dataclass(frozen=True)
class Answer:
    """An answer to a gap of an authority, in one theme or in all ("").

    "asked": ``by`` says whom, by what they are, ``replies`` is how many replied ("" if
    that is not known). "none": ``by`` says who knows that there is none. ``on`` is the
    day, an ISO date.
    """

    area_code: str
    theme: str
    what: What
    on: str
    by: str
    replies: str = ""


def _belongs(settings: Settings, area_code: str) -> Belongs:
    """Return where an authority belongs: to its County Voluntary Council.

    Raises
    ------
    UnknownAreaError
        If it is none.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    council = layers[COUNCIL_LAYER].of_authority
    authority = layers[BASE_LAYER].area(area_code).code
    return Belongs("", frozenset({council[authority]}))


def _cells(answer: Answer, role: str) -> dict[str, str]:
    """Return the cells of an answer's row, as a file would have them."""
    if not answer.by.strip():
        whom = N_(
            "Say whom you asked by what they are, such as the groups of a forum; never "
            "name a person."
        )
        raise AnswerError(whom if answer.what == "asked" else NO_ROLE)
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {"area_code": answer.area_code, "theme": answer.theme}
    if answer.what == "none":
        return cells | {"none_on": answer.on, "none_by": answer.by.strip()}
    asked = {"asked_on": answer.on, "asked_by": role, "replies": answer.replies}
    return cells | asked | {"note": answer.by.strip()}


def answer(settings: Settings, actor: Actor, given: Answer, now: datetime) -> int:
    """Keep an answer in the ledger; return the number of the change.

    Raises
    ------
    RefusedError
        If somebody may not answer for that area.
    AnswerError
        If the ledger would not take it from a file either, or has it already.
    """
    belongs = _belongs(settings, given.area_code)
    table = rules_of_rows(settings, now.astimezone(WALES).date())
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "answer_gap", belongs)
        row = Row(1, _cells(given, present.role))
        _, faults = check_rows([row], (), table)
        if faults:
            raise AnswerError(faults[0].message, **faults[0].facts)
        kept = add_answer(database, row.cells | {"replies": row.whole("replies")})
        if kept is None:
            raise AnswerError(N_("The ledger has this answer already."))
        said = " ".join(filter(None, (given.area_code, given.theme, given.on)))
        change = Change(
            "outreach", str(kept), given.what, now=said, areas=belongs.areas
        )
        return note(database, present, change, now)


def _check_text(text: str, missing: str) -> str:
    """Return a name or a place as it is kept: there, short, nobody's address."""
    kept = text.strip()
    if not kept:
        raise AnswerError(missing)
    for way in (at_most(LONGEST), no_contacts):
        for message, facts in way(kept):
            raise AnswerError(message, **facts)
    return kept


def tell_one(  # noqa: PLR0913 - where, in which theme, what it is, where to find it
    settings: Settings,
    actor: Actor,
    area_code: str,
    theme: str,
    name: str,
    place: str,
    now: datetime,
) -> int:
    """Keep that somebody knows one that is missing; return the number of the change.

    It is private, and waits for a steward to bring it onto the map.

    Raises
    ------
    RefusedError
        If somebody may not answer for that area.
    AnswerError
        If it does not say what it is and where to find it, or holds contact details.
    """
    belongs = _belongs(settings, area_code)
    row = {
        "area_code": area_code,
        "theme": theme or EVERY_THEME,
        "name": _check_text(name, N_("Say what it is called.")),
        "place": _check_text(place, N_("Give its web page, or say where it is.")),
        "told_on": now.astimezone(WALES).date().isoformat(),
    }
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "answer_gap", belongs)
        kept = add_known(database, row | {"role": present.role})
        said = f"{area_code} {theme}".strip()
        change = Change(
            "outreach", f"{KNOWN}{kept}", "known", now=said, areas=belongs.areas
        )
        return note(database, present, change, now)


def known(settings: Settings, actor: Actor) -> tuple[Known, ...]:
    """Return what somebody knows and is not on the map yet, of one's own areas."""
    with reading(settings.database) as database:
        found = open_known(database)
    return tuple(
        one
        for one in found
        if may(actor, "answer_gap", _belongs(settings, one.area_code))
    )


def settle(
    settings: Settings, actor: Actor, number: int, outcome: Outcome, now: datetime
) -> int:
    """Write down what came of one that somebody knows; return the number of the change.

    Raises
    ------
    RefusedError
        If somebody may not.
    AnswerError
        If somebody did it already.
    """
    with writing(settings.database, make=False) as database:
        one = known_one(database, number)
        if one is None or one.outcome:
            raise AnswerError(N_("Somebody saw to this already."))
        belongs = _belongs(settings, one.area_code)
        present = require_now(database, actor, "settle_known", belongs)
        settle_known(database, number, outcome)
        change = Change(*("outreach", f"{KNOWN}{number}", outcome), areas=belongs.areas)
        return note(database, present, change, now)


def _take_known_back(
    settings: Settings, database: Database, actor: Actor, made: Made
) -> Actor:
    """Undo what was done with one that somebody knows; return who they are now."""
    number = int(made.change.record.removeprefix(KNOWN))
    one = known_one(database, number)
    if one is None:
        raise UndoError(N_("This was taken back already; look at the list again."))
    is_told = made.change.what == "known"
    action: Action = "answer_gap" if is_told else "settle_known"
    present = require_now(database, actor, action, _belongs(settings, one.area_code))
    if is_told:
        take_known_out(database, number)
    else:
        settle_known(database, number, "")
    return present


def undo(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take an answer back: its row leaves the ledger, and the log says so.

    Raises
    ------
    RefusedError
        If somebody may not answer for that area.
    UndoError
        If it was taken back, or something stands on it.
    """
    record = made.change.record
    with writing(settings.database, make=False) as database:
        undoable(database, made.number)
        if record.startswith(KNOWN):
            present = _take_known_back(settings, database, actor, made)
        else:
            area = area_of(database, int(record))
            if area is None:
                raise UndoError(
                    N_("This was taken back already; look at the list again.")
                )
            belongs = _belongs(settings, area)
            present = require_now(database, actor, "answer_gap", belongs)
            take_outreach_out(database, int(record))
        change = Change(
            "outreach",
            record,
            "undone",
            was=made.change.now,
            areas=made.change.areas,
            undoes=made.number,
        )
        note(database, present, change, now)


def take_back(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Take the answer of a change back, by its number; errors as ``undo``."""
    with reading(settings.database) as database:
        made = undoable(database, number)
    undo(settings, actor, made, now)


# How each subject's changes are taken back.
UNDO: Mapping[Subject, Undo] = {"outreach": undo}
