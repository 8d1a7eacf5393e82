"""Unmet requests: what is asked for and cannot be given by any offer that is free.

Each request is compared with each offer; then as many requests as possible are given an
offer of their own. What is left over is unmet, in one of two ways: *isolated* (no offer
suits it) or *crowded out* (some suit, and others have them all). How many are crowded
out is certain; which one of several equal rivals it is, is not.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from scipy.spatial.distance import cdist

from copro_map.geography.rules.reach import POINT, usable_points

KM = 10  # METHODS.md, section 1: the default radius
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


def _optional(frame: pd.DataFrame, column: str, default: bool | int) -> pd.Series:
    """Return a column that may be absent or have gaps; both take the default."""
    if column not in frame:
        return pd.Series(default, index=frame.index)
    return frame[column].map(lambda value: default if pd.isna(value) else value)


def _share_any(
    ours: Collection[Collection[str]], theirs: Collection[Collection[str]]
) -> Mask:
    """Return where our row and their row share a word: our rows x their rows."""
    words = {word for row in ours for word in row}
    our_words, their_words = (
        np.array([[word in row for word in words] for row in rows], np.float32).reshape(
            len(rows), len(words)
        )
        for rows in (ours, theirs)
    )
    return np.asarray(our_words @ their_words.T > 0)


def _either_blank(ours: Collection[object], theirs: Collection[object]) -> Mask:
    blanks = ([not value for value in rows] for rows in (ours, theirs))
    return np.logical_or.outer(*blanks).astype(bool)


def _equal(ours: pd.Series, theirs: pd.Series | pd.Index) -> Mask:
    return np.asarray(ours.to_numpy(object)[:, None] == theirs.to_numpy(object), bool)


def _points(entries: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return eastings and northings, nan where there is no point to measure from."""
    return usable_points(entries)[POINT].reindex(entries.index).to_numpy(float)


def in_reach(requests: pd.DataFrame, offers: pd.DataFrame, km: float = KM) -> Mask:
    """Return which offers reach which requests: requests x offers.

    An offer reaches a request within ``km`` in a straight line (if both have a point),
    or at any distance if it is remote, serves all Wales, or serves the request's
    authority: where the request is based or, without a base, one that it is for.
    Columns as ``compatible``.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "W06000008", "served_authorities": frozenset(),
    ...          "serves_all_wales": False}
    >>> far = {**entry, "easting_m": 10_001}
    >>> remote = {**far, "remote": True}
    >>> in_reach(pd.DataFrame([entry]), pd.DataFrame([entry, far, remote])).tolist()
    [[True, False, True]]
    """
    near = cdist(_points(requests), _points(offers)) <= km * 1000
    asked_in = [
        {base} if base else served
        for base, served in requests[["authority", "served_authorities"]].to_numpy()
    ]
    served = _share_any(asked_in, list(offers["served_authorities"]))
    anywhere = _optional(offers, "remote", False) | offers["serves_all_wales"]
    return np.asarray(near | served | anywhere.to_numpy(bool), dtype=bool)


