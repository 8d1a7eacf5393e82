"""How figures are judged, in words."""

from __future__ import annotations

from copro_map.base.i18n import N_, t
from copro_map.indicators.rules.counts import FEWEST_POINTS
from copro_map.indicators.rules.indicator import numbers

# Heading and text; what an indicator counts is beside it.
JUDGED = (
    (
        N_("How a count is judged"),
        N_(
            "A straight line leads from the start of the programme to each target. "
            "Within {pace}% of the line is on course; lower is at risk. In the last "
            "quarter before a target it is judged by where the speed of the last six "
            "months leads; with fewer than {points} points by the line. Before the "
            "last quarter of the first period it is not due yet. Missed is only said "
            "after the day."
        ),
    ),
    (
        N_("How a percentage is judged"),
        N_(
            "Chance alone moves a percentage within a range (Wilson, 95%). The target "
            "is met if all of the range reaches it, and missed if none of it does once "
            "the day is over. Where the target lies within the range, the word is "
            '"probably". '
            "With fewer than {minimum_replies} replies no percentage is shown."
        ),
    ),
    (
        N_("Only what is confirmed"),
        N_(
            "A record counts once somebody from the organisation has confirmed it. The "
            "others stand beside the figure, never in it. What nobody has reported is "
            "said to be so: it is never 0."
        ),
    ),
)


def judged() -> list[tuple[str, str]]:
    """Return how figures are judged, translated: a heading and a text each."""
    facts = numbers() | {"points": f"{FEWEST_POINTS}"}
    return [(t(heading), t(text, **facts)) for heading, text in JUDGED]
