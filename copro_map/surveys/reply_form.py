"""Replies to a survey come in from its form: checked, and nothing else kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.assets.face import public_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading, writing
from copro_map.surveys.admission import Invitation, opened, survey_of, use_up
from copro_map.surveys.file.rows import ORGANISATION
from copro_map.surveys.keys import key_in
from copro_map.surveys.rules.instrument import Question, Survey, respondent_key
from copro_map.surveys.rules.records import Reply, SurveyError, Wave
from copro_map.surveys.store.invitations import reply_of_respondent, with_codes
from copro_map.surveys.store.surveys import FORM, add_replies
from copro_map.surveys.waves import every_wave

ENTERED_BY = "respondent"  # A role: who replies enters the reply.
PRACTITIONER = "practitioner"


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


def reply_of(
    survey: Survey, wave: Wave, form: FilledForm, key: bytes, today: date
) -> Reply:
    """Return a form as the reply of a day, questions and options in the survey's order.

    ``key`` is that of the wave.

    Raises
    ------
    SurveyError
        If it has no role or one in which nobody was invited, no answer, or one that
        nobody asked for.
    """
    if form.role not in survey.roles or wave.invited.get(form.role) == 0:
        raise SurveyError(N_("Say first who you are: choose one of the roles."))
    if form.organisation_id and form.role != ORGANISATION:
        raise SurveyError(
            N_("Only a reply on behalf of an organisation names one. Leave it out.")
        )
    return Reply(
        survey=survey.id,
        wave=wave.name,
        respondent=respondent_key(key, survey.id, wave.name, form.key),
        role=form.role,
        answered_on=today.isoformat(),
        source=FORM,
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


def open_waves(settings: Settings, today: date) -> tuple[Wave, ...]:
    """Return the waves that take replies by a form on a day, by their last day.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    day = today.isoformat()
    known = every_wave(settings)
    with reading(settings.database) as database:
        coded = with_codes(database)
    found = [
        wave
        for wave in known
        if (wave.code or (wave.survey, wave.name) in coded)
        and wave.opens_on <= day < wave.closes_on
    ]
    return tuple(sorted(found, key=lambda x: (x.closes_on, x.survey, x.name)))


def send_reply(
    settings: Settings, invitation: Invitation, mark: str, form: FilledForm, today: date
) -> int:
    """Store a form as a reply of today, and return its id; sent again: the same id.

    ``mark`` is what ``admission.admit`` returned; a code is used up with the reply, in
    one transaction. Kept are the role, the options chosen, the organisation if it is
    one, the day, and a checksum of ``form.key``; no time of day, and nothing of who
    sent it or with which code.

    Raises
    ------
    WrongCodeError, UsedCodeError
        If the mark opens nothing, or nothing any more.
    SurveyError
        If the wave is not open or has no form, if the form has no role, no answer or
        one that nobody asked for, or if its organisation is not on the map.
    DatabaseError
        If there is no database, or it cannot be written.
    """
    survey = survey_of(settings, invitation.survey)
    with reading(settings.database) as database:
        opened(database, survey, invitation.wave, today)
    with writing(settings.database, make=False) as database:
        wave = opened(database, survey, invitation.wave, today)
        reply = reply_of(survey, wave, form, key_in(database, wave), today)
        if form.organisation_id:
            check_organisation(public_assets(database), form.organisation_id)
        of = (survey.id, wave.name, reply.respondent)
        sent = reply_of_respondent(database, *of)
        if sent is not None:
            return sent
        use_up(database, wave, mark)
        (added,) = add_replies(database, [reply])
    return added
