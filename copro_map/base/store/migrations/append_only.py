"""Tables that are only ever added to: SQL itself refuses anything else.

But for one thing: where people's words can stand they can be emptied, so that nobody is
kept for ever by what cannot be changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

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
# Every column stays what it was; of those that are named, one that is emptied does not.
# "-" stands where the table does not take an empty text.
STAYS = "NEW.COLUMN IS OLD.COLUMN"
EMPTIED = "NEW.COLUMN IN ('', '{}', '[]', '-')"
# Of an object as JSON nothing but texts that it may lose, each emptied or as it was.
WITHOUT = "json_set({0}.COLUMN, {1})"
TEXT_IN = "json_extract({0}.COLUMN, '$.{1}')"
REFUSE_ALL_BUT_EMPTYING = """
CREATE TRIGGER {table}_is_not_changed BEFORE UPDATE ON {table}
WHEN ({stays}) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, '{table}: no row is ever changed, add one instead'); END
"""
NONE_INSIDE: Mapping[str, Collection[str]] = {}
COLUMNS = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
NO_LONGER = "DROP TRIGGER {table}_is_not_changed"


def only_added_to(database: Database, table: str, own: str = "supersedes") -> None:
    """Let SQL refuse to change, remove or replace a row of a table.

    ``own`` is a column of which no two rows hold the same value, besides ``id``.
    """
    for verb, done in (("UPDATE", "changed"), ("DELETE", "removed")):
        database.execute(REFUSE_CHANGE.format(table=table, verb=verb, done=done))
    database.execute(REFUSE_REPLACE.format(table=table, own=own))


def _emptied_inside(texts: Collection[str]) -> str:
    """Return the condition that of an object as JSON such texts alone were emptied."""
    gone = ", ".join(f"'$.{name}', ''" for name in texts)
    rest = " IS ".join(WITHOUT.format(row, gone) for row in ("NEW", "OLD"))
    each = (
        f"({TEXT_IN.format('NEW', x)} = '' "
        f"OR {TEXT_IN.format('NEW', x)} IS {TEXT_IN.format('OLD', x)})"
        for x in texts
    )
    return f"(json_valid(NEW.COLUMN) AND {' AND '.join((rest, *each))})"


def may_be_emptied(
    database: Database,
    table: str,
    texts: Iterable[str] = (),
    inside: Mapping[str, Collection[str]] = NONE_INSIDE,
) -> None:
    """Let texts of a table that is only added to be emptied, and nothing be changed.

    A column of JSON takes ``{}`` or ``[]``, as its table says; ``-`` is for a text that
    must not be empty. ``inside`` names texts in columns of JSON that can be emptied
    there. To be called once the table has all its columns.
    """
    ways = (
        *((name, EMPTIED) for name in texts),
        *((name, _emptied_inside(texts)) for name, texts in inside.items()),
    )
    names = [name for (name,) in database.execute(COLUMNS, [table]).fetchall()]
    allowed = {name: [STAYS] for name in names}
    for name, way in ways:
        allowed[name].append(way)
    stays = " AND ".join(
        f"({' OR '.join(rules)})".replace("COLUMN", name)
        for name, rules in allowed.items()
    )
    database.execute(NO_LONGER.format(table=table))
    database.execute(REFUSE_ALL_BUT_EMPTYING.format(table=table, stays=stays))
