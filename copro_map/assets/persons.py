"""Entries that are persons: never kept at their true point, whoever says where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from copro_map.assets.rules.records import Asset, Location
from copro_map.base.names import fold
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import Gazetteer
from copro_map.people.rules.consents import PERSON

# How exactly the place of a person may be known.
COARSE = ("district", "place", "area")


def at_their_district(
    gazetteer: Gazetteer, assets: Iterable[Asset], types: Mapping[str, str]
) -> Iterator[Asset]:
    """Yield entries; a person with a point is in the middle of its postcode district.

    ``types`` are the types of practitioners that are known, by the id of the entry, for
    entries that do not give it. Where a person's place is known no better than that
    already it stays. Longitude and latitude are EPSG:4326.
    """
    for asset in assets:
        told = asset.given.get("practitioner_type", types.get(asset.id, ""))
        here = asset.location
        if told != PERSON or here is None or here.precision in COARSE:
            yield asset
        else:
            yield replace(asset, location=_district(gazetteer, here))


def _district(gazetteer: Gazetteer, here: Location) -> Location:
    """Return the middle of the district of the postcode that is nearest."""
    points = to_points([here.longitude], [here.latitude])
    x, y = float(points.x.iloc[0]), float(points.y.iloc[0])
    known = gazetteer.postcodes
    welsh = known[known["authority"].astype(str).str.startswith("W")]
    away = (welsh["easting_m"] - x) ** 2 + (welsh["northing_m"] - y) ** 2
    outward = str(away.idxmin())[:-3]
    found = next(
        one for one in gazetteer.names[fold(outward)] if one.precision == "district"
    )
    return Location(found.longitude, found.latitude, "district")
