"""How far an indicator is: each status in a word, a shape and a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from copro_map.base.i18n import N_, t
from copro_map.drawing.lettering import ACCENT, AMBER, MUTED, RED
from copro_map.drawing.templates import Html, render

Status = Literal[
    "met",
    "met_on_sample",
    "on_pace",
    "behind",
    "short_could_be_met",
    "missed",
    "reported",
    "not_reported",
    "no_target",
]
STATUS_WORDS: dict[Status, str] = {
    "met": N_("Target met"),
    "met_on_sample": N_("Met on the sample, not certain"),
    "on_pace": N_("On pace"),
    "behind": N_("Behind the pace"),
    "short_could_be_met": N_("Short, could be met"),
    "missed": N_("Target missed"),
    "reported": N_("Reported, no target due yet"),
    "not_reported": N_("Not reported"),
    "no_target": N_("No target set"),
}
GREEN = "#00664B"
WHITE = "#FFFFFF"
STROKE, DASH = 0.21, "0.34 0.25"  # of half the symbol's side


class _Part(NamedTuple):
    """A path in a box from -1 to 1; what is empty is not painted."""

    path: str
    fill: str = ""
    stroke: str = ""
    dashed: bool = False


_RING = "M-0.85,0A0.85,0.85 0 1 1 0.85,0A0.85,0.85 0 1 1 -0.85,0Z"
_HALF = "M-0.85,0A0.85,0.85 0 0 0 0.85,0Z"
_DOT = "M-0.26,0A0.26,0.26 0 1 1 0.26,0A0.26,0.26 0 1 1 -0.26,0Z"
_CHECK = "M-0.42,0.04L-0.11,0.35L0.43,-0.32"
_ARROW = "M-0.9,-0.3L0,-0.3L0,-0.8L0.95,0L0,0.8L0,0.3L-0.9,0.3Z"
_TRIANGLE = "M0,-0.9L0.95,0.8L-0.95,0.8Z"
_URGES = "M0,-0.32L0,0.22M0,0.42L0,0.62"
_DIAMOND = "M0,-1L1,0L0,1L-1,0Z"
_CROSS = "M-0.32,-0.32L0.32,0.32M0.32,-0.32L-0.32,0.32"
_SHEET = "M-0.72,-0.82L0.72,-0.82L0.72,0.82L-0.72,0.82Z"
_LINES = "M-0.38,-0.3L0.38,-0.3M-0.38,0.1L0.38,0.1M-0.38,0.5L0.05,0.5"
_SLASH = "M-0.85,0.85L0.85,-0.85"

# Every shape differs from every other, also without its colour. The first part has the
# status's colour, on its edge if it has one.
_LOOKS: dict[Status, tuple[_Part, ...]] = {
    "met": (_Part(_RING, GREEN, GREEN), _Part(_CHECK, "", WHITE)),
    "met_on_sample": (_Part(_RING, WHITE, GREEN), _Part(_CHECK, "", GREEN)),
    "on_pace": (_Part(_ARROW, GREEN),),
    "behind": (_Part(_TRIANGLE, AMBER, AMBER), _Part(_URGES, "", WHITE)),
    "short_could_be_met": (_Part(_RING, WHITE, AMBER), _Part(_HALF, AMBER)),
    "missed": (_Part(_DIAMOND, RED), _Part(_CROSS, "", WHITE)),
    "reported": (_Part(_SHEET, WHITE, ACCENT), _Part(_LINES, "", ACCENT)),
    "not_reported": (_Part(_RING, WHITE, MUTED, dashed=True),),
    "no_target": (
        _Part(_RING, WHITE, MUTED),
        _Part(_DOT, MUTED),
        _Part(_SLASH, "", MUTED),
    ),
}


def status_colour(status: Status) -> str:
    """Return the colour of a status, readable as letters on the page.

    Examples
    --------
    >>> status_colour("met")
    '#00664B'
    """
    first = _LOOKS[status][0]
    return first.stroke or first.fill


def status_svg(status: Status) -> str:
    """Return the shape of a status as SVG.

    Examples
    --------
    >>> status_svg("on_pace").count("<path")
    1
    """
    paths = "".join(
        f'<path d="{x.path}" fill="{x.fill or "none"}" stroke="{x.stroke or "none"}" '
        f'stroke-width="{STROKE}" stroke-linejoin="round"'
        + (f' stroke-dasharray="{DASH}"/>' if x.dashed else "/>")
        for x in _LOOKS[status]
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.05 -1.05 2.1 2.1" '
        f'width="20" height="20">{paths}</svg>'
    )


def status_counts(statuses: Iterable[Status]) -> list[tuple[Status, int]]:
    """Return how many there are of each status that occurs, the best first.

    Examples
    --------
    >>> status_counts(["missed", "met", "missed"])
    [('met', 1), ('missed', 2)]
    """
    found = Counter(statuses)
    return [(status, found[status]) for status in STATUS_WORDS if found[status]]


def status_mark(status: Status) -> Html:
    """Return a status as HTML: its shape, which is only seen, and its word.

    Examples
    --------
    >>> status_mark("met").endswith(" Target met")
    True
    """
    words = t(STATUS_WORDS[status])
    return render("indicators/status.html", svg=status_svg(status), words=words)
