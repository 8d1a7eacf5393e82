"""Progress in one sentence: how many of the indicators stand how."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.i18n import N_, t
from copro_map.indicators.charts.statuses import Status, status_counts
from copro_map.indicators.standings import Standing

MET = N_("{n} of {total} met")
SHORTLY: dict[Status, str] = {
    "on_course": N_("{n} on course"),
    "at_risk": N_("{n} at risk"),
    "missed": N_("{n} missed"),
    "not_due_yet": N_("{n} not due yet"),
    "no_figure_yet": N_("{n} without a figure"),
}


def verdict(standings: Sequence[Standing]) -> str:
    """Return how many indicators are met, of how many, and how the others stand."""
    found = [one.status for one in standings]
    counts = dict(status_counts(found))
    parts = [t(MET, n=counts.pop("met", 0), total=len(found))]
    parts += [t(SHORTLY[status], n=n) for status, n in counts.items()]
    return f"{', '.join(parts)}."
