"""A self-audit as a plain chart: principles down, levels across, a shape a group.

It is a table, so that it is read out cell by cell; shapes have their group as their
words, and no colour says anything alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copro_map.audits.rules.instrument import Instrument, Scores
from copro_map.base.i18n import t
from copro_map.drawing.lettering import ACCENT, plain
from copro_map.drawing.marks import AMBER
from copro_map.drawing.shapes import as_image, shape_svg

STYLE = Path(__file__).parent / "audit.css"
SHAPES = {"citizens": ("circle", ACCENT), "professionals": ("square", AMBER)}
NOTHING = "–"


@dataclass(frozen=True)
class PastAudit:
    """An accepted audit: its day and who took part in words, its level and theirs.

    ``standing`` is the level of each principle.
    """

    day: str
    people: str
    level: str
    standing: Mapping[str, str]


def audit_style() -> str:
    """Return the style of everything drawn here."""
    return STYLE.read_text(encoding="utf-8")


def group_mark(instrument: Instrument, group: str, *, named: bool = False) -> str:
    """Return the shape of a group, its name as its words or written beside it."""
    svg, label = shape_svg(*SHAPES[group]), instrument.groups[group].label.text()
    if named:
        return f"{as_image(svg, '', 'audit-mark')} {plain(label)}"
    return as_image(svg, label, "audit-mark")


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


def _level_name(instrument: Instrument, level: str) -> str:
    known = instrument.levels.get(level)
    return known.text() if known else ""


def _row(instrument: Instrument, scores: Scores, principle: str, stands: str) -> str:
    own = {
        group: scores.get(group, {}).get(principle, "") for group in instrument.groups
    }
    levels = list(instrument.levels)
    ranks = [levels.index(level) for level in own.values() if level in levels]
    cells = []
    for place, level in enumerate(levels):
        marks = "".join(group_mark(instrument, x) for x, y in own.items() if y == level)
        cells.append(
            f'<td role="cell" class="audit-cell{_line(place, ranks)}">'
            '<span class="audit-name" aria-hidden="true">'
            f"{plain(_level_name(instrument, level))}</span><span>{marks}</span></td>"
        )
    words = _level_name(instrument, stands) or t("not scored by both yet")
    return (
        f'<tr role="row"><th scope="row" role="rowheader">'
        f"{plain(instrument.principles[principle].label.text())}</th>{''.join(cells)}"
        f'<td role="cell" class="audit-stands"><span class="audit-name" '
        f'aria-hidden="true">{plain(t("Stands at"))}: </span>{plain(words)}</td></tr>'
    )


def _key(instrument: Instrument) -> str:
    items = "".join(
        f"<li>{group_mark(instrument, group, named=True)}</li>"
        for group in instrument.groups
    )
    return f'<ul class="audit-key">{items}</ul>'


def audit_chart_html(
    instrument: Instrument, scores: Scores, standing: Mapping[str, str]
) -> str:
    """Return an audit as a chart: a row for each principle, a column for each level.

    ``standing`` is the level of each principle, "" where a group has not scored it. On
    a phone each row becomes a card; the roles keep it a table to screen readers.
    """
    levels = "".join(
        f'<th scope="col" role="columnheader" class="audit-level">{plain(x.text())}'
        "</th>"
        for x in instrument.levels.values()
    )
    rows = "".join(
        _row(instrument, scores, principle, standing.get(principle, ""))
        for principle in instrument.principles
    )
    caption = plain(t("How each group sees each principle"))
    return (
        f'<table class="audit audit-chart" role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">{plain(t("Principle"))}</th>{levels}'
        f'<th scope="col" role="columnheader">{plain(t("Stands at"))}</th></tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>{_key(instrument)}'
    )


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


def level_words(instrument: Instrument, level: str) -> str:
    """Return a level as HTML: its steps, seen only, and its name; a dash for none."""
    name = _level_name(instrument, level)
    if not name:
        return NOTHING
    levels = list(instrument.levels)
    steps = steps_svg(levels.index(level) + 1, len(levels))
    return f"{as_image(steps, '', 'audit-steps')}{plain(name)}"


def _past_cell(instrument: Instrument, day: str, level: str) -> str:
    """Return a level on a day; the day is written only where there is no heading."""
    return (
        '<td role="cell"><span class="audit-name" aria-hidden="true">'
        f"{plain(day)}</span><span>{level_words(instrument, level)}</span></td>"
    )


def history_html(instrument: Instrument, past: Sequence[PastAudit]) -> str:
    """Return audits beside each other: a row for each principle, a column for each day.

    ``past`` from the oldest to the latest. The last row is the level of the project. On
    a phone each row becomes a card; the roles keep it a table to screen readers.
    """
    days = "".join(
        f'<th scope="col" role="columnheader">{plain(one.day)}'
        f"<small>{plain(one.people)}</small></th>"
        for one in past
    )
    named = [
        (principle.label.text(), [one.standing.get(name, "") for one in past])
        for name, principle in instrument.principles.items()
    ]
    named.append((t("The project"), [one.level for one in past]))
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{plain(name)}</th>'
        + "".join(
            _past_cell(instrument, one.day, level)
            for one, level in zip(past, levels, strict=True)
        )
        + "</tr>"
        for name, levels in named
    )
    caption = plain(t("Accepted audits of this project"))
    return (
        f'<div class="audit-box" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="audit audit-history" role="table"><caption>{caption}</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f"{plain(t('Principle'))}</th>{days}</tr></thead>"
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )
