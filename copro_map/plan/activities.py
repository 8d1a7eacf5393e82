"""The activities of the plan as they are on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.store.programme import programme_of
from copro_map.base.waiting import Line
from copro_map.plan.kinds import promised_activities
from copro_map.plan.known import stood
from copro_map.plan.rules.activities import ORDER, Standing, State, standings
from copro_map.plan.rules.events import Year, years_of
from copro_map.plan.rules.records import ActivitySaid, AddedActivity

STATE_WORDS: dict[State, str] = {
    "late": N_("Late"),
    "going_on": N_("Going on"),
    "not_begun": N_("Not begun"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
}


def plan_years(settings: Settings, day: date) -> tuple[Year, ...]:
    """Return the years of the programme as it is known on a day, in order."""
    programme = programme_of(settings, day)
    return years_of(programme.start, programme.months)


def activities(settings: Settings, day: date) -> tuple[Standing, ...]:
    """Return every activity as it is on a day, in the order of the plan.

    Those of the proposal, then those that the desk added.
    """
    return standings(
        promised_activities(settings),
        stood(settings, AddedActivity, day),
        stood(settings, ActivitySaid, day),
        plan_years(settings, day),
        day,
    )


def late_first(settings: Settings, day: date) -> tuple[Standing, ...]:
    """Return every activity as it is on a day: the late ones, then as ``ORDER``."""
    return tuple(
        sorted(activities(settings, day), key=lambda one: ORDER.index(one.state))
    )


def line_of(one: Standing) -> Line:
    """Return an activity in a line: number, what it is, its state; where it opens."""
    words = f"{one.mark} {one.label.text()} ({t(STATE_WORDS[one.state])})"
    return Line(words.lstrip(), f"plan?{urlencode({'activity': one.code})}", 1)


def counted(found: Iterable[Standing]) -> str:
    """Return how many activities are in each state, in words; those late first."""
    number = Counter(one.state for one in found)
    return " · ".join(
        f"{t(STATE_WORDS[state])}: {number[state]}" for state in ORDER if number[state]
    )
