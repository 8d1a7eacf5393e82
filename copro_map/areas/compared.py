"""How an area compares with Wales and with authorities like it, in words."""

from __future__ import annotations

import pandas as pd

from copro_map.areas.area import AreaView
from copro_map.base.i18n import t
from copro_map.drawing.figures import number


def compared(view: AreaView) -> pd.DataFrame:
    """Return the rates of the area, Wales and like authorities, with their names."""
    alike = t("Authorities of the same class: {name}", name=view.rural_urban.text())
    names = {"area": view.area.label.text(), "wales": t("Wales"), "similar": alike}
    return view.compare.assign(area_name=[names[str(i)] for i in view.compare.index])


def compared_table(
    view: AreaView,
) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the rates of the area, Wales and like authorities in words.

    The name of the table, its heads and its rows.
    """
    rows = compared(view)
    columns = ("area_name", "count", "rate_per_100k", "lower", "upper")
    return (
        t("Entries per 100,000 residents, with the range that chance allows"),
        (t("Area"), t("Recorded"), t("Rate"), t("Likely range")),
        tuple(
            (str(name), number(count), f"{rate:.1f}", f"{lower:.1f}–{upper:.1f}")
            for name, count, rate, lower, upper in zip(
                *(rows[column] for column in columns), strict=True
            )
        ),
    )
