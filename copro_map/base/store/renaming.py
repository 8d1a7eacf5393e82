"""An entry gets another id, everywhere that its id stands: one that says nothing.

An id that is made of a person's name would name them for ever in what is only added to.
So here, and nowhere else, its rows are changed: by nothing but the id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database

from copro_map.base.store.frozen import checksum

# Columns that hold the id of one entry.
WHOLE = {
    "asset": ("id", "organisation_id", "became"),
    **dict.fromkeys(("location", "asset_area", "asset_text"), ("asset_id",)),
    **dict.fromkeys(("asset_theme", "asset_stage", "asset_served"), ("asset_id",)),
    **dict.fromkeys(("asset_history", "asset_word_said", "audit"), ("asset_id",)),
    "place_set": ("asset_id",),
    **dict.fromkeys(("visitor_report", "claim", "consent", "contact"), ("entry",)),
    **dict.fromkeys(("link", "outbox", "talk", "version_sent"), ("entry",)),
    "change_made": ("entry",),
    "meeting": ("request", "offer"),
    "lapse_told": ("entry",),
    **dict.fromkeys(("member", "member_role", "booking", "event_attended"), ("entry",)),
    "event": ("entry", "project"),
    **dict.fromkeys(("research", "influence"), ("entry",)),
    "pair_judged": ("gone", "stays"),
    "reply": ("organisation_id",),
    "row_answered": ("entry",),
}
# Words with a space between, one of which may be an id: of these rows alone.
ANY = "1"
ABOUT = "subject IN ('entry', 'place', 'consent', 'report', 'duplicate')"
WORDS = {
    ("plan_evidence", "target"): "sort = 'entry'",
    ("change_made", "record"): ABOUT,
    ("change_made", "was"): "subject = 'duplicate'",
    ("change_made", "now"): "subject = 'duplicate'",
    ("pair_judged", "record"): ANY,
    ("outbox", "cause"): ANY,
    ("draft", "subject"): ANY,
}
# JSON in which a text may be an id, and addresses of ours that may name one.
IN_JSON = {
    ("asset_history", "content"): ("organisation_id",),
    ("draft", "content"): ("entry",),
    ("import_row", "key"): (),
    ("import_row", "was"): ("id", "asset_id", "entry", "organisation_id", "became"),
    ("snapshot", "content"): ("records", "unverified", "confirmed_long_ago"),
}
IN_ADDRESSES = (("link", "goes_to"), ("outbox", "body"))
DEFER = "PRAGMA defer_foreign_keys = ON"
# A database is renamed in on its way up: not every table is there yet.
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
TRIGGER = "SELECT sql FROM sqlite_master WHERE name = ?"
FIND = "SELECT rowid, {column} FROM {table} WHERE instr({column}, ?) AND {which}"
SET = "UPDATE {table} SET {column} = ? WHERE rowid = ?"
SET_WHOLE = "UPDATE {table} SET {column} = ? WHERE {column} = ?"
SNAPSHOT = """
SELECT taken_on, as_at, label, content, label_cy FROM snapshot WHERE rowid = ?
"""
SET_CHECKSUM = "UPDATE snapshot SET checksum = ? WHERE rowid = ?"


def rename_entry(database: Database, old: str, new: str) -> None:
    """Give an entry another id in every table, inside the caller's transaction.

    A snapshot that counts it has another checksum from then on.
    """
    database.conn.execute(DEFER)
    there = {name for (name,) in database.conn.execute(TABLES)}
    for table, columns in WHOLE.items():
        with lifted(database, table):
            for column in columns if table in there else ():
                sql = SET_WHOLE.format(table=table, column=column)
                database.conn.execute(sql, [new, old])

    def in_words(text: str) -> str:
        return " ".join(new if word == old else word for word in text.split(" "))

    for (table, column), which in WORDS.items():
        if table in there:
            _each(database, table, column, which, old, in_words)
    for (table, column), names in IN_JSON.items():
        _each(database, table, column, ANY, old, _in_json(old, new, names))
    pattern = re.compile(rf"(?<=[?&]id=){re.escape(old)}(?![\w+%-])")
    for table, column in IN_ADDRESSES:
        _each(database, table, column, ANY, old, lambda x: pattern.sub(new, x))


@contextmanager
def lifted(database: Database, table: str) -> Iterator[None]:
    """Let rows be changed of a table that is only added to, in the block."""
    name = f"{table}_is_not_changed"
    found = database.conn.execute(TRIGGER, [name]).fetchone()
    if found:
        database.conn.execute(f"DROP TRIGGER {name}")
    yield
    if found:
        database.conn.execute(found[0])


def _each(  # noqa: PLR0913 - which cells of which rows, and what becomes of them
    database: Database,
    table: str,
    column: str,
    which: str,
    old: str,
    change: Callable[[str], str],
) -> None:
    find = FIND.format(table=table, column=column, which=which)
    rows = database.conn.execute(find, [old]).fetchall()
    changed = [(text, row) for row, cell in rows if (text := change(cell)) != cell]
    with lifted(database, table):
        for text, row in changed:
            database.conn.execute(SET.format(table=table, column=column), [text, row])
            if table == "snapshot":
                parts = database.conn.execute(SNAPSHOT, [row]).fetchone()
                database.conn.execute(SET_CHECKSUM, [checksum(*parts), row])


def _in_json(old: str, new: str, names: tuple[str, ...]) -> Callable[[str], str]:
    """Return what changes the id in JSON: under such names, or anywhere if none is."""

    def change(value: Any, is_id: bool) -> Any:  # noqa: FBT001 - the value's own
        if isinstance(value, dict):
            return {x: change(y, not names or x in names) for x, y in value.items()}
        if isinstance(value, list):
            return [change(one, is_id) for one in value]
        return new if is_id and value == old else value

    def text(cell: str) -> str:
        before = json.loads(cell)
        after = change(before, not names)
        return _as_before(after, cell) if after != before else cell

    return text


def _as_before(value: Any, cell: str) -> str:
    """Return JSON written as another one was: tight as SQLite does it, or not."""
    separators = None if '": ' in cell or '", ' in cell else (",", ":")
    return json.dumps(value, ensure_ascii=False, separators=separators)
