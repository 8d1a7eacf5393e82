"""Which area's own page answers for a place, an area's name or its initials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copro_map.base.config import Settings
from copro_map.base.names import ALL_WALES, fold
from copro_map.geography.areas import Layer, first_layer, load_layers
from copro_map.geography.assign import PointError
from copro_map.geography.completing import SHORTEST, completed
from copro_map.geography.gazetteer import Candidate, Gazetteer, load_gazetteer
from copro_map.geography.locate import Located, locate_asked


@dataclass(frozen=True)
class OfPlace:
    """The code of the area of a place, empty if it is not known; what may be meant.

    ``candidates`` are places, ``areas`` the codes of areas with such a name.
    """

    code: str
    candidates: tuple[Candidate, ...] = ()
    areas: tuple[str, ...] = ()


def area_of(settings: Settings, text: str, layer_id: str = "") -> OfPlace:
    """Return the area that answers for a place: itself, if the place is an area.

    Of a settlement or a postcode it is the area of that layer; of the one that is shown
    first, if none is named. A name that was not typed to its end is taken, if one place
    alone is meant; so is a part of an area's name, such as "Hywel" or "Gwent".
    """
    gazetteer = load_gazetteer(settings)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    if (code := text.strip().upper()) in _codes(layers):
        return OfPlace(code)
    try:
        found = locate_asked(gazetteer, text)
        if found.status == "unknown" and (name := completed(gazetteer, text)):
            found = locate_asked(gazetteer, name)
    except PointError:
        return OfPlace("")
    if found.status == "found" and found.precision != "area":
        layer = layers.get(layer_id) or first_layer(layers)
        return OfPlace(layer.of_authority.get(found.authority or "", ""))
    return _of_name(gazetteer, layers, text, found)


def _codes(layers: Mapping[str, Layer]) -> set[str]:
    return {code for layer in layers.values() for code in layer.areas}


def _of_name(
    gazetteer: Gazetteer, layers: Mapping[str, Layer], text: str, found: Located
) -> OfPlace:
    """Return the area of a name: whole, else the one or the several that have it."""
    named = gazetteer.area_names.code(text)
    if found.status == "ambiguous" or named == ALL_WALES:
        return OfPlace("", found.candidates)
    known = [code for code in (named, *found.areas.values()) if code]
    if found.status == "found" and known:
        return OfPlace(known[0])
    several = tuple(_with_words(layers, text))
    if len(several) == 1:
        return OfPlace(several[0])
    return OfPlace("", () if several else found.candidates, several)


def _with_words(layers: Mapping[str, Layer], text: str) -> Iterator[str]:
    """Yield the areas in whose name, in either language, the words of a text begin."""
    asked = fold(text)
    if sum(x.isalpha() for x in asked) < SHORTEST:
        return
    for layer in layers.values():
        for code, area in layer.areas.items():
            names = (area.label.en, area.label.cy)
            if any(f" {asked}" in f" {fold(name)}" for name in names):
                yield code
