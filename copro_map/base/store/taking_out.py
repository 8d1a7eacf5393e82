"""What tables keep of somebody, as they are told it; and taking them out of tables.

Each room says which of its tables, by which column. All inside the caller's
transaction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from copro_map.base.i18n import t
from copro_map.base.somebody import Personal, Whom
from copro_map.base.store.connection import Database

# "marks" are keyed marks of their addresses (``people.marks``).
By = Literal["keys", "entries", "persons", "marks"]
KEYS = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
MADE_BY = "SELECT sql FROM sqlite_master WHERE name = ?"
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Told:
    """A sort of record that is kept of people: what it is, and which columns they see.

    ``what`` is a message of the catalogue. ``since`` says when it is from. A row is
    theirs if ``of``, a column or what SQL makes of some, is among what they are known
    ``by``. What stands in ``columns`` is called by the messages of the room.
    """

    what: str
    table: str
    since: str
    columns: tuple[str, ...]
    of: str
    by: By


@dataclass(frozen=True)
class Taken:
    """Rows that are theirs, as in ``Told``: ``texts`` are emptied, or the rows go."""

    table: str
    of: str
    by: By
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Naming:
    """Texts of a table that may name them: such are emptied, or ``all_of`` the row."""

    table: str
    texts: tuple[str, ...]
    all_of: bool = False


def among(asked: str) -> str:
    """Return the SQL that says of what stands before it that it is in a list."""
    return f"IN (SELECT value FROM json_each(:{asked}))"  # noqa: S608 - ours alone


def _known(whom: Whom, marks: Collection[str]) -> dict[str, str]:
    lists = {"keys": whom.keys, "entries": whom.entries, "persons": whom.persons}
    return {x: json.dumps([*y]) for x, y in {**lists, "marks": marks}.items()}


def told(
    database: Database,
    sorts: Collection[Told],
    labels: Mapping[str, str],
    whom: Whom,
    marks: Collection[str] = (),
    words: Mapping[str, str] = NO_WORDS,
) -> Iterator[Personal]:
    """Yield what is kept of somebody; what is empty is left out.

    ``labels`` are messages by column; ``words`` such as stand for words of the program.
    """
    known = _known(whom, marks)
    for one in sorts:
        columns = ", ".join((one.since, *one.columns))
        sql = f"SELECT {columns} FROM {one.table} WHERE {one.of} {among(one.by)}"  # noqa: S608
        found = database.conn.execute(sql, known)
        names = [column[0] for column in found.description][1:]
        for on, *values in found.fetchall():
            cells = zip(names, values, strict=True)
            fields = {
                labels[name]: t(words[x]) if x in words else str(x)
                for name, x in cells
                if x not in (None, "")
            }
            yield Personal(one.what, str(on or ""), fields)


def take_out(
    database: Database,
    rules: Collection[Taken | Naming],
    whom: Whom,
    marks: Collection[str] = (),
) -> int:
    """Take somebody out of tables; return how many rows were deleted or emptied."""
    known = _known(whom, marks)
    return sum(
        _take_naming(database, rule, whom)
        if isinstance(rule, Naming)
        else _take_theirs(database, rule, known)
        for rule in rules
    )


def _empty(database: Database, table: str, texts: Collection[str]) -> dict[str, str]:
    """Return what an empty text is in each column, as the table allows it."""
    (made,) = database.conn.execute(MADE_BY, [table]).fetchone()
    empty = {}
    for name in texts:
        is_json = re.search(rf"json_type\({name}\) = '(\w+)'", made)
        # Not empty at all, or as long as something else is (not).
        is_needed = re.search(rf"(CHECK \(|OR ){name} <> ''|\({name} = ''\) =", made)
        kept = {"object": "{}", "array": "[]"}[is_json[1]] if is_json else ""
        empty[name] = "-" if is_needed else kept
    return empty


def _take_theirs(database: Database, rule: Taken, known: Mapping[str, str]) -> int:
    theirs = f"{rule.of} {among(rule.by)}"
    if not rule.texts:
        sql = f"DELETE FROM {rule.table} WHERE {theirs}"  # noqa: S608 - ours alone
        return int(database.conn.execute(sql, known).rowcount)
    empty = _empty(database, rule.table, rule.texts)
    sets = ", ".join(f"{name} = '{empty[name]}'" for name in rule.texts)
    full = " OR ".join(f"{name} <> '{empty[name]}'" for name in rule.texts)
    sql = f"UPDATE {rule.table} SET {sets} WHERE {theirs} AND ({full})"  # noqa: S608
    return int(database.conn.execute(sql, known).rowcount)


def _naming(
    database: Database, rule: Naming, whom: Whom
) -> Iterator[tuple[str, list[Any], list[str]]]:
    """Yield of each row that names them how it is found, and the texts that do."""
    keys = [name for (name,) in database.conn.execute(KEYS, [rule.table])] or ["rowid"]
    where = " AND ".join(f"{key} = ?" for key in keys)
    columns = ", ".join((*keys, *rule.texts))
    rows = database.conn.execute(f"SELECT {columns} FROM {rule.table}").fetchall()  # noqa: S608
    for row in rows:
        cells = zip(rule.texts, row[len(keys) :], strict=True)
        named = [name for name, cell in cells if cell and whom.is_named_in(str(cell))]
        if named:
            yield where, list(row[: len(keys)]), named


def _take_naming(database: Database, rule: Naming, whom: Whom) -> int:
    empty, found = _empty(database, rule.table, rule.texts), 0
    for where, key, named in _naming(database, rule, whom):
        found += 1
        sets = ", ".join(f"{name} = '{empty[name]}'" for name in named)
        # Where rows would then be alike, as of the ledger of who was asked, one stays.
        sql = f"UPDATE OR REPLACE {rule.table} SET {sets} WHERE {where}"  # noqa: S608
        if rule.all_of:
            sql = f"DELETE FROM {rule.table} WHERE {where}"  # noqa: S608 - ours alone
        database.conn.execute(sql, key)
    return found
