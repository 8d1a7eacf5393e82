"""Every text in a database in which an address may stand, whatever its table."""

from __future__ import annotations

from collections.abc import Iterator

from copro_map.base.store.connection import Database

# Not those of the index of words: what stands there stands in the tables too.
TABLES = """
SELECT t.name FROM pragma_table_list AS t
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'
"""
COLUMNS = "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'"
WITH_ADDRESS = """
SELECT DISTINCT "{column}" FROM main."{table}" WHERE instr("{column}", '@') > 0
"""


def texts_with_addresses(database: Database) -> Iterator[str]:
    """Yield every text that holds an @, of every table."""
    for (table,) in database.conn.execute(TABLES).fetchall():
        for (column,) in database.conn.execute(COLUMNS, [table]).fetchall():
            ask = WITH_ADDRESS.format(column=column, table=table)
            yield from (text for (text,) in database.conn.execute(ask))
