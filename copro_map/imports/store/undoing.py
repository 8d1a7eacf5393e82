"""What an import touched, put back as it was: looked at first, then written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from copro_map.base.store.connection import Database
from copro_map.imports.rules.kept import Touched
from copro_map.imports.store.batches import speak
from copro_map.imports.store.tables import Table, Tables

TABLES = "SELECT DISTINCT of FROM import_row WHERE number = ?"
CHANGED = """
SELECT key FROM import_row WHERE number = :number AND of = '{name}'
    AND mark_of({now}) <> now
"""
# What is said of an entry from elsewhere, by the columns that name one. Not letters and
# links, which lead nowhere then, nor logs.
TIED_BY = ("entry", "asset_id", "became", "gone", "stays")
NOT_TIED = ("link", "outbox", "sought")
TIED = """
SELECT DISTINCT json_array(t.{column}) FROM {name} AS t
WHERE t.{column} IN (
    SELECT json_extract(key, '$[0]') FROM import_row
    WHERE number = :number AND of = 'asset' AND was = '')
AND NOT EXISTS (
    SELECT 1 FROM import_row
    WHERE number = :number AND of = '{name}' AND key = {key})
"""
NAMES = """
SELECT name_en FROM asset WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name_en
"""
LEAVE = "DELETE FROM import_row WHERE number = ? AND of = ? AND key = ?"
DONE_WITH = "DELETE FROM import_row WHERE number = ?"
UNDONE = "UPDATE import_made SET state = 'undone' WHERE number = ?"
# One that was changed has a number that was never seen before.
VERSION = "SELECT version FROM {name} WHERE {at}"
DELETE = "DELETE FROM {name} WHERE {at}"
INSERT = "INSERT INTO {name} ({names}) VALUES ({values})"
UPDATE = "UPDATE {name} SET {sets} WHERE {at}"
Key = tuple[str, tuple[Any, ...]]


def touched_since(database: Database, number: int) -> list[Key]:
    """Return the records of an import that are no longer as it left them.

    Each by its table and key; those too that it brought, and of which something was
    said since.
    """
    speak(database)
    tables = Tables.of(database)
    found: dict[Key, None] = {}
    for (name,) in database.conn.execute(TABLES, [number]).fetchall():
        table = tables.all[name]
        if table.only_added_to:
            continue
        now = table.lasting(tables.record(table, "key"))
        changed = CHANGED.format(name=name, now=now)
        for (key,) in database.conn.execute(changed, {"number": number}):
            found[name, tuple(json.loads(key))] = None
    for statement in _tied(tables):
        for (key,) in database.conn.execute(statement, {"number": number}):
            found["asset", tuple(json.loads(key))] = None
    return list(found)


def _tied(tables: Tables) -> Iterable[str]:
    for table in tables.whole:
        for column in table.columns:
            if column in TIED_BY and table.name not in NOT_TIED:
                key = table.keys("t")
                yield TIED.format(name=table.name, column=column, key=key)


def names_of(database: Database, entries: Iterable[str]) -> list[str]:
    """Return what entries are called, those that are there."""
    rows = database.conn.execute(NAMES, [json.dumps(list(entries))])
    return [name for (name,) in rows]


def leave(database: Database, number: int, keys: Iterable[Key]) -> None:
    """Let records of an import be as they are: they are none of it any more."""
    rows = [(number, of, _as_kept(key)) for of, key in keys]
    database.conn.executemany(LEAVE, rows)


def _as_kept(key: tuple[Any, ...]) -> str:
    """Return a key as SQLite writes an array."""
    return json.dumps(key, separators=(",", ":"), ensure_ascii=False)


def put_back(database: Database, touched: Iterable[Touched]) -> None:
    """Write records as they were before an import, and delete those that it brought.

    Inside the caller's transaction, who has looked that nobody touched them since. What
    is only ever added to is left to its own subject.
    """
    tables = Tables.of(database)
    for one in touched:
        table = tables.all.get(one.of)
        if table and not table.only_added_to:
            _put_back(database, tables, table, one)


def _put_back(
    database: Database, tables: Tables, table: Table, touched: Touched
) -> None:
    at = " AND ".join(f"{name} IS ?" for name in table.key)
    key = list(touched.key)
    if touched.is_new:
        database.conn.execute(DELETE.format(name=table.name, at=at), key)
        return
    own = dict(touched.was[table.name])
    if "version" in own:
        there = database.conn.execute(VERSION.format(name=table.name, at=at), key)
        own["version"] = max(own["version"], *(x + 1 for (x,) in there), 0)
    kept = [name for name in own if name in table.columns]
    sets = ", ".join(f"{name} = ?" for name in kept if name not in table.key)
    values = [own[name] for name in kept if name not in table.key]
    update = UPDATE.format(name=table.name, sets=sets, at=at)
    if not database.conn.execute(update, [*values, *key]).rowcount:
        _insert(database, table, own)
    for part in tables.parts(table):
        assert part.of
        gone = DELETE.format(name=part.name, at=f"{part.of[0]} IS ?")
        database.conn.execute(gone, key[:1])
        for row in touched.was.get(part.name, ()):
            _insert(database, part, row)


def _insert(database: Database, table: Table, row: Mapping[str, Any]) -> None:
    kept = [name for name in row if name in table.columns]
    statement = INSERT.format(
        name=table.name, names=", ".join(kept), values=", ".join("?" for _ in kept)
    )
    database.conn.execute(statement, [row[name] for name in kept])


def set_undone(database: Database, number: int) -> None:
    """Keep that an import was taken back; what it touched is kept no more."""
    database.conn.execute(DONE_WITH, [number])
    database.conn.execute(UNDONE, [number])
