"""What others may ask of the plan, with the records that come back."""

from copro_map.plan.in_words import PlanTold

__all__ = ["PlanTold"]
