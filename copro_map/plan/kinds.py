"""The definition files of the plan; each is read once."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.definitions import load_all
from copro_map.base.models import read, read_toml
from copro_map.indicators.face import Outcome
from copro_map.plan.rules.kinds import (
    Activity,
    Budget,
    BudgetItem,
    BudgetLine,
    InfluenceSort,
    Milestone,
    Owner,
    ResearchField,
    ResearchPromise,
    Vision,
)


def outcomes(settings: Settings) -> dict[int, Outcome]:
    """Return the outcomes that the programme is for by number, in order."""
    found = load_all(Outcome, settings.data_dir / "outcomes.toml").values()
    return {one.id: one for one in found}


def vision(settings: Settings) -> Vision:
    """Return what all of it is for."""
    name = "vision.toml"
    return read(Vision, read_toml(settings.data_dir / name), name)


def promised_activities(settings: Settings) -> dict[str, Activity]:
    """Return the activities of the proposal by code, in its order."""
    return load_all(Activity, settings.data_dir / "activities.toml")


def milestones(settings: Settings) -> dict[str, Milestone]:
    """Return the yearly outcome statements by id, in the order of the file."""
    return load_all(Milestone, settings.data_dir / "milestones.toml")


def plan_owners(settings: Settings) -> dict[str, Owner]:
    """Return the roles that may answer for an activity, by id."""
    return load_all(Owner, settings.data_dir / "plan_owners.toml")


def research_fields(settings: Settings) -> dict[str, ResearchField]:
    """Return the fields of an action-research project, in the order of its form."""
    return load_all(ResearchField, settings.data_dir / "research_fields.toml")


def research_promise(settings: Settings) -> ResearchPromise:
    """Return how many action-research projects were promised a year."""
    name = "research.toml"
    return read(ResearchPromise, read_toml(settings.data_dir / name), name)


def influence_sorts(settings: Settings) -> dict[str, InfluenceSort]:
    """Return in which ways the Network has a voice, by id."""
    return load_all(InfluenceSort, settings.data_dir / "influence_sorts.toml")


def budget_lines(settings: Settings) -> dict[str, BudgetLine]:
    """Return the lines of the budget by id, in its order."""
    return load_all(BudgetLine, settings.data_dir / "budget_lines.toml")


def budget_items(settings: Settings) -> dict[str, BudgetItem]:
    """Return the costs of the breakdown by outcome, by id, in its order."""
    return load_all(BudgetItem, settings.data_dir / "budget_items.toml")


def budget_printed(settings: Settings) -> Budget:
    """Return the totals of the budget as the proposal prints them."""
    name = "budget.toml"
    return read(Budget, read_toml(settings.data_dir / name), name)
