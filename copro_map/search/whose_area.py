"""Which area's own page answers for a place: that of its County Voluntary Council."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.config import Settings
from copro_map.geography.areas import first_layer, load_layers
from copro_map.geography.assign import PointError
from copro_map.geography.completing import completed
from copro_map.geography.gazetteer import Candidate, load_gazetteer
from copro_map.geography.locate import locate_asked


@dataclass(frozen=True)
class OfPlace:
    """The code of the area of a place, empty if it is not known; what may be meant."""

    code: str
    candidates: tuple[Candidate, ...] = ()


def area_of(settings: Settings, text: str) -> OfPlace:
    """Return the area that answers for a place: itself, if the place is an area.

    Of a settlement or a postcode it is the area of the layer that is shown first. A
    name that was not typed to its end is taken, if one place alone is meant.
    """
    gazetteer = load_gazetteer(settings)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    try:
        found = locate_asked(gazetteer, text)
        if found.status == "unknown" and (name := completed(gazetteer, text)):
            found = locate_asked(gazetteer, name)
    except PointError:
        return OfPlace("")
    if found.status != "found":
        return OfPlace("", found.candidates)
    if found.precision == "area":
        codes = [gazetteer.area_names.code(text), *found.areas.values()]
        return OfPlace(next((code for code in codes if code), ""))
    return OfPlace(first_layer(layers).of_authority.get(found.authority or "", ""))
