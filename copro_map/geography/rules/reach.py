"""Reach: how many residents live within some distance of an asset (METHODS.md, 2).

Residents are points with a weight: each live residential postcode carries an equal
part of its authority's census population. That is an approximation (a postcode in a
tower holds more people than one on a hill), and pages that show a figure say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import N_
from copro_map.base.names import ALL_WALES

KM_VALUES = (5, 10, 20)
CELL_KM = 5  # 20,000 km2 of Wales make about 900 cells: enough to see, few to send
POINT = ["easting_m", "northing_m"]


def _listed(codes: set[str]) -> str:
    return ", ".join(sorted(codes)) or "-"


def weigh_residents(points: pd.DataFrame, population: pd.Series[int]) -> pd.DataFrame:
    """Return points with ``people``: each an equal part of its authority's population.

    Parameters
    ----------
    points
        Live residential postcodes: ``easting_m``, ``northing_m`` (EPSG:27700, metres)
        and ``authority``; any index.
    population
        Usual residents (Census 2021); index the authorities' codes, unique.

    Returns
    -------
    pandas.DataFrame
        The rows and index of ``points``; ``easting_m``, ``northing_m``, ``authority``
        and ``people`` (float, not whole), which sums to each authority's population.

    Raises
    ------
    UnknownAreaError
        If an authority has residents and no point, or a point and no population (such
        as an English one): their sums would be wrong without a sign of it.

    Examples
    --------
    >>> points = pd.DataFrame({"easting_m": [0, 5], "northing_m": [0, 0],
    ...                        "authority": ["W06000008", "W06000008"]})
    >>> weigh_residents(points, pd.Series({"W06000008": 71})).people.to_list()
    [35.5, 35.5]
    """
    authority = points["authority"].astype(str)
    sizes = authority.value_counts()
    here, counted = set(sizes.index), set(population.index)
    if here != counted:
        raise UnknownAreaError(
            N_(
                "Points and population are not of the same authorities. Without a "
                "point: {without_point}. Without a population: {without_population}."
            ),
            without_point=_listed(counted - here),
            without_population=_listed(here - counted),
        )
    return points[POINT].assign(
        authority=authority, people=authority.map(population / sizes).astype(float)
    )


def usable_points(assets: pd.DataFrame) -> pd.DataFrame:
    """Return the assets that have a point to measure from: those rows, all columns.

    An entry with ``precision`` "area" is known by its authority alone, and its point is
    only the middle of it; one without a place has no point (nan).

    Examples
    --------
    >>> assets = pd.DataFrame({"easting_m": [1.0, 2.0, np.nan],
    ...                        "northing_m": [1.0, 2.0, np.nan],
    ...                        "precision": ["postcode", "area", ""]})
    >>> list(usable_points(assets).index)
    [0]
    """
    has_point = assets[POINT].notna().all(axis=1)
    return assets[has_point & (assets["precision"] != "area")]


def nearest_km(residents: pd.DataFrame, assets: pd.DataFrame) -> pd.Series[float]:
    """Return how far the nearest asset is from each resident point, in km.

    A straight line in EPSG:27700; infinite if there are no assets. One query of a tree
    then answers every radius.

    Parameters
    ----------
    residents, assets
        ``easting_m``, ``northing_m`` (EPSG:27700, metres), none missing: give the
        assets of ``usable_points``.

    Returns
    -------
    pandas.Series
        ``distance_km``; index of ``residents``.

    Examples
    --------
    >>> at = lambda *x: pd.DataFrame({"easting_m": x, "northing_m": 0})
    >>> nearest_km(at(0, 7_000), at(3_000)).to_list()
    [3.0, 4.0]
    """
    # Many entries share a point (one office, many projects): look at it once. A tree of
    # no points answers that every distance is infinite.
    tree = cKDTree(np.unique(assets[POINT].to_numpy(float), axis=0))
    metres = np.asarray(tree.query(residents[POINT].to_numpy(float))[0])
    return pd.Series(metres / 1000, index=residents.index, name="distance_km")


def percent_by_area(
    residents: pd.DataFrame, claims: pd.DataFrame, of_authority: Mapping[str, str]
) -> pd.DataFrame:
    """Return what percentage of the residents each claim is true of, by area.

    Parameters
    ----------
    residents
        ``people`` and ``authority``, as ``weigh_residents`` gives them.
    claims
        Columns of booleans; index of ``residents``.
    of_authority
        The area of a layer that holds each authority (``Layer.of_authority``).

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``: all of Wales (W92000004) first, then every area of the
        layer by its code. ``people``, then a percentage for each claim; missing where
        nobody lives.

    Raises
    ------
    UnknownAreaError
        If the layer does not hold an authority of the residents.

    Examples
    --------
    >>> residents = pd.DataFrame({"people": [10.0, 30.0], "authority": ["a", "b"]})
    >>> claims = pd.DataFrame({"near": [True, False]})
    >>> percent_by_area(residents, claims, {"a": "A", "b": "B"})["near"].to_dict()
    {'W92000004': 25.0, 'A': 100.0, 'B': 0.0}
    """
    areas = residents["authority"].map(dict(of_authority))
    if areas.isna().any():
        lost = set(residents.loc[areas.isna(), "authority"])
        raise UnknownAreaError(
            N_("The layer has no area for these authorities: {authorities}."),
            authorities=_listed(lost),
        )
    people = residents["people"]
    sums = pd.concat([people, claims.astype(float).mul(people, axis=0)], axis=1)
    codes = pd.Index(sorted(set(of_authority.values())), dtype=object)
    by_area = sums.groupby(areas.to_numpy()).sum().reindex(codes, fill_value=0.0)
    wales = sums.sum().to_frame(ALL_WALES).T
    table = pd.concat([wales, by_area]).rename_axis("area_code")
    percent = table[claims.columns].div(table["people"], axis=0) * 100
    return pd.concat([table[["people"]], percent], axis=1)


def reach_within(
    residents: pd.DataFrame,
    distances: pd.Series[float],
    of_authority: Mapping[str, str],
    km_values: Sequence[float] = KM_VALUES,
) -> pd.DataFrame:
    """Return the percentage of residents within each distance of at least one asset.

    Parameters
    ----------
    residents
        As ``weigh_residents`` gives them.
    distances
        Those of ``nearest_km`` to the assets of ``usable_points``; an asset reaches
        across the border of its area.
    of_authority
        The area of a layer that holds each authority (``Layer.of_authority``).
    km_values
        Distances in km, in a straight line; a point just at it is within.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``, Wales (W92000004) first; ``people`` and
        ``reach_percent_5km``, ``reach_percent_10km``...

    Raises
    ------
    UnknownAreaError
        If the layer does not hold an authority of the residents.

    Examples
    --------
    >>> residents = pd.DataFrame({"people": [10.0, 30.0], "authority": ["a", "a"]})
    >>> table = reach_within(residents, pd.Series([4.0, 6.0]), {"a": "A"}, [5])
    >>> table.loc["A"].to_dict()
    {'people': 40.0, 'reach_percent_5km': 25.0}
    """
    claims = pd.DataFrame(
        {f"reach_percent_{km:g}km": distances <= km for km in km_values},
        index=residents.index,
    )
    return percent_by_area(residents, claims, of_authority)


def grid(
    residents: pd.DataFrame,
    distances: pd.Series[float],
    km: float,
    cell_km: float = CELL_KM,
) -> pd.DataFrame:
    """Return how many people live in each square of a grid, and how many beyond ``km``.

    Parameters
    ----------
    residents
        As ``weigh_residents`` gives them.
    distances
        Those of ``nearest_km``; index of ``residents``.
    km, cell_km
        The radius, and the side of a cell.

    Returns
    -------
    pandas.DataFrame
        One row a cell that has residents, from south-west to north-east; ``easting_m``,
        ``northing_m`` (its south-west corner, EPSG:27700), ``people`` and
        ``people_beyond``.

    Examples
    --------
    >>> residents = pd.DataFrame({"easting_m": [5_100, 9_900], "northing_m": [0, 0],
    ...                           "people": [1.0, 3.0]})
    >>> grid(residents, pd.Series([2.0, 12.0]), km=10).to_dict("records")
    [{'easting_m': 5000.0, 'northing_m': 0.0, 'people': 4.0, 'people_beyond': 3.0}]
    """
    side_m = cell_km * 1000
    people = residents["people"]
    cells = (residents[POINT] // side_m * side_m).assign(
        people=people, people_beyond=people.where(distances > km, 0.0)
    )
    return cells.astype(float).groupby(POINT, as_index=False, sort=True).sum()


def people_within(
    residents: pd.DataFrame, places: pd.DataFrame, km: float
) -> pd.Series[float]:
    """Return how many residents live within ``km`` of each place.

    A straight line in EPSG:27700. Index of ``places``; with the residents that no asset
    reaches yet, it is what one more asset at the place would bring.

    Examples
    --------
    >>> residents = pd.DataFrame({"easting_m": [0, 9_000], "northing_m": [0, 0],
    ...                           "people": [2.0, 3.0]})
    >>> places = pd.DataFrame({"easting_m": [1_000], "northing_m": 0}, index=["Corwen"])
    >>> people_within(residents, places, 5).to_dict()
    {'Corwen': 2.0}
    """
    tree = cKDTree(residents[POINT].to_numpy(float))
    inside = tree.query_ball_point(places[POINT].to_numpy(float), km * 1000)
    people = residents["people"].to_numpy()
    near = [people[rows].sum() for rows in inside]
    return pd.Series(near, index=places.index, name="people", dtype=float)
