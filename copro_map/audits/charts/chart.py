"""A self-audit as a plain chart: principles down, levels across, a shape a group.

It is a table, so that it is read out cell by cell; shapes have their group as their
words, and no colour says anything alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copro_map.audits.rules.instrument import Instrument, Scores
from copro_map.base.i18n import Label, t
from copro_map.drawing.lettering import ACCENT, AMBER, INK, MUTED
from copro_map.drawing.shapes import shape_svg
from copro_map.drawing.templates import Html, render

STYLE = Path(__file__).parent / "audit.css"
SHAPES = {"citizens": ("circle", ACCENT), "professionals": ("square", AMBER)}
NOTHING = "–"
WIDE, LINE = 640, 26  # of lines to write on by hand, in pixels


@dataclass(frozen=True)
class PastAudit:
    """An accepted audit: its day and who took part in words, its level and theirs.

    ``standing`` is the level of each principle.
    """

    day: str
    people: str
    level: str
    standing: Mapping[str, str]


def _line(place: int, ranks: Sequence[int]) -> str:
    """Return the class of a cell that the line between two groups runs through.

    Examples
    --------
    >>> [_line(place, [2, 0]) for place in (0, 1, 2)]
    [' audit-from', ' audit-through', ' audit-to']
    >>> _line(1, [1, 1]), _line(1, [1])
    ('', '')
    """
    low, high = min(ranks, default=0), max(ranks, default=0)
    if low == high or not low <= place <= high:
        return ""
    if place == low:
        return " audit-from"
    return " audit-to" if place == high else " audit-through"


def audit_chart_html(
    instrument: Instrument, scores: Scores, standing: Mapping[str, str]
) -> Html:
    """Return an audit as a chart: a row for each principle, a column for each level.

    ``standing`` is the level of each principle, "" where a group has not scored it. On
    a phone each row becomes a card; the roles keep it a table to screen readers.
    """
    levels, rows = list(instrument.levels), []
    for name, principle in instrument.principles.items():
        own = {x: scores.get(x, {}).get(name, "") for x in instrument.groups}
        ranks = [levels.index(level) for level in own.values() if level in levels]
        cells = [
            (label, _line(place, ranks), [x for x, y in own.items() if y == level])
            for place, (level, label) in enumerate(instrument.levels.items())
        ]
        stands = instrument.levels.get(standing.get(name, ""))
        rows.append((principle.label, cells, stands))
    marks = {x: (shape_svg(*SHAPES[x]), y.label) for x, y in instrument.groups.items()}
    heads = instrument.levels.values()
    return render("audits/chart.html", levels=heads, rows=rows, marks=marks)


def steps_svg(rank: int, of: int) -> str:
    """Return a small picture of a level: so many steps of all, growing, filled.

    Examples
    --------
    >>> steps_svg(2, 3).count('fill="#0B5563"')
    2
    """
    steps = "".join(
        f'<rect x="{place * 14 + 1}" y="{14 - 6 * place / max(1, of - 1) * 2:g}" '
        f'width="11" height="{5 + 6 * place / max(1, of - 1) * 2:g}" '
        f'fill="{ACCENT if place < rank else "#FFFFFF"}" stroke="{ACCENT}" '
        'stroke-width="1.4"/>'
        for place in range(of)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {14 * of} 20">'
        f"{steps}</svg>"
    )


def box_svg() -> str:
    """Return an empty box to tick by hand."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect x="1" y="1" '
        f'width="18" height="18" rx="2" fill="none" stroke="{INK}" '
        'stroke-width="1.4"/></svg>'
    )


def lines_svg(count: int) -> str:
    """Return empty lines to write on by hand, below one another."""
    high = LINE * count
    drawn = "".join(
        f'<path d="M0 {LINE * at - 1}H{WIDE}" stroke="{MUTED}"/>'
        for at in range(1, count + 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" '
        f'width="{WIDE}" height="{high}">{drawn}</svg>'
    )


def level_marks(instrument: Instrument) -> dict[str, tuple[str, Label]]:
    """Return a small picture of each level, and what it is called, by its id."""
    count = len(instrument.levels)
    return {
        level: (steps_svg(rank, count), label)
        for rank, (level, label) in enumerate(instrument.levels.items(), start=1)
    }


def history_html(instrument: Instrument, past: Sequence[PastAudit]) -> Html:
    """Return audits beside each other: a row for each principle, a column for each day.

    ``past`` from the oldest to the latest. The last row is the level of the project. On
    a phone each row becomes a card; the roles keep it a table to screen readers.
    """
    levels = level_marks(instrument)
    rows = [
        (principle.label.text(), [one.standing.get(name, "") for one in past])
        for name, principle in instrument.principles.items()
    ]
    rows.append((t("The project"), [one.level for one in past]))
    return render(
        "audits/history.html", past=past, rows=rows, levels=levels, nothing=NOTHING
    )
