"""What a form of a survey must obey before it is stored as a reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.i18n import N_
from copro_map.surveys.file.rows import ORGANISATION
from copro_map.surveys.rules.instrument import Question, Survey, respondent_key
from copro_map.surveys.rules.records import Reply, SurveyError, Wave

SOURCE = "form"
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


def questions_for(survey: Survey, role: str, *, baseline: bool) -> tuple[Question, ...]:
    """Return the questions that a role is asked in a wave, in the order of the file.

    Examples
    --------
    >>> one = Question.model_construct(id="one", roles=("citizen",))
    >>> survey = Survey.model_construct(questions={"one": one})
    >>> [x.id for x in questions_for(survey, "citizen", baseline=True)]
    ['one']
    >>> questions_for(survey, "provider", baseline=True)
    ()
    """
    return tuple(x for x in survey.asked(baseline=baseline) if role in x.roles)


def _check_role(survey: Survey, form: FilledForm) -> None:
    if form.role not in survey.roles:
        raise SurveyError(N_("Say first who you are: choose one of the roles."))
    if form.organisation_id and form.role != ORGANISATION:
        raise SurveyError(
            N_("Only a reply on behalf of an organisation names one. Leave it out.")
        )


def _fits(question: Question, chosen: tuple[str, ...]) -> bool:
    known = {option.id for option in question.options}
    several = question.kind == "many" or len(chosen) == 1
    return several and len(set(chosen)) == len(chosen) and known.issuperset(chosen)


def _answers(
    survey: Survey, wave: Wave, form: FilledForm
) -> dict[str, tuple[str, ...]]:
    """Return what is answered, questions and options in the order of the survey."""
    given = {name: chosen for name, chosen in form.answers.items() if chosen}
    questions = questions_for(survey, form.role, baseline=wave.baseline)
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
    _check_role(survey, form)
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

    ``assets`` as ``assets.store.search.public_assets`` returns them.

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
