"""Tables of gaps as HTML: theme by area, and every layer of gaps side by side.

What a cell says is told by a number and a symbol and, to those who hear the page, in
words; shade only repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from copro_map.base.i18n import N_, t
from copro_map.drawing.bands import number
from copro_map.drawing.chart_style import count_text
from copro_map.drawing.lettering import LOW, MEANINGS, TOO_FEW, VERY_LOW, ZERO
from copro_map.drawing.shapes import Level
from copro_map.drawing.templates import Html, render

# The class and the symbol of a cell.
FLAGS = {"red": ("gap-red", VERY_LOW), "amber": ("gap-amber", LOW)}
FEW = N_("None recorded; too few in Wales to judge")
# The layers of gaps, in the order of METHODS.md; what people say comes first.
FROM_PEOPLE = {
    "knowledge": N_("What we know"),
    "unmet": N_("Unmet requests"),
    "absence": N_("Missing, as people there say"),
}
STATISTICS = {
    "low": N_("Few entries"),
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


class Cell(NamedTuple):
    """What a cell shows, and what is said of it.

    ``title`` is told where it is pointed at, ``heard`` only where it is read out;
    ``zero``: its nought is unusual.
    """

    style: str
    shown: str
    mark: str
    title: str
    heard: str = ""
    zero: bool = False


def _cell(cell: Any, where: str) -> Cell:
    """Return one cell: the number, its symbols, and what they mean."""
    shown = str(cell.entries)
    usual = t("Usual: {expected}", expected=number(float(cell.expected), 1))
    share = count_text(float(cell.count))
    title = f"{where}. {t('Entries')}: {shown}. {t('Shared out')}: {share}. {usual}."
    if cell.zero == "too_few":
        return Cell("gap-few", "", TOO_FEW, title, t(FEW))
    style, mark = FLAGS.get(cell.flag, ("", ""))
    zero = cell.zero == "significant_zero"
    said = MEANINGS.get(ZERO if zero else mark)
    heard = f". {t(said)}. {usual}" if said else ""
    return Cell(style, ZERO if zero else shown, mark, title, heard, zero)


def matrix_html(
    cells: pd.DataFrame, area_names: Mapping[str, str], theme_names: Mapping[str, str]
) -> Html:
    """Return themes (rows) by areas (columns), each cell with its number.

    Parameters
    ----------
    cells
        A row for each area and theme: ``area_code``, ``theme``, ``entries`` (whole),
        ``count`` (of shares), ``expected``, ``flag`` ("red", "amber", "none"), ``zero``
        ("significant_zero", "too_few", "").
    area_names, theme_names
        In the order shown; of areas and themes left out of ``cells``, the cells are
        empty.
    """
    found = {(str(x.theme), str(x.area_code)): x for x in cells.itertuples()}
    rows = [
        (
            theme_name,
            [
                _cell(found[theme, code], f"{name}, {theme_name}")
                if (theme, code) in found
                else None
                for code, name in area_names.items()
            ],
        )
        for theme, theme_name in theme_names.items()
    ]
    key = [
        Cell("", ZERO, "", t(MEANINGS[ZERO]), zero=True),
        *(Cell(x, "", mark, t(MEANINGS[mark])) for x, mark in FLAGS.values()),
        Cell("gap-few", "", TOO_FEW, t(FEW)),
    ]
    areas = area_names.values()
    return render("coverage/matrix.html", areas=areas, rows=rows, key=key)


def gap_table_html(rows: Sequence[GapRow]) -> Html:
    """Return the layers of gaps side by side, a row for each area, in the order given.

    On a phone each row becomes a card; the roles keep it a table to screen readers.
    """
    named = (
        (t("Evidence from people"), FROM_PEOPLE),
        (t("What the numbers say"), STATISTICS),
    )
    groups = [(name, {x: t(y) for x, y in layers.items()}) for name, layers in named]
    return render("coverage/gaps.html", rows=rows, groups=groups, nothing=NOTHING)
