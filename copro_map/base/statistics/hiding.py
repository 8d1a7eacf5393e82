"""Small bases, and groups of one mind: what a table must not show, nor give back.

A base below 10 is hidden. If its total and all other groups are shown, subtraction
gives it back: so others are hidden with it, as few and small as may be. Where all, or
none, of a group said so, its share would tell what each of them said: then it is only
said that nearly all, or hardly any, did.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Literal

from copro_map.base.i18n import N_
from copro_map.base.statistics.intervals import LOW, check_share

TOTAL = "total"
# Of a group: "at least 9 in 10" or "at most 1 in 10" said so; "" if it is told exactly.
Bound = Literal["", "at_least", "at_most"]
BOUNDS: dict[Bound, float] = {"at_least": 90.0, "at_most": 10.0}  # per cent
BOUND_WORDS: dict[Bound, str] = {
    "at_least": N_("at least 9 in 10"),
    "at_most": N_("at most 1 in 10"),
}


def bound_of(said: int, answered: int) -> Bound:
    """Return what is said in place of a share that would tell what everybody said.

    Of all, or none; and of all but one, or of one, so that it is not known which. Of a
    base of ten or more "9 in 10" and "1 in 10" are then true.

    Examples
    --------
    >>> [bound_of(said, 12) for said in (0, 1, 2, 10, 11, 12)]
    ['at_most', 'at_most', '', '', 'at_least', 'at_least']
    """
    if said >= answered - 1:
        return "at_least"
    return "at_most" if said <= 1 else ""


def hidden_groups(
    replies: Mapping[Hashable, tuple[int, int]],
    also: Collection[Hashable] = (),
    told: Collection[Hashable] = (),
) -> frozenset[Hashable]:
    """Return the groups whose percentage must not be shown beside that of all.

    Parameters
    ----------
    replies
        For each group those who said so and those who answered; the groups do not
        overlap and add up to all, whose figures are shown.
    also
        Groups that are hidden whatever they are here, as in another table of the same
        people.
    told
        Groups of which another figure tells how many they are. Where there are others,
        these are hidden last, and the hidden ones hide each other without them.

    Returns
    -------
    frozenset
        The groups of fewer than 10, and with them the smallest others until the hidden
        ones are at least two, are 10 replies together, and neither all nor none of them
        said so: what all less the groups shown gives is then no group's own figure.
        (If all, or none, of everyone said so, the figure of all tells it of each.)

    Raises
    ------
    SampleError
        If a pair is no share of a group that has replies.

    Examples
    --------
    >>> pairs = {"citizen": (20, 42), "provider": (9, 31), "x": (2, 6), "y": (9, 35)}
    >>> sorted(hidden_groups(pairs)), sorted(hidden_groups(pairs, told={"provider"}))
    (['provider', 'x'], ['x', 'y'])
    """
    for said, answered in replies.values():
        if (said, answered) != (0, 0):
            check_share(said, answered)
    hidden = [one for one in replies if replies[one][1] < LOW or one in also]
    others = sorted(
        replies.keys() - hidden, key=lambda x: (x in told, replies[x][1], str(x))
    )
    while hidden and others:
        untold = [replies[one] for one in hidden if one not in told]
        covered = _mixed(untold) or not untold or others[0] in told
        if covered and _blended([replies[one] for one in hidden]):
            break
        hidden.append(others.pop(0))
    return frozenset(hidden)


def _mixed(pairs: list[tuple[int, int]]) -> bool:
    """Say whether hidden groups hide each other's size."""
    groups = sum(1 for _, answered in pairs if answered)
    return groups > 1 and sum(answered for _, answered in pairs) >= LOW


def _blended(pairs: list[tuple[int, int]]) -> bool:
    """Say whether the sum of hidden groups gives no group's own figure away."""
    said, answered = (sum(part) for part in zip(*pairs, strict=True))
    return _mixed(pairs) and 0 < said < answered
