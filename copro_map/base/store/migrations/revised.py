"""Tables whose every change is one of the data: kept answers are then made anew."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

ROWS: Mapping[str, tuple[str, ...]] = {
    "INSERT": ("NEW",),
    "UPDATE": ("OLD", "NEW"),
    "DELETE": ("OLD",),
}
COUNTED = """
CREATE TRIGGER {table}_is_counted_on_{verb} AFTER {verb} ON {table} WHEN {when}
BEGIN UPDATE revision SET number = number + 1; END
"""


def revised(database: Database, tables: Mapping[str, str]) -> None:
    """Let each change of a row count as one of the data, whoever writes it.

    ``tables`` are names, each with the condition on "{row}" that its change is seen.
    """
    for table, seen in tables.items():
        for verb, rows in ROWS.items():
            when = " OR ".join(seen.format(row=row) for row in rows)
            database.execute(COUNTED.format(table=table, verb=verb, when=when))
