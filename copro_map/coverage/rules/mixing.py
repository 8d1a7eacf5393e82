"""The mix: citizens, providers and government, and which of them an area lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from copro_map.coverage.rules.whole import whole_entries

UNGROUPED = "ungrouped"  # of entries that are in no group
LEAST_KNOWN = 10  # entries of a known group, to say that an area lacks one
LEAST_PLACED = 0.5  # of a group's entries that must have a place, to say the same


def mix(
    assets: pd.DataFrame,
    of_authority: Mapping[str, str],
    column: str,
    groups: Mapping[str, str],
) -> pd.DataFrame:
    """Return how many entries of each group each area has.

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
        Whole numbers, based there or serving it (``whole.whole_entries``). Index
        ``area_code``, every area of the layer; a column for each group, in the order in
        which ``groups`` first names it, and last ``ungrouped``. A row adds up to the
        ``entries`` of the area.

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
    of_group = {
        name: whole_entries(assets[group == name], of_authority)["entries"]
        for name in names
    }
    return pd.DataFrame(of_group)


def groups_placed(
    assets: pd.DataFrame, column: str, groups: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the groups of whose entries at least half have a place.

    Of the others it cannot be said that an area lacks them: they may be anywhere.
    Entries for all Wales are left out. Parameters as :func:`mix`.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008", "", ""],
    ...     "served_authorities": [frozenset()] * 3, "serves_all_wales": [False] * 3,
    ...     "sector": ["health", "council", "council"]})
    >>> groups_placed(frame, "sector", {"health": "providers", "council": "government"})
    ('providers',)
    """
    local = assets[~assets["serves_all_wales"].to_numpy(dtype=bool)]
    placed = (local["authority"] != "") | local["served_authorities"].map(bool)
    share = placed.groupby(local[column].map(dict(groups))).mean()
    names = dict.fromkeys(groups.values())
    return tuple(x for x in names if share.get(x, 0.0) >= LEAST_PLACED)


def missing_groups(
    mixed: pd.DataFrame, judged: Collection[str] | None = None
) -> pd.Series:
    """Return the groups that no entry of an area belongs to, where that can be judged.

    Only of an area with at least ten entries of a known group.

    Parameters
    ----------
    mixed
        As :func:`mix` gives it.
    judged
        The groups that may be said to be missing (:func:`groups_placed`); None: all.

    Returns
    -------
    pandas.Series
        Tuples of groups, in the order of the columns, empty if none is missing; index
        ``area_code``.

    Examples
    --------
    >>> frame = pd.DataFrame({"citizens": [0, 0], "providers": [12, 2],
    ...                       "ungrouped": [0, 9]}, index=["west", "north"])
    >>> missing_groups(frame).to_dict()
    {'west': ('citizens',), 'north': ()}
    """
    known = mixed.drop(columns=UNGROUPED)
    enough = known.sum(axis=1) >= LEAST_KNOWN
    lacks = (known == 0).mul(enough, axis=0)
    if judged is not None:
        lacks.loc[:, [x for x in lacks.columns if x not in judged]] = False
    missing = [tuple(lacks.columns[row]) for row in lacks.to_numpy(dtype=bool)]
    return pd.Series(missing, mixed.index, name="missing_groups", dtype=object)
