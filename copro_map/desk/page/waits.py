"""What waits, as a list: in words, since when, and the way there."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.i18n import partial_date, t
from copro_map.base.waiting import Line
from copro_map.frame import components


def _since(line: Line) -> str:
    if not line.since:
        return ""
    return t("since {date}", date=partial_date(line.since))


def draw(lines: Sequence[Line]) -> None:
    """Draw what waits, each with a way to it."""
    components.show("desk/waits.html", lines=[(one, _since(one)) for one in lines])
