"""What a project is audited by, and what an audit says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from copro_map.base.i18n import Label

# Indicators count by these ids, from the lowest level up; their words are the
# instrument's.
LEVELS = ("basic", "intermediate", "transformative")


GROUPS = ("citizens", "professionals")


# Level ids by principle, by group; a principle that is not scored yet is absent or "".
Scores = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Group:
    """One of the two sides that score a project, and who belongs to it."""

    label: Label
    who: Label


@dataclass(frozen=True)
class Principle:
    """A principle, asked as a question, and what each level of it looks like."""

    label: Label
    question: Label
    levels: dict[str, Label]


@dataclass(frozen=True)
class Instrument:
    """What a project is audited by.

    ``levels`` go from the lowest up; ``principles_needed`` of the principles must reach
    a level for the project to be there. All by id, in the order of the file.
    """

    id: str
    version: int
    label: Label
    note: Label
    rule: Label
    principles_needed: int
    levels: dict[str, Label]
    groups: dict[str, Group]
    principles: dict[str, Principle]

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
