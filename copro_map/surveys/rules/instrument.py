"""A survey: who is asked what, and how an answer is kept without a name."""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    PlainValidator,
    ValidationInfo,
    field_validator,
    model_validator,
)

from copro_map.base.i18n import N_, Label
from copro_map.base.models import (
    NO_CHOICE,
    TWICE,
    Definition,
    FieldError,
    Text,
    check_choice,
    different,
    fill,
    several,
    tables,
)
from copro_map.base.statistics.intervals import LOW

QuestionKind = Literal["one", "many"]
RESPONDENT_SIGNS = 32


class Option(Definition):
    """An answer that can be chosen; ``positive`` ones are an indicator's numerator."""

    id: str = ""
    label: Text
    positive: bool = False


def _code(given: object, info: ValidationInfo[Sequence[str]]) -> str:
    """Return the code of an indicator that a question of one choice serves.

    ``context`` are those that there are; both purposes are of the same one.
    """
    if info.data.get("kind") == "many":
        raise FieldError(NO_CHOICE, field="kind", given="many", choices="one")
    other = info.data.get("indicator")
    return check_choice(given, [other] if other else info.context)


class Question(Definition):
    """A question with its options; ``many``: several may be chosen.

    ``roles`` are asked it. ``indicator`` is the code of the indicator that its positive
    answers are the numerator of, "" if none. ``baseline_of`` is the code of the
    indicator of which it is the level that is asked in every wave, also the baseline
    one: a change can only be asked about later.
    """

    id: str
    text: Text
    kind: QuestionKind
    options: Annotated[tuple[Option, ...], several(2)]
    roles: Annotated[tuple[str, ...], AfterValidator(different), several(1)]
    indicator: Annotated[str, PlainValidator(_code)] = ""
    baseline_of: Annotated[str, PlainValidator(_code)] = ""

    @field_validator("options")
    @classmethod
    def _told_apart(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        different([option.id for option in options])
        return options

    @model_validator(mode="after")
    def _numerator(self) -> Question:
        """Refuse an indicator of which all or none would be the numerator."""
        positive = sum(option.positive for option in self.options)
        serves = self.indicator or self.baseline_of
        if not (0 < positive < len(self.options) if serves else positive == 0):
            raise FieldError(
                N_(
                    "{where}: mark some options, but not all, with {mark} if the "
                    "question serves an indicator; none if it does not."
                ),
                (),
                mark="positive = true",
            )
        return self


def _told(label: Label) -> Label:
    return fill(label, {"minimum_replies": LOW})


def _version(given: object) -> str:
    if not isinstance(given, str) or not given:
        raise FieldError(
            N_("{where}: write {field}, and another one after each change."),
            field='version = "1"',
        )
    return given


class Survey(Definition):
    """An instrument: its roles and its questions, in the order of the file."""

    id: str
    version: Annotated[str, PlainValidator(_version)]
    label: Text
    introduction: Text
    privacy: Annotated[Text, AfterValidator(_told)]
    roles: Annotated[dict[str, Text], tables()]
    questions: Annotated[dict[str, Question], tables(named=True)]

    @model_validator(mode="after")
    def _questions_fit(self) -> Survey:
        """Refuse a role that the survey lacks, and an indicator that is asked twice."""
        for question in self.questions.values():
            for role in {*question.roles} - {*self.roles}:
                raise FieldError(
                    NO_CHOICE,
                    ("questions", question.id),
                    field="roles",
                    given=role,
                    choices=", ".join(self.roles),
                )
        for purpose in ("indicator", "baseline_of"):
            served = [getattr(one, purpose) for one in self.questions.values()]
            codes = [code for code in served if code]
            if len(set(codes)) < len(codes):
                raise FieldError(TWICE, (), field=purpose, given=", ".join(codes))
        return self

    def names(self, roles: Sequence[str]) -> str:
        """Return what roles are called, in the language in force."""
        return ", ".join(self.roles[role].text() for role in roles)

    def asked(self, *, baseline: bool, role: str = "") -> tuple[Question, ...]:
        """Return the questions that a wave asks, in the order of the file.

        Each is for its own roles: those of one ``role``, or of all (""). In a baseline
        wave nothing has changed yet: a question that only measures a change (an
        indicator's, and not also its level) is left out.

        Examples
        --------
        >>> change = Question.model_construct(id="more", indicator="2.2", roles=())
        >>> level = Question.model_construct(id="well", baseline_of="2.2", roles=())
        >>> questions = {"more": change, "well": level}
        >>> survey = Survey.model_construct(questions=questions)
        >>> [one.id for one in survey.asked(baseline=True)]
        ['well']
        >>> [one.id for one in survey.asked(baseline=False)]
        ['more', 'well']
        >>> survey.asked(baseline=False, role="provider")
        ()
        """
        return tuple(
            question
            for question in self.questions.values()
            if (not baseline or question.baseline_of or not question.indicator)
            and (not role or role in question.roles)
        )


def plain(text: str) -> str:
    """Return a text as it is compared: no capitals, one kind of spaces.

    Examples
    --------
    >>> plain("  Siân  WYN ") == plain("siân wyn")
    True
    """
    return normalize("NFC", " ".join(text.split()).casefold())  # ŷ may be 2 signs


def respondent_key(key: bytes, survey: str, wave: str, text: str) -> str:
    """Return a checksum that tells whether somebody answered a wave twice.

    32 hexadecimal signs: an HMAC (SHA-256) by the ``key`` of the wave, so that nobody
    finds a respondent's reply once the key is destroyed. ``text`` (a name in a file,
    say) is taken without spaces round it and without regard to capitals; it is not
    stored. b"" is for what came in before there were keys: the plain SHA-256.

    Examples
    --------
    >>> one = respondent_key(b"key", "members", "2027", "Siân ")
    >>> len(one), one == respondent_key(b"key", "members", "2027", "SIÂN")
    (32, True)
    >>> one == respondent_key(b"other", "members", "2027", "Siân")
    False
    """
    whole = json.dumps([survey, wave, plain(text)]).encode()
    signed = hmac.new(key, whole, sha256) if key else sha256(whole)
    return signed.hexdigest()[:RESPONDENT_SIGNS]


def code_key(code: str) -> str:
    """Return the SHA-256 of the word that opens a form, as a ``Wave`` keeps it.

    Spaces round it and capitals make no difference.

    Examples
    --------
    >>> len(code_key("bara brith")), code_key("bara brith") == code_key(" Bara Brith")
    (64, True)
    """
    return sha256(plain(code).encode()).hexdigest()
