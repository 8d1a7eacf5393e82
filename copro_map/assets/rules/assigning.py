"""Who gets which offer: as many requests as can be, and of these the best scores."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow, min_weight_full_bipartite_matching

MOST = 1_000_000  # pairs of a request and a place, of which the best are found exactly
FIRST = 1e-9  # of equal rivals the first is served
FEWER = (32, 8, 2, 0)  # else the best so many of each request
Counts = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def _places(offer: Counts, capacity: Counts) -> tuple[Counts, Mask]:
    """Return how many of each pair there are, and whether its offer has enough for all.

    An offer for three is three places, and a pair with each of them. One that has a
    place for everybody whom it suits is nobody's rival: one pair is enough.
    """
    suits = np.bincount(offer, minlength=len(capacity))
    enough = (capacity >= suits)[offer]
    return np.where(enough, 1, capacity[offer]), enough


def _most(request: Counts, offer: Counts, capacity: Counts, requests: int) -> Mask:
    """Return the pairs of one matching of the most requests, by a maximum flow."""
    start, end = 0, requests + len(capacity) + 1
    ways = np.concatenate([np.ones(requests + len(request), np.int64), capacity])
    by = np.arange(requests) + 1, np.arange(len(capacity)) + 1 + requests
    begin = np.concatenate([np.full(requests, start), request + 1, by[1]])
    ends = np.concatenate([by[0], offer + 1 + requests, np.full(len(capacity), end)])
    ways = np.minimum(ways, requests).astype(np.int32)
    graph = csr_array((ways, (begin, ends)), shape=(end + 1, end + 1))
    flow = maximum_flow(graph, start, end).flow.tocsr()
    return np.asarray(flow[request + 1, offer + 1 + requests]).ravel() > 0


def _fewer(
    request: Counts, offer: Counts, scores: Amounts, capacity: Counts, requests: int
) -> Mask:
    """Return the pairs to choose from, if all together are more than ``MOST``."""
    if _places(offer, capacity)[0].sum() <= MOST:
        return np.ones(len(request), bool)
    needed = _most(request, offer, capacity, requests)
    order = np.lexsort((offer, -scores, request))
    starts = np.searchsorted(request[order], np.arange(requests))
    rank = np.empty(len(request), np.int64)
    rank[order] = np.arange(len(request)) - starts[request[order]]
    for best in FEWER:
        kept = needed | (rank < best)
        if _places(offer[kept], capacity)[0].sum() <= MOST:
            break
    return kept


def _best(
    request: Counts, offer: Counts, scores: Amounts, capacity: Counts, requests: int
) -> Counts:
    """Return the best way of all, as ``assign``; each offer has a place at least."""
    times, enough = _places(offer, capacity)
    # Of the offers that nobody is a rival for, the best of each request, or none.
    own, worth = np.full(requests, -1), np.zeros(requests)
    order = np.flatnonzero(enough)
    order = order[np.lexsort((-offer[order], scores[order]))]
    own[request[order]], worth[request[order]] = offer[order], scores[order]
    times = np.where(enough, 0, times)
    first = np.cumsum(capacity) - capacity
    place = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    rows = np.append(np.repeat(request, times), np.arange(requests))
    columns = np.append(
        np.repeat(first[offer], times) + place, np.arange(requests) + capacity.sum()
    )
    whose = np.append(np.repeat(np.arange(len(capacity)), capacity), own)
    weights = np.append(np.repeat(scores, times), worth)
    weights += np.where(whose[columns] >= 0, requests + 1.0, 0.0) + 1  # 0 is no pair
    used, columns = np.unique(columns, return_inverse=True)
    weights -= FIRST * rows / max(1, requests) * (whose[used[columns]] >= 0)
    table = csr_array((weights, (rows, columns)), shape=(requests, len(used)))
    _, column = min_weight_full_bipartite_matching(table, maximize=True)
    return np.asarray(whose[used[column]], np.int64)


def assign(
    request: Counts, offer: Counts, scores: Amounts, capacity: Counts, requests: int
) -> Counts:
    """Return which offer each request is given, or -1.

    First as many requests as possible are given one, and among those ways the one with
    the best sum of scores. No offer is given more often than its capacity.

    Parameters
    ----------
    request, offer
        The pairs that could be, each once, as places; ``request`` in order.
    scores
        How well each pair suits, 0 to 1.
    capacity
        How many requests each offer can meet.
    requests
        How many requests there are.

    Notes
    -----
    Each pair weighs its score and more than all scores together, so that one pair more
    is always worth it. Each request has a column of its own as well: for the best offer
    that has a place for everybody, or for none at all; so there is always a full
    matching (``scipy.sparse.csgraph.min_weight_full_bipartite_matching``).

    If the pairs with every place are more than ``MOST``, only the best of each request
    and those of one maximum matching are looked at: the number met is then still the
    greatest possible, the sum of scores nearly.

    Examples
    --------
    >>> pairs = np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.9, 0.1, 0.2])
    >>> assign(*pairs, np.array([1, 1]), 2).tolist()
    [1, 0]
    """
    kept = np.flatnonzero(capacity[offer] > 0)
    kept = kept[_fewer(request[kept], offer[kept], scores[kept], capacity, requests)]
    return _best(request[kept], offer[kept], scores[kept], capacity, requests)
