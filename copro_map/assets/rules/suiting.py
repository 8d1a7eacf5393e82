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


Words = npt.NDArray[np.float32]  # entries x words, 1 where it has the word


def _words(
    ours: Collection[Iterable[str]], theirs: Collection[Iterable[str]]
) -> tuple[Words, Words]:
    """Return which words each row has, of ours and theirs, in the same columns."""
    place = {word: n for n, word in enumerate({w for row in ours for w in row})}
    tables = []
    for rows in (ours, theirs):
        table = np.zeros((len(rows), len(place)), np.float32)
        found = [
            (at, place[word])
            for at, row in enumerate(rows)
            for word in row
            if word in place
        ]
        if found:
            table[tuple(np.array(found).T)] = 1
        tables.append(table)
    return tables[0], tables[1]


def points_of(entries: pd.DataFrame) -> Amounts:
    """Return eastings and northings, nan where there is no point to measure from."""
    return usable_points(entries)[POINT].reindex(entries.index).to_numpy(float)


class _Side(NamedTuple):
    """What one side says, a row an entry, with the same words as the other's."""

    points: Amounts
    areas: Words
    themes: Words
    has_theme: Mask
    languages: Words
    has_language: Mask
    category: Counts
    member: Counts
    entry: Counts

    def part(self, some: slice) -> _Side:
        """Return some of the entries."""
        return _Side._make(each[some] for each in self)


def _numbered(ours: pd.Series, theirs: pd.Series) -> tuple[Counts, Counts]:
    """Return the values of both as numbers, the same for the same; blank is -1."""
    both = pd.Series([*ours, *theirs], dtype=object)
    codes = pd.factorize(both.where(both.astype(bool), None))[0].astype(np.int64)
    return codes[: len(ours)], codes[len(ours) :]


def _any(rows: Collection[Collection[str]]) -> Mask:
    return np.array([bool(row) for row in rows], bool)


def _areas(requests: pd.DataFrame, offers: pd.DataFrame) -> tuple[Words, Words]:
    asked_in = [
        {base} if base else served
        for base, served in requests[["authority", "served_authorities"]].to_numpy()
    ]
    return _words(asked_in, list(offers["served_authorities"]))


def _sides(requests: pd.DataFrame, offers: pd.DataFrame) -> tuple[_Side, _Side]:
    """Return what both sides say."""
    both = requests, offers
    themes, languages = (
        [list(side[column]) for side in both] for column in ("themes", "languages")
    )
    columns = (
        [points_of(side) for side in both],
        _areas(*both),
        _words(*themes),
        [_any(rows) for rows in themes],
        _words(*languages),
        [_any(rows) for rows in languages],
        _numbered(*(side["exchange_category"] for side in both)),
        _numbered(*(members_of(side) for side in both)),
        _numbered(*(side.index.to_series() for side in both)),
    )
    return _Side._make(x for x, _ in columns), _Side._make(x for _, x in columns)


def _anywhere(offers: pd.DataFrame) -> Mask:
    """Return which offers reach at any distance."""
    remote = optional(offers, "remote", False).to_numpy(bool)
    return np.asarray(remote | offers["serves_all_wales"].to_numpy(bool))


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
    areas, served = _areas(requests, offers)
    near = cdist(points_of(requests), points_of(offers)) <= km * 1000
    return np.asarray(near | (areas @ served.T > 0) | _anywhere(offers), bool)


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


def _suits(asked: _Side, offered: _Side, shared: Words) -> Mask:
    """Return who is about the same, can speak, and is another: asked x offered."""
    sought, given = asked.category[:, None], offered.category
    same, unsaid = (sought == given) & (given >= 0), (sought < 0) | (given < 0)
    unnamed = ~(asked.has_theme[:, None] & offered.has_theme)
    suits = (same | unsaid) & ((shared > 0) | (unnamed & same))
    any_language = ~(asked.has_language[:, None] & offered.has_language)
    suits &= (asked.languages @ offered.languages.T > 0) | any_language
    suits &= asked.member[:, None] != offered.member
    return np.asarray(suits & (asked.entry[:, None] != offered.entry))


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
    asked, offered = _sides(requests, offers)
    anywhere = _anywhere(offers)
    blocks = []
    for start in range(0, max(1, len(requests)), BLOCK):
        some = asked.part(slice(start, start + BLOCK))
        shared = some.themes @ offered.themes.T
        metres = cdist(some.points, offered.points)
        served = some.areas @ offered.areas.T > 0
        reached = (metres <= km * 1000) | served | anywhere
        at = np.nonzero(reached & _suits(some, offered, shared))
        counts = shared[at].astype(np.int64)
        blocks.append((at[0] + start, at[1], counts, metres[at], served[at]))
    return Edges._make(np.concatenate(each) for each in zip(*blocks, strict=True))
