"""Whole entries of each area: every entry counts one, and the sentence adds up.

The shares of ``counting`` are for rates and tests alone; what people read is this.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from copro_map.coverage.rules.counting import areas_in, in_layer

COLUMNS = ("based", "serving", "entries", "all_wales")


def whole_entries(
    assets: pd.DataFrame, of_authority: Mapping[str, str]
) -> pd.DataFrame:
    """Return how many entries each area of a layer has: based there, or serving it.

    Parameters
    ----------
    assets
        As in ``counting``.
    of_authority
        The area of the layer that each authority belongs to.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``, every area of the layer, sorted; whole numbers. ``based``
        there, whatever they serve; ``serving``, from elsewhere or from nowhere, at
        least a part of it; ``entries``, the two together; ``all_wales``, further ones
        that serve all Wales.

    Raises
    ------
    UnknownAreaError
        If an entry is in an authority that the layer does not have.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "authority": ["W06000008", "W06000001", ""],
    ...     "served_authorities": [frozenset(), frozenset({"W06000008"}), frozenset()],
    ...     "serves_all_wales": [False, False, True]}, index=["a", "b", "c"])
    >>> found = whole_entries(frame, {"W06000008": "west", "W06000001": "north"})
    >>> found.loc["west"].to_dict()
    {'based': 1, 'serving': 1, 'entries': 2, 'all_wales': 1}
    """
    bases = assets.loc[assets["authority"] != "", "authority"]
    served = assets["served_authorities"].map(sorted).explode().dropna()
    based = in_layer(bases.astype(object), of_authority).rename("area_code")
    every = pd.concat([based, in_layer(served.astype(object), of_authority)])
    pairs = every.rename_axis("id").reset_index().drop_duplicates()
    national = assets.index[assets["serves_all_wales"].to_numpy(dtype=bool)]
    here = pairs.loc[pairs["id"].isin(national), "area_code"]
    areas = areas_in(of_authority)
    sizes = {
        name: codes.value_counts().reindex(areas, fill_value=0).astype(int)
        for name, codes in (
            ("based", based),
            ("entries", pairs["area_code"]),
            ("here", here),
        )
    }
    found = {
        "based": sizes["based"],
        "serving": sizes["entries"] - sizes["based"],
        "entries": sizes["entries"],
        "all_wales": len(national) - sizes["here"],
    }
    return pd.DataFrame(found, index=areas)


def whole_of(assets: pd.DataFrame, authorities: Collection[str]) -> int:
    """Return how many entries are based in some authorities or serve one of them.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["N", ""],
    ...     "served_authorities": [frozenset({"S"}), frozenset({"N", "S"})]})
    >>> whole_of(frame, ["N"]), whole_of(frame, ["N", "S"]), whole_of(frame, [])
    (2, 2, 0)
    """
    wanted = frozenset(authorities)
    serves = [not wanted.isdisjoint(own) for own in assets["served_authorities"]]
    return int((assets["authority"].isin(wanted).to_numpy() | serves).sum())
