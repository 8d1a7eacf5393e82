"""The graph of an indicator on its plain page."""

from __future__ import annotations

from copro_map.drawing.templates import Html
from copro_map.indicators.charts.bullets import Bullet
from copro_map.report.charts.bullet import bullet_html


def graph(bullet: Bullet) -> Html:
    """Return the figure, status and graph of an indicator, with all of it in words."""
    return bullet_html(bullet)
