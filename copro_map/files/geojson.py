"""GeoJSON and uMap files as cells of text: one row a feature.

The file is read by a process of its own, ``files.features``; what is left to do here is
to find a point in each shape that is none.
"""

from __future__ import annotations

from io import FileIO
from pathlib import Path

import shapely

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.files.layout import named
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault
from copro_map.files.workbook import ask

READER = Path(__file__).with_name("features.py")
LARGEST_LONGITUDE, LARGEST_LATITUDE = 180, 90
SAYS = {
    "no JSON": N_(
        "{file}: this begins as JSON does, but cannot be read ({reason}). Export it "
        "again as GeoJSON or CSV, in UTF-8."
    ),
    "no features": N_(
        "{file}: this is JSON, but no GeoJSON: it holds no list of features. Export it "
        "as GeoJSON or CSV, and import that."
    ),
    "projected": N_(
        "{file}: the coordinates are not degrees but those of {reason}. Export it "
        "again in WGS 84 (EPSG:4326), and import that."
    ),
}
INSIDE = N_(
    "These features are lines or areas. Each is taken as one point on it: {features}."
)
BAD_SHAPE = N_(
    "The shape of this feature cannot be read. Draw it anew, or leave it out."
)
NO_DEGREES = N_(
    "These coordinates are no degrees of longitude and latitude: {value}. Export the "
    "file again in WGS 84 (EPSG:4326)."
)


def _point_on(shape: str) -> tuple[str, str] | None:
    """Return longitude and latitude of a point on a shape; None if there is none."""
    try:
        point = shapely.point_on_surface(shapely.from_geojson(shape))
    except shapely.GEOSException:
        return None
    if point.is_empty:
        return None
    return str(float(point.x)), str(float(point.y))


def _is_degrees(longitude: str, latitude: str) -> bool:
    """Say whether two texts are degrees, or no numbers at all, which others judge.

    Examples
    --------
    >>> _is_degrees("-4.08", "52.41"), _is_degrees("272300", "319800")
    (True, False)
    >>> _is_degrees("", ""), _is_degrees("west", "")
    (True, True)
    """
    try:
        x, y = float(longitude), float(latitude)
    except ValueError:
        return True
    return abs(x) <= LARGEST_LONGITUDE and abs(y) <= LARGEST_LATITUDE


def read_features(name: str, file: FileIO) -> tuple[Cells, list[Fault], list[Fault]]:
    """Return the rows of an open file, notes, and faults, which are of rows left out.

    The header is row 0; the features are counted from 1. The last two columns are
    ``longitude`` and ``latitude`` in degrees, empty for a feature without a place; for
    any shape but a point they are those of a point on it. ``name`` is the file's, for
    messages.

    Raises
    ------
    ImportFileError
        If it is no GeoJSON, too large, or in coordinates that are no degrees.
    """
    found, _ = ask(name, file, READER, {}, SAYS)
    rows, inside = [], []
    faults: list[Fault] = []
    for line, (*cells, shape) in found:
        number = line - 1
        if shape:
            point = _point_on(shape)
            if point is None:
                faults.append(Fault(number, "", BAD_SHAPE))
                continue
            cells[-2:] = point
            inside.append(number)
        if not _is_degrees(*cells[-2:]):
            value = shown(", ".join(cells[-2:]))
            faults.append(Fault(number, "longitude", NO_DEGREES, {"value": value}))
            continue
        rows.append((number, cells))
    told = {"features": named(inside)}
    notes = [Fault(inside[0], "", INSIDE, {**told})] if inside else []
    return rows, notes, faults
