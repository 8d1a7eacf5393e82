"""The parts of the board's report: what it holds, and what paper and screen share.

All texts come translated; what they hold is text, never markup or code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from copro_map.base.i18n import long_date, t
from copro_map.drawing.lettering import PAPER
from copro_map.drawing.raster import chart_svg
from copro_map.indicators.charts.bullet_words import (
    Bullet,
    figure_text,
    spoken,
    value_words,
)
from copro_map.indicators.charts.bullets import bullet_chart
from copro_map.indicators.charts.statuses import STATUS_WORDS, Status

CHART_WIDTH = 340  # pixels: its letters are then about as large as those of the text
NONE = "–"
WHITE = "#FFFFFF"
Fact = tuple[str, str]


@dataclass(frozen=True)
class Grid:
    """A small table: the first cell of each row names it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Move:
    """A figure as it was and as it is, with its status now; None if it is gone."""

    name: str
    then: str
    now: str
    status: Status | None


@dataclass(frozen=True)
class Changes:
    """What has changed since a snapshot: what it is, each figure, and corrections.

    ``corrected`` says what the ``corrections`` are, each by the name of its indicator.
    """

    title: str
    words: tuple[str, ...]
    moves: tuple[Move, ...] = ()
    corrected: str = ""
    corrections: tuple[Fact, ...] = ()

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return t("Indicator"), t("Then"), t("Now"), t("Status now")


@dataclass(frozen=True)
class Measured:
    """An indicator: its bullet, what was promised, and facts by their names.

    ``counted`` are the facts behind the figure, ``facts`` what is known of it,
    ``split`` is what each role said.
    """

    bullet: Bullet
    promised: str = ""
    counted: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    split: Grid | None = None

    @property
    def title(self) -> str:
        """Its code and its name."""
        return f"{self.bullet.code} {self.bullet.name}"

    @property
    def value(self) -> str:
        """Its figure, or plainly that there is none."""
        return value_words(self.bullet)

    @property
    def spoken(self) -> str:
        """Its chart in words."""
        return spoken(self.bullet)

    @cached_property
    def chart(self) -> str:
        """Its chart as SVG, on white, without the title, which stands above it."""
        chart = bullet_chart(self.bullet).properties(title="")
        return chart_svg(chart, CHART_WIDTH).replace(PAPER, WHITE)


@dataclass(frozen=True)
class Coverage:
    """A map with its key: each class or symbol as SVG with its words; and its figures.

    ``rows`` lists every area with its figure, under ``head``.
    """

    title: str
    caption: str
    alt: str
    svg: str
    key: tuple[Fact, ...] = ()
    head: tuple[str, str] = ("", "")
    rows: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report in one language, as at ``date``.

    ``note`` says when the programme runs and whether that is sure. ``method`` are
    paragraphs by their headings.
    """

    language: Literal["cy", "en"]
    title: str
    subject: str
    date: date
    note: str = ""
    summary: tuple[str, ...] = ()
    since: Changes | None = None
    indicators: tuple[Measured, ...] = ()
    coverage: Coverage | None = None
    method: tuple[Fact, ...] = ()
    footer: str = ""

    @property
    def day(self) -> str:
        """The day in words, in the language in force."""
        return f"{t('As at')} {long_date(self.date)}"


def counts(report: Report) -> list[tuple[Status, int]]:
    """Return how many indicators have each status that occurs, the best first.

    Examples
    --------
    >>> silent = Bullet("4.3", "Citizens", "percent", None, None, None, None, 60,
    ...                 "31 March 2028", 60, "not_reported", "")
    >>> counts(Report(language="en", title="", subject="", date=date(2027, 3, 31),
    ...               indicators=(Measured(silent), Measured(silent))))
    [('not_reported', 2)]
    """
    found = Counter(one.bullet.status for one in report.indicators)
    return [(status, found[status]) for status in STATUS_WORDS if found[status]]


def heads() -> tuple[str, ...]:
    """Return the heads of the summary's columns."""
    return (t("Indicator"), t("Now"), t("Next target"), t("At the end"), t("Status"))


def cells(bullet: Bullet) -> tuple[str, ...]:
    """Return an indicator's row of the summary, but for the status.

    Examples
    --------
    >>> cells(Bullet("1.1", "Active", "count", 168, None, None, None, 250,
    ...              "31 March 2027", 350, "behind", ""))
    ('1.1 Active', '168', '250 (31 March 2027)', '350')
    """
    target = final = NONE
    if bullet.target is not None:
        due = f" ({bullet.target_due})" if bullet.target_due else ""
        target = f"{figure_text(bullet.target, bullet.kind)}{due}"
    if bullet.final is not None:
        final = figure_text(bullet.final, bullet.kind)
    return f"{bullet.code} {bullet.name}", value_words(bullet), target, final


def by_outcome(report: Report) -> Iterator[tuple[str, list[Measured]]]:
    """Yield each outcome with its indicators, in the order of the first of them."""
    for outcome in dict.fromkeys(one.bullet.outcome for one in report.indicators):
        yield outcome, [x for x in report.indicators if x.bullet.outcome == outcome]
