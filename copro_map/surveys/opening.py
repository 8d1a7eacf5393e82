"""A wave is opened, corrected, closed, and a correction taken back: all in one way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.said import welsh_of
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import check_seen, note, undoable, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.keys import give_key
from copro_map.surveys.rules.changing import (
    LAST,
    WaveChange,
    closing_day,
    differences,
    record_of,
    taken_back,
)
from copro_map.surveys.rules.instrument import Survey, code_key
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.states import by_tens
from copro_map.surveys.store.invitations import forget, replied, with_codes
from copro_map.surveys.store.surveys import add_waves, waves
from copro_map.surveys.waves import (
    check_entered_by,
    find_survey,
    find_wave,
    numbers_in_force,
)

Done = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True)
class Seen:
    """A wave as it was shown, and its version: how often it was changed by then."""

    wave: Wave
    version: int


def as_seen(settings: Settings, survey: str, name: str) -> Seen:
    """Return a wave with its version, for a form that is drawn.

    Raises
    ------
    SurveyError
        If there is no such survey or wave.
    """
    found = find_survey(settings, survey)
    with reading(settings.database) as database:
        wave = find_wave(waves(database), found, name)
        return Seen(wave, version_of(database, "wave", record_of(survey, name)))


def _first(change: WaveChange) -> Wave:
    """Return what a new wave starts from."""
    if not (change.opens_on and change.closes_on):
        raise SurveyError(
            N_(
                "{wave}: a new wave needs the days on which it opens and closes: "
                "--from, --to."
            ),
            wave=change.name,
        )
    days = (change.opens_on, change.closes_on)
    welsh = welsh_of(change.name, "")  # unless one is given
    return Wave(change.survey, change.name, *days, False, {}, "", "", name_cy=welsh)


def _new_wave(change: WaveChange, old: Wave, number: int | None, today: date) -> Wave:
    code = code_key(change.code) if change.code and change.code.strip() else change.code
    told: dict[str, Any] = {
        "opens_on": change.opens_on,
        "closes_on": change.closes_on,
        "baseline": change.baseline,
        "code": code,
        "name_cy": change.name_cy,
    }
    invited = {**old.invited, **change.invited}
    return replace(
        old,
        invited={role: n for role, n in invited.items() if n is not None},
        entered_by=change.entered_by,
        entered_on=today.isoformat(),
        supersedes=number,
        **{name: value for name, value in told.items() if value is not None},
    )


def _check_roles(survey: Survey, change: WaveChange) -> None:
    for role in change.invited:
        if role not in survey.roles:
            raise SurveyError(
                N_("This is no role: {value}. Use one of: {choices}."),
                value=role,
                choices=", ".join(survey.roles),
            )


def _check_way_in(database: Database, wave: Wave) -> None:
    """Refuse a word for a wave that has codes: they would open nothing any more."""
    if wave.code and (wave.survey, wave.name) in with_codes(database):
        raise SurveyError(
            N_(
                "{wave}: codes were made for this wave, so it cannot be open to "
                "anybody. Open another wave for that."
            ),
            wave=wave.name,
        )


def _check_replied(
    database: Database, survey: Survey, wave: Wave, known: Wave | None
) -> None:
    """Refuse fewer invited, of all roles, than replied: by the tens that are told.

    No more exactly, and no role by itself: else whoever lowers a number until it is
    refused would learn how many replied, day by day.
    """
    if known is None or known.invited == wave.invited:
        return
    least = by_tens(replied(database).get((wave.survey, wave.name), 0))
    invited = sum(wave.invited.values())
    if survey.roles.keys() <= wave.invited.keys() and invited < least:
        raise SurveyError(
            N_(
                "{wave}: more have replied than would be invited. Replies, at least: "
                "{replies}. Invited: {invited}. Correct the numbers."
            ),
            wave=wave.name,
            replies=least,
            invited=invited,
        )


def _check_new(change: WaveChange, known: Wave | None) -> None:
    if change.is_new and known:
        raise SurveyError(
            N_(
                "{wave}: this survey has a wave of that name already. Choose another "
                "name, or correct the one that is there."
            ),
            wave=change.name,
        )


def _write(
    database: Database, wave: Wave, known: Wave | None, survey: Survey, today: date
) -> None:
    """Write a record of a wave, and see to its key and codes."""
    _check_way_in(database, wave)
    _check_replied(database, survey, wave, known)
    add_waves(database, [wave])
    give_key(database, wave, known, today)
    forget(database, today)


def open_wave(  # noqa: PLR0913 - the last two are for the desk
    settings: Settings,
    actor: Actor,
    change: WaveChange,
    now: datetime,
    *,
    seen: int | None = None,
    undoes: int | None = None,
) -> Done:
    """Open a wave, or correct the one of that name; return what was done.

    The record before is superseded, never changed, and each field that differs is noted
    as a change. What closes loses its key and its codes, and what opens gets a key
    (``surveys.keys``). ``seen`` is the version that whoever corrects it had before
    them, ``undoes`` the number of a change that is taken back.

    Raises
    ------
    RefusedError
        If somebody may not.
    ConflictError
        If somebody else changed the same field since; it shows both.
    SurveyError
        If there is no such survey or role, a new wave lacks a day or has the name of
        another, a word is given to one that has codes, more have replied than would be
        invited, one with replies from a file would open again, or the store refuses it
        (``surveys.store.surveys.add_waves``).
    DatabaseError
        If the database cannot be written.
    """
    survey, today = find_survey(settings, change.survey), now.astimezone(WALES).date()
    check_entered_by(change.entered_by)
    _check_roles(survey, change)
    record = record_of(change.survey, change.name)
    with writing(settings.database) as database:
        present = require_now(database, actor, "run_wave")
        if undoes is not None:
            undoable(database, undoes)
        forget(database, today)
        number, known = numbers_in_force(waves(database), survey).get(
            change.name, (None, None)
        )
        _check_new(change, known)
        wave = _new_wave(change, known or _first(change), number, today)
        differs = differences(known, wave)
        if not differs:
            return "unchanged"
        check_seen(database, "wave", record, seen, {x: z for x, _, z in differs})
        _write(database, wave, known, survey, today)
        for what, was, is_now in differs:
            made = Change("wave", record, what, was, is_now, undoes=undoes)
            note(database, present, made, now)
    return "changed" if known else "added"


def close_wave(  # noqa: PLR0913 - which, when, by whom
    settings: Settings,
    actor: Actor,
    survey: str,
    name: str,
    *,
    at_once: bool,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Close a wave that is open: at midnight, or at once, so that yesterday was last.

    Raises
    ------
    RefusedError, ConflictError
        As ``open_wave``.
    SurveyError
        If it is not open.
    """
    wave, today = as_seen(settings, survey, name).wave, now.astimezone(WALES).date()
    day = today.isoformat()
    if not wave.opens_on <= day < wave.closes_on:
        raise SurveyError(
            N_(
                "{wave}: this wave is not open, so it cannot be closed. Change its "
                "days instead."
            ),
            wave=name,
        )
    closes_on = day if at_once else closing_day(day)
    change = WaveChange(survey, name, {}, actor.role, closes_on=closes_on)
    open_wave(settings, actor, change, now, seen=seen)


def undo_wave(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Put back what a field of a wave was before a change: a new record supersedes.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError
        If it is no correction of a field, the wave has closed by it (its codes are
        gone), or something was changed there after it.
    SurveyError
        As ``open_wave``.
    """
    survey, _, name = made.change.record.partition("/")
    told = taken_back(made.change.what, made.change.was)
    today = now.astimezone(WALES).date().isoformat()
    has_closed = made.change.what == LAST and made.change.now < today
    if told is None or has_closed:
        raise UndoError(
            N_(
                "This cannot be taken back: the wave stands, its codes are made or "
                "gone, and letters have left. Correct the wave, or open another one."
            )
        )
    change = replace(WaveChange(survey, name, {}, actor.role), **told)  # type: ignore[arg-type]
    open_wave(settings, actor, change, now, seen=made.version, undoes=made.number)
