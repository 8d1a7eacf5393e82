"""Where is it? A postcode, a place name or a point, answered with areas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import geopandas as gpd
import pandas as pd
from rapidfuzz import fuzz, process

from copro_map.base.i18n import Label
from copro_map.geography.areas import BASE_LAYER, DEGREES, METRES, areas_of
from copro_map.geography.assign import (
    assign_authorities,
    check_point,
    in_box,
    to_points,
)
from copro_map.geography.gazetteer import (
    POSTCODE_AREAS,
    Candidate,
    Gazetteer,
    area_letters,
    fold,
    outward_code,
    parse_postcode,
)

Status = Literal["found", "outside_wales", "unknown", "ambiguous"]
POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)[,;\s]+(-?\d{1,3}(?:\.\d+)?)")
NEAR_NAME_SCORE = 80  # rapidfuzz ratio, 0 to 100: one or two letters off
MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class Located:
    """The answer: a point in degrees (EPSG:4326), its precision, its areas.

    ``areas`` has one key a layer; ``candidates`` holds the places to choose from when
    the status is "ambiguous", and near spellings when it is "unknown".
    """

    status: Status
    longitude: float | None = None
    latitude: float | None = None
    precision: str | None = None
    areas: dict[str, str | None] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    name: Label | None = None

    @property
    def authority(self) -> str | None:
        """The code of the local authority, if there is one."""
        return self.areas.get(BASE_LAYER)


def _nowhere(gazetteer: Gazetteer, status: Status, *near: Candidate) -> Located:
    return Located(status, areas=areas_of(gazetteer.layers, None), candidates=near)


def postcode_points(postcodes: pd.DataFrame) -> gpd.GeoSeries:
    """Return the postcodes' points in EPSG:27700 (metres), index as given."""
    return gpd.GeoSeries.from_xy(
        postcodes["easting_m"],
        postcodes["northing_m"],
        index=postcodes.index,
        crs=METRES,
    )


def locate_postcode(gazetteer: Gazetteer, postcode: str) -> Located:
    """Return the official authority of a postcode (looked up) and its point.

    ``postcode`` is compact, as ``parse_postcode`` gives it. One that is not in the
    directory is "outside_wales" if no Welsh postcode shares its first half, else
    "unknown": it may be newer than the directory.
    """
    if postcode not in gazetteer.postcodes.index:
        return _nowhere(gazetteer, _status_of_stranger(gazetteer, postcode))
    row = gazetteer.postcodes.loc[[postcode]]
    authority = str(row["authority"].iloc[0])
    if not authority.startswith("W"):
        return _nowhere(gazetteer, "outside_wales")
    point = postcode_points(row).to_crs(DEGREES)
    return Located(
        "found",
        round(point.x.iloc[0], 6),
        round(point.y.iloc[0], 6),
        "postcode",
        areas_of(gazetteer.layers, authority),
    )


def _status_of_stranger(gazetteer: Gazetteer, postcode: str) -> Status:
    outward = outward_code(postcode)
    if area_letters(outward) not in POSTCODE_AREAS:
        return "unknown"
    return "unknown" if outward in gazetteer.outward_codes else "outside_wales"


def locate_point(gazetteer: Gazetteer, longitude: float, latitude: float) -> Located:
    """Return the areas of a point given in degrees.

    Raises
    ------
    PointError
        If the two look swapped or are out of range.
    """
    check_point(longitude, latitude)
    if not in_box(longitude, latitude):
        return _nowhere(gazetteer, "outside_wales")
    points = to_points([longitude], [latitude])
    codes = assign_authorities(points, gazetteer.polygons, gazetteer.england)
    if codes.isna().iloc[0]:
        return _nowhere(gazetteer, "outside_wales")
    areas = areas_of(gazetteer.layers, codes.iloc[0])
    return Located("found", longitude, latitude, "point", areas)


def _candidates(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Return what a name means, settlements before areas.

    "Newport, Pembrokeshire" narrows to the authority after the comma.
    """
    whole = gazetteer.names.get(fold(name), ())
    if whole or "," not in name:
        return whole
    head, _, tail = name.rpartition(",")
    within = {
        c.authority
        for c in gazetteer.names.get(fold(tail), ())
        if c.precision == "area"
    }
    return tuple(
        c for c in gazetteer.names.get(fold(head), ()) if c.authority in within
    )


def _near_names(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    matches = process.extract(
        fold(name),
        gazetteer.names.keys(),
        scorer=fuzz.ratio,
        limit=MOST_SUGGESTIONS,
        score_cutoff=NEAR_NAME_SCORE,
    )
    return tuple(gazetteer.names[match[0]][0] for match in matches)


def locate_place(gazetteer: Gazetteer, name: str, within: str | None = None) -> Located:
    """Return the settlement or area of that name, in either language.

    Accents, case and hyphens do not count. A name that several settlements share is
    "ambiguous", unless ``within`` (an authority's code) leaves one. A settlement goes
    before an area of the same name (Swansea is the city).
    """
    found = _candidates(gazetteer, name)
    settlements = tuple(c for c in found if c.precision != "area")
    choice = settlements or found
    if within is not None:
        choice = tuple(c for c in choice if c.authority == within)
    if not choice:
        near = _near_names(gazetteer, name) if within is None else ()
        return _nowhere(gazetteer, "unknown", *near)
    if len(choice) > 1:
        return _nowhere(gazetteer, "ambiguous", *choice)
    return _from_candidate(gazetteer, choice[0])


def _from_candidate(gazetteer: Gazetteer, candidate: Candidate) -> Located:
    areas = areas_of(gazetteer.layers, candidate.authority)
    if candidate.area_code and candidate.area_layer:
        areas[candidate.area_layer] = candidate.area_code
    return Located(
        "found",
        candidate.longitude,
        candidate.latitude,
        candidate.precision,
        areas,
        name=candidate.name,
    )


def parse_point(text: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a text like "52.41, -4.08"; None if it is not.

    Maps and phones write latitude first, this project longitude: the order in which the
    point lies in the box round Wales is taken, else latitude first.

    Examples
    --------
    >>> parse_point("52.41, -4.08"), parse_point("-4.08 52.41"), parse_point("SY23")
    ((-4.08, 52.41), (-4.08, 52.41), None)
    """
    found = POINT.fullmatch(text.strip())
    if not found:
        return None
    first, second = float(found[1]), float(found[2])
    return (first, second) if in_box(first, second) else (second, first)


def locate(gazetteer: Gazetteer, text: str) -> Located:
    """Return where a postcode, a place name (either language) or a point is.

    Never guesses: the status is "found", "outside_wales", "unknown" or "ambiguous".
    """
    postcode = parse_postcode(text)
    if postcode:
        return locate_postcode(gazetteer, postcode)
    point = parse_point(text)
    if point:
        return locate_point(gazetteer, *point)
    return locate_place(gazetteer, text)
