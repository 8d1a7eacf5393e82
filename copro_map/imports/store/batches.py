"""What an import touches, kept while it writes: by triggers of its connection alone.

They are gone with the connection. Whoever writes knows nothing of them, so no importer
can forget one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from copro_map.base.store.connection import Database
from copro_map.imports.rules.kept import Made, Touched, mark_of
from copro_map.imports.store.tables import Table, Tables

TOUCHED = """
CREATE TEMP TABLE import_touched (
    of TEXT NOT NULL, key TEXT NOT NULL, was TEXT NOT NULL, PRIMARY KEY (of, key)
) WITHOUT ROWID
"""
TRIGGER = """
CREATE TEMP TRIGGER kept_{name}_{verb} {when} {verb} ON main.{name} {only}
BEGIN
    INSERT OR IGNORE INTO import_touched SELECT '{of}', {key}, {was}
    WHERE NOT EXISTS (SELECT 1 FROM import_touched WHERE of = '{of}' AND key = {key});
END
"""
# What an import left as it was is none of it. Of what is only ever added to, the key
# alone is kept: it does not change.
KEEP = """
INSERT INTO import_row (number, of, key, was, now)
SELECT :number, of, key, was, mark FROM (
    SELECT of, key, was, mark_of({now}) AS mark FROM import_touched
    WHERE of = '{name}'
) WHERE was = '' AND mark <> '' OR mark <> mark_of({before})
"""
KEEP_ADDED = """
INSERT INTO import_row (number, of, key)
SELECT :number, of, key FROM import_touched WHERE of = '{name}'
"""
ADD_MADE = """
INSERT INTO import_made (subject, of, name, at, person, added, changed)
VALUES (:subject, :of, :name, :at, :person, :added, :changed)
"""
SET_CHANGE = "UPDATE import_made SET change = ? WHERE number = ?"
MADE = """
SELECT number, subject, of, name, at, person, added, changed, change, state
FROM import_made
"""
LAST_FIRST = f"{MADE} WHERE :subject IN ('', subject) ORDER BY number DESC LIMIT :most"
WITH_NUMBER = f"{MADE} WHERE number = ?"
ROWS = "SELECT of, key, was FROM import_row WHERE number = ? ORDER BY id"


def _exact(number: float | None) -> str | None:
    return None if number is None else repr(number)


def speak(database: Database) -> None:
    """Let SQL of this connection say a number whole, and the mark of a record."""
    database.conn.create_function("exact", 1, _exact, deterministic=True)
    database.conn.create_function("mark_of", 1, mark_of, deterministic=True)


def begin_keeping(database: Database) -> None:
    """Keep from now on what is touched by this connection, inside its transaction."""
    speak(database)
    connection = database.conn
    connection.execute(TOUCHED)
    tables = Tables.of(database)
    for table in tables.whole:
        for statement in _triggers(tables, table):
            connection.execute(statement)


def _triggers(tables: Tables, table: Table) -> Iterator[str]:
    """Yield the triggers that keep what is touched of a table, and of its parts."""
    new = table.keys("NEW")
    names = {"name": table.name, "of": table.name}
    added = {"verb": "INSERT", "when": "AFTER", "only": "", "key": new, "was": "''"}
    yield TRIGGER.format(**names, **added)
    if table.only_added_to:
        return
    old = table.keys("OLD")
    own = {"key": old, "was": f"COALESCE({tables.record(table, old)}, '')"}
    for verb in ("UPDATE", "DELETE"):
        only = f"WHEN {table.differs()}" if verb == "UPDATE" else ""
        yield TRIGGER.format(**names, verb=verb, when="BEFORE", only=only, **own)
    for part in tables.parts(table):
        assert part.of
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            key = f"json_array({row}.{part.of[0]})"
            yield TRIGGER.format(
                name=part.name,
                of=table.name,
                verb=verb,
                when="BEFORE",
                only=f"WHEN {part.differs()}" if verb == "UPDATE" else "",
                key=key,
                was=f"COALESCE({tables.record(table, key)}, '')",
            )


def keep_touched(database: Database, number: int) -> None:
    """Keep all that was touched since the beginning as what an import touched."""
    tables = Tables.of(database)
    for table in tables.whole:
        keep = KEEP_ADDED if table.only_added_to else KEEP
        now = table.lasting(tables.record(table, "key"))
        statement = keep.format(name=table.name, now=now, before=table.lasting("was"))
        database.conn.execute(statement, {"number": number})


def add_made(database: Database, row: Mapping[str, object]) -> int:
    """Keep that an import was made; return its number."""
    number = database.conn.execute(ADD_MADE, row).lastrowid
    assert number is not None
    return number


def set_change(database: Database, number: int, change: int) -> None:
    """Keep the number of an import's line in what happened."""
    database.conn.execute(SET_CHANGE, [change, number])


def made_with(database: Database, number: int) -> Made | None:
    """Return the import of a number, if there is one."""
    row = database.conn.execute(WITH_NUMBER, [number]).fetchone()
    return Made(*row) if row else None


def last_made(database: Database, subject: str, most: int) -> list[Made]:
    """Return the imports that were made, the last first; "" for all subjects."""
    asked = {"subject": subject, "most": most}
    return [Made(*row) for row in database.conn.execute(LAST_FIRST, asked)]


def touched(database: Database, number: int) -> list[Touched]:
    """Return what an import touched, in order, as it was before."""
    return [
        Touched(of, tuple(json.loads(key)), json.loads(was) if was else {})
        for of, key, was in database.conn.execute(ROWS, [number])
    ]
