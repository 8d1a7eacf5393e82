"""Tables of gaps as HTML: theme by area, and every layer of gaps side by side.

What a cell says is told by a number and a symbol and, to those who hear the page, in
words; shade only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from copro_map.base.i18n import N_, t
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import count_text
from copro_map.drawing.links import inner_link
from copro_map.drawing.marks import LOW, MEANINGS, TOO_FEW, VERY_LOW, ZERO, level_mark
from copro_map.drawing.symbols import Level

FLAGS = {"red": VERY_LOW, "amber": LOW}
CLASSES = {"red": "gap-red", "amber": "gap-amber", "none": ""}
# The layers of gaps, in the order of METHODS.md; what people say comes first.
FROM_PEOPLE = {
    "knowledge": N_("What we know"),
    "unmet": N_("Unmet requests"),
    "absence": N_("Confirmed absence"),
}
STATISTICS = {
    "low": N_("Low record"),
    "zero": N_("None recorded"),
    "reach": N_("Reach"),
    "mix": N_("Mix"),
    "next": N_("Next step"),
}
NOTHING = "–"


@dataclass(frozen=True)
class GapRow:
    """An area, the address of its own page, and what each layer of gaps says of it.

    ``cells`` by the names in ``FROM_PEOPLE`` and ``STATISTICS``: a level and a few
    words. ``href`` leads inside this site; any other is not made a link.
    """

    name: str
    href: str
    cells: Mapping[str, tuple[Level, str]]


def _unseen(text: str) -> str:
    """Return words that are heard but not seen."""
    return f'<span class="gap-unseen">{escape(text)}</span>'


def _seen(text: str) -> str:
    """Return a symbol that is seen but not heard."""
    return f'<span class="gap-mark" aria-hidden="true">{escape(text)}</span>'


def _box(label: str, table: str) -> str:
    """Return a table in a box of its own that scrolls sideways, by keyboard too."""
    return (
        f'<div class="gap-box" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"{table}</div>"
    )


def _cell(cell: Any, where: str) -> str:
    """Return one cell: the number, its symbols, and what they mean."""
    usual = t("Usual: {expected}", expected=number(float(cell.expected), 1))
    title = escape(f"{where}. {t('Recorded')}: {count_text(cell.count)}. {usual}.")
    if cell.zero == "too_few":
        return (
            f'<td class="gap-few" title="{title}">{_seen(TOO_FEW)}'
            f"{_unseen(t('None recorded; too few in Wales to judge'))}</td>"
        )
    mark = FLAGS.get(cell.flag, "")
    shown = count_text(float(cell.count))
    said = t(MEANINGS[mark]) if mark else ""
    if cell.zero == "significant_zero":
        shown, said = f'<b class="gap-zero">{ZERO}</b>', t(MEANINGS[ZERO])
    else:
        shown = escape(shown)
    words = _seen(mark) * bool(mark) + _unseen(f". {said}. {usual}") * bool(said)
    style = CLASSES.get(cell.flag, "")
    return f'<td class="{style}" title="{title}">{shown}{words}</td>'


def _matrix_key() -> str:
    few = N_("None recorded; too few in Wales to judge")
    rows = [
        ("", f'<b class="gap-zero">{ZERO}</b>', MEANINGS[ZERO]),
        ("gap-red", _seen(VERY_LOW), MEANINGS[VERY_LOW]),
        ("gap-amber", _seen(LOW), MEANINGS[LOW]),
        ("gap-few", _seen(TOO_FEW), few),
    ]
    items = "".join(
        f'<li><span class="gap-sign {style}">{sign}</span> {escape(t(text))}</li>'
        for style, sign, text in rows
    )
    return f'<ul class="gap-key">{items}</ul>'


def matrix_html(
    cells: pd.DataFrame, area_names: Mapping[str, str], theme_names: Mapping[str, str]
) -> str:
    """Return themes (rows) by areas (columns), each cell with its number.

    Parameters
    ----------
    cells
        A row for each area and theme: ``area_code``, ``theme``, ``count``,
        ``expected``, ``flag`` ("red", "amber", "none"), ``zero``
        ("significant_zero", "too_few", "").
    area_names, theme_names
        In the order shown; of areas and themes left out of ``cells``, the cells are
        empty.
    """
    found = {(str(x.theme), str(x.area_code)): x for x in cells.itertuples()}
    heads = "".join(
        f'<th scope="col" class="gap-turned"><span>{escape(name)}</span></th>'
        for name in area_names.values()
    )
    rows = []
    for theme, theme_name in theme_names.items():
        row = "".join(
            _cell(found[theme, code], f"{name}, {theme_name}")
            if (theme, code) in found
            else "<td></td>"
            for code, name in area_names.items()
        )
        rows.append(f'<tr><th scope="row">{escape(theme_name)}</th>{row}</tr>')
    title = t("Entries recorded, by theme and area")
    table = (
        f'<table class="gap-matrix"><caption>{escape(title)}</caption><thead><tr>'
        f'<th scope="col">{escape(t("Theme"))}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    return _box(title, table) + _matrix_key()


def _statement(layer: str, cell: tuple[Level, str], group: str) -> str:
    """Return what one layer of gaps says of an area; its name is for the phone."""
    level, words = cell
    empty = " gap-empty" if words in ("", NOTHING) else ""
    sign = level_mark(level) if level != "none" else ""
    above = f'<span class="gap-group" aria-hidden="true">{escape(group)}</span>'
    label = f'<span class="gap-label" aria-hidden="true">{escape(layer)}</span>'
    return (
        f'<td role="cell" class="gap-{level}{empty}">{above * bool(group)}{label}'
        f'<span class="gap-says">{sign} {escape(words or NOTHING)}</span></td>'
    )


def _gap_row(row: GapRow) -> str:
    name = inner_link(row.href, row.name)
    nothing: tuple[Level, str] = ("none", NOTHING)
    cells = []
    for group, layers in (
        (t("Evidence from people"), FROM_PEOPLE),
        (t("Statistics"), STATISTICS),
    ):
        for place, (layer, title) in enumerate(layers.items()):
            cell = row.cells.get(layer, nothing)
            cells.append(_statement(t(title), cell, "" if place else group))
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{name}</th>'
        f"{''.join(cells)}</tr>"
    )


def _gap_heads() -> str:
    """Return two rows of headings: where a statement comes from, and what it is."""
    groups = "".join(
        f'<th scope="colgroup" role="columnheader" colspan="{len(layers)}">'
        f"{escape(title)}</th>"
        for title, layers in (
            (t("Evidence from people"), FROM_PEOPLE),
            (t("Statistics"), STATISTICS),
        )
    )
    layers = "".join(
        f'<th scope="col" role="columnheader">{escape(t(title))}</th>'
        for title in (FROM_PEOPLE | STATISTICS).values()
    )
    return (
        '<thead role="rowgroup"><tr role="row" class="gap-groups">'
        f'<th scope="col" role="columnheader" rowspan="2">{escape(t("Area"))}</th>'
        f'{groups}</tr><tr role="row">{layers}</tr></thead>'
    )


def _level_key(levels: Iterable[Level]) -> str:
    items = "".join(f"<li>{level_mark(level, named=True)}</li>" for level in levels)
    return f'<ul class="gap-key">{items}</ul>'


def gap_table_html(rows: Sequence[GapRow]) -> str:
    """Return the layers of gaps side by side, a row for each area, in the order given.

    On a phone each row becomes a card; the roles keep it a table to screen readers.
    """
    title = t("What may be missing, area by area")
    body = "".join(_gap_row(row) for row in rows)
    table = (
        f'<table class="gap-table" role="table"><caption>{escape(title)}</caption>'
        f'{_gap_heads()}<tbody role="rowgroup">{body}</tbody></table>'
    )
    return _box(title, table) + _level_key(("strong", "watch", "unknown"))
