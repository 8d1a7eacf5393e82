"""What was asked on the board: the requests that figures are of, and where they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from copro_map.assets.rules.opening import open_exchanges
from copro_map.assets.rules.serving import authorities_of

ONCE_CONFIRMED = ("confirmed", "stale")
SEVERAL = "several"  # of areas: asked for in more than one, or in all Wales


def ever_asked(assets: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the requests that somebody has asked: each confirmed once, and opened.

    Those that are over are among them, met or not; a call that was only seen on a page
    is not.

    Examples
    --------
    >>> rows = {"kind": "request", "verification": ["confirmed", "stale", "unverified"],
    ...         "opens_on": ["2026-12-24", "", ""]}
    >>> list(ever_asked(pd.DataFrame(rows, ["a", "b", "c"]), date(2026, 12, 1)).index)
    ['b']
    """
    is_request = assets["kind"] == "request"
    was_said = assets["verification"].isin(ONCE_CONFIRMED)
    return assets[is_request & was_said & (assets["opens_on"] <= day.isoformat())]


def areas_of(requests: pd.DataFrame, of_authority: Mapping[str, str]) -> list[str]:
    """Return the area of a layer that each request is of: one alone, so that they add.

    Where it is based; without a base, where all that it is for lies, else ``SEVERAL``.

    Examples
    --------
    >>> rows = {"authority": ["x", "", ""], "serves_all_wales": False,
    ...         "served_authorities": [{"y"}, {"x", "y"}, {"x", "z"}]}
    >>> areas_of(pd.DataFrame(rows), {"x": "north", "y": "north", "z": "south"})
    ['north', 'north', 'several']
    """
    found = []
    where = zip(requests["authority"], authorities_of(requests), strict=True)
    for base, served in where:
        codes = {of_authority[one] for one in ([base] if base else served)}
        found.append(codes.pop() if len(codes) == 1 else SEVERAL)
    return found


def open_for(
    assets: pd.DataFrame, kind: str, day: date, members: Collection[str] = ()
) -> int:
    """Return how many offers, or requests, are open on a day: all, or of an area.

    ``members`` are the authorities of the area: what is based there or serves a part
    of it counts, and what is for all Wales, as on the board of an area. ``assets`` as
    ``assets.rules.opening.open_exchanges``, none of which has ended.
    """
    found = open_exchanges(assets, kind, day)
    if not members:
        return len(found)
    own = frozenset(members)
    columns = found[["authority", "served_authorities", "serves_all_wales"]]
    return sum(
        everywhere or base in own or not own.isdisjoint(served)
        for base, served, everywhere in columns.to_numpy()
    )
