"""Waves and replies: what is stored of a survey, and what it must obey by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from copro_map.base.dates import check_dates
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

RESPONDENT = re.compile("[0-9a-f]{32}")
CODE = re.compile("([0-9a-f]{64})?")
TAKEN_BACK = "taken back"  # the source of a reply whose file was: it may come again


class SurveyError(CoproMapError):
    """A wave or reply that cannot be: wrong by itself or beside the others."""


@dataclass(frozen=True)
class Wave:
    """One round of a survey: when it is open, and how many of each role were invited.

    Dates are ISO; replies come in from ``opens_on`` until the day before ``closes_on``,
    which is the first on which results are shown. A role that ``invited`` does not
    name: it is not known how many. ``code`` is the SHA-256 of the word that opens the
    form ("" for no form); ``entered_by`` is a role, never a name. Links and replies
    know it by its ``name``; ``name_cy`` is "" if nobody typed it (``base.said``).
    """

    survey: str
    name: str
    opens_on: str
    closes_on: str
    baseline: bool
    invited: Mapping[str, int]
    entered_by: str
    entered_on: str
    code: str = ""
    supersedes: int | None = None
    name_cy: str = ""


@dataclass(frozen=True)
class Reply:
    """What one respondent answered in a wave: option ids by question id.

    ``respondent`` is a checksum of 32 signs, only to tell whether somebody answered
    twice. ``organisation_id`` is the practitioner for which a reply of the role
    organisation speaks, else "".
    """

    survey: str
    wave: str
    respondent: str
    role: str
    answered_on: str
    source: str
    entered_by: str
    entered_on: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organisation_id: str = ""
    status: Literal["checked", "withdrawn"] = "checked"
    supersedes: int | None = None


def _check_order(subject: str, first: str, second: str) -> None:
    if first > second:
        raise SurveyError(
            N_("{subject}: {first} cannot be after {second}. Correct one of the days."),
            subject=subject,
            first=first,
            second=second,
        )


def _check_filled(subject: str, row: Wave | Reply, *names: str) -> None:
    for name in names:
        if not getattr(row, name).strip():
            raise SurveyError(
                N_("{subject}: {field} is empty. Fill it in."),
                subject=subject,
                field=name,
            )


def _check_sign(subject: str, name: str, text: str, wanted: re.Pattern[str]) -> None:
    """Refuse what is no checksum: the word itself must never be stored."""
    if not wanted.fullmatch(text):
        raise SurveyError(
            N_("{subject}: {field} must be a checksum. Never store the text itself."),
            subject=subject,
            field=name,
        )


def check_wave(wave: Wave) -> None:
    """Refuse a wave that is wrong by itself.

    Raises
    ------
    SurveyError
        If a text is empty, a date is not whole, it closes before it opens, or a number
        of people invited is not whole or is below 0; the message names the wave.

    Examples
    --------
    >>> check_wave(Wave("members", "2027", "2027-03-01", "2027-03-31", False,
    ...                 {"citizen": -1}, "steward", "2027-02-01"))
    Traceback (most recent call last):
        ...
    copro_map.surveys.rules.records.SurveyError: members, 2027: the number of people ...
    """
    subject = f"{wave.survey}, {wave.name}"
    _check_filled(subject, wave, "survey", "name", "entered_by")
    days = (wave.opens_on, wave.closes_on, wave.entered_on)
    check_dates(subject, *days, error=SurveyError)
    _check_order(subject, wave.opens_on, wave.closes_on)
    _check_sign(subject, "code", wave.code, CODE)
    for role, count in wave.invited.items():
        if not role or type(count) is not int or count < 0:  # bool is an int too
            raise SurveyError(
                N_(
                    "{subject}: the number of people invited cannot be used. Role: "
                    "{role}. Number: {count}. Write a whole number from 0 up."
                ),
                subject=subject,
                count=count,
                role=role,
            )


def _is_answer(question: object, chosen: object) -> bool:
    """Say whether an answer is a tuple of different texts, to a question with an id."""
    return (
        isinstance(question, str)
        and question != ""
        and isinstance(chosen, tuple)
        and all(isinstance(one, str) and one for one in chosen)
        and len(set(chosen)) == len(chosen)
    )


def check_reply(reply: Reply) -> None:
    """Refuse a reply that is wrong by itself.

    Raises
    ------
    SurveyError
        If a text is empty, a date is not whole, it was answered after it was entered,
        the respondent is no checksum, or an answer is not a tuple of different texts.

    Examples
    --------
    >>> check_reply(Reply("members", "2027", "ab" * 16, "citizen", "2027-03-02", "form",
    ...                   "steward", "2027-03-02", {"used": "events"}))
    Traceback (most recent call last):
        ...
    copro_map.surveys.rules.records.SurveyError: members, 2027: the answer to ...
    """
    subject = f"{reply.survey}, {reply.wave}"
    _check_filled(subject, reply, "survey", "wave", "role", "source", "entered_by")
    check_dates(subject, reply.answered_on, reply.entered_on, error=SurveyError)
    _check_order(subject, reply.answered_on, reply.entered_on)
    _check_sign(subject, "respondent", reply.respondent, RESPONDENT)
    for question, chosen in reply.answers.items():
        if not _is_answer(question, chosen):
            raise SurveyError(
                N_(
                    '{subject}: the answer to "{question}" is not a list of options. '
                    "Choose each option once."
                ),
                subject=subject,
                question=question,
            )