def compatible(requests: pd.DataFrame, offers: pd.DataFrame, km: float = KM) -> Mask:
    """Return which offers could meet which requests: requests x offers.

    An offer suits a request if they share a theme, have a language in common, are of
    the same exchange category, come from different members, and it is in reach.

    Parameters
    ----------
    requests, offers
        Entries as ``search.search.all_assets`` prepares them; index ``id``, unique.
        ``easting_m``, ``northing_m`` (EPSG:27700), ``precision``, ``authority``,
        ``served_authorities``, ``serves_all_wales``, ``themes``, ``languages``,
        ``exchange_category``, ``organisation_id``; offers may have ``remote``.
    km
        The radius, in a straight line.

    Notes
    -----
    METHODS.md, section 2, "Unmet requests". What an entry does not say rules nothing
    out, so that no request is called unmet for want of a word: an entry without a
    language has any, and one without a category is of any. But an entry without a
    theme shares none.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "", "served_authorities": (), "serves_all_wales": False,
    ...          "themes": ("food",), "languages": ("cy", "en"),
    ...          "exchange_category": "venue", "organisation_id": ""}
    >>> request = pd.DataFrame([entry], index=["request"])
    >>> welsh = {**entry, "languages": ("cy",)}
    >>> advice = {**entry, "exchange_category": "advice"}
    >>> offers = pd.DataFrame([welsh, advice], index=["welsh", "advice"])
    >>> compatible(request, offers).tolist()
    [[True, False]]
    """
    suits = in_reach(requests, offers, km)
    suits &= _share_any(list(requests["themes"]), list(offers["themes"]))
    ours, theirs = list(requests["languages"]), list(offers["languages"])
    suits &= _share_any(ours, theirs) | _either_blank(ours, theirs)
    sought, given = requests["exchange_category"], offers["exchange_category"]
    suits &= _equal(sought, given) | _either_blank(sought, given)
    members, others = requests["organisation_id"], offers["organisation_id"]
    suits &= ~_equal(members, others) | _either_blank(members, others)
    return suits & ~_equal(requests.index.to_series(), offers.index)


def _match(suits: Mask, capacity: Counts) -> Counts:
    """Return the offer that each request gets, or -1, so that most requests get one."""
    # An offer for three is three equal offers. More than all requests is never needed.
    places = np.repeat(np.arange(len(capacity)), np.clip(capacity, 0, len(suits)))
    place = maximum_bipartite_matching(
        csr_array(suits[:, places].astype(np.int8)), perm_type="column"
    )
    return np.append(places, -1)[place].astype(np.int64)


def unmet(requests: pd.DataFrame, offers: pd.DataFrame, km: float = KM) -> pd.DataFrame:
    """Return what becomes of each open request when every offer is used once.

    Parameters
    ----------
    requests, offers
        Columns as ``compatible``. Either may have ``open`` (default: all are open), and
        offers ``capacity``: how many requests it can meet at a time (default 1).
    km
        The radius, in a straight line.

    Returns
    -------
    pandas.DataFrame
        Index ``id``: the open requests, in the order given. ``status`` ("met",
        "isolated" or "crowded_out"), ``offer_id`` (that meets it; empty if none),
        ``compatible_offers`` (how many suit it, taken or not) and ``has_point`` (False:
        known by its area alone, so "within ``km``" was not asked of it). The same
        entries in another order give the same answer.

    Notes
    -----
    METHODS.md, section 2; maximum bipartite matching by Hopcroft and Karp (1973, SIAM
    J. Comput. 2:225) in ``scipy.sparse.csgraph``.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "", "served_authorities": (), "serves_all_wales": False,
    ...          "themes": ("food",), "languages": ("cy",), "exchange_category": "",
    ...          "organisation_id": ""}
    >>> far = {**entry, "easting_m": 99_000}
    >>> requests = pd.DataFrame([entry, entry, far], index=["a", "b", "c"])
    >>> offers = pd.DataFrame([entry], index=["one"])
    >>> unmet(requests, offers)["status"].to_dict()
    {'a': 'met', 'b': 'crowded_out', 'c': 'isolated'}
    """
    open_requests = requests[_optional(requests, "open", True).astype(bool)]
    asked = open_requests.sort_index()
    offered = offers[_optional(offers, "open", True).astype(bool)].sort_index()
    suits = compatible(asked, offered, km)
    offer = _match(suits, _optional(offered, "capacity", 1).to_numpy(np.int64))
    suitable = suits.sum(axis=1)
    answers = {
        "status": np.select(
            [offer >= 0, suitable == 0], ["met", "isolated"], "crowded_out"
        ),
        "offer_id": np.append(offered.index.to_numpy(object), "")[offer],
        "compatible_offers": suitable,
        "has_point": ~np.isnan(_points(asked)).any(axis=1),
    }
    return pd.DataFrame(answers, index=asked.index).loc[open_requests.index]
