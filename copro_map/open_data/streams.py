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


def _rows(columns: Sequence[Column], table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*columns_of(table[[one.name for one in columns]]), strict=True)


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
        rows = ((*row, *own.values()) for row in _rows(columns, table))
        csv.writer(text).writerows([_cell(x) for x in row] for row in rows)
        yield text.getvalue().encode()


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _document(
    about: Mapping[str, Any], name: str, parts: Iterable[Iterable[object]]
) -> Iterator[bytes]:
    """Yield a JSON object: what it is about, and one list that is made in parts."""
    yield f"{_json(about)[:-1]}, {_json(name)}: [".encode()
    sign = "\n"
    for part in parts:
        if told := ",\n".join(map(_json, part)):
            yield f"{sign}{told}".encode()
            sign = ",\n"
    yield b"\n]}\n"


def json_parts(
    columns: Sequence[Column], tables: Tables, about: Mapping[str, Any]
) -> Iterator[bytes]:
    """Yield a JSON object: what the file is about, then its rows as ``records``."""
    names = [one.name for one in columns]
    parts = (
        (dict(zip(names, row, strict=True)) for row in _rows(columns, table))
        for table in tables
    )
    return _document(about, "records", parts)


def _at_point(cells: dict[str, Any]) -> Geometry | None:
    """Return where a row is, taken out of its cells; None if that is not known."""
    point = [cells.pop(name) for name in POINT]
    return None if None in point else {"type": "Point", "coordinates": point}


def geojson_parts(
    columns: Sequence[Column],
    tables: Tables,
    about: Mapping[str, Any],
    geometry: Callable[[dict[str, Any]], Geometry | None] = _at_point,
) -> Iterator[bytes]:
    """Yield a GeoJSON FeatureCollection (RFC 7946), a feature a row.

    Of points, whose longitude and latitude are then no properties; or of what
    ``geometry`` returns for the cells of a row. A row without a location has the
    geometry null. ``about`` is what the collection says of itself.
    """
    names = [one.name for one in columns]

    def feature(row: tuple[Any, ...]) -> dict[str, Any]:
        cells = dict(zip(names, row, strict=True))
        where = geometry(cells)
        return {"type": "Feature", "geometry": where, "properties": cells}

    parts = (map(feature, _rows(columns, table)) for table in tables)
    return _document({"type": "FeatureCollection", **about}, "features", parts)


WRITERS: dict[str, Writer] = {
    "csv": csv_parts,
    "geojson": geojson_parts,
    "json": json_parts,
}
