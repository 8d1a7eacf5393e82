"""Small makers that the tests share: files of entries, dumps of a database."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

from sqlite_utils import Database

from copro_map.assets.rules.fields import REQUIRED
from copro_map.assets.store.history import ALWAYS, remember_entries
from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.search.store.text import matching

REAL_FILE = load_settings({}).network_file
HOSTILE = (
    "{{7*7}}",
    "{{ 7*7 }}",
    "{% x %}",
    "{% raw %}",
    "{{ self }}{% endraw %}",
    "{# #}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "=1+1",
    "'; DROP TABLE asset; --",
    '"quoted" & \\ back',
    "`${7*7}`",
    "a\u2028b",
)


def at(day: date) -> datetime:
    """Noon in Wales, on a day on which something is written."""
    return datetime.combine(day, time(12), WALES)


def real_rows() -> list[dict[str, str]]:
    """The rows of the network's file, read without the project's own reader."""
    with REAL_FILE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


LIVE = """
SELECT id FROM asset WHERE status = 'published'
AND COALESCE(end_year, 9999) >= ? AND COALESCE(NULLIF(closes_on, ''), '9999') >= ?
"""


def live_ids(database: Path, day: date, kind: str = "") -> set[str]:
    """The published entries that had not ended by a day, from the tables."""
    of_kind = f"{LIVE} AND ? IN (kind, '')"
    found = query(database, of_kind, day.year, day.isoformat(), kind)
    return {entry_id for (entry_id,) in found}


def row(**cells: str) -> dict[str, str]:
    """A row that imports without a fault; name the cells to change."""
    start = dict.fromkeys(REQUIRED, "")
    start |= {
        "id": "tir-coed",
        "kind": "organisation",
        "name_en": "Tir Coed",
        "description_en": "Woodland skills for everyone.",
        "sector": "third_sector",
        "themes": "environment",
        "place": "Aberystwyth",
        "local_authority": "Ceredigion",
        "serves": "Ceredigion",
        "source_url": "https://example.org/tir-coed",
    }
    return start | cells


def asked(**cells: str) -> dict[str, str]:
    """A row of the outreach ledger without a fault; name the cells to change."""
    start = {
        "area_code": "W06000008",
        "theme": "food",
        "asked_on": "2026-03-01",
        "asked_by": "CVC development officer",
        "replies": "0",
        "none_on": "2026-03-15",
        "none_by": "CVC manager",
        "note": "",
    }
    return start | cells


def observed(**cells: str) -> dict[str, str]:
    """A row of a file of observations without a fault; name the cells to change."""
    start = {
        "indicator": "2.2",
        "period_end": "2026-10-31",
        "numerator": "24",
        "denominator": "60",
        "invited": "120",
        "n": "63",
        "value": "40.0",
        "source": "members' survey, wave 1",
        "entered_by": "evaluator",
        "status": "checked",
    }
    return start | cells


def write_csv(path: Path, *rows: dict[str, str]) -> Path:
    """Write rows as a CSV file; the header holds every column that a row has."""
    columns = list(dict.fromkeys(name for one in rows for name in one))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def iso(cell: object) -> object:
    """A cell of a workbook, a day as ISO writes it."""
    return cell.isoformat() if isinstance(cell, date) else cell


def query(database: Path, sql: str, *values: object) -> list[tuple]:
    """Ask the database directly, without the project's code."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


def matching_ids(database: Database, text: str) -> list[str]:
    """The ids of the entries that have all the words, best first."""
    return list(matching(database, text))


def change(database: Path, sql: str, *values: object) -> None:
    """Change the database behind the project's back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(sql, values)


def dump(database: Path) -> dict[str, list[str]]:
    """Every row of every table, those of the text index too."""
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
        content = {"schema": [repr(table) for table in tables]}
        for name, sql in tables:
            if sql.startswith("CREATE TABLE"):
                rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608
                content[name] = sorted(map(repr, rows))
    return content


def cells(database: Path) -> dict[str, set[str]]:
    """What every column of every table holds, as text; as "table.column"."""
    tables = "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual')"
    found: dict[str, set[str]] = {}
    with closing(sqlite3.connect(database)) as connection:
        for (table,) in connection.execute(tables).fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            names = [column[0] for column in rows.description]
            found |= {f"{table}.{name}": set() for name in names}
            for row in rows:
                for name, cell in zip(names, row, strict=True):
                    text = (
                        cell.decode(errors="replace")
                        if isinstance(cell, bytes)
                        else str(cell)
                    )
                    found[f"{table}.{name}"].add(text)
    return found


def remember(path: Path, day: date = ALWAYS) -> None:
    """Note, as a steward's program would, what was changed in the entries by hand."""
    with writing(path) as database:
        remember_entries(database, day)
