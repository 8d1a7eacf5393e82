"""Where is it? A postcode, a place name or a point, or thousands, with their areas."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd
from rapidfuzz import fuzz, process

from copro_map.base.i18n import Label
from copro_map.geography.areas import BASE_LAYER, DEGREES, areas_of
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
    fold,
    parse_postcode,
    postcode_points,
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


def locate_postcode(gazetteer: Gazetteer, postcode: str) -> Located:
    """Return the official authority of a postcode (looked up) and its point.

    ``postcode`` is compact, as ``parse_postcode`` gives it. One that is not in the
    directory is "outside_wales" if no Welsh postcode shares its first half, else
    "unknown": it may be newer than the directory.
    """
    if postcode not in gazetteer.postcodes.index:
        outward = postcode[:-3]
        letters = "".join(itertools.takewhile(str.isalpha, outward))
        may_be = letters not in POSTCODE_AREAS or outward in gazetteer.outward_codes
        return _nowhere(gazetteer, "unknown" if may_be else "outside_wales")
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


def _candidates(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Return what a name means, settlements before areas.

    "Newport, Pembrokeshire" narrows to the authority after the comma.
    """
    names = gazetteer.names
    if found := names.get(fold(name)):
        return found
    head, _, tail = name.rpartition(",")
    within = {c.authority for c in names.get(fold(tail), ()) if c.precision == "area"}
    return tuple(c for c in names.get(fold(head), ()) if c.authority in within)


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
    choice = tuple(c for c in found if c.precision != "area") or found
    if within is not None:
        choice = tuple(c for c in choice if c.authority == within)
    if not choice:
        near = _near_names(gazetteer, name) if within is None else ()
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
    if not (found := POINT.fullmatch(text.strip())):
        return None
    first, second = map(float, found.groups())
    return (first, second) if in_box(first, second) else (second, first)


def locate(gazetteer: Gazetteer, text: str) -> Located:
    """Return where a postcode, a place name (either language) or a point is.

    Never guesses: the status is "found", "outside_wales", "unknown" or "ambiguous".
    """
    if postcode := parse_postcode(text):
        return locate_postcode(gazetteer, postcode)
    if point := parse_point(text):
        return locate_point(gazetteer, *point)
    return locate_place(gazetteer, text)


def _batch_postcodes(gazetteer: Gazetteer, postcodes: pd.Series[str]) -> pd.DataFrame:
    """Return the official answers for many postcodes at once, index as given."""
    rows = gazetteer.postcodes.reindex(postcodes.to_numpy()).set_index(postcodes.index)
    authority = rows["authority"].astype("str")
    welsh = authority.str.startswith("W", na=False)
    points = postcode_points(rows.fillna({"easting_m": 0, "northing_m": 0}))
    degrees = points.to_crs(DEGREES)
    return pd.DataFrame(
        {
            "status": [
                "found" if is_welsh else locate_postcode(gazetteer, postcode).status
                for is_welsh, postcode in zip(welsh, postcodes, strict=True)
            ],
            "precision": pd.Series("postcode", index=rows.index).where(welsh),
            "longitude": degrees.x.round(6).where(welsh),
            "latitude": degrees.y.round(6).where(welsh),
            BASE_LAYER: authority.where(welsh),
        }
    )


def _batch_points(gazetteer: Gazetteer, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the authority of many points at once, by one spatial join."""
    authority = assign_authorities(
        to_points(frame["longitude"], frame["latitude"]),
        gazetteer.polygons,
        gazetteer.england,
    )
    inside = authority.notna()
    return pd.DataFrame(
        {
            "status": inside.map({True: "found", False: "outside_wales"}),
            "precision": pd.Series("point", index=frame.index).where(inside),
            "longitude": frame["longitude"],
            "latitude": frame["latitude"],
            BASE_LAYER: authority,
        }
    )


def _batch_places(gazetteer: Gazetteer, names: pd.Series[str]) -> pd.DataFrame:
    found = [locate(gazetteer, name) for name in names]
    return pd.DataFrame(
        [(x.status, x.precision, x.longitude, x.latitude, x.authority) for x in found],
        columns=["status", "precision", "longitude", "latitude", BASE_LAYER],
        index=names.index,
    )


def locate_many(gazetteer: Gazetteer, frame: pd.DataFrame) -> pd.DataFrame:
    """Return where each row is: status, precision, point and one column a layer.

    Parameters
    ----------
    gazetteer
        The gazetteer of the installation.
    frame
        Any of ``postcode``, ``place``, ``longitude`` and ``latitude`` (degrees); any
        unique index. The first that a row fills in, in the order postcode, point,
        place, is used; a row that fills in none is "unknown".

    Returns
    -------
    pandas.DataFrame
        Index of ``frame``; ``status``, ``precision``, ``longitude``, ``latitude`` and
        an area code for every layer, missing where there is no answer.

    Raises
    ------
    PointError
        If a point looks swapped or is out of range.
    ValueError
        If a longitude or latitude is not a number.
    """
    given = frame.reindex(columns=["postcode", "place"], fill_value="")
    text = given.fillna("").astype(str).apply(lambda column: column.str.strip())
    numbers = frame.reindex(columns=["longitude", "latitude"]).apply(pd.to_numeric)
    for longitude, latitude in numbers.dropna().itertuples(index=False):
        check_point(longitude, latitude)
    compact = text["postcode"].map(parse_postcode, na_action="ignore")
    has_postcode = compact.notna()
    has_point = ~has_postcode & numbers.notna().all(axis=1)
    rest = text.loc[~has_postcode & ~has_point]
    names = rest["place"].where(rest["place"] != "", rest["postcode"])
    parts = [
        _batch_postcodes(gazetteer, compact[has_postcode]),
        _batch_points(gazetteer, numbers[has_point]),
        _batch_places(gazetteer, names),
    ]
    found = pd.concat([p for p in parts if len(p)] or parts).reindex(frame.index)
    own, layers = found[BASE_LAYER], gazetteer.layers.values()
    return found.assign(**{x.id: own.map(x.of_authority) for x in layers})
