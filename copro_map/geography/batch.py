"""Where are they? Thousands of rows at once, each by the surest thing that it says."""

from __future__ import annotations

import pandas as pd

from copro_map.geography.areas import BASE_LAYER, DEGREES
from copro_map.geography.assign import assign_authorities, check_point, to_points
from copro_map.geography.gazetteer import Gazetteer, parse_postcode, postcode_points
from copro_map.geography.locate import locate, locate_place, locate_postcode

ANSWER = ["status", "precision", "longitude", "latitude", BASE_LAYER]
FAR_M = 5_000  # a place this far from all postcodes of a district is not in it


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


def _batch_places(gazetteer: Gazetteer, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the answers for names; within an authority if the frame tells of it."""
    if "within" in frame:
        found = [
            locate_place(gazetteer, place, within or None)
            for place, within in frame[["place", "within"]].itertuples(index=False)
        ]
    else:
        found = [locate(gazetteer, place) for place in frame["place"]]
    return pd.DataFrame(
        [(x.status, x.precision, x.longitude, x.latitude, x.authority) for x in found],
        columns=ANSWER,
        index=frame.index,
    )


def in_its_district(gazetteer: Gazetteer, postcode: str, authority: str) -> bool:
    """Say whether an authority can be that of a postcode the directory does not know.

    It can if it holds another one of the same district, or nothing is known of that.
    """
    near = gazetteer.postcodes_like(postcode)["authority"]
    return near.empty or authority in set(near)


def is_far_off(
    gazetteer: Gazetteer, postcode: str, longitude: float, latitude: float
) -> bool:
    """Say whether a point (degrees) is too far off to be in a postcode's district."""
    near = gazetteer.postcodes_like(postcode)
    point = to_points([longitude], [latitude])
    away = (near["easting_m"] - point.x[0]) ** 2 + (
        near["northing_m"] - point.y[0]
    ) ** 2
    return not near.empty and bool(away.min() > FAR_M**2)


def _disagree(gazetteer: Gazetteer, postcode: str, found: pd.Series) -> bool:
    """Say whether what was found cannot be where an unknown postcode is."""
    if found["status"] != "found":
        return False
    if found["precision"] in ("point", "place"):
        return is_far_off(gazetteer, postcode, found["longitude"], found["latitude"])
    return not in_its_district(gazetteer, postcode, found[BASE_LAYER])


def locate_many(gazetteer: Gazetteer, frame: pd.DataFrame) -> pd.DataFrame:
    """Return where each row is: status, precision, point and one column a layer.

    Parameters
    ----------
    gazetteer
        The gazetteer of the installation.
    frame
        Any of ``postcode``, ``place``, ``longitude`` and ``latitude`` (degrees), and
        ``within``, the code of the authority in which the place is; any unique index.

    Returns
    -------
    pandas.DataFrame
        Index of ``frame``; ``status``, ``precision``, ``longitude``, ``latitude`` and
        an area code for every layer, missing where there is no answer. The surest thing
        that a row says is used, in the order postcode, point, place. One that is
        outside Wales ends the search; after a postcode that is not known the next is
        asked, but if that is more than 5 km from the postcode's own district, the row
        "disagrees" with itself and has no answer. A row that says nothing is "unknown".

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
    by_postcode = _batch_postcodes(gazetteer, compact[compact.notna()])
    unknown = by_postcode.index[by_postcode["status"] == "unknown"]
    open_rows = compact.isna() | compact.index.isin(unknown)
    has_point = open_rows & numbers.notna().all(axis=1)
    place = text["place"].where(
        (text["place"] != "") | compact.notna(), text["postcode"]
    )
    names = frame.reindex(columns=frame.columns.intersection(["within"]))
    names = names.assign(place=place)[open_rows & ~has_point & (place != "")]
    parts = [
        by_postcode,
        _batch_points(gazetteer, numbers[has_point]),
        _batch_places(gazetteer, names),
    ]
    found = pd.concat([p for p in parts if len(p)] or parts)
    found = found[~found.index.duplicated(keep="last")].reindex(frame.index)
    found["status"] = found["status"].fillna("unknown")
    for row in unknown:
        if _disagree(gazetteer, compact[row], found.loc[row]):
            found.loc[row, ANSWER] = ["disagrees", None, None, None, None]
    own, layers = found[BASE_LAYER], gazetteer.layers.values()
    return found.assign(**{x.id: own.map(x.of_authority) for x in layers})
