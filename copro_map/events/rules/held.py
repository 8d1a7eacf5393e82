"""Which events were held by a day, as known on it or on another day."""

from __future__ import annotations

from datetime import date

import pandas as pd


def held_by(
    events: pd.DataFrame, day: date, known_on: date | None = None
) -> pd.DataFrame:
    """Return the events that had ended by a day, without those cancelled.

    ``events`` as ``events.events.events_frame``. What was entered after ``known_on``
    (None: the day itself) counts for nothing; who came, only if it was counted by then.

    Examples
    --------
    >>> events = pd.DataFrame({"id": ["a", "b", "c"], "state": "planned",
    ...     "ends_on": ["2027-05-01", "2027-05-03", "2027-05-01"],
    ...     "entered_on": ["2027-04-01", "2027-04-01", "2027-06-01"],
    ...     "counted_on": "2027-05-09", "citizens": 4, "professionals": 9})
    >>> found = held_by(events, date(2027, 5, 2))
    >>> found["id"].tolist(), found["citizens"].isna().tolist()
    (['a'], [True])
    """
    last, until = day.isoformat(), (known_on or day).isoformat()
    there = (events["state"] == "planned") & (events["ends_on"] <= last)
    held = events[there & (events["entered_on"] <= until)]
    counted = (held["counted_on"] != "") & (held["counted_on"] <= until)
    seen = {x: held[x].where(counted) for x in ("citizens", "professionals")}
    return held.assign(**seen)
