"""The mix of an area: which groups of practitioners it has, and which it lacks."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copro_map.coverage.rules.counting import served_by

UNGROUPED = "ungrouped"


def mix(
    assets: pd.DataFrame,
    of_authority: Mapping[str, str],
    column: str,
    groups: Mapping[str, str],
) -> pd.DataFrame:
    """Return how many entries of each group serve each area.

    Parameters
    ----------
    assets
        As in ``coverage``.
    of_authority
        The area of the layer that each authority belongs to.
    column
        The column that tells the group, such as ``sector``.
    groups
        The group of each value of the column: citizens, providers or government for a
        sector. Values that it does not name belong to none.

    Returns
    -------
    pandas.DataFrame
        Whole numbers, each entry once in every area it serves (``coverage.served_by``).
        Index ``area_code``, every area of the layer; a column for each group, in the
        order in which ``groups`` first names it, and last ``ungrouped``. A row adds up
        to the entries that serve the area.

    Raises
    ------
    UnknownAreaError
        If an entry is in an authority that the layer does not have.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008", "W06000008"],
    ...     "served_authorities": [frozenset()] * 2, "serves_all_wales": [False] * 2,
    ...     "sector": ["health", "citizen_group"]})
    >>> table = mix(frame, {"W06000008": "west"}, "sector",
    ...             {"citizen_group": "citizens", "health": "providers"})
    >>> table.to_dict("index")
    {'west': {'citizens': 1, 'providers': 1, 'ungrouped': 0}}
    """
    group = assets[column].map(dict(groups)).fillna(UNGROUPED)
    names = [*dict.fromkeys(groups.values()), UNGROUPED]
    return pd.DataFrame(
        {name: served_by(assets[group == name], of_authority) for name in names}
    )


def missing_groups(mixed: pd.DataFrame) -> pd.Series:
    """Return the groups that no entry of an area belongs to.

    Parameters
    ----------
    mixed
        As :func:`mix` gives it.

    Returns
    -------
    pandas.Series
        Tuples of groups, in the order of the columns, empty if none is missing; index
        ``area_code``.

    Examples
    --------
    >>> frame = pd.DataFrame({"citizens": [0], "providers": [2], "ungrouped": [0]},
    ...                      index=["west"])
    >>> missing_groups(frame).to_dict()
    {'west': ('citizens',)}
    """
    lacks = mixed.drop(columns=UNGROUPED) == 0
    missing = [tuple(lacks.columns[row]) for row in lacks.to_numpy(dtype=bool)]
    return pd.Series(missing, mixed.index, name="missing_groups", dtype=object)
