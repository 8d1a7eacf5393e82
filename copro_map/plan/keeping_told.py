"""The plan as it is told, kept whole: of a demonstration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.store.connection import Database
from copro_map.plan import kinds
from copro_map.plan.rules.kinds import (
    Activity,
    BudgetItem,
    BudgetLine,
    InfluenceSort,
    Milestone,
    Owner,
    ResearchField,
)
from copro_map.plan.store.plan import put

Facts = Mapping[str, object]


@dataclass(frozen=True)
class PlanDefinitions:
    """What the definition files say of the plan, each by id."""

    activities: dict[str, Activity]
    milestones: dict[str, Milestone]
    owners: dict[str, Owner]
    research: dict[str, ResearchField]
    influence: dict[str, InfluenceSort]
    lines: dict[str, BudgetLine]
    items: dict[str, BudgetItem]


def plan_definitions(settings: Settings) -> PlanDefinitions:
    """Return all that the definition files say of the plan."""
    return PlanDefinitions(
        kinds.promised_activities(settings),
        kinds.milestones(settings),
        kinds.plan_owners(settings),
        kinds.research_fields(settings),
        kinds.influence_sorts(settings),
        kinds.budget_lines(settings),
        kinds.budget_items(settings),
    )


def keep_plan(database: Database, records: Mapping[type[Any], Iterable[Facts]]) -> None:
    """Keep records of the plan, by their sort; the keys are columns of the tables."""
    for record, told in records.items():
        for facts in told:
            put(database, record, **facts)
