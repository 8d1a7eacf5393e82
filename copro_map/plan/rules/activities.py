"""Where an activity is on a day: what was said last, and whether it is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from copro_map.base.i18n import Label
from copro_map.plan.rules.events import Year
from copro_map.plan.rules.kinds import Activity
from copro_map.plan.rules.records import ActivitySaid, AddedActivity

State = Literal["late", "going_on", "not_begun", "done", "dropped"]
# What is late is told first.
ORDER: tuple[State, ...] = ("late", "going_on", "not_begun", "done", "dropped")


@dataclass(frozen=True)
class Standing:
    """An activity as it is on a day.

    ``year`` 0 is every year. ``said`` is what was said last, None if nobody said
    anything: it has not begun then. ``due`` is the last day for it: the one that was
    said, else that of its year. ``is_added`` beside those of the proposal.
    """

    code: str
    label: Label
    year: int
    outcomes: tuple[int, ...]
    indicators: tuple[str, ...]
    state: State
    due: date
    said: ActivitySaid | None = None
    is_added: bool = False
    number: int | None = None

    @property
    def mark(self) -> str:
        """Its number in the plan; "" of a code that is a name for files alone."""
        return self.code if self.code[:1].isdigit() else ""


def from_added(one: AddedActivity) -> Activity:
    """Return an activity that was added as its definition would be.

    Examples
    --------
    >>> row = AddedActivity(1, "2026-05-01", None, "", "2.9", 2, "Meet", "", "1,2", "")
    >>> from_added(row).outcomes, from_added(row).label.cy
    ((1, 2), 'Meet')
    """
    english, welsh = one.label_en or one.label_cy, one.label_cy or one.label_en
    return Activity(
        id=one.code,
        label=Label(english, welsh),
        year=one.year,
        outcomes=tuple(int(x) for x in one.outcomes.split(",") if x),
        indicators=tuple(x for x in one.indicators.split(",") if x),
    )


def state_of(said: ActivitySaid | None, due: date, day: date) -> State:
    """Return where an activity is: late, if its last day is over and it is not done.

    Examples
    --------
    >>> state_of(None, date(2027, 3, 31), date(2027, 3, 31))
    'not_begun'
    >>> state_of(None, date(2027, 3, 31), date(2027, 4, 1))
    'late'
    """
    if said is not None and said.state in ("done", "dropped"):
        return said.state
    if day > due:
        return "late"
    return said.state if said is not None else "not_begun"


def standings(
    promised: Mapping[str, Activity],
    added: Iterable[AddedActivity],
    said: Iterable[ActivitySaid],
    years: Sequence[Year],
    day: date,
) -> tuple[Standing, ...]:
    """Return every activity as it is on a day, in the order of the plan.

    ``said`` are those that stood on the day, the one said last last.
    """
    last = {one.activity: one for one in said}
    numbers = {one.code: one.number for one in added}
    every = [*promised.values(), *(from_added(one) for one in added)]
    ends = {year.number: year.last for year in years}
    found = []
    for one in every:
        word = last.get(one.id)
        due = ends.get(one.year, years[-1].last)
        if word is not None and word.due_on:
            due = date.fromisoformat(word.due_on)
        found.append(
            Standing(
                one.id,
                one.label,
                one.year,
                one.outcomes,
                one.indicators,
                state_of(word, due, day),
                due,
                word,
                is_added=one.id in numbers,
                number=numbers.get(one.id),
            )
        )
    return tuple(found)
