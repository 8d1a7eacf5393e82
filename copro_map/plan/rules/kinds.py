"""What definition files say of the plan: activities, milestones, research, money."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import model_validator

from copro_map.base.models import (
    NO_CHOICE,
    Definition,
    FieldError,
    Text,
    several,
    tables,
    whole,
)

MOST_YEARS = 10
POUNDS = whole(0, 100_000_000)
FieldSort = Literal["words", "count", "choice", "link"]


class Activity(Definition):
    """An activity of the plan, in one ``year`` of the programme; 0 in every year.

    ``outcomes`` are those that it works for, ``indicators`` those that it is to move.
    """

    id: str
    label: Text
    year: Annotated[int, whole(0, MOST_YEARS)] = 0
    outcomes: Annotated[tuple[int, ...], several(0)] = ()
    indicators: Annotated[tuple[str, ...], several(0)] = ()


class Vision(Definition):
    """What the outcomes are for."""

    label: Text


class Milestone(Definition):
    """A yearly outcome statement."""

    id: str
    label: Text
    year: Annotated[int, whole(1, MOST_YEARS)]


class Owner(Definition):
    """A role that may answer for an activity."""

    id: str
    label: Text


class ResearchField(Definition):
    """A field that an action-research project has beside those of its entry.

    ``most`` is how many characters it has at most, or the largest number; ``shown`` how
    it is called where it is read, if not as in the form.
    """

    id: str
    label: Text
    sort: FieldSort
    shown: Text | None = None
    most: Annotated[int, whole(1, 100_000)] = 300
    help: Text | None = None
    choices: Annotated[dict[str, Text], tables()] | None = None

    @model_validator(mode="after")
    def _chooses(self) -> ResearchField:
        """Refuse a choice without choices."""
        if (self.sort == "choice") != bool(self.choices):
            facts = {"field": "sort", "given": self.sort}
            raise FieldError(NO_CHOICE, (), choices="choices", **facts)
        return self


class ResearchPromise(Definition):
    """How many action-research projects were promised a year, and where."""

    most_a_year: Annotated[int, whole(1, 1_000)]
    source: Text


class InfluenceSort(Definition):
    """How the Network has a voice; with ``lasts`` for a time, else on a day."""

    id: str
    label: Text
    plural: Text
    lasts: bool = False


class BudgetLine(Definition):
    """A line of the budget, in whole pounds; ``years`` are those of the programme.

    ``printed`` is its total as the proposal prints it, which may be rounded;
    ``in_kind`` comes from other sources, ``requested`` is asked for.
    """

    id: str
    label: Text
    years: Annotated[tuple[Annotated[int, POUNDS], ...], several(1)]
    printed: Annotated[int, POUNDS]
    in_kind: Annotated[int, POUNDS] = 0
    requested: Annotated[int, POUNDS] = 0


class BudgetItem(Definition):
    """A cost as the breakdown by outcome has it, in whole pounds over all years.

    ``outcome`` is None of what is for all of them. With ``helps_to_attend`` it pays so
    that people can take part: it is asked how many.
    """

    id: str
    label: Text
    total: Annotated[int, POUNDS]
    outcome: Annotated[int, whole(1, 9)] | None = None
    activities: Annotated[tuple[str, ...], several(0)] = ()
    note: Text | None = None
    helps_to_attend: bool = False


class Budget(Definition):
    """What the proposal prints below its budget, in whole pounds."""

    total: Annotated[int, POUNDS]
    years: Annotated[tuple[Annotated[int, POUNDS], ...], several(1)]
    in_kind: Annotated[int, POUNDS]
    requested: Annotated[int, POUNDS]
    source: Text
