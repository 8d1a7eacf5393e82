"""Replies that come or change after a wave was shown: they wait until they are ten.

Whoever asks for two days could otherwise subtract one from the other, and learn what
the only person answered who replied, or took a reply back, in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from copro_map.core.intervals import LOW

# Of a reply that is in force: its role, its respondent and its id.
Standing = frozenset[tuple[str, str, int]]
Records = list[dict[Any, Any]]
COLUMNS = ["role", "respondent", "entered_on", "supersedes", "status"]


def _after(standing: Standing, records: Iterable[dict[Any, Any]]) -> Standing:
    """Return the replies in force once records were entered, in order of id."""
    by_id = {reply[2]: reply for reply in standing}
    for one in records:
        if not pd.isna(one["supersedes"]):
            by_id.pop(int(one["supersedes"]), None)
        if one["status"] == "checked":
            by_id[int(one["id"])] = (one["role"], one["respondent"], int(one["id"]))
    return frozenset(by_id.values())


def _taken_up(shown: Standing, now: Standing) -> Standing:
    """Return what is shown next: a role as it is now, if ten people in it changed."""
    people = {(role, respondent) for role, respondent, _ in shown ^ now}
    changed = Counter(role for role, _ in people)
    kept = {one for one in shown if changed[one[0]] < LOW}
    return frozenset(kept | {one for one in now if changed[one[0]] >= LOW})


def _shown(waves: Records, replies: Records, last: str) -> Standing:
    """Return which replies to a wave are shown on the last day.

    What has never been shown (the wave was open, or fewer than ten had replied) can
    change freely: there is nothing to subtract it from.
    """
    days = {one["entered_on"] for one in (*waves, *replies)}
    days |= {one["closes_on"] for one in waves}
    shown, now, is_public = Standing(), Standing(), False
    for day in sorted(x for x in days if x <= last):
        now = _after(now, (one for one in replies if one["entered_on"] == day))
        known = [one["closes_on"] for one in waves if one["entered_on"] <= day]
        if not known or known[-1] > day:
            continue
        shown = _taken_up(shown, now) if is_public else now
        is_public = is_public or len(now) >= LOW
    return shown


def settled(waves: pd.DataFrame, replies: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the replies that are shown as known on a day, to waves that have closed.

    On the first day on which a wave is closed and ten have replied, they are those in
    force. From then on a role is shown as it was, until ten people in it have replied,
    corrected or withdrawn a reply; then it is shown as it is. So no two days differ in
    a role by fewer than ten people.

    Parameters
    ----------
    waves
        Index ``id``, growing; columns ``survey``, ``name``, ``closes_on``,
        ``entered_on``. The last record of a wave is the one in force.
    replies
        Index ``id``, growing; columns ``survey``, ``wave``, ``role``, ``respondent``,
        ``status``, ``entered_on``, ``supersedes``.

    Returns
    -------
    pandas.DataFrame
        Some of the rows of ``replies``, in their order. The numbers are not for
        publication: where fewer than ten replied, it is all of them.

    Examples
    --------
    >>> waves = pd.DataFrame({"survey": "s", "name": "w", "closes_on": ["2027-03-31"],
    ...                       "entered_on": "2027-03-01"}, index=[1])
    >>> days = ["2027-03-02"] * 12 + ["2027-04-05"]
    >>> replies = pd.DataFrame({"survey": "s", "wave": "w", "role": "citizen",
    ...     "respondent": [f"{n}" for n in range(13)], "status": "checked",
    ...     "entered_on": days, "supersedes": None}, index=range(1, 14))
    >>> [len(settled(waves, replies, date(2027, 4, day))) for day in (4, 5)]
    [12, 12]
    """
    last = day.isoformat()
    of = ["survey", "wave"]
    by_wave = {
        key: own[COLUMNS].rename_axis("id").reset_index().to_dict("records")
        for key, own in replies.groupby(of, sort=False)
    }
    rounds = waves.groupby(["survey", "name"], sort=False)
    shown = {
        reply[2]
        for key, own in rounds
        for reply in _shown(own.to_dict("records"), by_wave.get(key, []), last)
    }
    return replies[replies.index.isin(shown)]
