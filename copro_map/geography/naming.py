"""What a name means: a settlement, a district or an area, however it is written."""

from __future__ import annotations

from collections.abc import Iterator

from copro_map.base.mutations import radicals_of
from copro_map.base.names import fold
from copro_map.geography.gazetteer import Candidate, Gazetteer

# With a name as long as this (Drenewydd, Felinheli) the article is often left out.
LONG_WITHOUT_ARTICLE = 6
ARTICLES = ("y", "yr")
Candidates = tuple[Candidate, ...]


def spellings(name: str) -> Iterator[tuple[str, bool]]:
    """Yield a folded name, then what it may be a form of, and whether that is Welsh.

    Examples
    --------
    >>> list(spellings("ngheredigion"))
    [('ngheredigion', False), ('ceredigion', True), ('y ngheredigion', False), \
('yr ngheredigion', False)]
    """
    yield name, False
    first, space, rest = name.partition(" ")
    for radical in radicals_of(first)[1:]:
        yield radical + space + rest, True
    if len(name) >= LONG_WITHOUT_ARTICLE:
        yield from ((f"{article} {name}", False) for article in ARTICLES)


def _is_welsh(candidate: Candidate, spelling: str) -> bool:
    """Say whether a name is Welsh, which alone mutates: "bold" is no form of Mold."""
    return spelling == fold(candidate.name.cy) or spelling != fold(candidate.name.en)


def by_name(gazetteer: Gazetteer, name: str) -> Candidates:
    """Return what a folded name means, mutated or not."""
    for spelling, mutated in spellings(name):
        if found := gazetteer.names.get(spelling):
            kept = (c for c in found if not mutated or _is_welsh(c, spelling))
            if candidates := tuple(kept):
                return candidates
    return ()


def _within(inner: Candidates, outer: Candidates) -> Candidates:
    """Return those of some places that lie in one of others, or are one of them."""
    around = {c.authority for c in outer if c.precision == "area"} - {None}
    inside = (c for c in inner if c.precision != "area" and c.authority in around)
    return tuple(inside) or tuple(c for c in inner if c in outer)


def _near(inner: Candidates, outer: Candidates) -> Candidates:
    """Return the places of one authority with others: a village, then its town."""
    around = {c.authority for c in outer} - {None}
    return tuple(c for c in inner if c.precision != "area" and c.authority in around)


def called(gazetteer: Gazetteer, name: str) -> Candidates:
    """Return what is called so; none if nothing is.

    Accents, case and hyphens do not count, nor does a mutation (Nghaerdydd), right or
    wrong, or the Welsh article. Two names that fit are one place: of "Newport,
    Pembrokeshire" and "CF63 Barry" the smaller, of "Caerphilly, Caerffili" the one.
    """
    words = fold(name).split()
    if found := by_name(gazetteer, " ".join(words)):
        return found
    for n in range(1, len(words)):
        head = by_name(gazetteer, " ".join(words[:n]))
        tail = by_name(gazetteer, " ".join(words[n:])) if head else ()
        if tail:
            for way, inner, outer in (
                (_within, head, tail),
                (_within, tail, head),
                (_near, head, tail),
            ):
                if fits := way(inner, outer):
                    return fits
    return ()


def region_called(gazetteer: Gazetteer, name: str) -> Candidate | None:
    """Return the region that is called so (North Wales, y Cymoedd); None if none is."""
    forms = (spelling for spelling, _ in spellings(fold(name)))
    return next((gazetteer.regions[x] for x in forms if x in gazetteer.regions), None)
