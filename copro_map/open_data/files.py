"""Every data set as a file of each format, written once while the records stay."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from copro_map import __version__
from copro_map.base.config import Settings, once
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import Label
from copro_map.base.store.connection import data_mark
from copro_map.base.today import current_day
from copro_map.files.marking import DEMONSTRATION
from copro_map.files.tables import columns_of
from copro_map.frame.heads import own_address
from copro_map.open_data.about import about, about_sheets
from copro_map.open_data.cache_folder import find_kept, keep_file
from copro_map.open_data.cache_folder import tidy as tidy_folder
from copro_map.open_data.columns import Column, Dataset, Geometry, empty
from copro_map.open_data.datasets import NAMES, datasets
from copro_map.open_data.streams import csv_parts, geojson_parts, json_parts
from copro_map.open_data.workbook import write_workbook

LOG = logging.getLogger("copro_map")
EVERY_S = 600
TRIES = 3  # to write a file while the records change
PACKED = ".gz"
LEVEL = 6
ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "year": pa.int64(),
    "list": pa.list_(pa.string()),
}


@once
def _made_of(settings: Settings) -> str:
    """Return a text for all that the files depend on beside the records."""
    told = [
        (one.name, one.title, one.missing, one.columns) for one in datasets(settings)
    ]
    return sha256(repr((__version__, told)).encode()).hexdigest()


def state_of(settings: Settings, day: date) -> str:
    """Return the name of the state of the records on a day; another has another."""
    parts = (_made_of(settings), data_mark(settings), day, own_address())
    return sha256(repr(parts).encode()).hexdigest()[:32]


def _marked(
    columns: Sequence[Column], tables: Iterable[pd.DataFrame], told: dict[str, Any]
) -> tuple[tuple[Column, ...], Iterator[pd.DataFrame]]:
    """Return a table with what a demonstration says, in every row, if it is one."""
    own = {DEMONSTRATION: told[DEMONSTRATION]} if DEMONSTRATION in told else {}
    beside = tuple(Column(name, "string", Label(x, x)) for name, x in own.items())
    return (*columns, *beside), (table.assign(**own) for table in tables)


def _write_parts(file: BinaryIO, parts: Iterable[bytes]) -> None:
    for part in parts:
        file.write(part)


def _arrays(columns: Sequence[Column], table: pd.DataFrame) -> list[pa.Array]:
    cells = dict(zip(table.columns, columns_of(table), strict=True))
    return [
        pa.array(
            [x and date.fromisoformat(str(x)) for x in cells[one.name]]
            if one.holds == "date"
            else cells[one.name],
            ARROW[one.holds],
        )
        for one in columns
    ]


def _write_parquet(
    file: BinaryIO, data_set: Dataset, tables: Iterable[pd.DataFrame], told: Any
) -> None:
    """Write Parquet with real types; what it says of itself is in its metadata."""
    columns, marked = _marked(data_set.columns, tables, told)
    # What pandas reads its own types by, such as whole numbers that may be missing.
    pandas = pa.Schema.from_pandas(empty(columns), preserve_index=False).metadata
    said = {
        name: text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
        for name, text in told.items()
    }
    fields = [pa.field(one.name, ARROW[one.holds], not one.required) for one in columns]
    schema = pa.schema(fields, {**pandas, **said})
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for table in marked:
            writer.write_table(pa.table(_arrays(columns, table), schema=schema))


def _write_geojson(
    file: BinaryIO,
    settings: Settings,
    data_set: Dataset,
    tables: Iterable[pd.DataFrame],
    told: Any,
) -> None:
    """Write GeoJSON: of points, of outlines, or of records without either."""
    if data_set.has_points:
        parts = geojson_parts(data_set.columns, tables, told)
    else:
        shapes = data_set.shapes(settings) if data_set.shapes else {}
        key = data_set.key[0]

        def outlines(cells: dict[str, list[Any]]) -> list[Geometry | None]:
            return [shapes.get(code) for code in cells[key]]

        parts = geojson_parts(data_set.columns, tables, told, outlines)
    _write_parts(file, parts)


def _rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*columns_of(table), strict=True)


@lru_cache(len(NAMES))
def _small(settings: Settings, data_set: Dataset, state: str) -> list[pd.DataFrame]:  # noqa: ARG001 - a key
    """Return a table that is made once for all formats."""
    return [*data_set.parts(settings)]


def tables_of(
    settings: Settings, data_set: Dataset, state: str
) -> Iterable[pd.DataFrame]:
    """Return the parts of a data set in a state of the records."""
    if data_set.is_large:
        return data_set.parts(settings)
    return _small(settings, data_set, state)


def write_file(
    file: BinaryIO, settings: Settings, data_set: Dataset, written: str, day: date
) -> None:
    """Write a data set as "csv", "geojson", "json", "parquet" or "xlsx".

    A large one is never whole in memory. Each says what it is, of which day, on which
    terms and what is missing: a CSV file in the data package alone.
    """
    told = about(settings, data_set, day)
    tables = tables_of(settings, data_set, state_of(settings, day))
    if written == "csv":
        _write_parts(file, csv_parts(data_set.columns, tables, told))
    elif written == "json":
        _write_parts(file, json_parts(data_set.columns, tables, told))
    elif written == "geojson":
        _write_geojson(file, settings, data_set, tables, told)
    elif written == "parquet":
        _write_parquet(file, data_set, tables, told)
    else:
        columns, marked = _marked(data_set.columns, tables, told)
        rows = (row for table in marked for row in _rows(table))
        sheets = about_sheets(settings, data_set, day)
        write_workbook(file, data_set.name, columns, rows, sheets)


def whole_file(settings: Settings, name: str, written: str) -> Path:
    """Return the file of a data set as the records are now, written if it must be.

    Records that change while it is written make it be written again.

    Raises
    ------
    NotMadeError
        If it cannot be written now.
    """
    (data_set,) = (one for one in datasets(settings) if one.name == name)
    called = f"{name}.{written}"
    for _ in range(TRIES):
        day = current_day()
        state = state_of(settings, day)

        def write(file: BinaryIO, day: date = day) -> None:
            write_file(file, settings, data_set, written, day)

        found = keep_file(settings, state, called, write)
        if state == state_of(settings, current_day()):
            break
    return found


def packed_file(settings: Settings, whole: Path) -> Path:
    """Return a whole file as gzip has it, kept beside it.

    Raises
    ------
    NotMadeError
        If it cannot be written now.
    """
    state, name = whole.parent.name, f"{whole.stem}{PACKED}"

    def write(file: BinaryIO) -> None:
        with (
            whole.open("rb") as plain,
            gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed,
        ):
            shutil.copyfileobj(plain, packed)

    return find_kept(settings, state, name) or keep_file(settings, state, name, write)


def tidy(settings: Settings) -> None:
    """Remove the files of other states of the records than now."""
    tidy_folder(settings, state_of(settings, current_day()))


async def keep_tidy(settings: Settings) -> None:
    """Tidy every ten minutes, until the server stops; also if nobody asks for a file.

    What was taken off the map, or forgotten, is then in no file any more.
    """
    while True:
        try:
            await asyncio.to_thread(tidy, settings)
        except (CoproMapError, OSError):
            LOG.exception("The files of open data cannot be tidied.")
        await asyncio.sleep(EVERY_S)
