"""A name that was not typed to its end: which place is meant, if that is clear."""

from __future__ import annotations

from collections.abc import Iterable

from copro_map.base.names import fold
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.gazetteer import Gazetteer

SHORTEST = 4  # letters; three begin too much


def _one(gazetteer: Gazetteer, names: Iterable[str]) -> str:
    """Return the name that is meant by the beginning of some; empty if several are.

    It is the beginning of all others (Llandudno Junction), or they are other names of
    the same.
    """
    first, *others = sorted(names, key=lambda name: (len(name), name))
    same = set(gazetteer.names[first])
    is_clear = all(x.startswith(first) or same & {*gazetteer.names[x]} for x in others)
    return first if is_clear else ""


def completed(gazetteer: Gazetteer, text: str) -> str:
    """Return the folded name of the place that a text begins, if one alone is meant.

    Empty if the text is a name itself, is too short, or begins the names of several
    places. Settlements decide; authorities only where no settlement begins so. Names of
    boards and councils begin with words that mean anything.
    """
    begun = fold(text)
    is_long = sum(x.isalpha() for x in begun) >= SHORTEST
    if not is_long or any(x.isdigit() for x in begun) or begun in gazetteer.names:
        return ""
    known = [name for name in gazetteer.names if name.startswith(begun)]
    towns = [x for x in known if gazetteer.names[x][0].precision == "place"]
    counties = [x for x in known if gazetteer.names[x][0].area_layer == BASE_LAYER]
    return _one(gazetteer, towns or counties) if towns or counties else ""
