"""What goes of members: what was never confirmed, and words of those who left."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlite_utils import Database

HELD = "FROM member WHERE state = 'held' AND entered_on < :before"
# Of those who left, or were refused, and of whom something is still there.
LEFT = """
FROM member WHERE state IN ('left', 'refused') AND max(left_on, seen_on) < :before
    AND max(left_on, seen_on) <> '' AND (address_key <> '' OR name_en <> '' OR
    name_cy <> '' OR promise <> '')
"""
NUMBERS = "SELECT number {}"
OF_A_MEMBER = ("member_role", "member_given", "promise_asked")
EMPTY = """
UPDATE member SET name_en = '', name_cy = '', address = '', address_key = '',
    promise = '', is_promise_public = 0, is_public = 0, gives = '', band = '',
    pence = NULL, hours = NULL
WHERE number IN (SELECT value FROM json_each(?))
"""
EMPTY_GIVEN = """
UPDATE member_given SET words = '' WHERE words <> ''
    AND member IN (SELECT value FROM json_each(?))
"""
EMPTY_ASKED = """
UPDATE promise_asked SET words = '' WHERE words <> ''
    AND member IN (SELECT value FROM json_each(?))
"""
LEAVE = """
UPDATE member SET state = 'left', left_on = max(joined_on, :day)
WHERE state = 'member' AND number IN (SELECT value FROM json_each(:numbers))
"""
NO_ADDRESS = """
UPDATE member SET address = '', address_key = ''
WHERE number IN (SELECT value FROM json_each(?))
"""
EMPTY_SEAT = """
UPDATE seat SET name = '-', is_public = 0
WHERE number IN (SELECT value FROM json_each(?))
"""
EMPTY_INTEREST = """
UPDATE interest SET words = '' WHERE seat IN (SELECT value FROM json_each(?))
"""


def _numbers(database: Database, which: str, before: str) -> list[int]:
    sql = NUMBERS.format(which)
    return [number for (number,) in database.conn.execute(sql, {"before": before})]


def is_held_past(database: Database, before: str) -> bool:
    """Say whether somebody asked to join before a day and did not confirm it."""
    return bool(_numbers(database, HELD, before))


def drop_held(database: Database, before: str) -> int:
    """Delete what was asked for before a day and not confirmed; return how many."""
    return drop(database, _numbers(database, HELD, before))


def drop(database: Database, numbers: Collection[int]) -> int:
    """Delete members, with all that is theirs; return how many."""
    for number in numbers:
        for table in OF_A_MEMBER:
            database.conn.execute(f"DELETE FROM {table} WHERE member = ?", [number])  # noqa: S608 - names of ours
        database.conn.execute("DELETE FROM member WHERE number = ?", [number])
    return len(numbers)


def has_left_past(database: Database, before: str) -> bool:
    """Say whether words are kept of somebody who left before a day."""
    return bool(_numbers(database, LEFT, before))


def empty_left(database: Database, before: str) -> int:
    """Empty of words whoever left before a day; return how many members."""
    numbers = _numbers(database, LEFT, before)
    empty(database, numbers)
    return len(numbers)


def empty(database: Database, numbers: Collection[int]) -> None:
    """Keep of members no name, address, word or contribution; that they were, and when.

    Time and money that they gave stay as numbers of nobody.
    """
    for sql in (EMPTY, EMPTY_GIVEN, EMPTY_ASKED):
        database.conn.execute(sql, [json.dumps([*numbers])])


def let_leave(database: Database, numbers: Collection[int], day: str) -> None:
    """Let members leave on a day; those who have left stay as they are."""
    told = {"numbers": json.dumps([*numbers]), "day": day}
    database.conn.execute(LEAVE, told)


def take_address(database: Database, numbers: Collection[int]) -> None:
    """Keep no address of members any more."""
    database.conn.execute(NO_ADDRESS, [json.dumps([*numbers])])


def empty_seats(database: Database, numbers: Collection[int]) -> None:
    """Keep of seats nobody's name, and no interest of whoever held them."""
    for sql in (EMPTY_SEAT, EMPTY_INTEREST):
        database.conn.execute(sql, [json.dumps([*numbers])])
