"""What counts for an indicator, by the area in which it is based."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from copro_map.base.i18n import sort_key, t
from copro_map.geography.areas import Layer
from copro_map.indicators.standings import Standing

ELSEWHERE = ""
TOTAL = "total"


def by_area(
    standings: Sequence[Standing],
    assets: pd.DataFrame,
    layer: str,
    codes: Sequence[str],
) -> pd.DataFrame:
    """Return how many of the records behind each figure are based in each area.

    Parameters
    ----------
    standings
        Those without records are left out: nobody is asked where they live.
    assets
        As ``search.search.all_assets``; a record that is not among them, for it is no
        longer public, is counted as elsewhere.
    layer, codes
        The layer and its areas, in the order wanted.

    Returns
    -------
    pandas.DataFrame
        Index: the codes, and at last "" for records that are based nowhere, or whose
        place is not known. A column for each indicator with records, named by its code;
        of a share also "CODE of", what it is of. Whole numbers that add up to the
        figure.

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> counted = Some(ids=("a", "b"), of_ids=None)
    >>> one = Some(indicator=Some(code="3.1"), records=counted)
    >>> assets = pd.DataFrame({"areas": [{"lha": "W1"}, {}]}, index=["a", "b"])
    >>> by_area([one], assets, "lha", ["W1", "W2"])["3.1"].to_dict()
    {'W1': 1, 'W2': 0, '': 1}
    """
    of_entry = assets["areas"].map(lambda areas: areas.get(layer, ELSEWHERE)).to_dict()
    columns: dict[str, Any] = {}
    for one in standings:
        if one.records is None:
            continue
        columns[one.indicator.code] = one.records.ids
        if one.records.of_ids is not None:
            columns[f"{one.indicator.code} of"] = one.records.of_ids
    table = {
        name: pd.Series([of_entry.get(x, ELSEWHERE) for x in ids], dtype=object)
        .value_counts()
        .reindex([*codes, ELSEWHERE], fill_value=0)
        for name, ids in columns.items()
    }
    return pd.DataFrame(table, index=[*codes, ELSEWHERE])


def _cell(table: pd.DataFrame, code: str, name: str) -> str:
    """Return a number, or of a share also what it is of."""
    if f"{name} of" not in table.columns:
        return str(table.at[code, name])
    return t(
        "{n} of {total}", n=table.at[code, name], total=table.at[code, f"{name} of"]
    )


def area_table(
    standings: Sequence[Standing], assets: pd.DataFrame, layer: Layer
) -> tuple[list[str], list[list[str]]]:
    """Return the heads and rows of ``by_area`` to show, translated, areas by name.

    After the areas come the records without a place there, and the sums.
    """
    names = {code: area.label.text() for code, area in layer.areas.items()}
    codes = sorted(names, key=lambda code: sort_key(names[code]))
    table = by_area(standings, assets, layer.id, codes)
    table.loc[TOTAL] = table.sum()
    names |= {ELSEWHERE: t("All Wales, or place not known"), TOTAL: t("All together")}
    counted = [one.indicator for one in standings if one.records is not None]
    heads = [layer.label.text(), *(f"{x.code} {x.short.text()}" for x in counted)]
    rows = [
        [names[code], *(_cell(table, code, x.code) for x in counted)]
        for code in [*codes, ELSEWHERE, TOTAL]
    ]
    return heads, rows
