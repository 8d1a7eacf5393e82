"""Replies to a survey come in from its form: checked, and nothing else kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest

import pandas as pd

from copro_map.assets.face import public_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading, writing
from copro_map.base.superseded import current
from copro_map.surveys.file.rows import ORGANISATION
from copro_map.surveys.rules.instrument import (
    Question,
    Survey,
    code_key,
    respondent_key,
)
from copro_map.surveys.rules.records import Reply, SurveyError, Wave
from copro_map.surveys.store.surveys import add_replies, replies
from copro_map.surveys.store.surveys import waves as stored_waves
from copro_map.surveys.waves import every_wave, load_surveys, waves_in_force

SOURCE = "form"
ENTERED_BY = "respondent"  # A role: who replies enters the reply.
PRACTITIONER = "practitioner"

NO_SUCH = N_("There is no such survey. Use the whole link in your invitation.")


class WrongCodeError(SurveyError):
    """The word that opens the form of an open wave is missing or another one."""


@dataclass(frozen=True)
class Invitation:
    """What the link of an invitation names: a wave, and the word that opens its form.

    ``survey`` is the survey's id, ``wave`` the name of the wave.
    """

    survey: str
    wave: str
    code: str = ""


@dataclass(frozen=True)
class FilledForm:
    """A form as it is sent: option ids by question id, without names of any kind.

    ``key`` is a random text that the form got when it was opened: a form that is sent
    twice is one reply. ``organisation_id`` is for the role organisation only.
    """

    key: str
    role: str
    answers: Mapping[str, tuple[str, ...]]
    organisation_id: str = ""


def _fits(question: Question, chosen: tuple[str, ...]) -> bool:
    known = {option.id for option in question.options}
    several = question.kind == "many" or len(chosen) == 1
    return several and len(set(chosen)) == len(chosen) and known.issuperset(chosen)


def _answers(
    survey: Survey, wave: Wave, form: FilledForm
) -> dict[str, tuple[str, ...]]:
    """Return what is answered, questions and options in the order of the survey."""
    given = {name: chosen for name, chosen in form.answers.items() if chosen}
    questions = survey.asked(baseline=wave.baseline, role=form.role)
    if given.keys() - {question.id for question in questions}:
        raise SurveyError(
            N_("An answer is to a question that this role is not asked. Leave it out.")
        )
    if not all(_fits(x, given[x.id]) for x in questions if x.id in given):
        raise SurveyError(
            N_(
                "An answer is not one of those to choose from, or there are several "
                "where one is asked for. Choose again."
            )
        )
    if not given:
        raise SurveyError(
            N_("Nothing is answered yet. Answer at least one question, then send.")
        )
    return {
        question.id: tuple(o.id for o in question.options if o.id in given[question.id])
        for question in questions
        if question.id in given
    }


def reply_of(survey: Survey, wave: Wave, form: FilledForm, today: date) -> Reply:
    """Return a form as the reply of a day, questions and options in the survey's order.

    Raises
    ------
    SurveyError
        If it has no role, no answer, or one that nobody asked for.
    """
    if form.role not in survey.roles:
        raise SurveyError(N_("Say first who you are: choose one of the roles."))
    if form.organisation_id and form.role != ORGANISATION:
        raise SurveyError(
            N_("Only a reply on behalf of an organisation names one. Leave it out.")
        )
    return Reply(
        survey=survey.id,
        wave=wave.name,
        respondent=respondent_key(survey.id, wave.name, form.key),
        role=form.role,
        answered_on=today.isoformat(),
        source=SOURCE,
        entered_by=ENTERED_BY,
        entered_on=today.isoformat(),
        answers=_answers(survey, wave, form),
        organisation_id=form.organisation_id,
    )


def check_organisation(assets: pd.DataFrame, asset_id: str) -> None:
    """Refuse an organisation that is no practitioner on the map.

    ``assets`` as ``assets.store.entries.public_assets`` returns them.

    Raises
    ------
    SurveyError
        The message says what to choose.
    """
    if assets["kind"].get(asset_id) != PRACTITIONER:
        raise SurveyError(
            N_("This organisation is not on the map. Choose another one, or none.")
        )


def check_invited(known: pd.DataFrame, wave: Wave, role: str) -> None:
    """Refuse a reply for which no invitation of its role is left.

    ``known``: the replies of the wave that are in force.

    Raises
    ------
    SurveyError
        The message says what to do.
    """
    replied = int(((known["role"] == role) & (known["status"] == "checked")).sum())
    if role in wave.invited and replied >= wave.invited[role]:
        raise SurveyError(
            N_(
                "All the invitations of the role that you chose have been used, so "
                "this reply was not stored. If you chose the wrong role, choose "
                "another; if not, tell the Network."
            )
        )


def _survey(settings: Settings, survey_id: str) -> Survey:
    """Return a survey; what the address says is not repeated: anybody can write it."""
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


def _check_code(wave: Wave, code: str) -> None:
    if not wave.code:
        raise SurveyError(
            N_(
                "This survey has no form here: its replies come in another way. Ask "
                "the Network how to reply."
            )
        )
    if not code.strip() or not compare_digest(code_key(code), wave.code):
        raise WrongCodeError(
            N_(
                "This is not the word that opens the form. Look at your invitation, "
                "and type the word again."
            )
        )


def _opened(waves: Mapping[str, Wave], invitation: Invitation, today: date) -> Wave:
    if invitation.wave not in waves:
        raise SurveyError(NO_SUCH)
    wave = waves[invitation.wave]
    _check_open(wave, today)
    _check_code(wave, invitation.code)
    return wave


def open_form(settings: Settings, invitation: Invitation, today: date) -> Wave:
    """Return the wave that an invitation opens: from its first day to its last.

    Raises
    ------
    WrongCodeError
        If the wave is open, but the word that opens its form is another one.
    SurveyError
        If there is no such wave, it is not open yet, closed, or has no form.
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    survey = _survey(settings, invitation.survey)
    with reading(settings.database) as database:
        waves = waves_in_force(stored_waves(database), survey)
    return _opened(waves, invitation, today)


