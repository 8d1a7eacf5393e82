"""What others may ask of the plan, with the records that come back."""

from copro_map.plan.in_words import PlanTold, plan_told

__all__ = ["PlanTold", "plan_told"]
