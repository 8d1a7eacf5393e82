"""Codes for those who are invited: made once, handed on, kept nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.post import site_address
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.codes import code_mark, made_code
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.admission import Invitation
from copro_map.surveys.keys import key_in
from copro_map.surveys.rules.changing import record_of
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.store.invitations import add_codes, forget, void_unused
from copro_map.surveys.store.surveys import waves
from copro_map.surveys.waves import find_survey, find_wave, open_to_anybody

MOST_CODES = 5_000


@dataclass(frozen=True)
class NewCodes:
    """Codes of a wave that were just made, and the map's address for the letters."""

    wave: Wave
    codes: tuple[str, ...] = field(repr=False)
    site: str


def _wave(database: Database, survey: Survey, name: str, today: date) -> Wave:
    """Return a wave for which codes can be made: not closed, and never for anybody."""
    known = waves(database)
    wave = find_wave(known, survey, name)
    if open_to_anybody(known, survey.id, name):
        raise SurveyError(
            N_("{wave}: this wave is open to anybody. Open another wave for codes."),
            wave=name,
        )
    if wave.closes_on <= today.isoformat():
        raise SurveyError(
            N_(
                "{wave}: this wave has closed. Codes are made while it is open, or "
                "before."
            ),
            wave=name,
        )
    return wave


def _check_site(site: str) -> None:
    """Refuse what is no address of a server: it stands in every invitation."""
    if not site_address({"COPRO_MAP_ADDRESS": site}):
        raise SurveyError(
            N_("{text}: not an address of the map. Write it like this: {example}."),
            text=site,
            example="https://map.example.org",
        )


def codes_in(
    database: Database, survey: Survey, name: str, number: int, today: date
) -> tuple[Wave, list[str]]:
    """Return a wave with codes that are kept nowhere, inside the caller's transaction.

    They open nothing until ``keep_codes`` has kept their marks.

    Raises
    ------
    SurveyError
        If there is no such wave, it has closed, or it is or was open to anybody.
    """
    forget(database, today)
    wave = _wave(database, survey, name, today)
    return wave, [made_code(secrets.choice) for _ in range(number)]


def keep_codes(database: Database, wave: Wave, codes: Iterable[str]) -> None:
    """Keep the marks of codes of a wave, inside the caller's transaction."""
    key, of = key_in(database, wave), (wave.survey, wave.name)
    add_codes(database, *of, (code_mark(key, *of, code) for code in codes))


def make_codes(  # noqa: PLR0913 - each says one thing about the codes
    settings: Settings,
    actor: Actor,
    of: Invitation,
    *,
    number: int,
    site: str,
    hand_on: Callable[[NewCodes], object],
    now: datetime,
) -> None:
    """Make single-use codes for a wave, and hand them to ``hand_on``, once.

    ``site`` is the address of the map. Only their marks are kept. If they cannot be
    handed on no code is kept either. More can be made later; those before stay good.

    Raises
    ------
    RefusedError
        If somebody may not.
    SurveyError
        If there is no such survey or wave, it has closed, it is or was open to anybody,
        the number is not from 1 to 5,000, or the site is no web address.
    DatabaseError
        If there is no database, or it cannot be written.
    """
    survey = find_survey(settings, of.survey)
    _check_site(site)
    if not 1 <= number <= MOST_CODES:
        message = N_("{number}: ask for 1 to {most} codes at a time.")
        raise SurveyError(message, number=number, most=MOST_CODES)
    with reading(settings.database):
        pass  # there is one: waves are opened first
    with writing(settings.database) as database:
        present = require_now(database, actor, "run_wave")
        today = now.astimezone(WALES).date()
        wave, codes = codes_in(database, survey, of.wave, number, today)
        keep_codes(database, wave, codes)
        made = Change("wave", record_of(of.survey, of.wave), "codes", "", f"{number}")
        note(database, present, made, now)
        hand_on(NewCodes(wave, tuple(codes), site))


def void_codes(settings: Settings, actor: Actor, of: Invitation, now: datetime) -> None:
    """Void every code of a wave that was not used: those in letters, too.

    Which code is in which letter is kept nowhere, so some alone cannot be voided. How
    many there were is told to nobody: it would tell how many replied.

    Raises
    ------
    RefusedError
        If somebody may not.
    SurveyError
        If there is no such wave.
    """
    survey = find_survey(settings, of.survey)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "run_wave")
        find_wave(waves(database), survey, of.wave)
        void_unused(database, of.survey, of.wave)
        made = Change("wave", record_of(of.survey, of.wave), "codes_void")
        note(database, present, made, now)