def open_waves(settings: Settings, today: date) -> tuple[Wave, ...]:
    """Return the waves that take replies by a form on a day, by their last day.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    day = today.isoformat()
    found = [
        wave
        for wave in every_wave(settings)
        if wave.code and wave.opens_on <= day < wave.closes_on
    ]
    return tuple(sorted(found, key=lambda x: (x.closes_on, x.survey, x.name)))


def send_reply(
    settings: Settings, invitation: Invitation, form: FilledForm, today: date
) -> int:
    """Store a form as a reply of today, and return its id; sent again: the same id.

    Kept are the role, the options chosen, the organisation if it is one, the day, and a
    checksum of ``form.key``; no time of day, and nothing of who sent it.

    Raises
    ------
    SurveyError
        If the wave cannot be opened (as ``open_form``), if the form has no role, no
        answer or one that nobody asked for, if its organisation is not on the map, or
        if everybody invited in that role has replied.
    DatabaseError
        If there is no database, or it cannot be written.
    """
    survey = _survey(settings, invitation.survey)
    open_form(settings, invitation, today)
    with writing(settings.database) as database:
        wave = _opened(
            waves_in_force(stored_waves(database), survey), invitation, today
        )
        reply = reply_of(survey, wave, form, today)
        if form.organisation_id:
            check_organisation(public_assets(database), form.organisation_id)
        known = current(replies(database))
        known = known[(known["survey"] == survey.id) & (known["wave"] == wave.name)]
        sent = known.index[known["respondent"] == reply.respondent]
        if len(sent):
            return int(sent[0])
        check_invited(known, wave, form.role)
        (added,) = add_replies(database, [reply])
    return added
