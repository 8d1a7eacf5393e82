"""Words on entries, as they are kept: only added to."""

from __future__ import annotations

from dataclasses import fields

from sqlite_utils import Database

from copro_map.upkeep.rules.words import Said

COLUMNS = tuple(one.name for one in fields(Said))
LISTED = ", ".join(COLUMNS)
ALL = f"SELECT {LISTED} FROM asset_word_said ORDER BY id"  # noqa: S608 - names, no values
OF_ONE = f"SELECT {LISTED} FROM asset_word_said WHERE asset_id = ? ORDER BY id"  # noqa: S608
BY_ID = f"SELECT {LISTED} FROM asset_word_said WHERE id = ?"  # noqa: S608
ADD = f"""
INSERT INTO asset_word_said ({LISTED}) VALUES (:{", :".join(COLUMNS)})
"""  # noqa: S608 - names, no values
NEXT = "SELECT COALESCE(MAX(id), 0) + 1 FROM asset_word_said"


def words_of(database: Database, asset_id: str) -> list[Said]:
    """Return all that was said of an entry, in the order of writing."""
    return [Said(*row) for row in database.execute(OF_ONE, [asset_id])]


def all_words(database: Database) -> dict[str, list[Said]]:
    """Return all that was said, by entry, in the order of writing."""
    found: dict[str, list[Said]] = {}
    for row in database.execute(ALL):
        one = Said(*row)
        found.setdefault(one.asset_id, []).append(one)
    return found


def word_with(database: Database, word_id: int) -> Said | None:
    """Return the word with a number, if there is one."""
    row = database.execute(BY_ID, [word_id]).fetchone()
    return Said(*row) if row else None


def next_id(database: Database) -> int:
    """Return the number of the next word, inside the caller's transaction."""
    return int(database.execute(NEXT).fetchone()[0])


def add_word(database: Database, said: Said) -> None:
    """Write a word down inside the caller's transaction."""
    database.conn.execute(ADD, vars(said))
