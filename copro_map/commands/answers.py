"""What the command line prints: tables for people, one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from copro_map.assets.rules.query import Query
from copro_map.assets.search import (
    Answer,
    all_assets,
    query_choices,
    search,
    split_known_place,
    why_in_words,
)
from copro_map.base.config import Settings, load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import CoproMapError, ImportFileError
from copro_map.base.i18n import N_, t
from copro_map.base.programme import FIRST_DAY, LAST_DAY
from copro_map.base.store.programme import demonstration_note
from copro_map.files.marking import marked
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.batch import locate_many
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import Located

say = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
out = Console(highlight=False, markup=False, soft_wrap=True)


def print_json(answer: Any, records: Settings | None = None) -> None:
    """Print one JSON document on standard output, and nothing else.

    ``records``: whose records it tells of, so that a demonstration says so.
    """
    told = marked(records, answer) if records else answer
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


class DayError(CoproMapError):
    """A day that is not written as the calendar writes it."""


def read_day(text: str) -> date:
    """Return a day from ISO text; today if it is empty.

    Raises
    ------
    DayError
        If it is no date.
    """
    if not text:
        return date.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayError(
            N_("{text}: not a date. Write it like this: 2027-03-31."), text=text
        )
    return day


class ExportFileError(CoproMapError):
    """The file that an export should go to cannot be written, or is not named."""


def write_file(content: bytes, target: Path | None) -> None:
    """Write a file, or standard output if none is named.

    Raises
    ------
    ExportFileError
        If the file cannot be written.
    """
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        raise ExportFileError(
            N_("{file}: the file cannot be written ({reason}). Check its folder."),
            file=target,
            reason=error.strerror or error,
        ) from error


def print_note(settings: Settings) -> None:
    """Print that what follows is a demonstration, if it is."""
    if note := demonstration_note(settings):
        out.print(note)


def print_table(
    columns: list[str], rows: list[list[object]], records: Settings | None = None
) -> None:
    """Print rows under their column names; ``records`` as for ``print_json``."""
    if records:
        print_note(records)
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(table)


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
                out.print(
                    f"{layer.label.text()}: {layer.area_label(code).text()} {code}"
                )
        return
    out.print(t(STATUS_WORDS[found.status]))
    authorities = layers["local_authority"]
    for candidate in found.candidates:
        code = candidate.authority
        area = authorities.area_label(code).text() if code else ""
        out.print(f"  {candidate.name.text()}, {area}".rstrip(", "))


LOCATE_COLUMNS = {"postcode", "place", "longitude", "latitude"}


def locate_file(source: Path, target: Path) -> None:
    """Locate every row of a CSV file; write it with the answers added.

    Raises
    ------
    ImportFileError
        If the file cannot be read or has no column to locate by.
    """
    try:
        frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise ImportFileError(
            N_(
                "{file}: the file cannot be read ({reason}). Check its name and rights."
            ),
            file=source,
            reason=error,
        ) from error
    if not LOCATE_COLUMNS & set(frame.columns):
        raise ImportFileError(
            N_(
                "{file}: a column postcode, place, or longitude and latitude is needed."
            ),
            file=source.name,
        )
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


class QueryError(CoproMapError):
    """A search asks for a place, an area or a word that there is not."""


def find(
    settings: Settings,
    text: str,
    near: str,
    km: int,
    options: Mapping[str, Sequence[str] | None],
) -> Answer:
    """Return the answer to a search asked on the command line.

    Raises
    ------
    QueryError
        If it asks for an unknown word, or a place that is not found.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    known = query_choices(load_definitions(settings.data_dir), layers)
    for name, values in options.items():
        if strange := [v for v in values or () if v not in known[name]]:
            raise QueryError(
                N_("Unknown word: {value}. Use one of: {choices}."),
                value=strange[0],
                choices=", ".join(known[name]),
            )
    facets = {name: tuple(values or ()) for name, values in options.items()}
    if not near:
        text, near = split_known_place(settings, text)
    query = Query(text=text, near=near, km=km, **facets)  # type: ignore[arg-type]
    answer = search(settings, query, all_assets(settings))
    if answer.place and answer.place.status != "found":
        raise QueryError(
            N_(
                "{place}: not found ({status}). Give a postcode, or the authority "
                "after a comma."
            ),
            place=near,
            status=answer.place.status,
        )
    return answer


def hits_as_json(
    hits: pd.DataFrame, layers: Mapping[str, Layer]
) -> list[dict[str, Any]]:
    """Return the entries found in the shape that ``search --json`` promises."""
    rows: Iterable[Any] = hits.itertuples()
    return [
        {
            "id": hit.Index,
            "kind": hit.kind,
            "name": hit.name_en,
            "distance_km": None
            if pd.isna(hit.distance_km)
            else round(hit.distance_km, 1),
            "why": why_in_words(hit.why, layers),
        }
        for hit in rows
    ]
