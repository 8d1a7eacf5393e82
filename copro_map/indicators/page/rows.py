"""The indicators one below the other: each a row that a press unfolds."""

from __future__ import annotations

import streamlit as st

from copro_map.drawing.templates import Html, render
from copro_map.indicators.charts.bar import bar_of
from copro_map.indicators.charts.bullets import Bullet
from copro_map.indicators.charts.spark import spark_svg
from copro_map.indicators.charts.statuses import status_mark
from copro_map.indicators.page.first import address
from copro_map.indicators.progress import Progress


def row_html(
    progress: Progress, bullet: Bullet, href: str, outcome: str, *, is_open: bool
) -> Html:
    """Return an indicator as a row; ``outcome`` heads it, if it is the first of one."""
    points = progress.trends[bullet.code]
    return render(
        "indicators/row.html",
        bullet=bullet,
        bar=bar_of(bullet),
        spark=spark_svg(bullet, points, progress.programme.start, progress.day),
        mark=status_mark,
        href=href,
        outcome=outcome,
        is_open=is_open,
    )


def row(
    progress: Progress, bullet: Bullet, opened: tuple[str, ...], outcome: str
) -> bool:
    """Draw an indicator as a row; return whether the address unfolds it.

    A press on it unfolds it beside those ``opened`` already, or folds it.
    """
    is_open = bullet.code in opened
    others = [code for code in opened if code != bullet.code]
    href = address(open=",".join(others if is_open else [*others, bullet.code]))
    st.html(row_html(progress, bullet, href, outcome, is_open=is_open))
    return is_open
