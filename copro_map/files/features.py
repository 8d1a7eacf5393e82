"""The features of a GeoJSON or uMap file as text: a program that may come to grief.

``files.geojson`` starts it for each file, as ``files.apart`` says. Its rows are a
header, then one a feature: its properties, longitude and latitude of a point, and any
other shape as GeoJSON. It loads the standard library alone.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from copro_map.files.apart import Refused, run

PLACE = ("longitude", "latitude")
LAYER = "layer"
UNREADABLE_SHAPE = "?"
SHAPES = {"LineString": 2, "MultiPoint": 2, "Polygon": 3}
SHAPES |= {"Point": 1, "MultiLineString": 3, "MultiPolygon": 4}
DEGREES = re.compile(r"CRS:?84h?$|\b(?:4326|4258|4979|4937)$", re.IGNORECASE)
# A layer of uMap, the text of its name in newer and older files.
OPTIONS = ("_umap_options", "_storage_options")
# A feature, and the layer that it is of.
Found = Iterator[tuple[str, dict[str, Any]]]


def _no_number(sign: str) -> NoReturn:
    raise ValueError(sign)


def documents(data: bytes) -> list[Any]:
    """Return the documents of a file: one, or one a line."""
    text = data.decode(json.detect_encoding(data))
    try:
        return [json.loads(text, parse_constant=_no_number)]
    except json.JSONDecodeError as error:
        lines = (line.lstrip("\x1e ") for line in text.splitlines())
        filled = [line for line in lines if line.strip()]
        if len(filled) < 2 or not filled[0].rstrip().endswith("}"):
            raise
        try:
            return [json.loads(line, parse_constant=_no_number) for line in filled]
        except json.JSONDecodeError:
            raise error from None


def _check_system(document: dict[str, Any]) -> None:
    """Refuse coordinates of a system that is not of degrees."""
    system = document.get("crs")
    named = system.get("properties") if isinstance(system, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if isinstance(name, str) and not DEGREES.search(name):
        raise Refused("projected", reason=name)


def _layer_of(document: dict[str, Any]) -> str:
    """Return the name of a layer of uMap; "" if it has none."""
    for key in OPTIONS:
        options = document.get(key)
        if isinstance(options, dict) and isinstance(options.get("name"), str):
            return str(options["name"])
    return ""


def features(document: Any, layer: str = "") -> Found:
    """Yield the features of a document, wherever in it they are, with their layers."""
    if isinstance(document, list):
        for one in document:
            yield from features(one, layer)
        return
    kind = document.get("type") if isinstance(document, dict) else None
    inside = {"FeatureCollection": "features", "umap": "layers"}.get(str(kind))
    if kind == "Feature":
        _check_system(document)
        yield layer, document
    elif inside:
        _check_system(document)
        own = document.get(inside)
        if not isinstance(own, list):
            raise Refused("no features")
        yield from features(own, _layer_of(document) or layer)
    else:
        raise Refused("no features")


def text_of(value: Any) -> str:
    """Return a property as text; lists of words as ours, what is nested as JSON.

    Examples
    --------
    >>> text_of(None), text_of(True), text_of(3.0), text_of(" a "), text_of(["a", 1])
    ('', 'TRUE', '3', 'a', 'a; 1')
    >>> text_of({"a": ["ŵ"]})
    '{"a": ["ŵ"]}'
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list) and not any(isinstance(x, list | dict) for x in value):
        return "; ".join(filter(None, map(text_of, value)))
    return json.dumps(value, ensure_ascii=False)


def _is_number(value: Any) -> bool:
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return is_one and math.isfinite(value)


def _is_well_formed(coordinates: Any, depth: int) -> bool:
    """Say whether coordinates are lists in lists so deep, of two numbers or more."""
    if not isinstance(coordinates, list):
        return False
    if depth == 1:
        return len(coordinates) > 1 and all(map(_is_number, coordinates))
    return all(_is_well_formed(one, depth - 1) for one in coordinates)


