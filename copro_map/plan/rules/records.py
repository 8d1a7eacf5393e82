"""The records of the plan: each is said on a day, and may be withdrawn on another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

ActivityState = Literal["not_begun", "going_on", "done", "dropped"]
MilestoneState = Literal["reached", "partly", "not_reached"]
EvidenceOf = Literal["activity", "milestone", "influence"]
EvidenceSort = Literal["event", "entry", "web"]
ACTIVITY_STATES: tuple[ActivityState, ...] = get_args(ActivityState)
MILESTONE_STATES: tuple[MilestoneState, ...] = get_args(MilestoneState)
EVIDENCE_SORTS: tuple[EvidenceSort, ...] = get_args(EvidenceSort)


@dataclass(frozen=True)
class _Said:
    """What every record has: days are ISO texts, ``withdrawn_on`` "" while it stands.

    ``person`` is the number of who entered it, None for whoever was at the machine.
    """

    number: int
    said_on: str
    person: int | None
    withdrawn_on: str


@dataclass(frozen=True)
class AddedActivity(_Said):
    """An activity beside those of the proposal; lists have a comma between."""

    code: str
    year: int
    label_en: str
    label_cy: str
    outcomes: str
    indicators: str


@dataclass(frozen=True)
class ActivitySaid(_Said):
    """Where an activity is; why, if it is dropped."""

    activity: str
    state: ActivityState
    owner: str
    due_on: str
    words_en: str
    words_cy: str


@dataclass(frozen=True)
class MilestoneSaid(_Said):
    """The Network's own word on a yearly outcome."""

    milestone: str
    state: MilestoneState
    words_en: str
    words_cy: str


@dataclass(frozen=True)
class Evidence(_Said):
    """What shows that a part of the plan is so; ``code`` is that of the part.

    ``target`` is the id of an event or an entry, or an address; ``words`` call a page.
    """

    part: EvidenceOf
    code: str
    sort: EvidenceSort
    target: str
    words_en: str
    words_cy: str


@dataclass(frozen=True)
class Research(_Said):
    """An action-research project; ``fields`` is JSON by field."""

    entry: str
    year: int
    fields: str


@dataclass(frozen=True)
class Influence(_Said):
    """Where the Network has a voice; ``entry`` is the member that has it for it."""

    sort: str
    body_en: str
    body_cy: str
    words_en: str
    words_cy: str
    entry: str
    from_on: str
    until_on: str
    web: str


@dataclass(frozen=True)
class Spend(_Said):
    """Money spent, or given in kind, on a line in a year of the programme."""

    code: str
    line: str
    year: int
    item: str
    pence: int
    in_kind: bool
    spent_on: str
    helped: int | None
    words: str


@dataclass(frozen=True)
class Forecast(_Said):
    """What a line is expected to cost in a year."""

    line: str
    year: int
    pence: int


Record = TypeVar(
    "Record",
    AddedActivity,
    ActivitySaid,
    MilestoneSaid,
    Evidence,
    Research,
    Influence,
    Spend,
    Forecast,
)


def standing(records: Iterable[Record], day: date) -> list[Record]:
    """Return the records that stood on a day, oldest first.

    Examples
    --------
    >>> one = Forecast(1, "2026-05-01", None, "2026-06-01", "rent", 1, 100)
    >>> [len(standing([one], date(2026, month, 2))) for month in (4, 5, 6)]
    [0, 1, 0]
    """
    on = day.isoformat()
    stood = (
        x
        for x in records
        if x.said_on <= on and (not x.withdrawn_on or x.withdrawn_on > on)
    )
    return sorted(stood, key=lambda one: (one.said_on, one.number))
