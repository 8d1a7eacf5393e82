"""What a record of each data set is in JSON and in GeoJSON, as JSON Schema says it."""

from __future__ import annotations

from typing import Any

from copro_map.base.i18n import t
from copro_map.open_data.columns import Column, Dataset
from copro_map.open_data.package import MEDIA

Schema = dict[str, Any]
TYPES: dict[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "year": {"type": "integer"},
    "list": {"type": "array", "items": {"type": "string"}},
}


def cell(column: Column) -> Schema:
    """Return what a cell may be; a text that is not known is empty, all else null."""
    told = {**TYPES[column.holds], "description": column.label.text()}
    if column.words and column.holds == "list":
        told["items"] = {"type": "string", "enum": list(column.words)}
    elif column.words:
        told["enum"] = [*column.words, *(() if column.required else ("",))]
    if column.holds not in ("string", "list") and not column.required:
        told["type"] = [told["type"], "null"]
    return told


def record(data_set: Dataset) -> Schema:
    """Return what a record is, as JSON has it: every column, whatever is known."""
    return {
        "type": "object",
        "description": data_set.about.text(),
        "required": [one.name for one in data_set.columns],
        "properties": {one.name: cell(one) for one in data_set.columns},
    }


def _list_of(name: str, items: Schema, **more: Schema) -> Schema:
    listed = {"type": "array", "items": items}
    return {
        "type": "object",
        "required": [*more, name],
        "properties": {**more, name: listed},
    }


def content(name: str, media: str) -> dict[str, Any]:
    """Return what a file of a data set holds, where JSON Schema can say it."""
    own = {"$ref": f"#/components/schemas/{name}"}
    if media == MEDIA["json"]:
        return {"schema": _list_of("records", own)}
    if media == MEDIA["geojson"]:
        feature = {
            "type": "object",
            "required": ["type", "geometry", "properties"],
            "properties": {
                "type": {"const": "Feature"},
                "geometry": {"type": ["object", "null"]},
                "properties": {"type": "object"},
            },
            "description": t("Properties are those of a record, but its point."),
        }
        kind = {"const": "FeatureCollection"}
        return {"schema": _list_of("features", feature, type=kind)}
    return {}
