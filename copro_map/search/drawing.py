"""What the maps draw: geography joined with names in the current language."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, t
from copro_map.drawing.beyond import as_far_as_one_sees
from copro_map.drawing.boundaries import Box, base_payload, bounds_of
from copro_map.drawing.outlines import Dot, draw_picture
from copro_map.geography.areas import (
    ALL_WALES,
    BASE_LAYER,
    find_layer,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.towns import named_towns

# The full attributions are on the page about the data.
CREDIT = N_(
    "Contains OS data © Crown copyright and database right. Source: ONS, OGL v3.0. "
    "Towns: GeoNames, CC BY 4.0."
)


def base_of_layer(settings: Settings, layer_id: str) -> bytes:
    """Return the drawing of a layer's boundaries, named in the current language."""
    gazetteer = load_gazetteer(settings)
    layer = find_layer(gazetteer.layers, layer_id)
    polygons = layer_polygons(layer, gazetteer.polygons)
    names = {code: layer.area_label(code).text() for code in polygons.index}
    towns = named_towns(settings)
    england = as_far_as_one_sees(gazetteer.england)
    return base_payload(polygons, names, gazetteer.polygons, england, towns, t(CREDIT))


def area_bounds(settings: Settings, layer_id: str, codes: tuple[str, ...]) -> Box:
    """Return the box round some areas of a layer, in degrees."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    polygons = layer_polygons(
        find_layer(layers, layer_id), load_authority_polygons(settings.boundaries_dir)
    )
    return bounds_of(polygons.loc[list(codes)])


def authorities_of(settings: Settings, codes: tuple[str, ...]) -> set[str]:
    """Return the authorities that area codes of any layer cover."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    if ALL_WALES in codes:
        return set(layers[BASE_LAYER].areas)
    return {
        member
        for layer in layers.values()
        for code in codes
        if code in layer.areas
        for member in layer.area(code).members
    }


def picture_of_wales(
    settings: Settings,
    codes: tuple[str, ...],
    points: tuple[tuple[float, float, str], ...],
    title: str,
) -> str:
    """Return a still map as SVG: the areas of ``codes`` tinted, points by kind.

    ``points`` are (longitude, latitude, kind) in degrees.
    """
    kinds = load_definitions(settings.data_dir).kinds
    dots = [Dot(x, y, kinds[kind].shape, kinds[kind].colour) for x, y, kind in points]
    return draw_picture(
        load_authority_polygons(settings.boundaries_dir),
        load_gazetteer(settings).england,
        authorities_of(settings, codes),
        dots,
        title,
    )
