"""The tables of what people write to each other: private, and emptied in time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from sqlite_utils import Database

from copro_map.talks.rules.talks import SIDES, Party, Said, Side, State, Talk, Verdict

MARK_BYTES = 16
PARTY = tuple(Party.__annotations__)
COLUMNS = (
    *("number", "mark", "entry"),
    *(f"{side}_{fact}" for side in SIDES for fact in PARTY),
    *("state", "ended_by", "judged", "begun_at", "last_at"),
)
TALKS = """
SELECT number, mark, entry, one_address, one_key, one_language, one_gives,
    other_address, other_key, other_language, other_gives, state, ended_by, judged,
    begun_at, last_at
FROM talk
WHERE (:number IS NULL OR number = :number) AND (:mark IS NULL OR mark = :mark)
    AND (:state IS NULL OR state = :state)
    AND (:key IS NULL OR :key IN (one_key, other_key))
ORDER BY number
"""
PUT = """
INSERT INTO talk (mark, entry, one_address, one_key, one_language, one_gives, begun_at,
    last_at)
VALUES (:mark, :entry, :address, :key, :language, :gives, :at, :at)
"""
SAY = "INSERT INTO talk_word (talk, side, words, said_at) VALUES (?, ?, ?, ?)"
WORDS = "SELECT side, words, said_at FROM talk_word WHERE talk = ? ORDER BY number"
MEET = """
UPDATE talk SET other_address = ?, other_key = ?, other_language = ? WHERE number = ?
"""
BECOME = """
UPDATE talk SET state = ?, ended_by = ?, last_at = ? WHERE number = ?
"""
TOUCH = "UPDATE talk SET last_at = ? WHERE number = ?"
GIVE = {
    "one": "UPDATE talk SET one_gives = ? WHERE number = ?",
    "other": "UPDATE talk SET other_gives = ? WHERE number = ?",
}
JUDGE = "UPDATE talk SET judged = ? WHERE number = ?"
DROP = ("DELETE FROM talk_word WHERE talk = ?", "DELETE FROM talk WHERE number = ?")
# Said to be abuse, and nobody has judged it: whose it was.
ACCUSED = """
SELECT number FROM talk WHERE state = 'abuse' AND judged = '' AND :key <> ''
    AND CASE ended_by WHEN 'one' THEN other_key ELSE one_key END = :key
"""
# Whoever is never written to: their side of each is nobody's, and it has ended.
FORGET = (
    "DELETE FROM talk WHERE state IN ('held', 'kept_back') AND one_key = :key",
    """
UPDATE talk SET state = iif(state = 'open', 'ended', state),
    one_address = iif(one_key = :key, '', one_address),
    other_address = iif(other_key = :key, '', other_address),
    one_key = iif(one_key = :key, '', one_key),
    other_key = iif(other_key = :key, '', other_key)
WHERE :key IN (one_key, other_key)
""",
)
# What was never sent; what was said, and whose it was; that there was something.
PAST_HELD = "state = 'held' AND begun_at < :before"
PAST_WORDS = """
last_at < :before AND (EXISTS (SELECT 1 FROM talk_word WHERE talk = talk.number)
    OR one_address <> '' OR other_address <> ''
    OR (judged <> '' AND one_key || other_key <> ''))
"""
PAST_FACT = "last_at < :before"
IS_PAST = "SELECT 1 FROM talk WHERE {0} LIMIT 1"
ALL_PAST = "DELETE FROM talk WHERE {0}"
# Of what nobody has judged it stays known whose messages wait for that.
EMPTY_WORDS = """
DELETE FROM talk_word WHERE talk IN (SELECT number FROM talk WHERE last_at < :before)
"""
EMPTY = f"""
UPDATE talk SET one_address = '', other_address = '',
    one_key = iif(state = 'abuse' AND judged = '' AND ended_by = 'other', one_key, ''),
    other_key = iif(state = 'abuse' AND judged = '' AND ended_by = 'one', other_key,
        ''),
    state = iif(state IN ('open', 'kept_back'), 'ended', state)
