"""Who may fill in the form of a wave: who has a code, or knows the word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading
from copro_map.people.rules.codes import code_mark
from copro_map.people.rules.tries import Tries
from copro_map.surveys.rules.instrument import Survey, code_key
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.store.invitations import (
    key_of,
    use_code,
    was_used,
    with_codes,
)
from copro_map.surveys.store.surveys import waves as stored_waves
from copro_map.surveys.waves import load_surveys, waves_in_force

NO_SUCH = N_("There is no such survey. Use the whole link in your invitation.")
WRONG_WORD = N_(
    "This is not the word that opens the form. Look at your invitation, and type the "
    "word again."
)
WRONG_CODE = N_(
    "This code opens nothing. Look at your invitation, and type the code again: "
    "capitals, spaces and dashes make no difference. A code of an earlier survey has "
    "lapsed."
)
TRIES = Tries()  # of this process: when it ends they are forgotten


class WrongCodeError(SurveyError):
    """What opens the form of an open wave is missing, or another word or code."""


class UsedCodeError(SurveyError):
    """A reply has come with this code already."""


class WaitError(SurveyError):
    """Too many wrong words or codes came before; ``wait`` is a number of seconds."""


@dataclass(frozen=True)
class Invitation:
    """What the link of an invitation names: a survey by its id, and a wave of it."""

    survey: str
    wave: str


@dataclass(frozen=True)
class Visitor:
    """Who types a code: an address, or a random text of the visit; and the second.

    The second is of any clock that only goes forward. Neither is stored.
    """

    name: str
    second: float


def survey_of(settings: Settings, survey_id: str) -> Survey:
    """Return a survey; what the address says is not repeated: anybody can write it.

    Raises
    ------
    SurveyError
        If there is none.
    """
    found = load_surveys(settings.data_dir).get(survey_id)
    if found is None:
        raise SurveyError(NO_SUCH)
    return found


def _check_open(wave: Wave, today: date) -> None:
    """Refuse a day on which no replies come in; a fact is a date, to be spoken."""
    opens, closes = map(date.fromisoformat, (wave.opens_on, wave.closes_on))
    if today < opens:
        raise SurveyError(
            N_("This survey is not open yet. First day to reply: {day}."), day=opens
        )
    if today >= closes:
        last = max(opens, closes - timedelta(days=1))
        raise SurveyError(
            N_(
                "This survey is closed and takes no more replies. Last day to reply: "
                "{day}. Thank you to all who replied."
            ),
            day=last,
        )


def has_form(database: Database, wave: Wave) -> bool:
    """Say whether a wave has a form here: by its codes, or by a word for anybody."""
    return bool(wave.code) or (wave.survey, wave.name) in with_codes(database)


def opened(database: Database, survey: Survey, name: str, today: date) -> Wave:
    """Return a wave whose form takes replies on a day.

    Raises
    ------
    SurveyError
        If there is no such wave, it is not open, or it has no form.
    """
    waves: Mapping[str, Wave] = waves_in_force(stored_waves(database), survey)
    if name not in waves:
        raise SurveyError(NO_SUCH)
    wave = waves[name]
    _check_open(wave, today)
    if not has_form(database, wave):
        raise SurveyError(
            N_(
                "This survey has no form here: its replies come in another way. Ask "
                "the Network how to reply."
            )
        )
    return wave


def open_form(settings: Settings, invitation: Invitation, today: date) -> Wave:
    """Return the wave that an invitation names: from its first day to its last.

    Its form is then opened by ``admit``.

    Raises
    ------
    SurveyError
        If there is no such wave, it is not open yet, closed, or has no form.
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    survey = survey_of(settings, invitation.survey)
    with reading(settings.database) as database:
        return opened(database, survey, invitation.wave, today)


def _refuse(of: tuple[str, ...], visitor: Visitor, message: str) -> None:
    """Count what was wrong, and refuse it."""
    TRIES.wrong(of, visitor.name, visitor.second)
    raise WrongCodeError(message)


def _check_wait(of: tuple[str, ...], visitor: Visitor) -> None:
    if wait := TRIES.wait(of, visitor.name, visitor.second):
        raise WaitError(
            N_(
                "Too many that were wrong have been tried. Seconds to wait before the "
                "next one: {wait}."
            ),
            wait=wait,
        )


def admit(
    settings: Settings,
    invitation: Invitation,
    typed: str,
    visitor: Visitor,
    today: date,
) -> str:
    """Return what lets a visitor send the form of a wave: a mark of what was typed.

    The mark is all that is to be remembered of it. A word that anybody may know can be
    guessed, so whoever typed too many wrong ones waits before another is looked at
    (``people.rules.tries``). A code of 55 bits cannot, so the right one is let
    through at once, whatever others have tried; only wrong ones are told to wait.

    Raises
    ------
    WrongCodeError
        If nothing was typed, or another word or code.
    WaitError
        If it was not looked at, or was wrong, before the time to wait was over.
    UsedCodeError
        If a reply came with this code already.
    SurveyError
        As ``open_form``.
    """
    survey = survey_of(settings, invitation.survey)
    of = (str(settings.database), invitation.survey, invitation.wave)
    with reading(settings.database) as database:
        wave = opened(database, survey, invitation.wave, today)
        if not typed.strip():
            raise WrongCodeError(WRONG_WORD if wave.code else WRONG_CODE)
        if wave.code:
            _check_wait(of, visitor)
            mark = code_key(typed)
            if not compare_digest(mark, wave.code):
                _refuse(of, visitor, WRONG_WORD)
            return mark
        key = key_of(database, wave.survey, wave.name) or b""
        mark = code_mark(key, wave.survey, wave.name, typed)
        used = was_used(database, wave.survey, wave.name, mark)
    if used is None:
        _check_wait(of, visitor)
        _refuse(of, visitor, WRONG_CODE)
    if used:
        raise _used()
    return mark


def _used() -> UsedCodeError:
    return UsedCodeError(
        N_(
            "A reply has come with this code already, and each code is for one reply. "
            "If it was not yours, tell the Network: it can send you another code."
        )
    )


def use_up(database: Database, wave: Wave, mark: str) -> None:
    """Let one reply pass, inside the transaction that stores it.

    Raises
    ------
    UsedCodeError
        If another reply has come with the code meanwhile.
    WrongCodeError
        If the mark is not that of the wave's word, which may have been changed.
    """
    if wave.code:
        if not compare_digest(mark, wave.code):
            raise WrongCodeError(WRONG_WORD)
    elif not use_code(database, wave.survey, wave.name, mark):
        raise _used()
