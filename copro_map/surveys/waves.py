"""The surveys that there are, and their waves: found, by name or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.models import load_folder
from copro_map.base.store.connection import Database, reading
from copro_map.base.superseded import current, stored
from copro_map.files.columns import check_words
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Reply, SurveyError, Wave
from copro_map.surveys.store.surveys import add_replies, add_waves, waves


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


def numbers_in_force(
    waves: pd.DataFrame, survey: Survey
) -> dict[str, tuple[int, Wave]]:
    """Return the waves of a survey that are in force with their ids, by name."""
    held = _in_force(waves, survey)
    return {wave.name: (number, wave) for number, wave in held.items()}


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


def add_records(
    database: Database, waves: Iterable[Wave] = (), replies: Iterable[Reply] = ()
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Add waves and then replies, inside the caller's transaction; return their ids.

    Raises
    ------
    SurveyError
        As ``surveys.store.surveys.add_waves`` and ``add_replies``.
    """
    return add_waves(database, waves), add_replies(database, replies)
