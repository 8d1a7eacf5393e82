"""A survey: who is asked what, and how an answer is kept without a name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from unicodedata import normalize

from copro_map.base.i18n import Label

QuestionKind = Literal["one", "many"]


RESPONDENT_SIGNS = 32


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen; ``positive`` ones are an indicator's numerator."""

    id: str
    label: Label
    positive: bool = False


@dataclass(frozen=True)
class Question:
    """A question with its options; ``many``: several may be chosen.

    ``roles`` are asked it. ``indicator`` is the code of the indicator that its positive
    answers are the numerator of, "" if none. ``baseline_of`` is the code of the
    indicator of which it is the level that is asked in every wave, also the baseline
    one: a change can only be asked about later.
    """

    id: str
    text: Label
    kind: QuestionKind
    options: tuple[Option, ...]
    roles: tuple[str, ...]
    indicator: str = ""
    baseline_of: str = ""


@dataclass(frozen=True)
class Survey:
    """An instrument: its roles and its questions, in the order of the file."""

    id: str
    label: Label
    introduction: Label
    privacy: Label
    version: str
    roles: dict[str, Label]
    questions: dict[str, Question]

    def asked(self, *, baseline: bool) -> tuple[Question, ...]:
        """Return the questions that a wave asks, in the order of the file.

        Each is for its own roles. In a baseline wave nothing has changed yet: a
        question that only measures a change (an indicator's, and not also its level) is
        left out.

        Examples
        --------
        >>> none = Label("", "")
        >>> change = Question("more", none, "one", (), ("citizen",), indicator="2.2")
        >>> level = Question("well", none, "one", (), ("citizen",), baseline_of="2.2")
        >>> questions = {"more": change, "well": level}
        >>> survey = Survey("s", none, none, none, "1", {}, questions)
        >>> [one.id for one in survey.asked(baseline=True)]
        ['well']
        >>> [one.id for one in survey.asked(baseline=False)]
        ['more', 'well']
        """
        return tuple(
            question
            for question in self.questions.values()
            if not baseline or question.baseline_of or not question.indicator
        )


def _plain(text: str) -> str:
    return normalize("NFC", " ".join(text.split()).casefold())  # ŷ may be 2 signs


def respondent_key(survey: str, wave: str, text: str) -> str:
    """Return a checksum that tells whether somebody answered a wave twice.

    32 hexadecimal signs of SHA-256; another one in another survey or wave, so that
    nobody can be followed from one to the next. ``text`` (a name in a file, say) is
    taken without spaces round it and without regard to capitals; it is not stored.

    Examples
    --------
    >>> key = respondent_key("members", "2027", "Siân ")
    >>> len(key), key == respondent_key("members", "2027", "SIÂN")
    (32, True)
    >>> key == respondent_key("members", "2028", "Siân")
    False
    """
    whole = json.dumps([survey, wave, _plain(text)])
    return sha256(whole.encode()).hexdigest()[:RESPONDENT_SIGNS]


def code_key(code: str) -> str:
    """Return the SHA-256 of the word that opens a form, as a ``Wave`` keeps it.

    Spaces round it and capitals make no difference.

    Examples
    --------
    >>> len(code_key("bara brith")), code_key("bara brith") == code_key(" Bara Brith")
    (64, True)
    """
    return sha256(_plain(code).encode()).hexdigest()
