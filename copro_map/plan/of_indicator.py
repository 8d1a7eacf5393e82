"""The activities that are to move an indicator, for the rooms above."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.waiting import Line
from copro_map.plan.activities import STATE_WORDS, activities


def of_indicator(settings: Settings, code: str, day: date) -> tuple[Line, ...]:
    """Return a line for each activity that is to move an indicator, as at a day.

    ``words`` name it and say where it is; ``href`` is an address of this site. Those
    that are dropped are left out.
    """
    return tuple(
        Line(
            f"{one.code} {one.label.text()} ({t(STATE_WORDS[one.state])})",
            f"plan?{urlencode({'activity': one.code})}",
            1,
        )
        for one in activities(settings, day)
        if code in one.indicators and one.state != "dropped"
    )
