"""What the command line prints: tables for people, one JSON document for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from copro_map.base.config import load_settings
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_, t
from copro_map.files.gate import read_lines
from copro_map.files.rows import check_header
from copro_map.files.terminal import out, say
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.geography.batch import locate_many
from copro_map.geography.gazetteer import load_gazetteer
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


LOCATE_COLUMNS = {"postcode", "place", "longitude", "latitude"}


def _read(source: Path) -> pd.DataFrame:
    """Return a file of places, whatever its other columns are: texts."""
    lines = read_lines(source)
    header = [name.strip() for name in lines[0][1]] if lines else []
    check_header(source, header, (), header)
    if not LOCATE_COLUMNS & set(header):
        raise ImportFileError(
            N_(
                "{file}: a column postcode, place, or longitude and latitude is needed."
            ),
            file=source.name,
        )
    rows, width = [], len(header)
    for number, cells in lines[1:]:
        if len(cells) > width:
            raise ImportFileError(
                N_(
                    "{file}, line {line}: {found} cells instead of {expected}: look "
                    "for a stray comma."
                ),
                file=source.name,
                line=number,
                found=len(cells),
                expected=width,
            )
        if cells:
            rows.append([*cells, *[""] * (width - len(cells))])
    return pd.DataFrame(rows, columns=header)


def locate_file(source: Path, target: Path) -> None:
    """Locate every row of a CSV file; write it with the answers added.

    Raises
    ------
    ImportFileError
        If the file cannot be read or has no column to locate by.
    """
    frame = _read(source)
    try:
        found = locate_many(load_gazetteer(load_settings()), frame)
    except ValueError as error:
        raise ImportFileError(
            N_("{file}: longitude and latitude must be numbers in degrees ({reason})."),
            file=source.name,
            reason=error,
        ) from error
    added = found.drop(columns=["longitude", "latitude"])
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
