"""The mark of a demonstration in every file and answer made of its invented records.

Everything that leaves the project passes through here, or carries the programme's name
as the board's report does. What is made of real records is left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.store.programme import demonstration_note
from copro_map.files.tables import to_csv, to_geojson, to_workbook, to_xlsx

# The name of the column, the property and the JSON key that hold the sentence, and
# what the name of a downloaded file begins with.
DEMONSTRATION = "demonstration"


def file_name(settings: Settings, name: str) -> str:
    """Return the name of a file to download; that of a demonstration says so."""
    return f"{DEMONSTRATION}-{name}" if demonstration_note(settings) else name


def marked(settings: Settings, answer: Any) -> Any:
    """Return a JSON document, or a list of them, that says if it is a demonstration."""
    note = demonstration_note(settings)
    if not note:
        return answer
    if isinstance(answer, Mapping):
        return {DEMONSTRATION: note, **answer}
    return [{DEMONSTRATION: note, **row} for row in answer]


def json_file(settings: Settings, document: Mapping[str, Any]) -> bytes:
    """Return a document as a JSON file, in UTF-8."""
    told = marked(settings, document)
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def table_file(
    settings: Settings,
    table: pd.DataFrame,
    file_format: str,
    about: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return a table as "csv", "xlsx" or "geojson", as ``files.tables`` describes them.

    That of a demonstration has a last column more, with the sentence in every row. It
    also stands in the sheet about the data (``about``: the lines of that sheet), and
    in a member of the GeoJSON collection.
    """
    note = demonstration_note(settings)
    members = {DEMONSTRATION: note} if note else {}
    if note:
        table, about = table.assign(**members), _noted(about, note)
    if file_format == "xlsx":
        return to_xlsx(table, about)
    return to_csv(table) if file_format == "csv" else to_geojson(table, members)


def workbook_file(
    settings: Settings,
    tables: Mapping[str, pd.DataFrame],
    about: Sequence[tuple[str, str]],
) -> bytes:
    """Return tables as the sheets of an XLSX workbook, as ``files.tables.to_workbook``.

    Those of a demonstration are marked as by ``table_file``; one without rows has one,
    with the sentence alone.
    """
    note = demonstration_note(settings)
    if note:
        alone = pd.DataFrame({DEMONSTRATION: [note]})
        about = _noted(about, note)
        tables = {
            name: table.assign(**{DEMONSTRATION: note})
            if len(table)
            else alone.reindex(columns=[*table.columns, DEMONSTRATION])
            for name, table in tables.items()
        }
    return to_workbook(tables, about)


def _noted(about: Sequence[tuple[str, str]], note: str) -> list[tuple[str, str]]:
    """Return the lines about the data with the sentence below the title, and once."""
    others = (line for line in about[1:] if line[1] != note)
    return [*about[:1], (t("Note"), note), *others]
