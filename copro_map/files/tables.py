"""Tables as files: CSV and XLSX for spreadsheets, GeoJSON for maps.

A cell of text can never become a formula or a link, whoever wrote it; a number stays a
number.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]  # ships no types, nor does anybody
from pandas.api.types import is_numeric_dtype

from copro_map.base.i18n import t

# What makes a spreadsheet read a cell as a formula. Excel takes the wide forms of the
# signs too, and some programs look past a line break.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767  # characters: XLSX holds no more in one cell
NARROWEST, WIDEST = 8, 60  # widths of columns, in characters
FILTER_BUTTON = 3
NAME_WIDTH, TEXT_WIDTH = 44, 100  # the columns of the sheet about the data
WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def plain_cell(value: object) -> object:
    """Return a cell that no spreadsheet reads as a formula; numbers as they are.

    Text that begins like a formula gets a single quote before it, which spreadsheets
    take as "this is text".

    Examples
    --------
    >>> plain_cell("=1+1"), plain_cell("Tŷ Ni"), plain_cell(-4.08)
    ("'=1+1", 'Tŷ Ni', -4.08)
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def typed_cell(cell: str) -> str:
    """Return a cell as it was before ``plain_cell`` made it plain text.

    What it returns comes back the same after another time there and back.

    Examples
    --------
    >>> typed_cell("'=1+1"), typed_cell("'s-Hertogenbosch"), typed_cell("Tŷ Ni")
    ('=1+1', "'s-Hertogenbosch", 'Tŷ Ni')
    """
    text = cell.strip()
    while text.startswith("'") and text.lstrip("'").strip().startswith(FORMULA_STARTS):
        text = text[1:].strip()
    return text


def to_csv(table: pd.DataFrame) -> bytes:
    r"""Return a table as CSV: a header, then one line a row; the index is left out.

    UTF-8 with a byte order mark, so that spreadsheets show ŵ, and lines that end as
    RFC 4180 says. Missing values are empty. Text passes through ``plain_cell``.

    Examples
    --------
    >>> to_csv(pd.DataFrame({"name": ["@ŵ"], "x": [-4.08]})).decode("utf-8-sig")
    "name,x\r\n'@ŵ,-4.08\r\n"
    """
    texts = [name for name in table.columns if not is_numeric_dtype(table[name])]
    safe = table.assign(
        **{name: table[name].astype(object).map(plain_cell) for name in texts}
    )
    header = [str(plain_cell(name)) for name in table.columns]
    return safe.to_csv(index=False, header=header, lineterminator="\r\n").encode(
        "utf-8-sig"
    )


def _write_cell(
    sheet: Any, row: int, column: int, value: object, fraction: Any
) -> None:
    """Write text as text and a number as a number; leave a missing cell empty."""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            value = value[: LONGEST_CELL - 1] + "…"
        if value:
            sheet.write_string(row, column, value)
    elif value is not None:
        is_whole = not isinstance(value, float) or value.is_integer()
        sheet.write_number(row, column, value, None if is_whole else fraction)


def _rows(table: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    """Return the rows as plain Python values, None where one is missing."""
    columns = [
        table[name].astype(object).where(table[name].notna(), None).tolist()
        for name in table.columns
    ]
    return zip(*columns, strict=True) if columns else [()] * len(table)


def _write_table(sheet: Any, table: pd.DataFrame, bold: Any, fraction: Any) -> None:
    """Write a header that stays in sight and can be filtered, and the rows."""
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, str(name), bold)
        longest = max((len(str(value)) for value in table[name]), default=0)
        width = min(max(longest, len(str(name)) + FILTER_BUTTON, NARROWEST), WIDEST)
        sheet.set_column(column, column, width)
    for row, cells in enumerate(_rows(table), start=1):
        for column, value in enumerate(cells):
            _write_cell(sheet, row, column, value, fraction)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def to_workbook(
    tables: Mapping[str, pd.DataFrame],
    about: Sequence[tuple[str, str]],
    fractions: str = "0.0",
) -> bytes:
    """Return tables as an XLSX workbook: a sheet each, by its name, then one about it.

    The index is left out; missing values are empty cells. The header is frozen and can
    be filtered. Text is always written as text, never as a formula or a link; what is
    longer than a cell can be ends in "…". The last sheet, named in the current
    language, holds the lines of ``about``, a name and a text each; the first is its
    title. A name has at most 31 characters and no two are the same. ``fractions`` is
    how a number that is not whole is shown; the cell has all of it.

    Examples
    --------
    >>> book = to_workbook({"Ids": pd.DataFrame({"id": ["tir-coed"]})}, [("Date", "x")])
    >>> book[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, WORKBOOK) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        fraction = book.add_format({"num_format": fractions})
        for name, table in tables.items():
            _write_table(book.add_worksheet(name), table, bold, fraction)
        sheet = book.add_worksheet(t("About the data"))
        sheet.set_column(0, 0, NAME_WIDTH)
        sheet.set_column(1, 1, TEXT_WIDTH)
        for row, (name, text) in enumerate(about):
            sheet.write_string(row, 0, name, bold)
            sheet.write_string(row, 1, text, wrapped)
    return buffer.getvalue()


def to_xlsx(table: pd.DataFrame, about: Sequence[tuple[str, str]]) -> bytes:
    """Return one table as an XLSX workbook of two sheets, as ``to_workbook``.

    Examples
    --------
    >>> book = to_xlsx(pd.DataFrame({"id": ["tir-coed"]}), [("Date", "1 March 2026")])
    >>> book[:2]
    b'PK'
    """
    return to_workbook({t("Entries"): table}, about, "General")


def to_geojson(table: pd.DataFrame, members: Mapping[str, str] | None = None) -> bytes:
    """Return a table as a GeoJSON FeatureCollection (RFC 7946), in UTF-8.

    Parameters
    ----------
    table
        ``longitude`` and ``latitude`` in degrees (EPSG:4326); any other columns of text
        and numbers. The index is left out.
    members
        What the collection says of itself, by name (RFC 7946, section 6.1).

    Returns
    -------
    bytes
        One feature a row, in the same order. Properties are the other columns, null
        where a value is missing. A row without a location has the geometry null; none
        is dropped.

    Examples
    --------
    >>> table = pd.DataFrame({"id": ["a"], "longitude": [None], "latitude": [None]})
    >>> json.loads(to_geojson(table))["features"]
    [{'type': 'Feature', 'geometry': None, 'properties': {'id': 'a'}}]
    """
    names = [n for n in table.columns if n not in ("longitude", "latitude")]
    points = _rows(table[["longitude", "latitude"]])
    features = [
        {
            "type": "Feature",
            "geometry": None
            if None in point
            else {"type": "Point", "coordinates": point},
            "properties": dict(zip(names, cells, strict=True)),
        }
        for point, cells in zip(points, _rows(table[names]), strict=True)
    ]
    kind = {"type": "FeatureCollection"}
    collection = {**kind, **(members or {}), "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode()
