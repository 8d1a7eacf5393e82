"""The numbers by which indicators are judged, as files and methods name them."""

from __future__ import annotations

from copro_map.base.statistics import intervals
from copro_map.coverage.rules import knowledge

ON_PACE = 0.85  # of the path: within 15% of it


def numbers() -> dict[str, str]:
    """Return each number by the name under which a text holds it.

    Examples
    --------
    >>> numbers()["pace"]
    '15'
    """
    return {
        "active_months": f"{knowledge.MONTHS}",
        "minimum_replies": f"{intervals.LOW}",
        "pace": f"{100 * (1 - ON_PACE):.0f}",
    }
