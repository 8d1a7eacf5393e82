"""What a place that was asked for means to the entries: a circle, or an area."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from copro_map.base.config import Settings
from copro_map.geography.areas import BASE_LAYER, Layer, find_layer, load_layers
from copro_map.geography.around import authorities_within, neighbours
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import Candidate
from copro_map.geography.locate import Located
from copro_map.search.rules.reasons import Near


def members_of(layers: Mapping[str, Layer], code: str) -> frozenset[str]:
    """Return the authorities of an area.

    Raises
    ------
    UnknownAreaError
        If no layer has such an area.
    """
    base = find_layer(layers, BASE_LAYER)
    layer = next((one for one in layers.values() if code in one.areas), base)
    return frozenset(layer.area(code).members)


def _around(settings: Settings, yours: frozenset[str]) -> frozenset[str]:
    """Return the authorities that border on some, and are none of them."""
    of = neighbours(settings)
    return frozenset(chain.from_iterable(of[code] for code in yours)) - yours


def _area(settings: Settings, code: str) -> Near:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    yours = members_of(layers, code)
    return Near(code, yours, _around(settings, yours))


def _circle(
    settings: Settings, place: Candidate | Located, km: int, authority: str
) -> Near:
    points = to_points([place.longitude or 0.0], [place.latitude or 0.0])
    x, y = float(points.x.iloc[0]), float(points.y.iloc[0])
    yours = frozenset([authority]) if authority else frozenset[str]()
    return Near(
        authority,
        yours,
        _around(settings, yours),
        (x, y),
        km,
        authorities_within(settings, x, y, km),
    )


def places_asked(settings: Settings, place: Located, km: int) -> tuple[Near, ...]:
    """Return what a place may be: one if it is found, several if they share its name.

    None if it is not known, or outside Wales. A place that is an area (Powys) is asked
    as an area: its middle would mean nothing.
    """
    if place.members:
        yours = frozenset(place.members)
        return (Near("", yours, _around(settings, yours)),)
    if place.status == "found" and place.precision == "area":
        return tuple(_area(settings, code) for code in place.areas.values() if code)[:1]
    if place.status == "found":
        return (_circle(settings, place, km, place.authority or ""),)
    if place.status != "ambiguous":
        return ()
    return tuple(
        _area(settings, one.authority or one.area_code or "")
        if one.precision == "area"
        else _circle(settings, one, km, one.authority or "")
        for one in place.candidates
    )
