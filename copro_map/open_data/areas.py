"""Every area of every layer as a table: names, residents, entries, its outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from copro_map.base.config import Settings, once
from copro_map.base.i18n import N_, in_both
from copro_map.coverage.face import Ask, cover
from copro_map.geography.areas import (
    BASE_LAYER,
    DEGREES,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from copro_map.open_data.columns import (
    Column,
    Geometry,
    addresses,
    coded,
    in_words,
    named,
    pages,
    typed,
)
from copro_map.search.face import all_assets

CENSUS = date(2021, 3, 21)  # the day of the residents
DECIMALS = 5  # of degrees: about a metre
COUNTED = ("based", "serving", "all_wales")
PEOPLE, ENTRIES = "people", "entries"


@once
def areas_columns(settings: Settings) -> tuple[Column, ...]:
    """Return the columns of the areas."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    authorities = [*layers[BASE_LAYER].areas]

    def whole(name: str, message: str, unit: str) -> Column:
        return Column(name, "integer", in_both(message), unit=unit)

    def point(name: str, message: str) -> Column:
        return Column(name, "number", in_both(message))

    return (
        Column("code", "string", in_both(N_("Code of the area")), required=True),
        *coded("layer", N_("Kind of area"), [*layers], required=True),
        *named("name", in_both(N_("Name"))),
        Column(
            "members",
            "list",
            in_both(N_("Local authorities that it is made of, by code")),
            tuple(authorities),
        ),
        whole("population", N_("Residents (Census 2021)"), PEOPLE),
        Column("population_on", "date", in_both(N_("Day on which they were counted"))),
        whole("based", N_("Entries based in the area"), ENTRIES),
        whole(
            "serving",
            N_("Further entries that serve the area, or a part of it"),
            ENTRIES,
        ),
        whole("all_wales", N_("Further entries that serve all Wales"), ENTRIES),
        point("longitude", N_("Longitude of a point inside (EPSG:4326)")),
        point("latitude", N_("Latitude of a point inside (EPSG:4326)")),
        *addresses(),
    )


@once
def _drawn(settings: Settings) -> dict[str, gpd.GeoDataFrame]:
    """Return the polygons of each layer, in metres."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    own = load_authority_polygons(settings.boundaries_dir)
    return {name: layer_polygons(layer, own) for name, layer in layers.items()}


def _plain(cells: Any) -> Any:
    """Return coordinates as lists of rounded numbers."""
    if isinstance(cells, float):
        return round(cells, DECIMALS)
    return [_plain(one) for one in cells]


@once
def areas_shapes(settings: Settings) -> Mapping[str, Geometry]:
    """Return the outline of each area by its code, as GeoJSON has it (EPSG:4326).

    Outer rings run against the clock (RFC 7946, section 3.1.6).
    """
    found = {}
    for polygons in _drawn(settings).values():
        degrees = polygons.to_crs(DEGREES)["geometry"]
        turned = shapely.orient_polygons(degrees.to_numpy())
        for code, shape in zip(degrees.index, turned, strict=True):
            told = shapely.geometry.mapping(shape)
            found[str(code)] = {
                "type": told["type"],
                "coordinates": _plain(told["coordinates"]),
            }
    return found


@once
def _middles(settings: Settings) -> Mapping[str, tuple[float, float]]:
    """Return a point inside each area, in degrees."""
    found: dict[str, tuple[float, float]] = {}
    for polygons in _drawn(settings).values():
        points = polygons["geometry"].representative_point().to_crs(DEGREES)
        where = zip(points.index, points.x.tolist(), points.y.tolist(), strict=True)
        found |= {str(code): (_plain(x), _plain(y)) for code, x, y in where}
    return found


def areas_parts(settings: Settings) -> Iterator[pd.DataFrame]:
    """Yield the table of all areas, by code."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    assets, middles = all_assets(settings), _middles(settings)
    rows = {}
    for layer in layers.values():
        told = cover(settings, Ask(layer.id), assets).table[list(COUNTED)]
        counted = told.astype(int).T.to_dict("list")
        for code, area in layer.areas.items():
            rows[code] = (layer.id, area, counted[code], middles[code])
    codes = sorted(rows)
    found = [rows[code] for code in codes]
    places = {layer.id: layer.label for layer in layers.values()}
    cells: dict[str, Any] = {
        "code": codes,
        **in_words("layer", [one[0] for one in found], places),
        "name_en": [one[1].label.en for one in found],
        "name_cy": [one[1].label.cy for one in found],
        "members": [tuple(sorted(one[1].members)) for one in found],
        "population": [one[1].population for one in found],
        "population_on": [CENSUS.isoformat()] * len(found),
        **{name: [one[2][n] for one in found] for n, name in enumerate(COUNTED)},
        "longitude": [one[3][0] for one in found],
        "latitude": [one[3][1] for one in found],
        **pages("area", codes),
    }
    yield typed(areas_columns(settings), cells)
