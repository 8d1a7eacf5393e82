"""Surveys: questions in both languages, who is asked them, and what they answer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from copro_map.i18n import Label

QuestionKind = Literal["one", "many"]


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
