"""Whole files read back, each as any program would read it: rows of plain values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from copro_map.open_data.columns import Column

NUMBERS = {"integer": int, "year": int, "number": float}
BOOLEANS = {"true": True, "false": False}


def _typed(column: Column, text: str) -> Any:
    """A cell of CSV as its column says that it is meant."""
    if column.holds == "string":
        return text
    if column.holds == "list":
        return text.split(";") if text else []
    if column.holds == "boolean":
        return BOOLEANS.get(text)
    return NUMBERS.get(column.holds, str)(text) if text else None


def of_csv(file: Path, columns: Sequence[Column]) -> list[dict[str, Any]]:
    text = file.read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{one.name: _typed(one, row[one.name]) for one in columns} for row in rows]


def of_json(file: Path) -> list[dict[str, Any]]:
    return json.loads(file.read_text("utf-8"))["records"]


def of_geojson(file: Path, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Its rows; a point, if the columns have one, is in the geometry alone."""
    rows = []
    for feature in json.loads(file.read_text("utf-8"))["features"]:
        cells, where = feature["properties"], feature["geometry"]
        if "longitude" not in cells and "longitude" in {one.name for one in columns}:
            cells["longitude"], cells["latitude"] = (
                where["coordinates"] if where else (None, None)
            )
        rows.append({one.name: cells[one.name] for one in columns})
    return rows


def of_parquet(file: Path) -> list[dict[str, Any]]:
    return [
        {x: y.isoformat() if isinstance(y, date) else y for x, y in row.items()}
        for row in pq.read_table(file).to_pylist()
    ]


def _of_cell(column: Column, cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if column.holds == "list":
        return cell.split(";") if cell else []
    if cell == "":
        return "" if column.holds == "string" else None
    if column.holds in ("string", "boolean"):
        return cell
    return NUMBERS[column.holds](cell)


def of_xlsx(file: Path, columns: Sequence[Column]) -> list[dict[str, Any]]:
    book = CalamineWorkbook.from_path(str(file))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert head[: len(columns)] == [one.name for one in columns]
    return [
        {one.name: _of_cell(one, cell) for one, cell in zip(columns, row, strict=False)}
        for row in rows
    ]


def read(file: Path, written: str, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The rows of a file of any format, alike."""
    if written == "json":
        return of_json(file)
    if written == "parquet":
        return of_parquet(file)
    readers = {"csv": of_csv, "geojson": of_geojson, "xlsx": of_xlsx}
    return readers[written](file, columns)
