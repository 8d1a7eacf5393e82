"""How far an indicator is: each status in a word, a shape and a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from copro_map.base.i18n import N_, t
from copro_map.drawing.lettering import ACCENT, AMBER, MUTED, RED
from copro_map.drawing.templates import Html, render
from copro_map.indicators.rules.verdicts import Detail as Detail
from copro_map.indicators.rules.verdicts import Status as Status

STATUS_WORDS: dict[Status, str] = {
    "met": N_("Met"),
    "on_course": N_("On course"),
    "at_risk": N_("At risk"),
    "missed": N_("Missed"),
    "not_due_yet": N_("Not due yet"),
    "no_figure_yet": N_("No figure yet"),
}
# With the second word, where there is one.
DETAILED: dict[tuple[Status, Detail], str] = {
    ("met", "probably"): N_("Met, probably"),
    ("at_risk", "probably"): N_("At risk, probably"),
    ("missed", "probably"): N_("Missed, probably"),
    ("not_due_yet", "starting"): N_("Not due yet: starting"),
    ("not_due_yet", "reported"): N_("Not due yet: reported"),
    ("not_due_yet", "no_target"): N_("Not due yet: no target set"),
    ("no_figure_yet", "too_few_replies"): N_("No figure yet: too few replies"),
    ("no_figure_yet", "too_few"): N_("No figure yet: too few"),
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
_CHECK = "M-0.42,0.04L-0.11,0.35L0.43,-0.32"
_ARROW = "M-0.9,-0.3L0,-0.3L0,-0.8L0.95,0L0,0.8L0,0.3L-0.9,0.3Z"
_TRIANGLE = "M0,-0.9L0.95,0.8L-0.95,0.8Z"
_URGES = "M0,-0.32L0,0.22M0,0.42L0,0.62"
_DIAMOND = "M0,-1L1,0L0,1L-1,0Z"
_CROSS = "M-0.32,-0.32L0.32,0.32M0.32,-0.32L-0.32,0.32"
_SHEET = "M-0.72,-0.82L0.72,-0.82L0.72,0.82L-0.72,0.82Z"
_LINES = "M-0.38,-0.3L0.38,-0.3M-0.38,0.1L0.38,0.1M-0.38,0.5L0.05,0.5"

# Every shape differs from every other, also without its colour; one that is probably
# so is hollow. The first part has the status's colour, on its edge if it has one.
_LOOKS: dict[Status, tuple[_Part, ...]] = {
    "met": (_Part(_RING, GREEN, GREEN), _Part(_CHECK, "", WHITE)),
    "on_course": (_Part(_ARROW, GREEN),),
    "at_risk": (_Part(_TRIANGLE, AMBER, AMBER), _Part(_URGES, "", WHITE)),
    "missed": (_Part(_DIAMOND, RED), _Part(_CROSS, "", WHITE)),
    "not_due_yet": (_Part(_SHEET, WHITE, ACCENT), _Part(_LINES, "", ACCENT)),
    "no_figure_yet": (_Part(_RING, WHITE, MUTED, dashed=True),),
}
_PROBABLY: dict[Status, tuple[_Part, ...]] = {
    "met": (_Part(_RING, WHITE, GREEN), _Part(_CHECK, "", GREEN)),
    "at_risk": (_Part(_TRIANGLE, WHITE, AMBER), _Part(_URGES, "", AMBER)),
    "missed": (_Part(_DIAMOND, WHITE, RED), _Part(_CROSS, "", RED)),
}


def status_words(status: Status, detail: Detail = "") -> str:
    """Return a status in words, with its second word if it has one; translated.

    Examples
    --------
    >>> status_words("met"), status_words("met", "probably")
    ('Met', 'Met, probably')
    """
    return t(DETAILED.get((status, detail), STATUS_WORDS[status]))


def status_colour(status: Status) -> str:
    """Return the colour of a status, readable as letters on the page.

    Examples
    --------
    >>> status_colour("met")
    '#00664B'
    """
    first = _LOOKS[status][0]
    return first.stroke or first.fill


def due_words(days: int | None) -> list[str]:
    """Return in how many days a target is due, translated; nothing if none is near.

    Examples
    --------
    >>> due_words(3), due_words(1), due_words(0), due_words(None)
    (['Due in 3 days.'], ['Due tomorrow.'], ['Due today.'], [])
    """
    if days is None:
        return []
    if days > 1:
        return [t("Due in {n} days.", n=days)]
    return [t("Due tomorrow.") if days else t("Due today.")]


def status_svg(status: Status, detail: Detail = "") -> str:
    """Return the shape of a status as SVG.

    Examples
    --------
    >>> status_svg("on_course").count("<path")
    1
    """
    looks = _LOOKS[status]
    if detail == "probably":
        looks = _PROBABLY.get(status, looks)
    paths = "".join(
        f'<path d="{x.path}" fill="{x.fill or "none"}" stroke="{x.stroke or "none"}" '
        f'stroke-width="{STROKE}" stroke-linejoin="round"'
        + (f' stroke-dasharray="{DASH}"/>' if x.dashed else "/>")
        for x in looks
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


def status_mark(status: Status, detail: Detail = "") -> Html:
    """Return a status as HTML: its shape, which is only seen, and its words.

    Examples
    --------
    >>> status_mark("met").endswith(" Met")
    True
    """
    shape, words = status_svg(status, detail), status_words(status, detail)
    return render("indicators/status.html", svg=shape, words=words)
