"""How figures are judged, in words."""

from __future__ import annotations

from copro_map.base.i18n import N_, t
from copro_map.indicators.rules.indicator import numbers

# Heading and text; what an indicator counts is beside it.
JUDGED = (
    (
        N_("How a count is judged"),
        N_(
            "A straight line leads from the start of the programme to each target. "
            "Within {pace}% of the line is on pace; lower is behind the pace."
        ),
    ),
    (
        N_("How a percentage is judged"),
        N_(
            "Chance alone moves a percentage within a range (Wilson, 95%). The target "
            "is met if all of the range reaches it, met on the sample if the "
            "percentage does, and could be met if only the top of the range does. "
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
    facts = numbers()
    return [(t(heading), t(text, **facts)) for heading, text in JUDGED]
