"""Tables that are only ever added to: SQL itself refuses anything else."""

from __future__ import annotations

from sqlite_utils import Database

# Nothing is overwritten. INSERT OR REPLACE deletes without a word to the triggers of a
# deletion, so what it would replace is looked for before.
REFUSE_CHANGE = """
CREATE TRIGGER {table}_is_not_{done} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: no row is ever {done}, add one instead'); END
"""
REFUSE_REPLACE = """
CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR {own} = NEW.{own})
BEGIN SELECT RAISE(ABORT, '{table}: no row is ever replaced, add one instead'); END
"""


def only_added_to(database: Database, table: str, own: str = "supersedes") -> None:
    """Let SQL refuse to change, remove or replace a row of a table.

    ``own`` is a column of which no two rows hold the same value, besides ``id``.
    """
    for verb, done in (("UPDATE", "changed"), ("DELETE", "removed")):
        database.execute(REFUSE_CHANGE.format(table=table, verb=verb, done=done))
    database.execute(REFUSE_REPLACE.format(table=table, own=own))
