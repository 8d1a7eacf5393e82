"""What the command line prints: tables for people, one JSON document for programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from copro_map.base.config import load_settings
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, t
from copro_map.files.headings import knows, map_columns
from copro_map.files.reading import read_table
from copro_map.files.terminal import out, say
from copro_map.files.told import NOTHING, Told, Wanted, heading_key
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.geography.batch import locate_many
from copro_map.geography.gazetteer import Gazetteer, area_labels, load_gazetteer
from copro_map.geography.locate import Located


def located_as_json(found: Located) -> dict[str, Any]:
    """Return an answer in the shape that ``locate --json`` promises."""
    return {
        "status": found.status,
        "longitude": found.longitude,
        "latitude": found.latitude,
        "precision": found.precision,
        "areas": found.areas,
        "candidates": [
            {
                "name_en": c.name.en,
                "name_cy": c.name.cy,
                "longitude": c.longitude,
                "latitude": c.latitude,
                "local_authority": c.authority,
            }
            for c in found.candidates
        ],
    }


STATUS_WORDS = {
    "outside_wales": N_("Outside Wales."),
    "unknown": N_("Not known. Check the spelling, or try a postcode or a town nearby."),
    "ambiguous": N_("Which of these? Add the authority after a comma."),
}


def print_located(found: Located) -> None:
    """Print where something is, or what to choose from."""
    layers = load_layers(load_settings().boundaries_dir, load_settings().data_dir)
    if found.status == "found":
        out.print(f"{found.longitude}, {found.latitude} ({found.precision})")
        for layer_id, code in found.areas.items():
            if code:
                layer = layers[layer_id]
                name = layer.area_label(code).text()
                out.print(f"{layer.label.text()}: {name} {code}")
        return
    out.print(t(STATUS_WORDS[found.status]))
    for candidate in found.candidates:
        code = candidate.authority
        area = layers[BASE_LAYER].area_label(code).text() if code else ""
        out.print(f"  {candidate.name.text()}, {area}".rstrip(", "))


# What a row is located by, and what people call it.
WANTED = (
    Wanted("postcode", ("post code", "cod post", "côd post")),
    Wanted("place", ("town", "village", "location", "lle", "tref", "pentref")),
    Wanted("longitude", ("lon", "lng", "long", "hydred")),
    Wanted("latitude", ("lat", "lledred")),
)


def _read(source: Path, told: Told) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a file of places as it is, and what its rows are located by: texts."""
    known = {*knows(WANTED), *map(heading_key, told.columns)}
    table = read_table(source, lambda x: heading_key(x) in known, sheet=told.sheet)
    told = replace(told, rest=True)
    columns = map_columns(table.header, table.rows, WANTED, told, row=table.header_row)
    wrong = [*columns.faults, *table.faults]
    if not columns.mapping and not wrong:
        raise ImportFileError(
            N_(
                "{file}: a column postcode, place, or longitude and latitude is needed."
            ),
            file=source.name,
        )
    if wrong:
        raise ImportFileError(
            N_("{file}, line {line}, {column}: {reason}"),
            file=source.name,
            line=wrong[0].row,
            column=wrong[0].column or "-",
            reason=wrong[0].reason(),
        )
    for note in table.notes:
        say.print(note.reason())
    names = [one.heading for one in columns.columns]
    frame = pd.DataFrame([cells for _, cells in table.rows], columns=names, dtype=str)
    return frame, frame[list(columns.mapping)].rename(columns=columns.mapping)


def _named(found: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return answers with the names of areas beside their codes, as far as known."""
    names = {code: x.text() for code, x in area_labels(gazetteer.layers).items()}
    columns = {}
    for name in found.columns:
        columns[name] = found[name]
        if name in gazetteer.layers:
            columns[f"{name}_name"] = found[name].map(names)
    return pd.DataFrame(columns)


def locate_file(source: Path, target: Path, told: Told = NOTHING) -> None:
    """Locate every row of a file; write it as CSV with the answers added.

    Raises
    ------
    ImportFileError
        If the file cannot be read or has no column to locate by.
    """
    frame, places = _read(source, told)
    gazetteer = load_gazetteer(load_settings())
    try:
        found = locate_many(gazetteer, places)
    except ValueError as error:
        raise ImportFileError(
            N_("{file}: longitude and latitude must be numbers in degrees ({reason})."),
            file=source.name,
            reason=error,
        ) from error
    added = _named(found.drop(columns=["longitude", "latitude"]), gazetteer)
    kept = frame.drop(columns=added.columns.intersection(frame.columns))
    try:
        kept.join(added).to_csv(target, index=False, lineterminator="\n")
    except OSError as error:
        raise ImportFileError(
            N_("{file}: the file cannot be written ({reason}). Check its folder."),
            file=target,
            reason=error.strerror or error,
        ) from error
    for status, count in found["status"].value_counts().items():
        say.print(f"{status}: {count}")
