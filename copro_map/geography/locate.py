"""Where is it? A postcode, a place name or a point, with its areas."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import geopandas as gpd
from rapidfuzz import fuzz, process

from copro_map.base.i18n import Label
from copro_map.base.names import fold
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
    parse_postcode,
    postcode_points,
)
from copro_map.geography.naming import called, region_called
from copro_map.geography.rules.grid import parse_grid, parse_pair

Status = Literal["found", "outside_wales", "unknown", "ambiguous"]
# In these postcode areas every district holds Welsh postcodes: one that the directory
# does not know is a slip of the pen, or new.
ALL_IN_WALES = ("CF", "LD", "LL", "NP", "SA")
# Districts that end in a letter are those of central London.
OUTWARD = re.compile(
    r"[A-Z]{1,2}[0-9]{1,2}|(?:E1|EC[1-4]|N1|NW1|SE1|SW1|W1|WC[12])[A-Z]"
)
# What is taken for what, where a digit must stand, and where a letter must.
FOR_DIGIT = {
    "O": "0",
    "Q": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "S": "5",
    "G": "6",
    "B": "8",
}
FOR_LETTER = {"0": "O", "1": "IL", "2": "Z", "5": "S", "6": "G", "8": "B"}
SHAPES = ("aa9", "aa99")  # the first halves of Welsh postcodes: letters and digits
INWARD = "9aa"
NEAR_NAME_SCORE = 80  # rapidfuzz ratio, 0 to 100: one or two letters off
MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class Located:
    """The answer: a point in degrees (EPSG:4326), its precision, its areas.

    ``areas`` has one key a layer; ``candidates`` holds the places to choose from when
    the status is "ambiguous", and near spellings when it is "unknown". Of a place that
    was ``begun`` the name was not typed to its end.
    """

    status: Status
    longitude: float | None = None
    latitude: float | None = None
    precision: str | None = None
    areas: dict[str, str | None] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    name: Label | None = None
    members: tuple[str, ...] = ()
    begun: bool = False

    @property
    def authority(self) -> str | None:
        """The code of the local authority, if there is one."""
        return self.areas.get(BASE_LAYER)


def _nowhere(gazetteer: Gazetteer, status: Status, *near: Candidate) -> Located:
    return Located(status, areas=areas_of(gazetteer.layers, None), candidates=near)


def _as_meant(sign: str, shape: str) -> str:
    """Return the signs that one may stand for, where a digit or a letter belongs."""
    if shape == "9":
        return sign if sign.isdigit() else FOR_DIGIT.get(sign, "")
    return sign if sign.isalpha() else FOR_LETTER.get(sign, "")


def _misread(gazetteer: Gazetteer, text: str) -> Iterator[Candidate]:
    """Yield the postcodes that a text may mean with a letter for a digit: CF1O 1EP."""
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    for shape in SHAPES:
        if len(compact) == len(shape + INWARD):
            signs = map(_as_meant, compact, shape + INWARD)
            for code in map("".join, itertools.product(*signs)):
                found = code in gazetteer.postcodes.index and _postcode(gazetteer, code)
                if found and found.longitude is not None and code != compact:
                    name = f"{code[:-3]} {code[-3:]}"
                    yield Candidate(
                        Label(name, name),
                        found.longitude,
                        found.latitude or 0.0,
                        found.authority,
                        "postcode",
                    )


def _is_elsewhere(gazetteer: Gazetteer, outward: str) -> bool:
    """Say whether a first half is that of a district that lies all outside Wales."""
    letters = "".join(itertools.takewhile(str.isalpha, outward))
    return (
        bool(OUTWARD.fullmatch(outward))
        and letters in POSTCODE_AREAS
        and letters not in ALL_IN_WALES
        and outward not in gazetteer.outward_codes
    )


def _postcode(gazetteer: Gazetteer, postcode: str) -> Located:
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


def locate_postcode(gazetteer: Gazetteer, postcode: str) -> Located:
    """Return the official authority of a postcode (looked up) and its point.

    ``postcode`` is compact, as ``parse_postcode`` gives it. One that is not in the
    directory is "outside_wales" if its first half is that of a district without a Welsh
    postcode, else "unknown": it may be newer than the directory, or misread, and then
    the candidates are those it may mean.
    """
    if postcode in gazetteer.postcodes.index:
        return _postcode(gazetteer, postcode)
    if near := tuple(_misread(gazetteer, postcode)):
        return _nowhere(gazetteer, "unknown", *near)
    outside = _is_elsewhere(gazetteer, postcode[:-3])
    return _nowhere(gazetteer, "outside_wales" if outside else "unknown")


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
    point = to_points([longitude], [latitude])
    codes = assign_authorities(point, gazetteer.polygons, gazetteer.england)
    if codes.isna().iloc[0]:
        return _nowhere(gazetteer, "outside_wales")
    areas = areas_of(gazetteer.layers, codes.iloc[0])
    return Located("found", longitude, latitude, "point", areas)


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
    found = called(gazetteer, name)
    choice = tuple(c for c in found if c.precision != "area") or found
    if within is not None:
        choice = tuple(c for c in choice if c.authority == within)
    if not choice:
        misread = tuple(_misread(gazetteer, name)) if within is None else ()
        near = misread or (() if within else _near_names(gazetteer, name))
        return _nowhere(gazetteer, "unknown", *near)
    if len(choice) > 1:
        return _nowhere(gazetteer, "ambiguous", *choice)
    candidate = choice[0]
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
    if not (pair := parse_pair(text)):
        return None
    first, second = pair
    return (first, second) if in_box(first, second) else (second, first)


def _lost_minus(gazetteer: Gazetteer, x: float, y: float) -> Candidate | None:
    """Return the point that is meant if the minus of a longitude was lost: 4.08."""
    for east, north in ((x, y), (y, x)):
        if in_box(x, y) or not in_box(-east, north):
            continue
        meant = locate_point(gazetteer, -east, north)
        if meant.status == "found":
            name = f"{north:g}, {-east:g}"
            label = Label(name, name)
            return Candidate(label, -east, north, meant.authority, "point")
    return None


def locate(gazetteer: Gazetteer, text: str) -> Located:
    """Return where a postcode, a place name (either language) or a point is.

    A point in degrees, as a grid reference (SH 723 198) or as easting and northing.
    Never guesses: the status is "found", "outside_wales", "unknown" or "ambiguous". A
    longitude without its minus is "unknown", with the point that it may mean.
    """
    if postcode := parse_postcode(text):
        return locate_postcode(gazetteer, postcode)
    if metres := parse_grid(text):
        point = gpd.GeoSeries.from_xy([metres[0]], [metres[1]], crs=METRES)
        degrees = point.to_crs(DEGREES)
        x, y = round(degrees.x.iloc[0], 6), round(degrees.y.iloc[0], 6)
        return locate_point(gazetteer, x, y)
    if pair := parse_point(text):
        if meant := _lost_minus(gazetteer, *pair):
            return _nowhere(gazetteer, "unknown", meant)
        return locate_point(gazetteer, *pair)
    return locate_place(gazetteer, text)


def locate_asked(gazetteer: Gazetteer, text: str) -> Located:
    """Return where something is that a person asks for: also regions (North Wales).

    A region is an area without a layer and without a code: it has ``members``, its
    authorities. "52.41, -4.08, Ceredigion" is what stands before the last comma.
    """
    found = locate(gazetteer, text)
    head = text.rpartition(",")[0]
    if found.status != "unknown":
        return found
    if parse_postcode(head) or parse_point(head):
        return locate(gazetteer, head)
    region = region_called(gazetteer, text)
    if region is None:
        return found
    return Located(
        "found",
        region.longitude,
        region.latitude,
        region.precision,
        areas_of(gazetteer.layers, None),
        name=region.name,
        members=region.members,
    )
