"""Coverage: how many entries each area of a layer has, and how many would be usual.

Every function takes entries with ``authority`` ("" without a base),
``served_authorities`` (a frozenset of authority codes) and ``serves_all_wales``; index
``id``, unique.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copro_map.assets.rules.serving import authorities_of
from copro_map.base.errors import CoproMapError, UnknownAreaError
from copro_map.base.i18n import N_

PER = 100_000  # residents
LEAST_EXPECTED = 5  # entries; a ratio to fewer says more about chance than the area
# An entry that serves three areas is to count 1 when its three thirds are added up.
DECIMALS = 9
NOT_THERE = N_("{areas}: not in this layer. Correct the entries or the layer.")


class CoverageError(CoproMapError):
    """Counts and populations that do not fit together."""


@dataclass(frozen=True)
class Apart:
    """A count of entries that adds up: every one is in exactly one of the three.

    ``placed`` entries are in the counts of the areas. ``all_wales`` and ``unlocated``
    ones (no area served, no base) are listed apart and in no area's count.
    """

    placed: int
    all_wales: int
    unlocated: int

    @property
    def total(self) -> int:
        """All entries."""
        return self.placed + self.all_wales + self.unlocated


def weights(assets: pd.DataFrame) -> pd.DataFrame:
    """Return what each entry counts in each authority.

    An entry that serves k authorities counts 1/k in each; one that names none counts 1
    where it is based. One that serves all Wales (wherever it is based), or has neither,
    counts nowhere.

    Returns
    -------
    pandas.DataFrame
        Columns ``id``, ``area_code`` (an authority) and ``weight``; a row for each
        pair. The weights of an entry add up to 1.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "authority": ["W06000008", "W06000023"],
    ...     "served_authorities": [frozenset(), frozenset({"W06000001", "W06000002"})],
    ...     "serves_all_wales": [False, False]}, index=["a", "b"])
    >>> weights(frame).values.tolist()
    [['a', 'W06000008', 1.0], ['b', 'W06000001', 0.5], ['b', 'W06000002', 0.5]]
    """
    rows = [
        (entry, code, 1 / len(codes))
        for entry, codes in zip(assets.index, authorities_of(assets), strict=True)
        for code in codes
    ]
    return pd.DataFrame(rows, columns=["id", "area_code", "weight"]).astype(
        {"weight": float}
    )


def apart(assets: pd.DataFrame) -> Apart:
    """Return how many entries are in the areas' counts, and how many are not, and why.

    Not as ``tally``, which asks where an entry is *based*: here one that serves all
    Wales is "all Wales" even if it has a base.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008", "W06000015", ""],
    ...                       "served_authorities": [frozenset()] * 3,
    ...                       "serves_all_wales": [False, True, False]})
    >>> apart(frame)
    Apart(placed=1, all_wales=1, unlocated=1)
    """
    placed = sum(map(bool, authorities_of(assets)))
    all_wales = int(assets["serves_all_wales"].sum())
    return Apart(placed, all_wales, len(assets) - placed - all_wales)


def _in_layer(authorities: pd.Series, of_authority: Mapping[str, str]) -> pd.Series:
    unknown = set(authorities) - set(of_authority)
    if unknown:
        raise UnknownAreaError(NOT_THERE, areas=", ".join(sorted(unknown)))
    return authorities.map(of_authority).rename("area_code")


def areas_in(of_authority: Mapping[str, str]) -> pd.Index:
    """Return the areas of a layer, sorted."""
    return pd.Index(sorted(set(of_authority.values())), name="area_code")


def counts(assets: pd.DataFrame, of_authority: Mapping[str, str]) -> pd.Series[float]:
    """Return how many entries each area of a layer has, shared out by ``weights``.

    Parameters
    ----------
    of_authority
        The area of the layer that each authority belongs to.

    Returns
    -------
    pandas.Series
        Entries; index ``area_code``, every area of the layer, sorted. A fraction where
        an entry serves several areas, 0 where none does. Adds up to ``Apart.placed`` in
        every layer.

    Raises
    ------
    UnknownAreaError
        If an entry is in an authority that the layer does not have.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "authority": ["", "W06000023"],
    ...     "served_authorities": [frozenset({"W06000001", "W06000023"}), frozenset()],
    ...     "serves_all_wales": [False, False]})
    >>> layer = {"W06000001": "north", "W06000008": "west", "W06000023": "powys"}
    >>> counts(frame, layer).to_dict()
    {'north': 0.5, 'powys': 1.5, 'west': 0.0}
    """
    long = weights(assets)
    sums = long["weight"].groupby(_in_layer(long["area_code"], of_authority)).sum()
    return sums.reindex(areas_in(of_authority), fill_value=0.0).round(DECIMALS)


def based(assets: pd.DataFrame, of_authority: Mapping[str, str]) -> pd.Series[int]:
    """Return how many entries have their base in each area of a layer.

    Wherever they serve; also those that serve all Wales. Index and errors as
    :func:`counts`.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008", ""]})
    >>> based(frame, {"W06000008": "west", "W06000001": "north"}).to_dict()
    {'north': 0, 'west': 1}
    """
    bases = assets.loc[assets["authority"] != "", "authority"]
    sizes = _in_layer(bases, of_authority).value_counts()
    return sizes.reindex(areas_in(of_authority), fill_value=0).astype(int)


def served_by(assets: pd.DataFrame, of_authority: Mapping[str, str]) -> pd.Series[int]:
    """Return how many entries serve at least a part of each area of a layer.

    Each entry counts once in every area it serves, so the areas add up to more than
    Wales. As in ``weights``, one that names no area serves where it is based, and
    those that serve all Wales are apart. Index and errors as :func:`counts`.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "authority": [""],
    ...     "served_authorities": [frozenset({"W06000001", "W06000002", "W06000023"})],
    ...     "serves_all_wales": [False]})
    >>> layer = {"W06000001": "north", "W06000002": "north", "W06000023": "powys"}
    >>> served_by(frame, layer).to_dict()
    {'north': 1, 'powys': 1}
    """
    long = weights(assets)
    areas = long[["id"]].assign(area_code=_in_layer(long["area_code"], of_authority))
    sizes = areas.drop_duplicates()["area_code"].value_counts()
    return sizes.reindex(areas_in(of_authority), fill_value=0).astype(int)


def residents(population: pd.Series, areas: pd.Index) -> pd.Series[float]:
    """Return the population of exactly these areas, in their order.

    Raises
    ------
    CoverageError
        If an area is in one of the two only, or its population is missing or not above
        0; the message lists the codes.

    Examples
    --------
    >>> residents(pd.Series({"b": 2, "a": 1}), pd.Index(["a", "b"])).to_dict()
    {'a': 1.0, 'b': 2.0}
    """
    ordered = population.reindex(areas).astype(float).rename("population")
    strangers = population.index.symmetric_difference(areas)
    wrong = strangers if len(strangers) else areas[~(ordered > 0)]
    if len(wrong):
        raise CoverageError(
            N_(
                "{areas}: counts and populations must be of the same areas, each with "
                "a population above 0."
            ),
            areas=", ".join(sorted(wrong)),
        )
    return ordered


def expected(population: pd.Series, total: float) -> pd.Series[float]:
    """Return how many of ``total`` entries each area would have by its population.

    Entries; index ``area_code``; they add up to ``total``.

    Raises
    ------
    CoverageError
        If a population is missing or not above 0.

    Examples
    --------
    >>> expected(pd.Series({"W06000008": 30_000, "W06000015": 90_000}), 8).to_dict()
    {'W06000008': 2.0, 'W06000015': 6.0}
    """
    people = residents(population, population.index)
    return (people / people.sum() * total).rename("expected")


def rates_per_100k(counts: pd.Series, population: pd.Series) -> pd.Series[float]:
    """Return entries per 100,000 residents; index ``area_code``.

    Raises
    ------
    CoverageError
        If the two are not of the same areas, or a population is not above 0.

    Examples
    --------
    >>> rates_per_100k(pd.Series({"x": 3}), pd.Series({"x": 150_000})).to_dict()
    {'x': 2.0}
    """
    return counts / residents(population, counts.index) * PER


def ratio(counts: pd.Series, expected: pd.Series) -> pd.Series[float]:
    """Return how many times the expected number of entries each area has.

    Missing where fewer than 5 are expected. Index ``area_code``.

    Examples
    --------
    >>> ratio(pd.Series({"x": 3, "y": 1}), pd.Series({"x": 6.0, "y": 4.9})).to_dict()
    {'x': 0.5, 'y': nan}
    """
    return (counts / expected).where(expected >= LEAST_EXPECTED)
