"""Whole entries of each area: every entry counts one, and the sentence adds up.

The shares of ``counting`` are for rates and tests alone; what people read is this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import pandas as pd

from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.rules.counting import NOT_THERE, areas_in


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
    areas = areas_in(of_authority)
    based, every, national_here = Counter[str](), Counter[str](), Counter[str]()
    columns = ("authority", "served_authorities", "serves_all_wales")
    national = 0
    for base, served, everywhere in zip(*(assets[x] for x in columns), strict=True):
        named = {code for code in (base, *served) if code}
        if unknown := named - of_authority.keys():
            raise UnknownAreaError(NOT_THERE, areas=", ".join(sorted(unknown)))
        here = {of_authority[code] for code in named}
        based.update({of_authority[base]} if base else ())
        every.update(here)
        national_here.update(here if everywhere else ())
        national += bool(everywhere)
    found = {
        "based": [based[area] for area in areas],
        "serving": [every[area] - based[area] for area in areas],
        "entries": [every[area] for area in areas],
        "all_wales": [national - national_here[area] for area in areas],
    }
    return pd.DataFrame(found, index=areas, dtype=int)


def with_whole(judged: pd.DataFrame, entries: pd.Series) -> pd.DataFrame:
    """Return a table with whole ``entries`` in front; ``zero`` is "" where any is.

    An entry that serves other areas alone has no share in that of its base, and yet
    it is recorded there.

    Examples
    --------
    >>> judged = pd.DataFrame({"zero": ["too_few", "too_few"]}, index=["x", "y"])
    >>> with_whole(judged, pd.Series({"x": 1, "y": 0})).to_dict("list")
    {'entries': [1, 0], 'zero': ['', 'too_few']}
    """
    table = judged.assign(zero=judged["zero"].where(entries == 0, ""))
    table.insert(0, "entries", entries)
    return table


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
