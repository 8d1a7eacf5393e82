"""Postcode districts: where those are shown who are not to be found more exactly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from copro_map.base.config import Settings, once
from copro_map.geography.assign import to_points
from copro_map.geography.gazetteer import load_gazetteer

# Points of postcodes, of about fifteen homes each: what has fewer is not told apart.
# All of SA99 is one house.
LEAST_POINTS = 10
# A place is in the district of most of so many postcodes about its middle: a single
# one, the nearest, may be across the river.
ABOUT = 25


@dataclass(frozen=True)
class District:
    """A postcode district (SY23): degrees (EPSG:4326), the middle of its postcodes.

    ``authorities`` are those in which its postcodes have ten points or more, with how
    many, most first; there are none if it has fewer in all.
    """

    name: str
    longitude: float
    latitude: float
    authorities: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Districts:
    """The districts of Welsh postcodes, and which one a point is in."""

    by_name: dict[str, District]
    names: np.ndarray
    easting_m: np.ndarray
    northing_m: np.ndarray

    def at(self, longitude: float, latitude: float) -> District:
        """Return the district of most of the postcodes about a point, in degrees."""
        point = to_points([longitude], [latitude])
        x, y = float(point.x.iloc[0]), float(point.y.iloc[0])
        away = np.hypot(self.easting_m - x, self.northing_m - y)
        near = self.names[np.argpartition(away, ABOUT)[:ABOUT]]
        found, times = np.unique(near, return_counts=True)
        return self.by_name[str(found[times.argmax()])]


@once
def load_districts(settings: Settings) -> Districts:
    """Return the districts of an installation; worked out once a process."""
    gazetteer = load_gazetteer(settings)
    everything = gazetteer.postcodes
    welsh = everything[everything["authority"].astype(str).str.startswith("W")]
    outward = welsh.index.str[:-3]
    columns = [welsh["authority"].astype(str), welsh["easting_m"], welsh["northing_m"]]
    points = set(zip(outward, *columns, strict=True))
    counts = Counter((name, authority) for name, authority, *_ in points)
    parts: dict[str, list[tuple[str, int]]] = {}
    # In one order wherever this runs: where two have as many, by their codes.
    for (name, authority), count in sorted(counts.items(), key=lambda x: (-x[1], x[0])):
        if count >= LEAST_POINTS:
            parts.setdefault(name, []).append((authority, count))
    middles = {
        one.name.en: one
        for same in gazetteer.names.values()
        for one in same
        if one.precision == "district"
    }
    return Districts(
        {
            name: District(
                name, one.longitude, one.latitude, tuple(parts.get(name, ()))
            )
            for name, one in middles.items()
        },
        outward.to_numpy(),
        welsh["easting_m"].to_numpy(),
        welsh["northing_m"].to_numpy(),
    )


@dataclass(frozen=True)
class Coarse:
    """Where a person is shown: degrees (EPSG:4326), "district" or "area", and in what.

    ``district`` is the name of the district, empty where the authority alone is shown.
    """

    longitude: float
    latitude: float
    precision: str
    authority: str
    district: str = ""


def coarsely(settings: Settings, district: District | None, authority: str) -> Coarse:
    """Return where a person of a district is shown, no more exactly than by it.

    Its authority is that of the person, if enough of the district lies there not to be
    told apart (``District.authorities``); else that of most of it. Of no district, or
    one that is too small for that, it is the middle of the authority.
    """
    held = dict(district.authorities) if district else {}
    if district and held:
        within = authority if authority in held else next(iter(held))
        at = district.longitude, district.latitude
        return Coarse(*at, "district", within, district.name)
    middles = load_gazetteer(settings).middles
    x, y = float(middles.x.loc[authority]), float(middles.y.loc[authority])
    return Coarse(round(x, 5), round(y, 5), "area", authority)