def _is_shape(geometry: Any) -> bool:
    """Say whether something is a geometry of GeoJSON."""
    if not isinstance(geometry, dict):
        return False
    if geometry.get("type") == "GeometryCollection":
        parts = geometry.get("geometries")
        return isinstance(parts, list) and all(map(_is_shape, parts))
    depth = SHAPES.get(str(geometry.get("type")))
    return bool(depth) and _is_well_formed(geometry.get("coordinates"), depth or 0)


def place_of(geometry: Any) -> tuple[str, str, str]:
    """Return longitude and latitude of a point as text, and any other shape as JSON.

    Examples
    --------
    >>> place_of({"type": "Point", "coordinates": [-4.08, 52, 10]})
    ('-4.08', '52', '')
    >>> place_of(None), place_of({"type": "Point", "coordinates": []})
    (('', '', ''), ('', '', ''))
    >>> place_of({"type": "GeometryCollection", "geometries": []})
    ('', '', '')
    >>> place_of({"type": "Point", "coordinates": [1, "b"]})
    ('', '', '?')
    """
    inside = [*geometry.values()] if isinstance(geometry, dict) else []
    if geometry is None or [] in inside or None in inside:
        return "", "", ""
    if not _is_shape(geometry):
        return "", "", UNREADABLE_SHAPE
    if geometry["type"] == "Point":
        longitude, latitude = map(text_of, geometry["coordinates"][:2])
        return longitude, latitude, ""
    return "", "", json.dumps(geometry)


def properties_of(feature: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of a feature, and its id if none has that name.

    How uMap draws it is none of them; "@id" is OpenStreetMap's name of the same id.
    """
    own = feature.get("properties")
    if not isinstance(own, dict):
        own = {}
    own = {name: value for name, value in own.items() if name not in OPTIONS}
    is_told = feature.get("id") is None or "@id" in own
    return own if is_told else {"id": feature["id"], **own}


def rows_of(found: list[tuple[str, dict[str, Any]]]) -> Iterator[list[str]]:
    """Yield the header, then the cells of each feature, as the module says.

    A layer stands in a column of that name, longitude and latitude in theirs, unless
    the feature has none and says it in properties.
    """
    names: dict[str, None] = {}
    for _, feature in found:
        names |= dict.fromkeys(properties_of(feature))
    if any(layer for layer, _ in found):
        names[LAYER] = None
    own = [name for name in names if name not in PLACE]
    yield [*own, *PLACE, ""]
    for layer, feature in found:
        said = properties_of(feature)
        longitude, latitude, shape = place_of(feature.get("geometry"))
        if not (longitude or shape):
            longitude, latitude = (text_of(said.get(name)) for name in PLACE)
        if layer and not said.get(LAYER):
            said = said | {LAYER: layer}
        yield [*(text_of(said.get(name)) for name in own), longitude, latitude, shape]


def checked(rows: Iterator[list[str]], limits: dict[str, int]) -> Iterator[list[str]]:
    """Yield rows, as many as a file may have."""
    said = cells = 0
    for number, row in enumerate(rows):
        said += sum(map(len, row))
        cells += len(row) - 1
        if number >= limits["rows"] or len(row) > limits["columns"] + 1:
            raise Refused("large")
        if said > limits["text"] or cells > limits["cells"]:
            raise Refused("large")
        yield row


def answer(data: bytes, wanted: dict[str, Any]) -> Iterator[list[str] | dict[str, Any]]:
    """Yield what is read; at last what is wrong, if something is."""
    try:
        yield from checked(rows_of(list(features(documents(data)))), wanted)
    except Refused as refused:
        yield refused.answer
    except MemoryError:
        yield {"wrong": "large"}
    except json.JSONDecodeError as error:
        yield {"wrong": "no JSON", "reason": f"{error.lineno}:{error.colno}"}
    except (ValueError, RecursionError) as error:
        yield {"wrong": "no JSON", "reason": str(error)[:200]}


if __name__ == "__main__":
    run(answer)
