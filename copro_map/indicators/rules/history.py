"""Entries as at a day: what was known of them, and whether they stood confirmed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

VERIFIED = ["verification", "verified_on"]


def _last(history: pd.DataFrame, wanted: np.ndarray) -> pd.DataFrame:
    """Return the last wanted row of each entry, by its id: copied once, not twice."""
    places = np.flatnonzero(wanted)
    ids = history["asset_id"].iloc[places]
    return history.iloc[places[~ids.duplicated(keep="last")]].set_index("asset_id")


def with_first_day(history: pd.DataFrame) -> pd.DataFrame:
    """Return the history with ``first_known``: when the map first had each entry.

    Examples
    --------
    >>> days = ["2027-01-02", "2028-01-02"]
    >>> history = pd.DataFrame({"asset_id": "a", "known_from": days})
    >>> with_first_day(history)["first_known"].tolist()
    ['2027-01-02', '2027-01-02']
    """
    first = history.drop_duplicates("asset_id").set_index("asset_id")["known_from"]
    return history.assign(first_known=history["asset_id"].map(first))


def entries_as_at(
    history: pd.DataFrame, day: date, known_on: date | None = None
) -> pd.DataFrame:
    """Return the published entries of a day, as known on it or on another day.

    Parameters
    ----------
    history
        As ``assets.store.history.entry_history``: a row for each change, oldest first.
    day
        The day whose state is asked for. An entry stands confirmed on it by the last
        known check that is dated on the day or before; any other word about its
        verification counts from the day on which it was known.
    known_on
        What was known later counts for nothing. None: the day itself.

    Returns
    -------
    pandas.DataFrame
        Index ``id``, unique; the columns of ``history`` that describe an entry. What is
        not its verification is as last known.

    Examples
    --------
    >>> history = pd.DataFrame({
    ...     "asset_id": "a", "known_from": ["2027-01-02", "2028-01-02"],
    ...     "status": "published", "kind": "project", "practitioner_type": "",
    ...     "sector": "", "organisation": "", "organisation_id": "",
    ...     "verification": "confirmed", "verified_on": ["2027-01-01", "2028-01-01"],
    ...     "start_year": 2027.0, "stages": [("co_design",), ()]})
    >>> entries_as_at(history, date(2027, 6, 1))["stages"].to_dict()
    {'a': ('co_design',)}
    >>> later = entries_as_at(history, date(2027, 6, 1), known_on=date(2028, 6, 1))
    >>> later["verified_on"].to_dict(), later["stages"].to_dict()
    ({'a': '2027-01-01'}, {'a': ()})
    """
    since = history["known_from"].to_numpy()
    confirmed = (history["verification"] == "confirmed").to_numpy()
    counts_from = np.where(confirmed, history["verified_on"].to_numpy(), since)
    known = since <= (known_on or day).isoformat()
    latest = _last(history, known)
    latest = latest[latest["status"] == "published"]
    told = history[["asset_id", *VERIFIED]]
    said = _last(told, known & (counts_from <= day.isoformat())).reindex(latest.index)
    entries = latest.drop(columns=["known_from", "status", *VERIFIED])
    entries["verification"] = said["verification"].fillna("unverified")
    entries["verified_on"] = said["verified_on"].fillna("")
    return entries.rename_axis("id")
