"""What a name means: a settlement, a district or an area, however it is written."""

from __future__ import annotations

from collections.abc import Iterator

from copro_map.base.mutations import radicals_of
from copro_map.base.names import fold
from copro_map.geography.gazetteer import Candidate, Gazetteer


def _spellings(name: str) -> Iterator[str]:
    """Yield a name as it is compared, then what it may be a mutated form of."""
    folded = fold(name)
    yield folded
    first, space, rest = folded.partition(" ")
    for radical in radicals_of(first)[1:]:
        yield radical + space + rest


def called(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Return what is called so, settlements before areas; none if nothing is.

    Accents, case and hyphens do not count, nor does a mutation (Nghaerdydd), right or
    wrong. "Newport, Pembrokeshire" narrows to the authority after the comma.
    """
    names = gazetteer.names
    for spelling in _spellings(name):
        if found := names.get(spelling):
            return found
    head, _, tail = name.rpartition(",")
    within = {c.authority for c in names.get(fold(tail), ()) if c.precision == "area"}
    return tuple(c for c in names.get(fold(head), ()) if c.authority in within)
