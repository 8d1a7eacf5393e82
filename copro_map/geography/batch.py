"""Where are they all? Thousands of postcodes, points and names in one go."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copro_map.geography.areas import BASE_LAYER, DEGREES
from copro_map.geography.assign import assign_authorities, check_point, to_points
from copro_map.geography.gazetteer import Gazetteer, parse_postcode
from copro_map.geography.locate import locate, locate_postcode, postcode_points


def _batch_postcodes(gazetteer: Gazetteer, postcodes: pd.Series[str]) -> pd.DataFrame:
    """Return the official answers for many postcodes at once, index as given."""
    rows = gazetteer.postcodes.reindex(postcodes.to_numpy()).set_index(postcodes.index)
    authority = rows["authority"].astype("str")
    welsh = authority.str.startswith("W", na=False)
    points = postcode_points(rows.fillna({"easting_m": 0, "northing_m": 0}))
    degrees = points.to_crs(DEGREES)
    status = [
        "found" if is_welsh else locate_postcode(gazetteer, postcode).status
        for is_welsh, postcode in zip(welsh, postcodes, strict=True)
    ]
    return pd.DataFrame(
        {
            "status": status,
            "precision": pd.Series("postcode", index=rows.index).where(welsh),
            "longitude": degrees.x.round(6).where(welsh),
            "latitude": degrees.y.round(6).where(welsh),
            BASE_LAYER: authority.where(welsh),
        }
    )


def _batch_points(gazetteer: Gazetteer, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the authority of many points at once, by one spatial join."""
    points = to_points(frame["longitude"], frame["latitude"])
    authority = assign_authorities(points, gazetteer.polygons, gazetteer.england)
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


def _batch_places(gazetteer: Gazetteer, names: Iterable[str]) -> pd.DataFrame:
    answers = [locate(gazetteer, name) for name in names]
    return pd.DataFrame(
        {
            "status": [a.status for a in answers],
            "precision": [a.precision for a in answers],
            "longitude": [a.longitude for a in answers],
            "latitude": [a.latitude for a in answers],
            BASE_LAYER: [a.authority for a in answers],
        }
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
    text = pd.DataFrame("", index=frame.index, columns=["postcode", "place"])
    for column in text.columns.intersection(frame.columns):
        text[column] = frame[column].fillna("").astype(str).str.strip()
    numbers = frame.reindex(columns=["longitude", "latitude"]).apply(pd.to_numeric)
    for longitude, latitude in numbers.dropna().itertuples(index=False):
        check_point(longitude, latitude)
    compact = text["postcode"].map(parse_postcode, na_action="ignore")
    has_postcode = compact.notna()
    has_point = ~has_postcode & numbers.notna().all(axis=1)
    rest = text.loc[~has_postcode & ~has_point]
    parts = [
        _batch_places(
            gazetteer, rest["place"].where(rest["place"] != "", rest["postcode"])
        ).set_axis(rest.index)
    ]
    if has_postcode.any():
        parts.append(_batch_postcodes(gazetteer, compact[has_postcode]))
    if has_point.any():
        parts.append(_batch_points(gazetteer, numbers[has_point]))
    found = pd.concat([p for p in parts if len(p)] or parts).reindex(frame.index)
    for layer in gazetteer.layers.values():
        found[layer.id] = found[BASE_LAYER].map(layer.of_authority)
    return found
