"""What others may ask of the plan, with the records that come back."""

from copro_map.plan.in_words import PlanTold
from copro_map.plan.keeping import UNDO
from copro_map.plan.of_indicator import of_indicator

__all__ = ["PlanTold", "UNDO", "of_indicator"]
