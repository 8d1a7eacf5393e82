"""Figures as people and spreadsheets write them: 33.3333333333333, 33,3, 33.3 %."""

from __future__ import annotations

import math
import re

from copro_map.indicators.rules.records import ROUNDING

FIGURE = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?([eE]-[0-9]{1,3})?(?:\s*(%))?")
OF_THOUSANDS = 3  # digits that a comma may set apart, or be the decimals of


def read_figure(cell: str, *, is_percent: bool, most: float = math.inf) -> float | None:
    """Return the number, 0 to ``most``, of a cell; None if it says none for certain.

    Any number of decimals. A percentage may have its sign, and a comma for a point: it
    has no thousands. In another number three digits after a comma may be either.

    Examples
    --------
    >>> read_figure("33.3333333333333", is_percent=True)
    33.3333333333333
    >>> [read_figure(x, is_percent=True) for x in ("33,3", "33,333 %", "1e-05", "x")]
    [33.3, 33.333, 1e-05, None]
    >>> [read_figure(x, is_percent=False) for x in ("1,5", "1,250", "40%")]
    [1.5, None, None]
    """
    found = FIGURE.fullmatch(cell)
    if not found:
        return None
    whole, sign, decimals, power, percent = found.groups()
    if not is_percent and (percent or sign == "," and len(decimals) == OF_THOUSANDS):
        return None
    figure = float(f"{whole}.{decimals or 0}{power or ''}")
    return figure if figure <= most and math.isfinite(figure) else None


def is_fraction_of_percent(value: float, numerator: int, denominator: int) -> bool:
    """Say whether a value is the share itself, not 100 times that, beyond doubt.

    So a spreadsheet keeps what it shows as 33.3%. It is certain only if 100 times the
    value is what the counts make, and the value is not.

    Examples
    --------
    >>> is_fraction_of_percent(0.333333, 1, 3), is_fraction_of_percent(1, 3, 3)
    (True, True)
    >>> is_fraction_of_percent(0.33, 1, 3), is_fraction_of_percent(0.5, 1, 200)
    (False, False)
    """
    if not denominator:
        return False
    exact = 100 * numerator / denominator
    return abs(value - exact) > ROUNDING >= abs(100 * value - exact)
