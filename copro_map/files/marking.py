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
from copro_map.files.tables import to_csv, to_geojson
from copro_map.files.xlsx import Printed, to_workbook

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


def _foot(about: Sequence[tuple[str, str]]) -> str:
    """Return what stands below each printed page: what it is, and of which day."""
    return ". ".join(": ".join(filter(None, line)) for line in about[:2])


def table_file(
    settings: Settings,
    table: pd.DataFrame,
    file_format: str,
    about: Sequence[tuple[str, str]] = (),
    *,
    printed: Mapping[str, Sequence[str]] | None = None,
    members: Mapping[str, Any] | None = None,
) -> bytes:
    """Return a table as "csv", "xlsx" or "geojson".

    As ``files.tables`` and ``files.xlsx`` describe them. ``about`` are the lines of the
    sheet about the data, the title and the day first; ``printed`` the name of the other
    one, and which of its columns go on paper. ``members`` are what a GeoJSON collection
    says of itself.

    That of a demonstration has a last column more, with the sentence in every row. It
    also stands in the sheet about the data, above each printed page, and in a member of
    the GeoJSON collection.
    """
    note = demonstration_note(settings)
    own = {DEMONSTRATION: note} if note else {}
    if file_format == "xlsx":
        on_paper = printed or {t("Entries"): list(table.columns)}
        book = {name: table.assign(**own) for name in on_paper}
        looks = Printed(on_paper, _foot(about), note)
        return to_workbook(book, _noted(about, note), "General", looks)
    marked_table = table.assign(**own)
    if file_format == "csv":
        return to_csv(marked_table)
    return to_geojson(marked_table, own | dict(members or {}))


def workbook_file(
    settings: Settings,
    tables: Mapping[str, pd.DataFrame],
    about: Sequence[tuple[str, str]],
    printed: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """Return tables as the sheets of an XLSX workbook, as ``files.xlsx.to_workbook``.

    ``printed`` are the columns that go on paper, by the name of a sheet: all, where it
    is not named. One without rows says so. Those of a demonstration are marked as by
    ``table_file``.
    """
    note = demonstration_note(settings)
    on_paper = {name: list(table.columns) for name, table in tables.items()}
    looks = Printed(on_paper | dict(printed or {}), _foot(about), note)
    tables = {name: _or_nothing(table) for name, table in tables.items()}
    if note:
        own = {DEMONSTRATION: note}
        tables = {name: table.assign(**own) for name, table in tables.items()}
    return to_workbook(tables, _noted(about, note), printed=looks)


def _or_nothing(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table; one without rows has one that says so, in the second column."""
    if len(table):
        return table
    alone = pd.DataFrame({table.columns[:2][-1]: [t("Nothing to show yet.")]})
    return alone.reindex(columns=table.columns)


def _noted(about: Sequence[tuple[str, str]], note: str) -> list[tuple[str, str]]:
    """Return the lines about the data with the sentence below the title, and once."""
    if not note:
        return list(about)
    others = (line for line in about[1:] if line[1] != note)
    return [*about[:1], (t("Note"), note), *others]
