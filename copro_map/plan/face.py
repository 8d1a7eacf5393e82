"""What others may ask of the plan, with the records that come back."""

from copro_map.plan.in_short import PlanInShort
from copro_map.plan.in_words import PlanTold
from copro_map.plan.keeping import UNDO
from copro_map.plan.keeping_told import PlanDefinitions, keep_plan, plan_definitions
from copro_map.plan.keeps import KEEPS
from copro_map.plan.money_in_words import TableTold, money_told
from copro_map.plan.of_indicator import of_indicator, of_indicators
from copro_map.plan.rules.records import (
    ActivitySaid,
    AddedActivity,
    Evidence,
    Forecast,
    Influence,
    MilestoneSaid,
    Research,
    Spend,
)
from copro_map.plan.spend_importing import FILES, LABELS
from copro_map.plan.theory import theory_picture

__all__ = [
    "FILES",
    "LABELS",
    "ActivitySaid",
    "AddedActivity",
    "Evidence",
    "Forecast",
    "Influence",
    "KEEPS",
    "MilestoneSaid",
    "PlanDefinitions",
    "PlanInShort",
    "PlanTold",
    "Research",
    "Spend",
    "TableTold",
    "UNDO",
    "keep_plan",
    "money_told",
    "of_indicator",
    "of_indicators",
    "plan_definitions",
    "theory_picture",
]
