"""The tables that an import may touch, with their parts, as the schema has them.

A row that goes with the row of another table is a part of it (``ON DELETE CASCADE``),
as the themes of an entry are. So whatever a subject keeps can be put back, and no list
of tables and columns is out of date.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from copro_map.base.store.connection import Database
from copro_map.imports.rules.kept import BY_ITSELF

# What tells of imports, or is a log of its own; a number that only grows.
NOT_THESE = (
    *("import_choice", "import_draft", "import_made", "import_row", "revision"),
    *("change_made", "asset_history", "_sqlite_migrations"),
)
TABLES = """
SELECT l.name, EXISTS (
    SELECT 1 FROM sqlite_master WHERE type = 'trigger'
        AND name = l.name || '_is_not_changed')
FROM pragma_table_list AS l
WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT GLOB 'sqlite_*'
    AND NOT EXISTS (
    SELECT 1 FROM pragma_table_info(l.name) WHERE type = 'BLOB')
ORDER BY l.name
"""
COLUMNS = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"
PART_OF = """
SELECT "table", "from" FROM pragma_foreign_key_list(?) WHERE on_delete = 'CASCADE'
"""
RECORD = """
(SELECT json_object('{name}', {row}{parts}) FROM {name} AS x WHERE {at})
"""
PART = """, '{name}', json((SELECT json_group_array(json(one)) FROM (
    SELECT {row} AS one FROM {name} AS x
    WHERE x.{of} = json_extract({owner}, '$[0]') ORDER BY {order})))"""


@dataclass(frozen=True)
class Table:
    """A table: its columns with their types, its key, and what it is a part of.

    ``of`` is the column that names the record that its rows are parts of, and the table
    of that; ``only_added_to`` says that no row is ever changed.
    """

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    of: tuple[str, str] | None
    only_added_to: bool

    def row(self, alias: str) -> str:
        """Return the SQL of one of its rows as JSON; no digit of a number is lost."""
        cells = (
            f"'{name}', json(exact({alias}.{name}))"
            if kind == "REAL"
            else f"'{name}', {alias}.{name}"
            for name, kind in self.columns.items()
        )
        return f"json_object({', '.join(cells)})"

    def keys(self, alias: str) -> str:
        """Return the SQL of the key of one of its rows, as a JSON array."""
        return f"json_array({', '.join(f'{alias}.{name}' for name in self.key)})"

    def lasting(self, record: str) -> str:
        """Return the SQL of a record without what follows from others by itself."""
        paths = [f"'$.{self.name}.{x}'" for x in BY_ITSELF if x in self.columns]
        whole = f"NULLIF({record}, '')"
        return f"json_remove({', '.join([whole, *paths])})" if paths else whole

    def differs(self) -> str:
        """Return the SQL of whether an update changes anything."""
        old, new = (
            ", ".join(f"{alias}.{name}" for name in self.columns)
            for alias in ("OLD", "NEW")
        )
        return f"({old}) IS NOT ({new})"


@dataclass(frozen=True)
class Tables:
    """All tables that an import may touch, by name."""

    all: dict[str, Table]

    @classmethod
    def of(cls, database: Database) -> Tables:
        """Return the tables of a database."""
        found = database.conn.execute(TABLES).fetchall()
        return cls(
            {
                name: _table(database, name, only_added_to=bool(once))
                for name, once in found
                if name not in NOT_THESE
            }
        )

    @cached_property
    def whole(self) -> list[Table]:
        """Those that are no parts of others."""
        return [one for one in self.all.values() if one.of is None]

    def parts(self, table: Table) -> list[Table]:
        """Return the parts of a table."""
        return [x for x in self.all.values() if x.of and x.of[1] == table.name]

    def record(self, table: Table, key: str) -> str:
        """Return the SQL of a record with its parts as JSON; NULL if there is none.

        ``key`` is the SQL of its key, a JSON array.
        """
        at = " AND ".join(
            f"x.{name} IS json_extract({key}, '$[{n}]')"
            for n, name in enumerate(table.key)
        )
        parts = "".join(
            PART.format(
                name=one.name,
                row=one.row("x"),
                of=one.of[0],
                owner=key,
                order=", ".join(one.key),
            )
            for one in self.parts(table)
            if one.of
        )
        return RECORD.format(name=table.name, row=table.row("x"), parts=parts, at=at)


def _table(database: Database, name: str, *, only_added_to: bool) -> Table:
    columns = database.conn.execute(COLUMNS, [name]).fetchall()
    keys = sorted((pk, column) for column, _, pk in columns if pk)
    part_of = database.conn.execute(PART_OF, [name]).fetchone()
    return Table(
        name,
        {column: kind for column, kind, _ in columns},
        tuple(column for _, column in keys),
        (part_of[1], part_of[0]) if part_of else None,
        only_added_to,
    )
