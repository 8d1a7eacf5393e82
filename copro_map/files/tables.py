"""Tables as files: CSV for spreadsheets, GeoJSON for maps; XLSX is ``files.xlsx``.

A cell of text can never become a formula or a link, whoever wrote it; a number stays a
number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from pandas.api.types import is_numeric_dtype

# What makes a spreadsheet read a cell as a formula. Excel takes the wide forms of the
# signs too, and some programs look past a line break.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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


def columns_of(table: pd.DataFrame) -> list[Sequence[object]]:
    """Return the columns as plain Python values, None where one is missing.

    Examples
    --------
    >>> columns_of(pd.DataFrame({"id": ["a", None], "n": [1.5, float("nan")]}))
    [['a', None], [1.5, None]]
    """
    return [
        table[name].astype(object).where(table[name].notna(), None).tolist()
        for name in table.columns
    ]


def _rows(table: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    """Return the rows as plain Python values, None where one is missing."""
    columns = columns_of(table)
    return zip(*columns, strict=True) if columns else [()] * len(table)


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


def names_beside(column: str) -> str:
    """Return what the column that says a column of codes in words is called.

    An export has it for people; an import reads the codes alone.

    Examples
    --------
    >>> names_beside("serves")
    'serves_name'
    """
    return f"{column}_name"
