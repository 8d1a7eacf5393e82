"""Tables as files of text, a part at a time: no file is ever whole in memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from copro_map.files.marking import DEMONSTRATION
from copro_map.files.tables import columns_of, plain_cell
from copro_map.open_data.columns import Column, Geometry

BYTE_ORDER_MARK = "\ufeff"
POINT = ("longitude", "latitude")
LIST_SIGN = ";"  # between the words of a list, where a format has no lists
Tables = Iterable[pd.DataFrame]
Writer = Callable[[Sequence[Column], Tables, Mapping[str, Any]], Iterator[bytes]]


def _cell(value: object) -> object:
    """Return a cell of a CSV file: a list as one text, a truth as JSON has it."""
    if isinstance(value, list | tuple):
        return plain_cell(LIST_SIGN.join(map(str, value)))
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_cell(value)


def _each(write: Callable[[Any], Any], cells: Sequence[Any]) -> list[Any]:
    """Return what is written of cells, of each value once: many have the same."""
    written = {value: write(value) for value in set(cells)}
    return [written[value] for value in cells]


def _cells(columns: Sequence[Column], table: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns as plain values; what is an object in the table is one."""
    return {
        one.name: list(
            table[one.name].tolist()
            if table[one.name].dtype == object
            else columns_of(table[[one.name]])[0]
        )
        for one in columns
    }


def csv_parts(
    columns: Sequence[Column],
    tables: Tables,
    about: Mapping[str, Any],
) -> Iterator[bytes]:
    """Yield a CSV file, as ``files.marking.table_file`` writes one.

    A list is one text, its words joined by ";". What it is about has no place in it;
    but a demonstration says so in every row.
    """
    own = {DEMONSTRATION: about[DEMONSTRATION]} if DEMONSTRATION in about else {}
    names = [*(one.name for one in columns), *own]
    yield f"{BYTE_ORDER_MARK}{','.join(names)}\r\n".encode()
    for table in tables:
        text = io.StringIO(newline="")
        cells = [_each(_cell, column) for column in _cells(columns, table).values()]
        told = [[sentence] * len(table) for sentence in own.values()]
        csv.writer(text).writerows(zip(*cells, *told, strict=True))
        yield text.getvalue().encode()


_json = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
).encode


def _objects(cells: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Yield each row as an object of JSON."""
    heads = ",".join(f"{_json(name)}:%s" for name in cells)
    written = [_each(_json, column) for column in cells.values()]
    return (f"{{{heads}}}" % row for row in zip(*written, strict=True))


def _document(
    about: Mapping[str, Any], name: str, parts: Iterable[Iterable[str]]
) -> Iterator[bytes]:
    """Yield a JSON object: what it is about, and one list that is made in parts."""
    yield f"{_json(about)[:-1]},{_json(name)}:[".encode()
    sign = "\n"
    for part in parts:
        if told := ",\n".join(part):
            yield f"{sign}{told}".encode()
            sign = ",\n"
    yield b"\n]}\n"


def json_parts(
    columns: Sequence[Column], tables: Tables, about: Mapping[str, Any]
) -> Iterator[bytes]:
    """Yield a JSON object: what the file is about, then its rows as ``records``."""
    parts = (_objects(_cells(columns, table)) for table in tables)
    return _document(about, "records", parts)


def at_points(cells: dict[str, list[Any]]) -> list[Geometry | None]:
    """Return where rows are, taken out of their cells; None if that is not known."""
    points = zip(*(cells.pop(name) for name in POINT), strict=True)
    return [
        None if None in point else {"type": "Point", "coordinates": point}
        for point in points
    ]


def geojson_parts(
    columns: Sequence[Column],
    tables: Tables,
    about: Mapping[str, Any],
    places: Callable[[dict[str, list[Any]]], list[Geometry | None]] = at_points,
) -> Iterator[bytes]:
    """Yield a GeoJSON FeatureCollection (RFC 7946), a feature a row.

    Of points, whose longitude and latitude are then no properties; or of what
    ``places`` returns for the cells of rows, a list a column. A row without a location
    has the geometry null. ``about`` is what the collection says of itself.
    """

    def features(table: pd.DataFrame) -> Iterator[str]:
        cells = _cells(columns, table)
        where = map(_json, places(cells))
        for geometry, properties in zip(where, _objects(cells), strict=True):
            yield (
                f'{{"type":"Feature","geometry":{geometry},"properties":{properties}}}'
            )

    parts = (features(table) for table in tables)
    return _document({"type": "FeatureCollection", **about}, "features", parts)


WRITERS: dict[str, Writer] = {
    "csv": csv_parts,
    "geojson": geojson_parts,
    "json": json_parts,
}
