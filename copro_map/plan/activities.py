"""The activities of the plan as they are on a day."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.programme import programme_of
from copro_map.plan.kinds import promised_activities
from copro_map.plan.known import stood
from copro_map.plan.rules.activities import Standing, State, standings
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
