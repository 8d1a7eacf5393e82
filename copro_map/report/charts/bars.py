"""An indicator in the report: its row among all, its bar, and its words."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.i18n import t
from copro_map.drawing.document import (
    Columns,
    Facts,
    Heading,
    Mark,
    Part,
    Row,
    Scale,
    Section,
    Table,
    Text,
)
from copro_map.indicators.charts.bullets import Bullet, figure_text
from copro_map.indicators.charts.statuses import (
    Detail,
    Status,
    status_colour,
    status_svg,
    status_words,
)
from copro_map.report.charts.bullet import bullet_svg, numbers_below

NONE = "–"
BAR_WIDE = 9  # letters
Fact = tuple[str, str]


def status_mark(status: Status, detail: Detail = "") -> Mark:
    """Return a status: its shape, its words and its colour."""
    words = status_words(status, detail)
    return Mark(words, status_svg(status, detail), status_colour(status))


def _row(bullet: Bullet) -> Row:
    """Return an indicator's row of the table that has all of them."""
    target = NONE
    if bullet.target is not None:
        due = f" ({bullet.target_due})" if bullet.target_due else ""
        target = f"{figure_text(bullet.target, bullet.kind)}{due}"
    name, value = f"{bullet.code} {bullet.name}", Mark(bullet.value_words)
    bar = Mark("", bullet_svg(bullet), wide=BAR_WIDE)
    return name, value, target, bar, status_mark(bullet.status, bullet.detail)


def table(bullets: Sequence[Bullet]) -> tuple[Part, ...]:
    """Return the table of all indicators, by outcome."""
    rows: list[Row] = []
    for outcome in dict.fromkeys(one.outcome for one in bullets):
        rows += [(outcome,), *(_row(one) for one in bullets if one.outcome == outcome)]
    name = t("Indicators and their targets")
    heads = (t("Indicator"), t("Now"), t("Next target"), "", t("Status"))
    return Heading(name), Table(name, heads, tuple(rows), titled=False)


def bar_and_words(bullet: Bullet, counted: tuple[Fact, ...]) -> tuple[Part, ...]:
    """Return what an indicator comes to: its status, its bar, all of it in words."""
    return (
        Text(status_mark(bullet.status, bullet.detail)),
        Scale(bullet_svg(bullet), numbers_below(bullet)),
        Text(bullet.waiting_words),
        Text("" if bullet.detail == "no_target" else bullet.target_words),
        Text(bullet.sure_words),
        Text(bullet.words, "strong"),
        Facts(counted),
    )


def headed(bullet: Bullet, left: tuple[Part, ...], right: tuple[Part, ...]) -> Section:
    """Return parts beside each other, under the indicator's name and figure."""
    heading = Heading(f"{bullet.code} {bullet.name}", 3, bullet.value_words)
    return Section((heading, Columns(left, right)), whole=True)
