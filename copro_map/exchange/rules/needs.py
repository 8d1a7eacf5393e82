"""Open requests that nothing free can meet: of which area, what kind, since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from copro_map.assets.rules.matching import KM as KM
from copro_map.assets.rules.matching import unmet
from copro_map.assets.rules.opening import open_exchanges
from copro_map.assets.rules.serving import authorities_of
from copro_map.base.i18n import N_

Why = Literal["isolated", "crowded_out"]
# For how long a request is open, as it is said: below so many days, or longer.
AGES = (
    (31, N_("open for less than a month")),
    (92, N_("open for one to three months")),
    (183, N_("open for three to six months")),
    (366, N_("open for six months to a year")),
)
LONGER = N_("open for more than a year")
WHYS: dict[Why, str] = {
    "isolated": N_("nobody within {km} km offers it"),
    "crowded_out": N_("too few offer it"),
}


@dataclass(frozen=True)
class Need:
    """An open request that no free offer in reach is left for.

    "isolated": no offer suits it; "crowded_out": some do, and others need them all.
    ``category`` is "" if it says none; ``authority`` its base, or "". ``authorities``
    are those that it is asked for in: none of one for all Wales. ``days`` since when it
    has been open.
    """

    request: str
    why: Why
    category: str
    authority: str
    authorities: tuple[str, ...]
    days: int

    @property
    def age(self) -> str:
        """For how long it has been open, to be translated; no more exactly."""
        return age_in_words(self.days)

    def within(self, authorities: Collection[str]) -> bool:
        """Say whether it is asked for in any of some authorities."""
        return not frozenset(authorities).isdisjoint(self.authorities)


def first_confirmed(history: pd.DataFrame) -> dict[str, str]:
    """Return the day on which somebody first confirmed each entry (ISO), by its id.

    ``history`` as ``assets.face.entry_history``; who was never confirmed is left out.

    Examples
    --------
    >>> rows = [("a", "unverified", ""), ("a", "confirmed", "2026-03-02"),
    ...         ("a", "confirmed", "2026-09-01"), ("b", "unverified", "")]
    >>> first_confirmed(pd.DataFrame(
    ...     rows, columns=["asset_id", "verification", "verified_on"]))
    {'a': '2026-03-02'}
    """
    said = history[history["verification"] == "confirmed"]
    said = said[said["verified_on"].fillna("") != ""]
    first = said.groupby("asset_id")["verified_on"].min()
    return {str(entry): day for entry, day in first.items()}


def days_open(opens_on: str, confirmed_on: str, day: date) -> int:
    """Return for how many days a request has been open.

    Since the day that was given for it to open, if it was said; else since somebody
    first confirmed it: that it was once seen on a page says nothing of when people
    asked. Each confirmation after that leaves its age as it is.

    Examples
    --------
    >>> today = date(2026, 11, 30)
    >>> days_open("", "2026-11-01", today), days_open("2026-11-20", "2026-11-01", today)
    (29, 10)
    >>> days_open("", "", today)
    0
    """
    since = opens_on or confirmed_on
    return max(0, (day - date.fromisoformat(since)).days) if since else 0


def age_in_words(days: int) -> str:
    """Return for how long something is open, as a message to be translated.

    Examples
    --------
    >>> age_in_words(30), age_in_words(31), age_in_words(366)[-11:]
    ('open for less than a month', 'open for one to three months', 'than a year')
    """
    return next((words for limit, words in AGES if days < limit), LONGER)


def needs(
    assets: pd.DataFrame, confirmed_on: Mapping[str, str], day: date, km: float = KM
) -> tuple[Need, ...]:
    """Return the open requests that cannot be met on a day, the longest open first.

    Parameters
    ----------
    assets
        Entries that have not ended, as ``search.face.all_assets`` prepares them.
    confirmed_on
        The day (ISO) on which each was first confirmed, by id.
    day
        The day on which offers and requests are open.
    km
        How far an offer reaches, as for ``assets.rules.matching.unmet``.
    """
    requests = open_exchanges(assets, "request", day)
    offers = open_exchanges(assets, "offer", day)
    status = unmet(requests, offers, km)["status"]
    columns = zip(
        requests.index,
        status,
        requests["exchange_category"],
        requests["authority"],
        authorities_of(requests),
        requests["opens_on"],
        strict=True,
    )
    found = (
        Need(
            str(request),
            why,
            category,
            authority,
            where,
            days_open(opens, confirmed_on.get(str(request), ""), day),
        )
        for request, why, category, authority, where, opens in columns
        if why != "met"
    )
    return tuple(sorted(found, key=lambda one: (-one.days, one.request)))


def longest(found: Iterable[Need]) -> dict[str, tuple[int, int]]:
    """Return how many needs there are by category, and the most days one is open.

    The most frequent category first, then the one that has waited longest.

    Examples
    --------
    >>> asked = [Need("a", "isolated", "venue", "", (), 9),
    ...          Need("b", "isolated", "", "", (), 5),
    ...          Need("c", "crowded_out", "venue", "", (), 40)]
    >>> longest(asked)
    {'venue': (2, 40), '': (1, 5)}
    """
    by_category: dict[str, list[int]] = {}
    for one in found:
        by_category.setdefault(one.category, []).append(one.days)
    told = {name: (len(days), max(days)) for name, days in by_category.items()}
    return dict(sorted(told.items(), key=lambda x: (-x[1][0], -x[1][1], x[0])))
