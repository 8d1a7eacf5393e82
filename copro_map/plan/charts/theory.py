"""The theory of change as one picture: wide, and narrow for a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field

from copro_map.base.i18n import t
from copro_map.drawing.boxes import Box, Letters
from copro_map.drawing.lettering import (
    ACCENT,
    AMBER,
    FONT_FAMILY,
    MUTED,
    PAPER,
    line_of,
    plain,
)
from copro_map.plan.charts.narrow import narrow
from copro_map.plan.charts.placed import Placed
from copro_map.plan.charts.states import state_shape
from copro_map.plan.charts.wide import wide
from copro_map.plan.rules.theory import Arrow, Part

TINT, QUIET, EDGE = "#D5E6E4", "#D8D2C4", "#8A8478"
HEAD = 7  # pixels: the head of an arrow
EDGES = 44  # pixels round a picture that stands alone
SHAPE = 14  # pixels: what shows a state
Curve = tuple[float, float, float, float]


@dataclass(frozen=True)
class Look:
    """How a picture is drawn.

    ``lit``: the parts that stand out, of which ``opened`` is the one that is opened;
    none stands out while nothing is. ``link``: the address of a part by key; None for a
    picture in a file, which has its own paper.
    """

    opened: str = ""
    lit: Set[str] = field(default_factory=frozenset)
    link: Callable[[str], str] | None = None

    def shows(self, key: str) -> bool:
        """Say whether a part is not dimmed."""
        return not self.opened or key == self.opened or key in self.lit


def wide_picture(
    parts: Sequence[Part], arrows: Sequence[Arrow], vision: str, look: Look
) -> str:
    """Return the picture for a wide page or a sheet, as SVG: columns side by side."""
    return _picture(wide(parts, arrows, vision), parts, arrows, look, "wide")


def narrow_picture(
    parts: Sequence[Part], arrows: Sequence[Arrow], vision: str, look: Look
) -> str:
    """Return the picture for a phone as SVG: outcomes hold their indicators."""
    return _picture(narrow(parts, arrows, vision), parts, arrows, look, "narrow")


def _picture(
    placed: Placed,
    parts: Sequence[Part],
    arrows: Sequence[Arrow],
    look: Look,
    name: str,
) -> str:
    drawn = "".join(_part(placed, one, look, name) for one in parts)
    edge = 0 if look.link else EDGES
    width, height = placed.wide + 2 * edge, placed.high + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="group" color="{AMBER}" '
        f'aria-label="{plain(t("Theory of change"))}" width="{width:g}" '
        f'height="{height:g}" viewBox="{-edge} {-edge} {width:g} {height:g}" '
        f'font-family="{FONT_FAMILY}">'
        f"{_paper(placed, edge)}{_arrows(placed, arrows, look)}"
        f"{''.join(map(_letters, placed.heads))}{_vision(placed)}{drawn}</svg>"
    )


def _paper(placed: Placed, edge: float) -> str:
    """Return the paper of a picture that stands alone, its name and what edges mean."""
    if not edge:
        return ""
    note = t("A dashed edge: no evidence yet.")
    words = (
        Letters(t("Theory of change"), 0, 28 - edge, 22, 700),
        Letters(note, 0, placed.high + 24, 14, ink=MUTED),
    )
    size = f'width="{placed.wide + 2 * edge:g}" height="{placed.high + 2 * edge:g}"'
    rect = f'<rect x="{-edge}" y="{-edge}" {size} fill="{PAPER}"/>'
    return rect + "".join(map(_letters, words))


def _letters(one: Letters, ink: str = "") -> str:
    style = (
        f'font-size="{one.size:g}" font-weight="{one.weight}" fill="{ink or one.ink}"'
    )
    if one.ends:
        style += ' text-anchor="end"'
    return line_of(one.text, round(one.x, 1), round(one.y, 1), style)


def _rect(box: Box, look: str) -> str:
    return (
        f'<rect x="{box.x:g}" y="{box.y:.1f}" width="{box.wide:g}" '
        f'height="{box.high:.1f}" rx="6" {look}/>'
    )


def _vision(placed: Placed) -> str:
    if placed.vision is None:
        return ""
    look = f'fill="{TINT}" stroke="{ACCENT}"'
    return _rect(placed.vision, look) + "".join(map(_letters, placed.vision.letters))


def said_of(part: Part) -> str:
    """Return what a part says when it is pointed at or read out.

    Examples
    --------
    >>> said_of(Part("a:1.1", "activity", "1.1", "1.1", "Meet", "Meet.", "Late"))
    '1.1 Meet. Late. No evidence yet.'
    """
    name = f"{part.mark} {part.whole}".strip().rstrip(".")
    state = f"{part.words} ({part.figure})" if part.figure else part.words
    said = f"{name}. {state}."
    return said if part.has_evidence else f"{said} {t('No evidence yet')}."


def _part(placed: Placed, part: Part, look: Look, name: str) -> str:
    """Return a part: its box, its words, the shape of its state, and where it leads."""
    box, dimmed = placed.boxes[part.key], not look.shows(part.key)
    is_open = part.key == look.opened
    fill = TINT if is_open or part.sort == "outcome" and not dimmed else "#FFFFFF"
    edge = QUIET if dimmed else ACCENT if look.opened else EDGE
    dash = "" if part.has_evidence else ' stroke-dasharray="4 3"'
    width = 2.5 if is_open else 1.2
    style = f'fill="{fill}" stroke="{edge}" stroke-width="{width}"{dash}'
    words = "".join(_letters(x, MUTED if dimmed else "") for x in box.letters)
    shape = ""
    if box.shape is not None and part.state:
        x, y = box.shape
        drawn = state_shape(part.state, part.detail)
        size = f'width="{SHAPE}" height="{SHAPE}"'
        shape = drawn.replace('width="20" height="20"', size).replace(
            "<svg ", f'<svg x="{x:g}" y="{y:.1f}" ', 1
        )
    inside = f"{_rect(box, style)}{shape}{words}"
    if look.link is None:
        return f"<g>{inside}</g>"
    said = plain(said_of(part))
    here = ' aria-current="true"' if is_open else ""
    return (
        f'<a href="{plain(look.link(part.key))}" class="theory-part" '
        f'id="{name}-{plain(part.key)}" aria-label="{said}"{here}>'
        f"<title>{said}</title>{inside}</a>"
    )


def _arrows(placed: Placed, arrows: Sequence[Arrow], look: Look) -> str:
    """Return every arrow, those that stand out above the others."""
    chain = {*look.lit, look.opened}
    above: list[str] = []
    below: list[str] = []
    for one in arrows:
        is_lit = look.opened != "" and one.start in chain and one.end in chain
        ink = ACCENT if is_lit else QUIET if look.opened else EDGE
        drawn = _arrow(placed, one, ink, 2.4 if is_lit else 1.3)
        (above if is_lit else below).append(drawn)
    trunk = "".join(
        f'<path d="{x}" fill="none" stroke="{EDGE}" stroke-width="1.3"/>'
        for x in placed.trunk
    )
    return f"{trunk}{_tip(placed.trunk_end)}{''.join(below)}{''.join(above)}"


def _tip(end: Curve | None) -> str:
    return "" if end is None else _head(end, EDGE)


def _head(end: Curve, ink: str) -> str:
    """Return the head of an arrow at (x, y), coming along (across, down)."""
    x, y, across, down = end
    back_x, back_y = x - across * HEAD, y - down * HEAD
    half_x, half_y = down * HEAD / 2, across * HEAD / 2
    return (
        f'<path d="M{x:.1f} {y:.1f}L{back_x - half_x:.1f} {back_y - half_y:.1f}'
        f'L{back_x + half_x:.1f} {back_y + half_y:.1f}Z" fill="{ink}"/>'
    )


def _arrow(placed: Placed, one: Arrow, ink: str, wide_: float) -> str:
    way, end = placed.way(one)
    dash = "" if one.is_kept else ' stroke-dasharray="2 4"'
    return (
        f'<path d="{way}" fill="none" stroke="{ink}" stroke-width="{wide_}"{dash}/>'
        f"{_head(end, ink)}"
    )
