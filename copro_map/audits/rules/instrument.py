"""What a project is audited by, and what an audit says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, PlainValidator, ValidationInfo

from copro_map.base.i18n import N_, Label
from copro_map.base.models import (
    Definition,
    FieldError,
    Text,
    check_whole,
    fill,
    tables,
    whole,
)

# Indicators count by these ids, from the lowest level up; their words are the
# instrument's.
LEVELS = ("basic", "intermediate", "transformative")
GROUPS = ("citizens", "professionals")
MOST_VERSIONS = 999

# Level ids by principle, by group; a principle that is not scored yet is absent or "".
Scores = Mapping[str, Mapping[str, str]]


class Group(Definition):
    """One of the two sides that score a project, and who belongs to it."""

    label: Text
    who: Text


class Principle(Definition):
    """A principle, asked as a question, and what each level of it looks like.

    ``short`` is what it is called where there is little room.
    """

    short: Text
    label: Text
    question: Text
    basic: Text
    intermediate: Text
    transformative: Text

    @property
    def levels(self) -> dict[str, Label]:
        """What each level looks like, from the lowest up."""
        return {level: getattr(self, level) for level in LEVELS}


def _needed(given: object, info: ValidationInfo) -> int:
    return check_whole(given, 1, len(info.data.get("principles", ())))


def _rule(rule: Label, info: ValidationInfo) -> Label:
    """Return the rule with its numbers, so that words and sums cannot disagree."""
    if not all("{needed}" in x and "{all}" in x for x in (rule.en, rule.cy)):
        raise FieldError(
            N_("{where}: the rule must hold {needed} and {all}, in each language."),
            needed="{needed}",
            all="{all}",
        )
    needed, every = info.data.get("principles_needed"), info.data.get("principles", ())
    return fill(rule, {"needed": needed, "all": len(every)})


class Instrument(Definition):
    """What a project is audited by.

    ``levels`` go from the lowest up; ``principles_needed`` of the principles must reach
    a level for the project to be there. All by id, in the order of the file.
    """

    id: str
    version: Annotated[int, whole(1, MOST_VERSIONS)]
    label: Text
    note: Text
    levels: Annotated[dict[str, Text], tables(*LEVELS)]
    groups: Annotated[dict[str, Group], tables(*GROUPS)]
    principles: Annotated[dict[str, Principle], tables()]
    principles_needed: Annotated[int, PlainValidator(_needed)]
    rule: Annotated[Text, AfterValidator(_rule)]

    @property
    def name(self) -> str:
        """Its id and version, as an audit keeps it: "principles 1"."""
        return f"{self.id} {self.version}"


@dataclass(frozen=True)
class Answers:
    """What a project's people said on a day: nothing is worked out yet.

    ``people`` is how many took part, by group; ``notes`` the evidence, by principle.
    """

    asset_id: str
    audited_on: date
    scores: Scores
    people: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
