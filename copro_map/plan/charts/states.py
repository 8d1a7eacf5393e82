"""Where an activity is, as a shape; an indicator has that of its status."""

from __future__ import annotations

from copro_map.drawing.lettering import MUTED
from copro_map.indicators.charts.statuses import (
    STATUS_WORDS,
    Detail,
    Status,
    status_svg,
)
from copro_map.plan.rules.activities import State

_LOOKS: dict[State | Status, Status] = {
    "late": "at_risk",
    "going_on": "on_course",
    "not_begun": "no_figure_yet",
    "done": "met",
    **{status: status for status in STATUS_WORDS},
}
_DROPPED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.05 -1.05 2.1 2.1" width="20" '
    f'height="20"><path d="M-0.7,-0.7L0.7,0.7M0.7,-0.7L-0.7,0.7" stroke="{MUTED}" '
    'stroke-width="0.32" fill="none"/></svg>'
)


def state_shape(state: State | Status, detail: Detail = "") -> str:
    """Return the shape of an activity's state or an indicator's status, as SVG.

    Examples
    --------
    >>> state_shape("late") == state_shape("at_risk"), state_shape("dropped")[:4]
    (True, '<svg')
    """
    if state == "dropped":
        return _DROPPED
    return status_svg(_LOOKS[state], detail)
