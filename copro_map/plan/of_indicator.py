"""The activities that are to move an indicator, for the rooms above."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.waiting import Line
from copro_map.plan.activities import activities, line_of


def of_indicator(settings: Settings, code: str, day: date) -> tuple[Line, ...]:
    """Return a line for each activity that is to move an indicator, as at a day.

    ``words`` name it and say where it is; ``href`` is an address of this site. Those
    that are dropped are left out.
    """
    return tuple(
        line_of(one)
        for one in activities(settings, day)
        if code in one.indicators and one.state != "dropped"
    )
