"""Which entries count for an indicator that the map's own records answer.

Practitioners here, projects in ``projects``; ``registry`` names the rules. Each returns
the very records behind its figure, which is never more than the length of a list.
Entries are as ``indicators.rules.history`` gives them: index ``id``; ``kind``,
``sector``, ``practitioner_type``, ``organisation``, ``organisation_id``,
``verification``, ``verified_on`` (ISO dates, "" if never), ``start_year`` (missing if
not known), ``stages`` (tuples), ``ends`` (ISO, if somebody said that it has ended).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from copro_map.base.definitions import add_months
from copro_map.coverage.rules.knowledge import MONTHS, in_force

GROUPS = ("citizens", "providers", "government")
RUN_BY_OTHERS = ("project", "offer", "request")

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """The records behind a figure; each list is sorted and no record is in two lists.

    ``ids`` count. ``unverified_ids`` would count, if somebody from the organisation had
    confirmed them by the day: shown beside the figure, never in it. ``apart`` are other
    records that a reader would look for, by the reason why they don't count. A share is
    one of ``of_ids``, which contain ``ids`` (and ``unverified_of_ids`` contain
    ``unverified_ids``); None for a count. ``long_ago_ids`` count too, though they were
    last confirmed more than 12 months ago; they are named in ``ids`` as well.
    ``whose`` says of projects whether those of members count, or all as no member is
    recorded; "" of what does not ask.
    """

    ids: Ids
    unverified_ids: Ids
    apart: Mapping[str, Ids] = field(default_factory=dict)
    of_ids: Ids | None = None
    unverified_of_ids: Ids | None = None
    long_ago_ids: Ids = ()
    whose: Literal["", "all", "members"] = ""


def chosen(mask: pd.Series) -> Ids:
    """Return the index of the rows that are true, sorted.

    Examples
    --------
    >>> chosen(pd.Series([True, False, True], index=["b", "c", "a"]))
    ('a', 'b')
    """
    return tuple(sorted(map(str, mask.index[mask])))


def is_verified(assets: pd.DataFrame, day: date) -> pd.Series[bool]:
    """Say of each entry whether it stood confirmed on a day; index ``id``.

    A confirmation without a date, or after the day, is none; one that is out of date
    ("stale") is none either.

    Examples
    --------
    >>> frame = pd.DataFrame({"verification": ["confirmed", "confirmed", "stale"],
    ...     "verified_on": ["2026-11-21", "2026-11-23", "2025-01-01"]}, ["a", "b", "c"])
    >>> is_verified(frame, date(2026, 11, 22)).to_dict()
    {'a': True, 'b': False, 'c': False}
    """
    checked = assets["verified_on"]
    dated = (checked != "") & (checked <= day.isoformat())
    return (assets["verification"] == "confirmed") & dated


def was_verified(assets: pd.DataFrame, day: date) -> pd.Series[bool]:
    """Say of each entry whether somebody ever confirmed it by a day, and none denied.

    Out of date counts here, and what has ended.

    Examples
    --------
    >>> frame = pd.DataFrame({"verification": ["confirmed", "stale", "unverified"],
    ...     "verified_on": ["2026-11-21", "2020-01-01", ""]}, ["a", "b", "c"])
    >>> was_verified(frame, date(2026, 11, 22)).to_dict()
    {'a': True, 'b': True, 'c': False}
    """
    said = assets["verified_on"]
    dated = (said != "") & (said <= day.isoformat())
    return assets["verification"].isin(["confirmed", "stale"]) & dated


def _earliest(day: date) -> date:
    """Return the first date that is still within 12 months before a day."""
    first = add_months(day, -MONTHS)
    while not in_force(first.isoformat(), day):  # of 29 February it is 1 March
        first += timedelta(1)
    return first


def recent(dates: pd.Series, day: date) -> pd.Series[bool]:
    """Say which dates (ISO, "" for none) are within 12 months before a day, or on it.

    As ``coverage.rules.knowledge.in_force``; ISO texts sort as their days do.

    Examples
    --------
    >>> dates = pd.Series(["", "2027-02-28", "2027-03-01", "2028-02-28", "2028-03-01"])
    >>> recent(dates, date(2028, 2, 29)).tolist()
    [False, False, True, True, False]
    >>> recent(dates, date(2028, 2, 28)).tolist()
    [False, True, True, True, False]
    """
    return (dates >= _earliest(day).isoformat()) & (dates <= day.isoformat())


def _active_ids(
    assets: pd.DataFrame, day: date, activity: pd.DataFrame | None
) -> set[str]:
    """Return whoever has a dated sign of life within 12 months before a day."""
    # Arrays: a selection of a frame copies every column of it.
    known = (is_verified(assets, day) & recent(assets["verified_on"], day)).to_numpy()
    run = assets["kind"].isin(RUN_BY_OTHERS).to_numpy()
    ids, runners = assets.index.to_numpy(), assets["organisation_id"].to_numpy()
    found = {*ids[known & ~run], *runners[known & run]}
    if activity is not None:
        lately = recent(activity["date"], day)
        found |= set(activity.loc[lately, "organisation_id"])
    return found


def active_practitioners(
    assets: pd.DataFrame,
    groups: Mapping[str, str],
    day: date,
    activity: pd.DataFrame | None = None,
) -> Counted:
    """Return the practitioners that count as active as at a day.

    Citizen groups, service providers and government departments: entries of the kind
    practitioner that are no individuals and whose sector is in one of ``GROUPS``. They
    count while active: within 12 months before the day (through the same day of the
    next year) their own entry was verified, or a project, offer or request that they
    run, or ``activity`` has a row of theirs.

    Parameters
    ----------
    groups
        The group of each sector; a sector that it does not name has none.
    activity
        Events, survey replies, audits: columns ``organisation_id`` (of a practitioner)
        and ``date`` (ISO). Dates after the day count for nothing.

    Returns
    -------
    Counted
        ``unverified_ids``: not active, and their entry was not verified by the day.
        Apart: "lapsed", not active any more, their entry was verified once; "ended",
        somebody said that there is no such body any more.

    Examples
    --------
    >>> frame = pd.DataFrame({"kind": "practitioner", "practitioner_type": "team",
    ...     "sector": "health", "organisation_id": "", "verification": "confirmed",
    ...     "ends": "",
    ...     "verified_on": ["2025-11-22", "2025-11-21"]}, index=["a", "b"])
    >>> found = active_practitioners(frame, {"health": "providers"}, date(2026, 11, 22))
    >>> found.ids, found.apart
    (('a',), {'lapsed': ('b',), 'ended': ()})
    """
    wanted = (assets["kind"] == "practitioner") & (
        assets["practitioner_type"] != "individual"
    )
    wanted &= assets["sector"].map(lambda one: groups.get(one) in GROUPS).astype(bool)
    ended = wanted & (assets["ends"] != "") & (assets["ends"] < day.isoformat())
    wanted &= ~ended
    alive = _active_ids(assets, day, activity)
    # Faster by far than ``isin`` on texts of Arrow.
    lives = pd.Series([one in alive for one in assets.index], assets.index, dtype=bool)
    active = wanted & lives
    once = is_verified(assets, day) | (assets["verification"] == "stale")
    return Counted(
        ids=chosen(active),
        unverified_ids=chosen(wanted & ~active & ~once),
        apart={"lapsed": chosen(wanted & ~active & once), "ended": chosen(ended)},
    )
