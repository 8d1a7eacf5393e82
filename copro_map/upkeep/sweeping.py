"""What the clock deletes of what visitors said and sought."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.upkeep.reporting import blank_answered
from copro_map.upkeep.seeking import forget_sought

# Each returns how much it deleted.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (
    blank_answered,
    forget_sought,
)
