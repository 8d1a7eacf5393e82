"""Open requests of each area, and how many no offer can meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from copro_map.assets.rules.exchange import KM as KM
from copro_map.assets.rules.exchange import unmet
from copro_map.assets.rules.records import is_open
from copro_map.coverage.rules.counting import served_by


def open_exchanges(assets: pd.DataFrame, kind: str, day: date) -> pd.DataFrame:
    """Return the offers, or the requests, that are open on a day.

    Rows of ``assets`` (columns ``kind``, ``verification`` and ``closes_on``, an ISO
    date or "") of that kind, in their order; open as ``assets.rules.records.is_open``.

    Examples
    --------
    >>> entries = pd.DataFrame({"kind": ["offer", "offer", "request"],
    ...     "verification": ["confirmed", "unverified", "confirmed"],
    ...     "closes_on": ["", "", ""]}, index=["a", "b", "c"])
    >>> list(open_exchanges(entries, "offer", date(2026, 11, 28)).index)
    ['a']
    """
    found = assets[assets["kind"] == kind]
    rows = zip(found["verification"], found["closes_on"], strict=True)
    is_now = [is_open(kind, checked, closes, day) for checked, closes in rows]
    return found[pd.Series(is_now, index=found.index, dtype=bool)]


def unmet_by_area(
    requests: pd.DataFrame,
    offers: pd.DataFrame,
    of_authority: Mapping[str, str],
    km: float,
) -> pd.DataFrame:
    """Return the open requests of each area, and how many no offer can meet.

    Parameters
    ----------
    requests, offers
        Those that are open, as ``open_exchanges`` returns them.
    of_authority
        The area that holds each authority.
    km
        How far an offer reaches (km), as for ``assets.rules.exchange.unmet``.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``; ``requests``, and of these ``isolated`` and
        ``crowded_out``: entries, a request counts in every area that it serves.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "W06000023", "served_authorities": (),
    ...          "serves_all_wales": False, "themes": ("food",), "languages": ("cy",),
    ...          "exchange_category": "", "organisation_id": ""}
    >>> requests = pd.DataFrame([entry, entry], index=["a", "b"])
    >>> offers = pd.DataFrame([entry], index=["one"])
    >>> found = unmet_by_area(requests, offers, {"W06000023": "powys"}, 10)
    >>> found.loc["powys"].to_dict()
    {'requests': 2, 'isolated': 0, 'crowded_out': 1}
    """
    status = unmet(requests, offers, km)["status"]
    counted = {
        name: served_by(requests[which], of_authority)
        for name, which in (
            ("requests", status != ""),
            ("isolated", status == "isolated"),
            ("crowded_out", status == "crowded_out"),
        )
    }
    return pd.DataFrame(counted)
