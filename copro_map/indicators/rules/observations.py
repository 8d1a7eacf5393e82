"""Observations: what was known on a day, and the line through what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

PERIOD = ("indicator", "period_end")


def as_at(
    observations: pd.DataFrame,
    day: date,
    *,
    by: Sequence[str] = PERIOD,
    checked_only: bool = False,
) -> pd.DataFrame:
    """Return the observation in force of each indicator and period, as known on a day.

    Parameters
    ----------
    observations
        A row for each act of recording: ``id`` (unique), ``indicator``,
        ``period_end``, ``value`` and its parts, ``status`` ("draft", "checked" or
        "withdrawn"), ``supersedes`` (the id that the row replaces, else "" or missing)
        and ``entered_on``; dates as ISO text, ``entered_on`` with or without a time.
        Rows are only ever added: a withdrawal is a row too, with that status, that
        supersedes the one withdrawn.
    day
        Rows entered after it are not known yet.
    by
        The columns that tell one figure from another.
    checked_only
        Leave drafts out, so that a draft does not replace what was checked.

    Returns
    -------
    pandas.DataFrame
        The rows that no known row supersedes and that are not withdrawn; of several,
        the one entered last (of one day, that with the greatest id). Same columns,
        sorted by ``by``; new index. A period without a row was not reported: there is
        no row with 0 for it.

    Examples
    --------
    >>> history = pd.DataFrame({
    ...     "id": ["a", "b"], "indicator": ["1.1", "1.1"],
    ...     "period_end": ["2027-03-31"] * 2, "value": [110.0, 112.0],
    ...     "status": ["checked", "checked"], "supersedes": ["", "a"],
    ...     "entered_on": ["2027-04-02", "2027-05-01"]})
    >>> as_at(history, date(2027, 4, 30))["value"].tolist()
    [110.0]
    >>> as_at(history, date(2027, 5, 1))["value"].tolist()
    [112.0]
    """
    entered = observations["entered_on"].astype(str).str[:10]  # without its time
    known = observations[entered <= day.isoformat()]
    if checked_only:
        known = known[known["status"] != "draft"]
    replaced = known["id"].isin(known["supersedes"].dropna())
    in_force = known[~replaced & (known["status"] != "withdrawn")]
    latest = in_force.sort_values(["entered_on", "id"]).drop_duplicates(
        list(by), keep="last"
    )
    return latest.sort_values(list(by)).reset_index(drop=True)
