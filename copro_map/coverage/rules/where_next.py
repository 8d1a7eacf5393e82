"""Where next: the places from which most people would be newly in reach.

The maximal covering location problem (Church and ReVelle 1974, Papers of the Regional
Science Association 32:101): of the candidate places choose so many that most people
live within some distance of one. Exact by ``scipy.optimize.milp`` (HiGHS); if that does
not end in time, the greedy choice is given and called so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from copro_map.geography.rules.reach import POINT, nearest_km
from copro_map.search.rules.reasons import Column, Mask

# Settlements compared, the most populous. 1,917 gave no answer in 45 seconds
# (METHODS.md); 200 would be many for a page.
CANDIDATES = 120
PICKS = 5
TIME_LIMIT_S = 20.0
OPTIMAL = 0  # scipy's status of a choice that is proven to be the best
Method = Literal["exact", "greedy"]
Sites = list[int]


@dataclass(frozen=True)
class Plan:
    """Where to add assets, best first, and what that brings.

    ``picks``: index of the candidates; ``people_gained`` (newly in reach, after those
    above it), ``people_covered`` and ``covered_percent`` (in reach so far, with those
    who were before). Fewer rows than asked for if more would bring nobody. ``method``
    is "exact" if no other choice reaches more people, "greedy" if that is not known.
    """

    method: Method
    picks: pd.DataFrame


def _gains(covers: Mask, weight: Column, chosen: Sites) -> Column:
    """Return the weight that each site would add to what the chosen ones cover."""
    left = np.where(covers[:, chosen].any(axis=1), 0.0, weight)
    return np.asarray(left @ covers)


def in_order(covers: Mask, weight: Column, sites: Sites, most: int) -> Sites:
    """Return at most ``most`` of the sites, each time the one that adds most.

    The greedy choice; among equals the one that comes first. Ends when no site adds
    anything.

    Examples
    --------
    >>> covers = np.array([[True, False], [True, True], [False, True], [False, True]])
    >>> in_order(covers, np.ones(4), [0, 1], 2)
    [1, 0]
    """
    chosen: Sites = []
    while len(chosen) < most:
        gains = _gains(covers, weight, chosen)
        best = max(sites, key=lambda site: gains[site], default=None)
        if best is None or gains[best] <= 0:
            break
        chosen.append(best)
    return chosen


def _alike(covers: Mask, weight: Column) -> tuple[Mask, Column]:
    """Return one row for all points that the same sites cover, with their weights' sum.

    Points that no site covers are left out. 88,000 points become a few hundred rows,
    and the answer is the same.
    """
    wanted = covers.any(axis=1)
    kept = covers[wanted]
    packed = np.packbits(kept, axis=1)
    keys = np.ascontiguousarray(packed).view(f"V{packed.shape[1]}").ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    total = np.bincount(group, weight[wanted], len(first)).astype(float)
    return kept[first], total


def _best(covers: Mask, weight: Column, most: int, time_limit_s: float) -> Sites | None:
    """Return the sites that are proven to cover most, or None if time runs out.

    Variables: a site is taken (0 or 1), then a row is covered (0 to 1; it is whole by
    itself if the sites are). A row is covered no more than the sites that reach it.
    """
    rows, sites = covers.shape
    is_site = np.repeat([1.0, 0.0], [sites, rows])
    row, site = np.nonzero(covers)
    own = np.arange(rows)
    values = np.repeat([-1.0, 1.0], [len(row), rows])
    where = np.append(row, own), np.append(site, sites + own)
    answer = milp(
        np.append(np.zeros(sites), -weight),
        integrality=is_site,
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(csr_array((values, where)), ub=0),
            LinearConstraint(is_site, ub=most),
        ],
        # Without this HiGHS stops within 0.01%, which is 300 people.
        options={"time_limit": time_limit_s, "mip_rel_gap": 0.0},
    )
    if answer.status != OPTIMAL or answer.x is None:
        return None
    return [int(n) for n in np.flatnonzero(answer.x[:sites] > 0.5)]


def maximal_cover(
    covers: Mask, weight: Column, most: int, *, time_limit_s: float = TIME_LIMIT_S
) -> tuple[Method, Sites]:
    """Return the sites, at most ``most``, that together cover most weight.

    Parameters
    ----------
    covers
        Points x sites: whether the site covers the point, by any measure of distance.
    weight
        What each point counts, 0 or more.
    most
        How many sites may be chosen.
    time_limit_s
        When to give up proving and answer with the greedy choice.

    Returns
    -------
    tuple
        "exact" or "greedy", and the sites' column numbers, the most useful first.
        If the greedy choice is proven to be as good as any, it is the one given.

    Examples
    --------
    The greedy choice would begin with the site that covers four points.

    >>> covers = np.array([[1, 0, 0], [1, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 1],
    ...                    [0, 1, 0]], dtype=bool)
    >>> maximal_cover(covers, np.ones(6), 2)
    ('exact', [0, 1])
    """
    covers, weight = _alike(covers, weight)
    every = list(range(covers.shape[1]))
    greedy = in_order(covers, weight, every, most)
    if not greedy:
        return "exact", []
    best = _best(covers, weight, most, time_limit_s)
    if best is None:
        return "greedy", greedy
    choices = greedy, in_order(covers, weight, best, most)
    return "exact", max(choices, key=lambda x: weight[covers[:, x].any(axis=1)].sum())


def _reached(residents: pd.DataFrame, candidates: pd.DataFrame, km: float) -> Mask:
    """Return which candidates are within ``km`` of which residents."""
    points = residents[POINT].to_numpy(float)
    sites = candidates[POINT].to_numpy(float)
    reached = np.zeros((len(points), len(sites)), dtype=bool)
    for number, site in enumerate(sites):  # all at once would take 140 MB
        reached[:, number] = np.sqrt(((points - site) ** 2).sum(axis=1)) / 1000 <= km
    return reached


def where_next(
    residents: pd.DataFrame,
    assets: pd.DataFrame,
    candidates: pd.DataFrame,
    km: float,
    picks: int,
    *,
    time_limit_s: float = TIME_LIMIT_S,
) -> Plan:
    """Return the places where new assets bring most people within ``km`` of one.

    Parameters
    ----------
    residents
        As ``reach.weigh_residents`` gives them.
    assets
        Those of ``reach.usable_points``: who lives within ``km`` of one is in reach.
    candidates
        Places, some hundreds at most; index their names or ids, unique; ``easting_m``,
        ``northing_m`` (EPSG:27700, metres).
    km
        The radius, in a straight line.
    picks
        How many places to choose.
    time_limit_s
        When to give up proving and answer with the greedy choice: whether a hard
        question is answered exactly depends on the machine, and ``method`` says so.

    Returns
    -------
    Plan
        People are usual residents (float).

    Notes
    -----
    METHODS.md, section 2, "Where next". A greedy choice reaches at least 63% (1 - 1/e)
    of what is possible (Nemhauser, Wolsey and Fisher 1978, Math. Program. 14:265).

    Examples
    --------
    >>> at = lambda *x: pd.DataFrame({"easting_m": x, "northing_m": 0})
    >>> residents = at(0, 1_000, 50_000, 90_000).assign(people=[5.0, 5.0, 8.0, 1.0])
    >>> places = at(0, 50_000).set_axis(["Tywyn", "Corwen"])
    >>> plan = where_next(residents, at(90_000), places, 10, 2)
    >>> plan.method, plan.picks["people_gained"].to_dict()
    ('exact', {'Tywyn': 10.0, 'Corwen': 8.0})
    >>> plan.picks["people_covered"].to_dict()
    {'Tywyn': 11.0, 'Corwen': 19.0}
    """
    people = residents["people"].to_numpy(float)
    left = (nearest_km(residents, assets) > km).to_numpy()
    covers, weight = _reached(residents[left], candidates, km), people[left]
    method, sites = maximal_cover(covers, weight, picks, time_limit_s=time_limit_s)
    gained = [_gains(covers, weight, sites[:n])[s] for n, s in enumerate(sites)]
    covered = people[~left].sum() + np.cumsum(gained)
    table = {
        "people_gained": gained,
        "people_covered": covered,
        "covered_percent": covered / people.sum() * 100,
    }
    chosen = pd.DataFrame(table, index=candidates.index[sites], dtype=float)
    return Plan(method, chosen)
