"""What people write to each other outlasts a backup that is put in place.

``earlier`` is the database as it was until now; ``main`` the backup.
"""

from __future__ import annotations

from copro_map.base.store.connection import Database

# What people write to each other is as until now: its links are, and what was deleted
# stays so.
TALKS = (
    "DELETE FROM talk_word",
    "DELETE FROM talk",
    """
INSERT INTO talk (number, mark, entry, one_address, one_key, one_language, one_gives,
    other_address, other_key, other_language, other_gives, state, ended_by, judged,
    begun_at, last_at)
SELECT number, mark, entry, one_address, one_key, one_language, one_gives,
    other_address, other_key, other_language, other_gives, state, ended_by, judged,
    begun_at, last_at
FROM earlier.talk
""",
    """
INSERT INTO talk_word (number, talk, side, words, said_at)
SELECT number, talk, side, words, said_at FROM earlier.talk_word
""",
)
ADDRESSES = "SELECT one_address FROM talk UNION SELECT other_address FROM talk"


def carry_talks(database: Database) -> None:
    """Keep in a backup, inside the caller's transaction, what was written until now."""
    for statement in TALKS:
        database.conn.execute(statement)


def addresses(database: Database) -> list[str]:
    """Return every address in a conversation."""
    return [x for (x,) in database.conn.execute(ADDRESSES) if x]
