"""Whose officers answer for something: the County Voluntary Councils of its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copro_map.base.names import COUNCIL_LAYER
from copro_map.geography.areas import ALL_WALES, Layer


def officers_areas(
    layers: Mapping[str, Layer], based: Mapping[str, str], served: Iterable[str]
) -> frozenset[str]:
    """Return the codes of the councils that answer for something.

    That of where it is ``based`` (codes by layer), else those of every area that it
    serves; none if it is for all Wales, or nowhere.
    """
    if base := based.get(COUNCIL_LAYER):
        return frozenset({base})
    wanted = set(served)
    if ALL_WALES in wanted:
        return frozenset()
    of_authority = layers[COUNCIL_LAYER].of_authority
    return frozenset(
        of_authority[member]
        for layer in layers.values()
        for code in wanted & layer.areas.keys()
        for member in layer.areas[code].members
    )
