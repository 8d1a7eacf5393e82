"""Tables of figures on a page: a caption, headings, and a name for each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copro_map.drawing.templates import Html, render


def figures_html(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]
) -> Html:
    """Return a table as HTML; the first cell of each row names it.

    It is read out cell by cell, which Streamlit's own table (a drawing) is not.

    Examples
    --------
    >>> table = figures_html("Rates", ["Area", "Rate"], [["<Powys>", "8.4"]])
    >>> '<th scope="row">&lt;Powys&gt;</th><td>8.4</td>' in table
    True
    """
    return render("drawing/figures.html", caption=caption, heads=heads, rows=rows)


def number(value: float) -> str:
    """Return a number of entries as people write it: at most one decimal.

    Examples
    --------
    >>> number(12.0), number(2.333), number(1_250.0), number(0.04)
    ('12', '2.3', '1,250', '0')
    """
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{round(value, 1):g}"