WHERE {PAST_WORDS}
"""  # noqa: S608 - ours alone


def _talk(row: tuple[object, ...]) -> Talk:
    facts = dict(zip(COLUMNS, row, strict=True))
    parties = {}
    for side in SIDES:
        address, key, language, gives = (facts.pop(f"{side}_{x}") for x in PARTY)
        parties[side] = Party(str(address), str(key), str(language), bool(gives))
    return Talk(**facts, **parties)  # type: ignore[arg-type]


def talks(
    database: Database,
    *,
    number: int | None = None,
    mark: str | None = None,
    state: State | None = None,
    key: str | None = None,
) -> tuple[Talk, ...]:
    """Return the conversations, oldest first; those alone that are asked for."""
    asked = {"number": number, "mark": mark, "state": state, "key": key}
    return tuple(_talk(row) for row in database.conn.execute(TALKS, asked))


def words_of(database: Database, number: int) -> tuple[Said, ...]:
    """Return what was said in a conversation, in order; nothing once it is emptied."""
    return tuple(Said(*row) for row in database.conn.execute(WORDS, (number,)))


def put(database: Database, row: Mapping[str, object], words: str) -> str:
    """Keep a first message, held; return the mark of its conversation.

    ``words`` is "" if it begins without any.
    """
    mark = secrets.token_hex(MARK_BYTES)
    made = database.conn.execute(PUT, {**row, "mark": mark})
    if words:
        database.conn.execute(SAY, (made.lastrowid, "one", words, row["at"]))
    return mark


def meet(
    database: Database, number: int, address: str, key: str, language: str
) -> None:
    """Keep who the other side is."""
    database.conn.execute(MEET, (address, key, language, number))


def say(database: Database, number: int, side: Side, words: str, at: str) -> None:
    """Keep what a side wrote."""
    database.conn.execute(SAY, (number, side, words, at))
    database.conn.execute(TOUCH, (at, number))


def give(database: Database, number: int, side: Side, at: str, *, gives: bool) -> None:
    """Keep whether a side gives its address."""
    database.conn.execute(GIVE[side], (int(gives), number))
    database.conn.execute(TOUCH, (at, number))


def become(
    database: Database, number: int, state: State, at: str, by: Side | str = ""
) -> None:
    """Keep how a conversation stands, and which side made it so."""
    database.conn.execute(BECOME, (state, by, at, number))


def judge(database: Database, number: int, verdict: Verdict | str) -> None:
    """Keep what a steward decided; "" if nothing (any more)."""
    database.conn.execute(JUDGE, (verdict, number))


def drop(database: Database, number: int) -> None:
    """Delete a conversation with what was said in it."""
    for statement in DROP:
        database.conn.execute(statement, (number,))


def is_accused(database: Database, key: str) -> bool:
    """Say whether a message of an address was said to be abuse and nobody judged it."""
    return database.conn.execute(ACCUSED, {"key": key}).fetchone() is not None


def forget(database: Database, key: str) -> None:
    """Take an address out of all conversations, and what it had not sent yet."""
    for statement in FORGET:
        database.conn.execute(statement, {"key": key})


def _is_past(database: Database, what: str, before: str) -> bool:
    found = database.conn.execute(IS_PAST.format(what), {"before": before})
    return found.fetchone() is not None


def is_held_past(database: Database, before: str) -> bool:
    """Say whether a message was held since before a moment."""
    return _is_past(database, PAST_HELD, before)


def drop_held(database: Database, before: str) -> int:
    """Delete what was held since before a moment; return how many there were."""
    return int(
        database.conn.execute(ALL_PAST.format(PAST_HELD), {"before": before}).rowcount
    )


def are_words_past(database: Database, before: str) -> bool:
    """Say whether words, or addresses, are of before a moment."""
    return _is_past(database, PAST_WORDS, before)


def empty(database: Database, before: str) -> int:
    """Delete words and addresses of before a moment; return of how many."""
    emptied = database.conn.execute(EMPTY, {"before": before}).rowcount
    database.conn.execute(EMPTY_WORDS, {"before": before})
    return int(emptied)


def is_fact_past(database: Database, before: str) -> bool:
    """Say whether a conversation is of before a moment."""
    return _is_past(database, PAST_FACT, before)


def drop_past(database: Database, before: str) -> int:
    """Delete conversations of before a moment; return how many there were."""
    return int(
        database.conn.execute(ALL_PAST.format(PAST_FACT), {"before": before}).rowcount
    )
