"""The ground of a map that others show: which part of Wales, with what on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from copro_map.base.config import Settings
from copro_map.drawing.close_up import (
    Box,
    Close,
    close_frame,
    draw_circle,
    draw_land,
    names_on,
)
from copro_map.geography.areas import (
    BASE_LAYER,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.towns import named_towns
from copro_map.open_data.charts.embed_map import Base
from copro_map.open_data.rules.gathering import NEARER
from copro_map.search.face import Answer

WIDTH = 640  # pixels: of a drawing, however wide it is shown
LEAST, MOST = 0.8, 1.22  # how high, in its width
FINEST_NAMES = 4  # no other names at levels beyond
DEGREES, METRES = 4326, 27700
NEAR_WALES = (-6.2, 51.1, -2.3, 53.7)  # degrees: west, south, east, north


@dataclass(frozen=True)
class Ground:
    """What a map shows below its pins: the areas picked out, and the part of Wales.

    ``circles`` are places that are asked for: easting, northing and radius in metres.
    """

    codes: tuple[str, ...]
    seen: Box
    circles: tuple[tuple[float, float, float], ...] = ()

    @property
    def frame(self) -> Close:
        """Its frame."""
        return close_frame(self.seen, WIDTH, LEAST, MOST)


def polygons_of(settings: Settings, codes: Iterable[str]) -> gpd.GeoDataFrame:
    """Return the polygons of areas of any layer (EPSG:27700), as far as there are."""
    authorities = load_authority_polygons(settings.boundaries_dir)
    wanted = set(codes)
    found = [
        layer_polygons(layer, authorities).loc[lambda x: x.index.isin(wanted)]
        for layer in load_layers(settings.boundaries_dir, settings.data_dir).values()
        if not wanted.isdisjoint(layer.areas)
    ]
    empty = authorities[["geometry"]].iloc[:0]
    return gpd.GeoDataFrame(pd.concat(found or [empty]), crs=METRES)


def _round_places(settings: Settings, answer: Answer) -> Ground | None:
    """Return the ground round the places that are asked for; None if there are none."""
    circles = tuple(
        (*one.point, one.km * 1000.0) for one in answer.asked.places if one.point
    )
    boxes = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    yours = {code for one in answer.asked.places if not one.point for code in one.yours}
    if yours:
        boxes.append(_bounds(polygons_of(settings, yours)))
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return Ground((), (min(west), min(south), max(east), max(north)), circles)


def _bounds(areas: gpd.GeoDataFrame) -> Box:
    west, south, east, north = (round(float(x)) for x in areas.total_bounds)
    return west, south, east, north


def _in_metres(box: Box) -> Box | None:
    """Return what of a box in degrees is near Wales, in metres; None if nothing is."""
    west, south = max(box[0], NEAR_WALES[0]), max(box[1], NEAR_WALES[1])
    east, north = min(box[2], NEAR_WALES[2]), min(box[3], NEAR_WALES[3])
    if west >= east or south >= north:
        return None
    corners = to_points(pd.Series([west, east]), pd.Series([south, north]))
    return _bounds(gpd.GeoDataFrame(geometry=corners))


def ground_of(settings: Settings, answer: Answer) -> Ground:
    """Return what to show of an answer: what it asks for, or else all Wales."""
    query = answer.query
    chosen = polygons_of(settings, query.areas)
    codes = tuple(sorted(str(code) for code in chosen.index))
    if query.box and (seen := _in_metres(query.box)):
        return Ground(codes, seen)
    if codes:
        return Ground(codes, _bounds(chosen))
    if around := _round_places(settings, answer):
        return around
    wales = load_authority_polygons(settings.boundaries_dir)
    return Ground((), _bounds(wales))


def land_of(settings: Settings, ground: Ground, factor: float = 1) -> str:
    """Return the land of a ground, without names; lines ``factor`` times as wide."""
    frame = ground.frame
    land = draw_land(
        load_authority_polygons(settings.boundaries_dir),
        load_gazetteer(settings).england,
        polygons_of(settings, ground.codes),
        frame,
        factor,
    )
    return land + "".join(draw_circle(frame, x, y, r) for x, y, r in ground.circles)


def base_of(settings: Settings, ground: Ground) -> Base:
    """Return the land of a ground, and the names that there is room for at each level.

    An area that is picked out has its name above the map already.
    """
    areas = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER].areas
    labels = {code: area.label.text() for code, area in areas.items()}
    named = {code: name for code, name in labels.items() if code not in ground.codes}
    polygons, towns = (
        load_authority_polygons(settings.boundaries_dir),
        named_towns(settings),
    )
    names = (
        names_on(polygons, named, towns, ground.frame, nearer)
        for nearer in NEARER
        if nearer <= FINEST_NAMES
    )
    return Base(land_of(settings, ground), tuple(names))
