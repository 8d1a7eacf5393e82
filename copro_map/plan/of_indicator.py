"""The activities that are to move an indicator, for the rooms above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.waiting import Line
from copro_map.plan.activities import activities, line_of


def of_indicators(settings: Settings, day: date) -> Mapping[str, tuple[Line, ...]]:
    """Return for each indicator that has any its activities, as at a day, by its code.

    ``words`` name an activity and say where it is; ``href`` is an address of this site.
    Those that are dropped are left out.
    """
    found: dict[str, tuple[Line, ...]] = {}
    for one in activities(settings, day):
        if one.state != "dropped":
            for code in one.indicators:
                found[code] = (*found.get(code, ()), line_of(one))
    return found


def of_indicator(settings: Settings, code: str, day: date) -> tuple[Line, ...]:
    """Return the activities of one indicator, as ``of_indicators``."""
    return of_indicators(settings, day).get(code, ())
