"""The surveys that there are, and their waves: opened, corrected, found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.models import load_folder
from copro_map.base.said import welsh_of
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.superseded import current, stored
from copro_map.files.columns import check_words
from copro_map.surveys.keys import give_key
from copro_map.surveys.rules.instrument import Survey, code_key
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.store.invitations import (
    forget,
    replied,
    with_codes,
)
from copro_map.surveys.store.surveys import add_waves, waves

Done = Literal["added", "changed", "unchanged"]
STEP = 10  # replies: no more exactly is told while a wave may be open
# What makes two records of a wave the same, whoever entered them and when.
SAID = ("opens_on", "closes_on", "baseline", "invited", "code", "name_cy")


@dataclass(frozen=True)
class WaveChange:
    """What is said of a wave; what is None or missing stays as it was.

    ``code`` is a word that opens the form to anybody who knows it: only its checksum is
    kept. A wave without one has a form once codes are made for it (``surveys.codes``).
    """

    survey: str
    name: str
    invited: Mapping[str, int]
    entered_by: str
    opens_on: str | None = None
    closes_on: str | None = None
    baseline: bool | None = None
    code: str | None = None
    name_cy: str | None = None


@cache
def load_surveys(data_dir: Path) -> dict[str, Survey]:
    """Return the surveys by id, in order of id; files are read once.

    A survey is a file, ``surveys/ID.toml``; a new one needs nothing else. There may be
    none.

    Raises
    ------
    DefinitionError
        If a field is missing or wrong, or an indicator has no file; the message names
        the file and the question.
    """
    codes = sorted(one.stem for one in (data_dir / "indicators").glob("*.toml"))
    return load_folder(Survey, data_dir / "surveys", context=codes)


def find_survey(settings: Settings, survey_id: str) -> Survey:
    """Return a survey by its id.

    Raises
    ------
    SurveyError
        If there is none; the message names those there are.
    """
    known = load_surveys(settings.data_dir)
    if survey_id not in known:
        raise SurveyError(
            N_("Unknown survey: {survey}. Use one of: {choices}."),
            survey=survey_id,
            choices=", ".join(known) or "-",
        )
    return known[survey_id]


def check_entered_by(entered_by: str) -> None:
    """Refuse what cannot be the role of who enters something.

    Raises
    ------
    SurveyError
        If it is empty or holds contact details.
    """
    message = N_(
        "Say who enters this by their role, such as development officer. Give no name "
        "and no contact details."
    )
    check_words(entered_by, SurveyError, message, contacts=message)


def _in_force(waves: pd.DataFrame, survey: Survey) -> dict[int, Wave]:
    return stored(current(waves[waves["survey"] == survey.id]), Wave)


def waves_in_force(waves: pd.DataFrame, survey: Survey) -> dict[str, Wave]:
    """Return the waves of a survey that are in force, by name.

    ``waves`` as ``surveys.store.surveys.waves`` returns them.
    """
    return {wave.name: wave for wave in _in_force(waves, survey).values()}


def every_wave(settings: Settings) -> list[Wave]:
    """Return the waves of all surveys that are in force, survey by survey.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        known = waves(database)
    surveys = load_surveys(settings.data_dir).values()
    return [wave for one in surveys for wave in waves_in_force(known, one).values()]


def open_to_anybody(waves: pd.DataFrame, survey: str, wave: str) -> bool:
    """Say whether the form of a wave was ever open to anybody who knew a word.

    Then nobody knows whether those who replied were invited, nor how often each did:
    its figures say so. ``waves`` as ``surveys.store.surveys.waves`` returns them.

    Examples
    --------
    >>> waves = pd.DataFrame({"survey": "s", "name": ["a", "a", "b"],
    ...                       "code": ["0f", "", ""]})
    >>> open_to_anybody(waves, "s", "a"), open_to_anybody(waves, "s", "b")
    (True, False)
    """
    own = waves[(waves["survey"] == survey) & (waves["name"] == wave)]
    return bool((own["code"] != "").any())


@dataclass(frozen=True)
class WaveState:
    """A wave, for stewards: how its form opens, and how many replied, in steps of ten.

    ``replies`` is 20 for 20 to 29 of them; the wave may still be open.
    """

    wave: Wave
    form: Literal["", "codes", "anybody"]
    replies: int


def wave_states(settings: Settings) -> list[WaveState]:
    """Return the waves of all surveys that are in force, survey by survey.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        coded, counts = with_codes(database), replied(database)
    return [
        WaveState(
            one,
            "anybody" if one.code else "codes" if of in coded else "",
            counts.get(of, 0) // STEP * STEP,
        )
        for one in every_wave(settings)
        for of in [(one.survey, one.name)]
    ]


def find_wave(waves: pd.DataFrame, survey: Survey, name: str) -> Wave:
    """Return the wave of a survey that is in force.

    Raises
    ------
    SurveyError
        If there is none; the message names those there are.
    """
    known = waves_in_force(waves, survey)
    if name in known:
        return known[name]
    raise SurveyError(
        N_(
            "{wave}: there is no such wave of this survey. Open it first: {command}. "
            "Waves there are: {choices}."
        ),
        wave=name,
        command="python -m copro_map surveys open",
        choices=", ".join(known) or "-",
    )


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
    return replace(
        old,
        invited={**old.invited, **change.invited},
        entered_by=change.entered_by,
        entered_on=today.isoformat(),
        supersedes=number,
        **{name: value for name, value in told.items() if value is not None},
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


def open_wave(settings: Settings, change: WaveChange, today: date) -> Done:
    """Open a wave, or correct the one of that name; return what was done.

    The record before is superseded, never changed. What closes loses its key and its
    codes, and what opens gets a key (``surveys.keys``).

    Raises
    ------
    SurveyError
        If there is no such survey or role, a new wave lacks a day, a word is given to
        one that has codes, one with replies from a file would open again, or the store
        refuses it (``surveys.store.surveys.add_waves``).
    DatabaseError
        If the database cannot be written.
    """
    survey = find_survey(settings, change.survey)
    check_entered_by(change.entered_by)
    for role in change.invited:
        if role not in survey.roles:
            raise SurveyError(
                N_("This is no role: {value}. Use one of: {choices}."),
                value=role,
                choices=", ".join(survey.roles),
            )
    with writing(settings.database) as database:
        forget(database, today)
        held = _in_force(waves(database), survey)
        number = next((x for x in held if held[x].name == change.name), None)
        known = None if number is None else held[number]
        wave = _new_wave(change, known or _first(change), number, today)
        if known and all(getattr(wave, x) == getattr(known, x) for x in SAID):
            return "unchanged"
        _check_way_in(database, wave)
        add_waves(database, [wave])
        give_key(database, wave, known, today)
        forget(database, today)
    return "changed" if known else "added"
