"""The tables of meetings: read and written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

from copro_map.exchange.rules.records import Meeting

COLUMNS = tuple(Meeting.__annotations__)
MEETINGS = f"""
SELECT {", ".join(COLUMNS)} FROM meeting
WHERE (:entry IS NULL OR :entry IN (request, offer))
    AND (:talk IS NULL OR talk = :talk)
    AND (:number IS NULL OR number = :number)
ORDER BY number
"""  # noqa: S608 - names, no values
DROP = "DELETE FROM meeting WHERE number = ?"
TOLD = "SELECT entry, ends FROM lapse_told"
TELL = "INSERT OR IGNORE INTO lapse_told (entry, ends, told_on) VALUES (?, ?, ?)"
# Words of before a day; and meetings of before it that came to nothing.
PAST_WORDS = """
done_on <> '' AND done_on < :before AND (thanks <> '' OR outcome <> '')
"""
PAST_ENDED = """
state IN ('declined', 'withdrawn', 'lapsed') AND ended_on < :before
"""
EMPTY = f"""
UPDATE meeting SET thanks = '', outcome = '', is_story = 0 WHERE {PAST_WORDS}
"""  # noqa: S608 - ours alone
DROP_ENDED = f"DELETE FROM meeting WHERE {PAST_ENDED}"  # noqa: S608 - ours alone
DROP_TOLD = "DELETE FROM lapse_told WHERE told_on < :before"
ANY = "SELECT 1 FROM {0} WHERE {1} LIMIT 1"


def _meeting(row: tuple[Any, ...]) -> Meeting:
    facts = dict(zip(COLUMNS, row, strict=True))
    return Meeting(**{**facts, "is_story": bool(facts["is_story"])})


def meetings(
    database: Database,
    *,
    entry: str | None = None,
    talk: str | None = None,
    number: int | None = None,
    states: Collection[str] = (),
) -> tuple[Meeting, ...]:
    """Return the meetings, oldest first; those alone that are asked for."""
    asked = {"entry": entry, "talk": talk, "number": number}
    rows = database.conn.execute(MEETINGS, asked)
    found = (_meeting(row) for row in rows)
    return tuple(one for one in found if not states or one.state in states)


def put(database: Database, **facts: object) -> int:
    """Keep a meeting that begins; return its number."""
    names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
    sql = f"INSERT INTO meeting ({names}) VALUES ({marks})"  # noqa: S608 - names
    return int(database.conn.execute(sql, facts).lastrowid or 0)


def become(database: Database, number: int, **facts: object) -> Meeting:
    """Change some columns of a meeting; return it as it is then."""
    sets = ", ".join(f"{name} = :{name}" for name in facts)
    sql = f"UPDATE meeting SET {sets} WHERE number = :number"  # noqa: S608 - names
    database.conn.execute(sql, {**facts, "number": number})
    (after,) = meetings(database, number=number)
    return after


def drop(database: Database, number: int) -> None:
    """Delete a meeting: what it was to begin with was never sent."""
    database.conn.execute(DROP, (number,))


def told(database: Database) -> frozenset[tuple[str, str]]:
    """Return which entries were told that they lapsed, each with its last day."""
    return frozenset(database.conn.execute(TOLD).fetchall())


def tell(database: Database, entry: str, ends: str, day: str) -> None:
    """Keep that an entry was told that it lapsed."""
    database.conn.execute(TELL, (entry, ends, day))


def _is_past(database: Database, of: str, what: str, before: str) -> bool:
    found = database.conn.execute(ANY.format(of, what), {"before": before})
    return found.fetchone() is not None


def are_words_past(database: Database, before: str) -> bool:
    """Say whether thanks, or what came of it, are of before a day."""
    return _is_past(database, "meeting", PAST_WORDS, before)


def empty(database: Database, before: str) -> int:
    """Delete such words of before a day; return of how many meetings."""
    return int(database.conn.execute(EMPTY, {"before": before}).rowcount)


def is_ended_past(database: Database, before: str) -> bool:
    """Say whether a meeting that came to nothing ended before a day."""
    return _is_past(database, "meeting", PAST_ENDED, before)


def drop_ended(database: Database, before: str) -> int:
    """Delete such meetings; return how many there were."""
    return int(database.conn.execute(DROP_ENDED, {"before": before}).rowcount)


def is_told_past(database: Database, before: str) -> bool:
    """Say whether somebody was told before a day that an entry lapsed."""
    return _is_past(database, "lapse_told", "told_on < :before", before)


def drop_told(database: Database, before: str) -> int:
    """Forget that they were told; return how many there were."""
    return int(database.conn.execute(DROP_TOLD, {"before": before}).rowcount)
