"""The exchange in figures: what was matched, how soon, for whom, and given both ways.

A share of fewer than ten requests is hidden, and a second one with it, so that nothing
gives it back (``base.statistics.hiding``). A member is never told of alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from copro_map.assets.rules.suiting import members_of
from copro_map.base.statistics.hiding import TOTAL, Bound, bound_of, hidden_groups
from copro_map.base.statistics.intervals import LOW
from copro_map.exchange.rules.balance import balances
from copro_map.exchange.rules.records import MATCHED, Meeting


@dataclass(frozen=True)
class Share:
    """Of the requests of a group, how many were met; TOTAL is all of them.

    Both are None where they are not shown: fewer than ten were asked, or it hides such
    a group; or nearly all, or hardly any, were met, which ``bound`` then says.
    """

    group: str
    met: int | None = None
    asked: int | None = None
    bound: Bound = ""

    @property
    def percent(self) -> float | None:
        """Requests met, of 100 that were asked; None where it is not shown."""
        if self.met is None or not self.asked:
            return None
        return 100 * self.met / self.asked


@dataclass(frozen=True)
class Waits:
    """Days from asking to the day on which both said yes.

    Half of the ``matches`` took ``median`` days or fewer, the middle half between
    ``lower`` and ``upper``; all None of fewer than ten.
    """

    matches: int
    median: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Reciprocity:
    """Members who gave, who received, and who did both; how often, in sum.

    ``both`` is what is shown of those who did both, of all ``members``. Where one side
    of a match has no entry, only the other is a member: so ``times_given`` and
    ``times_received`` can differ.
    """

    members: int
    both: Share
    times_given: int
    times_received: int


@dataclass(frozen=True)
class Figures:
    """The figures of a day. ``by_quarter`` holds ("2026-4", how many), none left out.

    ``by_area`` are those of the layer ``exchange.figures.LAYER``; ``open`` are the
    requests that are open, of which ``isolated`` and ``crowded_out`` cannot be met;
    ``offers`` the open offers.
    """

    day: date
    matches: int
    done: int
    by_quarter: tuple[tuple[str, int], ...]
    waits: Waits
    met: Share
    by_category: tuple[Share, ...]
    by_area: tuple[Share, ...]
    reciprocity: Reciprocity
    open: int
    isolated: int
    crowded_out: int
    offers: int

    @property
    def unmet(self) -> int:
        """The open requests that nothing free in reach can meet."""
        return self.isolated + self.crowded_out


def matched(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return the matches: both said yes, and neither has taken it back."""
    return tuple(one for one in meetings if one.state in MATCHED)


def quarter_of(day: str) -> str:
    """Return the quarter of a year that a day (ISO) is in.

    Examples
    --------
    >>> quarter_of("2026-11-30"), quarter_of("2027-01-01")
    ('2026-4', '2027-1')
    """
    return f"{day[:4]}-{(int(day[5:7]) + 2) // 3}"


def by_quarter(matches: Iterable[Meeting], day: date) -> tuple[tuple[str, int], ...]:
    """Return how many were agreed in each quarter, from the first until a day."""
    counted = Counter(quarter_of(one.agreed_on) for one in matches if one.agreed_on)
    if not counted:
        return ()
    first, last = min(counted), quarter_of(day.isoformat())
    years = range(int(first[:4]), int(last[:4]) + 1)
    named = [f"{year}-{quarter}" for year in years for quarter in (1, 2, 3, 4)]
    return tuple((one, counted[one]) for one in named if first <= one <= last)


def waits_of(matches: Iterable[Meeting]) -> Waits:
    """Return how long it took from asking until both said yes.

    Of matches of which both days are known. Quartiles by linear interpolation.
    """
    days = [
        max(0, (date.fromisoformat(x.agreed_on) - date.fromisoformat(x.asked_on)).days)
        for x in matches
        if x.agreed_on and x.asked_on
    ]
    if len(days) < LOW:
        return Waits(len(days))
    lower, median, upper = (float(x) for x in np.quantile(days, (0.25, 0.5, 0.75)))
    return Waits(len(days), median, lower, upper)


def shares(
    asked: Mapping[str, str], met: frozenset[str]
) -> tuple[Share, tuple[Share, ...]]:
    """Return the share of all requests that were met, and that of each group.

    Parameters
    ----------
    asked
        The group of each request, by its id.
    met
        The ids of those that were met.

    Examples
    --------
    >>> asked = {f"{n}": "venue" if n < 20 else "advice" for n in range(36)}
    >>> of_all, parts = shares(asked, frozenset(f"{n}" for n in range(8, 24)))
    >>> (of_all.met, of_all.asked), [(x.group, x.met, x.asked) for x in parts]
    ((16, 36), [('advice', 4, 16), ('venue', 12, 20)])
    >>> shares({"a": "venue"}, frozenset())[0].asked is None
    True
    """
    pairs: dict[Hashable, tuple[int, int]] = {}
    for request, group in asked.items():
        before = pairs.get(group, (0, 0))
        pairs[group] = (before[0] + (request in met), before[1] + 1)
    every = (sum(x for x, _ in pairs.values()), sum(x for _, x in pairs.values()))
    bounds = {
        group: bound
        for group, (said, n) in pairs.items()
        if n >= LOW and (bound := bound_of(said, n))
    }
    hidden = hidden_groups(pairs, bounds)
    if every[1] < LOW:
        hidden, bounds = frozenset([*pairs, TOTAL]), {}
    elif bound := bound_of(*every):
        bounds[TOTAL] = bound
    pairs[TOTAL] = every
    shown = {
        str(group): Share(str(group), bound=bounds.get(group, ""))
        if group in hidden or group in bounds
        else Share(str(group), *pair)
        for group, pair in pairs.items()
    }
    return shown.pop(TOTAL), tuple(shown[one] for one in sorted(shown))


def whose(assets: pd.DataFrame) -> dict[str, str]:
    """Return whose each entry is, by its id, as the matching knows members.

    Examples
    --------
    >>> whose(pd.DataFrame({"organisation_id": ["tir-coed", ""]}, ["a", "b"]))
    {'a': 'tir-coed', 'b': 'b'}
    """
    return {str(entry): member for entry, member in members_of(assets).items()}


def reciprocity(
    matches: Iterable[Meeting], member_of: Mapping[str, str]
) -> Reciprocity:
    """Return how members gave and received, in sum.

    ``member_of``: whose an entry is, by its id; one that is not there is its own.
    """
    members = balances(matches, member_of)
    did = frozenset(x for x, one in members.items() if one.gave and one.received)
    both, _ = shares(dict.fromkeys(members, "member"), did)
    gave = sum(one.gave for one in members.values())
    received = sum(one.received for one in members.values())
    return Reciprocity(len(members), both, gave, received)
