"""The graph of an indicator on its plain page."""

from __future__ import annotations

from copro_map.drawing.templates import Html
from copro_map.indicators.charts.bullets import Bullet, bullet_body


def graph(bullet: Bullet) -> Html:
    """Return the figure, status and graph of an indicator, with all of it in words."""
    return bullet_body(bullet)
