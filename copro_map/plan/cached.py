"""What is kept of the plan between two answers, by the revision of the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.base.waiting import Line
from copro_map.drawing.templates import Html
from copro_map.frame import cache
from copro_map.indicators import cached as of_indicators
from copro_map.plan import activities
from copro_map.plan import activities_told as of_activities
from copro_map.plan import evidence as of_evidence
from copro_map.plan import influence as of_influence
from copro_map.plan import research as of_research
from copro_map.plan import theory as of_theory
from copro_map.plan.activities_told import ActivitiesTold
from copro_map.plan.influence import SortOfInfluence
from copro_map.plan.research import ProjectTold, YearOfResearch
from copro_map.plan.steps_told import YearOfSteps, steps_told
from copro_map.plan.theory import Theory


@cache.kept(4, "data", "language", "day")
def research(where: Settings) -> tuple[YearOfResearch, ...]:
    """Return the years of the programme with their action research, today."""
    return of_research.research_told(where, current_day())


def research_of(entry_id: str) -> tuple[ProjectTold, ...]:
    """Return the action research that an entry does, today."""
    return of_research.of_entry_in(research(), entry_id)


def research_beside(entry_id: str) -> Html | str:
    """Return the section of an entry's page about its action research; "" without."""
    return of_research.of_entry_html(research_of(entry_id))


@cache.kept(4, "data", "language", "day")
def influence(where: Settings) -> tuple[SortOfInfluence, ...]:
    """Return where the Network has a voice, today."""
    return of_influence.influence(where, current_day())


@cache.kept(4, "data", "language", "day")
def lines(where: Settings) -> tuple[str, dict[str, Line]]:
    """Return how many activities are in each state, and a line of each by its code.

    Those that are late come first.
    """
    found = activities.late_first(where, current_day())
    told = {one.code: activities.line_of(one) for one in found}
    return activities.counted(found), told


@cache.kept(4, "data", "language", "day")
def evidence(where: Settings) -> Mapping[tuple[str, str], Html | str]:
    """Return what shows each part of the plan today, as a list of a page.

    By its sort and its code: an activity's, a yearly outcome's, the number of a part of
    the influence. What has none is not there.
    """
    found = of_evidence.evidence(where, current_day())
    return {key: of_evidence.evidence_html(own) for key, own in found.items()}


@cache.kept(4, "data", "language", "day")
def activities_told(where: Settings) -> ActivitiesTold:
    """Return the activities in words, today."""
    return of_activities.activities_told(where, current_day())


@cache.kept(4, "data", "language", "day")
def theory(where: Settings) -> Theory:
    """Return the theory of change as it stands today."""
    day = current_day()
    return of_theory.theory(where, day, of_indicators.progress(day))


@cache.kept(8, "data", "language", "day")
def yearly_outcomes(where: Settings, day: date) -> tuple[YearOfSteps, ...]:
    """Return the years with their outcomes as they were on a day."""
    return steps_told(where, day)
