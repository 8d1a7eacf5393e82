"""Which offers could meet which requests: the rules of a pair, and every such pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial.distance import cdist

from copro_map.base.names import fold
from copro_map.geography.rules.reach import POINT, usable_points

KM = 10  # METHODS.md, section 1: the default radius
BLOCK = 250  # requests at a time, so that 5,000 x 5,000 take little memory
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]


class Edges(NamedTuple):
    """The pairs that could be: one value a pair, by request, then by offer.

    ``request`` and ``offer``: places in the frames; ``themes``: how many they share;
    ``metres`` apart in a straight line, nan without two points; ``served``: whether
    the offer serves where the request is.
    """

    request: Counts
    offer: Counts
    themes: Counts
    metres: Amounts
    served: Mask

    def of(self, some: Mask | Counts) -> Edges:
        """Return some of the pairs: where it is true, or those at some places."""
        asked, offered, themes, metres, served = self
        return Edges(
            asked[some], offered[some], themes[some], metres[some], served[some]
        )


def optional(frame: pd.DataFrame, column: str, default: bool | int | str) -> pd.Series:
    """Return a column that may be absent or have gaps; both take the default.

    Examples
    --------
    >>> optional(pd.DataFrame({"capacity": [2, None]}), "capacity", 1).to_list()
    [2.0, 1]
    """
    if column not in frame:
        return pd.Series(default, index=frame.index, dtype=object)
    values = frame[column].astype(object)
    return values.where(values.notna(), default)


def members_of(entries: pd.DataFrame) -> pd.Series:
    """Return whose each entry is, as the matching knows members; index as given.

    The id of its organisation; else "name: " and the organisation's name as names are
    compared; else the entry's own id, for it may be anybody's.

    Examples
    --------
    >>> entries = pd.DataFrame({"organisation_id": ["tir-coed", "", ""],
    ...     "organisation": ["Tir Coed", "Y Cwtch", ""]}, ["a", "b", "c"])
    >>> members_of(entries).to_list()
    ['tir-coed', 'name: y cwtch', 'c']
    """
    ids = optional(entries, "organisation_id", "")
    names = optional(entries, "organisation", "")
    whose = [
        body or (f"name: {fold(name)}" if name else entry)
        for body, name, entry in zip(ids, names, entries.index, strict=True)
    ]
    return pd.Series(whose, entries.index, dtype=object)


def _shared(
    ours: Collection[Iterable[str]], theirs: Collection[Iterable[str]]
) -> npt.NDArray[np.float32]:
    """Return how many words our row and their row share: our rows x their rows."""
    place = {word: n for n, word in enumerate({w for row in ours for w in row})}
    counted = []
    for rows in (ours, theirs):
        table = np.zeros((len(rows), len(place)), np.float32)
        for at, row in enumerate(rows):
            table[at, [place[word] for word in row if word in place]] = 1
        counted.append(table)
    return np.asarray(counted[0] @ counted[1].T)


def _either_blank(ours: Collection[object], theirs: Collection[object]) -> Mask:
    blanks = ([not value for value in rows] for rows in (ours, theirs))
    return np.asarray(np.logical_or.outer(*(np.array(x, bool) for x in blanks)))


def _equal(ours: pd.Series, theirs: pd.Series) -> Mask:
    return np.asarray(ours.to_numpy(object)[:, None] == theirs.to_numpy(object), bool)


def points_of(entries: pd.DataFrame) -> Amounts:
    """Return eastings and northings, nan where there is no point to measure from."""
    return usable_points(entries)[POINT].reindex(entries.index).to_numpy(float)


def _metres_and_served(
    requests: pd.DataFrame, offers: pd.DataFrame
) -> tuple[Amounts, Mask]:
    asked_in = [
        {base} if base else served
        for base, served in requests[["authority", "served_authorities"]].to_numpy()
    ]
    served = _shared(asked_in, list(offers["served_authorities"])) > 0
    return cdist(points_of(requests), points_of(offers)), served


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
    metres, served = _metres_and_served(requests, offers)
    anywhere = optional(offers, "remote", False) | offers["serves_all_wales"]
    return np.asarray((metres <= km * 1000) | served | anywhere.to_numpy(bool), bool)


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
        ``exchange_category``, ``organisation_id``; there may be ``organisation``, and
        offers may have ``remote``.
    km
        The radius, in a straight line.

    Notes
    -----
    METHODS.md, section 2, "Unmet requests". What an entry does not say rules nothing
    out, so that no request is called unmet for want of a word: an entry without a
    language has any, and one without a category is of any. One without a theme shares
    any with whoever names the same category; with neither there is nothing to go by.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "", "served_authorities": (), "serves_all_wales": False,
    ...          "themes": ("food",), "languages": ("cy", "en"),
    ...          "exchange_category": "venue", "organisation_id": ""}
    >>> request = pd.DataFrame([entry], index=["request"])
    >>> welsh = {**entry, "languages": ("cy",)}
    >>> advice = {**entry, "exchange_category": "advice"}
    >>> bare = {**entry, "themes": ()}
    >>> offers = pd.DataFrame([welsh, advice, bare], index=["welsh", "advice", "bare"])
    >>> compatible(request, offers).tolist()
    [[True, False, True]]
    """
    found = edges(requests, offers, km)
    table = np.zeros((len(requests), len(offers)), bool)
    table[found.request, found.offer] = True
    return table


def _edges(requests: pd.DataFrame, offers: pd.DataFrame, km: float) -> Edges:
    """Return the pairs of a few requests, as ``edges``."""
    metres, served = _metres_and_served(requests, offers)
    anywhere = optional(offers, "remote", False) | offers["serves_all_wales"]
    suits = (metres <= km * 1000) | served | anywhere.to_numpy(bool)
    ours, theirs = list(requests["themes"]), list(offers["themes"])
    themes = _shared(ours, theirs)
    sought, given = requests["exchange_category"], offers["exchange_category"]
    same, unsaid = _equal(sought, given), _either_blank(sought, given)
    suits &= same | unsaid
    suits &= (themes > 0) | (_either_blank(ours, theirs) & same & ~unsaid)
    ours, theirs = list(requests["languages"]), list(offers["languages"])
    suits &= (_shared(ours, theirs) > 0) | _either_blank(ours, theirs)
    suits &= ~_equal(members_of(requests), members_of(offers))
    suits &= ~_equal(requests.index.to_series(), offers.index.to_series())
    at = np.nonzero(suits)
    counts = themes[at].astype(np.int64)
    return Edges(at[0], at[1], counts, metres[at], served[at])


def edges(requests: pd.DataFrame, offers: pd.DataFrame, km: float = KM) -> Edges:
    """Return every pair of a request and an offer that suits it, as ``compatible``.

    ``BLOCK`` requests at a time, so that what is held is the pairs, not the table.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "", "served_authorities": (), "serves_all_wales": False,
    ...          "themes": ("food",), "languages": (), "exchange_category": "",
    ...          "organisation_id": ""}
    >>> found = edges(pd.DataFrame([entry], ["a"]), pd.DataFrame([entry], ["b"]))
    >>> found.themes.tolist(), found.metres.tolist()
    ([1], [0.0])
    """
    starts = range(0, max(1, len(requests)), BLOCK)
    blocks = [_edges(requests.iloc[at : at + BLOCK], offers, km) for at in starts]
    moved = [
        x._replace(request=x.request + at) for x, at in zip(blocks, starts, strict=True)
    ]
    return Edges(*(np.concatenate(each) for each in zip(*moved, strict=True)))
