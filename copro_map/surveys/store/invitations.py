"""The key of a wave and the codes of its invitations: both go when it closes.

A code is here only as a mark (``people.rules.codes.code_mark``). Its row says whether
it was used, and nothing of when, or of which reply came with it: rows lie in the order
of their marks, not in that of their use.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

KEY = "SELECT key FROM wave_key WHERE survey = :survey AND wave = :wave"
KEEP_KEY = "INSERT INTO wave_key (survey, wave, key) VALUES (:survey, :wave, :key)"
ADD_CODE = "INSERT INTO invitation_code (survey, wave, mark) VALUES (?, ?, ?)"
USED = """
SELECT used FROM invitation_code
WHERE survey = :survey AND wave = :wave AND mark = :mark
"""
USE = """
UPDATE invitation_code SET used = 1
WHERE survey = :survey AND wave = :wave AND mark = :mark AND used = 0
"""
# Of those that are gone nothing is left that two copies could tell apart by.
VOID = """
DELETE FROM invitation_code WHERE survey = :survey AND wave = :wave AND used = 0
"""
WITH_CODES = "SELECT DISTINCT survey, wave FROM invitation_code"
# Waves that have closed by a day, as they are in force.
CLOSED = """
SELECT o.survey, o.name FROM wave AS o LEFT JOIN wave AS s ON s.supersedes = o.id
WHERE s.id IS NULL AND o.closes_on <= :day
"""
TO_FORGET = f"""
SELECT 1 FROM (
    SELECT survey, wave FROM wave_key UNION SELECT survey, wave FROM invitation_code
) WHERE (survey, wave) IN ({CLOSED})
"""  # noqa: S608 - no value is filled in
FORGET = (
    f"DELETE FROM wave_key WHERE (survey, wave) IN ({CLOSED})",  # noqa: S608
    f"DELETE FROM invitation_code WHERE (survey, wave) IN ({CLOSED})",  # noqa: S608
)
# No copy says which codes were used: two would tell with which a reply came.
ALL_UNUSED = "UPDATE invitation_code SET used = 0"
# Of waves that are known in ``earlier`` keys and codes are as there.
AS_EARLIER = (
    """
DELETE FROM wave_key WHERE (survey, wave) IN (SELECT survey, name FROM earlier.wave)
""",
    """
INSERT OR REPLACE INTO wave_key (survey, wave, key)
SELECT survey, wave, key FROM earlier.wave_key
""",
    """
DELETE FROM invitation_code
WHERE (survey, wave) IN (SELECT survey, name FROM earlier.wave)
""",
    """
INSERT OR REPLACE INTO invitation_code (survey, wave, mark, used)
SELECT survey, wave, mark, used FROM earlier.invitation_code
""",
)
REPLY_OF = """
SELECT o.id FROM reply AS o LEFT JOIN reply AS s ON s.supersedes = o.id
WHERE o.survey = :survey AND o.wave = :wave AND o.respondent = :respondent
AND s.id IS NULL
"""
REPLIED = """
SELECT o.survey, o.wave, count(*) FROM reply AS o
LEFT JOIN reply AS s ON s.supersedes = o.id
WHERE o.status = 'checked' AND s.id IS NULL GROUP BY o.survey, o.wave
"""
HAS_REPLIES = """
SELECT max(1), max(o.source NOT IN ('form', 'taken back') AND s.id IS NULL)
FROM reply AS o LEFT JOIN reply AS s ON s.supersedes = o.id
WHERE o.survey = :survey AND o.wave = :wave
"""


def _of(survey: str, wave: str, **more: object) -> dict[str, object]:
    return {"survey": survey, "wave": wave, **more}


def key_of(database: Database, survey: str, wave: str) -> bytes | None:
    """Return the key of a wave; None if it has none, or none any more."""
    row = database.conn.execute(KEY, _of(survey, wave)).fetchone()
    return bytes(row[0]) if row else None


def keep_key(database: Database, survey: str, wave: str, key: bytes) -> None:
    """Keep the key of a wave that has none, inside the caller's transaction."""
    database.conn.execute(KEEP_KEY, _of(survey, wave, key=key))


def add_codes(database: Database, survey: str, wave: str, marks: Iterable[str]) -> None:
    """Add codes that nobody has used, inside the caller's transaction."""
    rows = [(survey, wave, mark) for mark in sorted(marks)]
    database.conn.executemany(ADD_CODE, rows)


def was_used(database: Database, survey: str, wave: str, mark: str) -> bool | None:
    """Say whether a code was used; None if the wave has no such code."""
    row = database.conn.execute(USED, _of(survey, wave, mark=mark)).fetchone()
    return bool(row[0]) if row else None


def use_code(database: Database, survey: str, wave: str, mark: str) -> bool:
    """Use a code up inside the caller's transaction; say whether it could be."""
    used = database.conn.execute(USE, _of(survey, wave, mark=mark))
    return used.rowcount == 1


def void_unused(database: Database, survey: str, wave: str) -> None:
    """Take out the codes of a wave that nobody used, inside the transaction."""
    database.conn.execute(VOID, _of(survey, wave))


def with_codes(database: Database) -> frozenset[tuple[str, str]]:
    """Return the survey and name of each wave that has codes."""
    return frozenset(database.conn.execute(WITH_CODES))


def is_to_forget(database: Database, day: date) -> bool:
    """Say whether a wave that has closed by a day still has a key or codes."""
    row = database.conn.execute(TO_FORGET, {"day": day.isoformat()}).fetchone()
    return row is not None


def forget(database: Database, day: date) -> None:
    """Destroy keys and codes of the waves that have closed by a day.

    Inside the caller's transaction; SQLite writes zeros over them (``secure_delete``).
    """
    for statement in FORGET:
        database.conn.execute(statement, {"day": day.isoformat()})


def hide_use(database: Database) -> None:
    """Let no code of a copy say whether it was used."""
    database.conn.execute(ALL_UNUSED)


def take_from_earlier(database: Database) -> None:
    """Take keys and codes as they are in ``earlier``, a database that is attached."""
    for statement in AS_EARLIER:
        database.conn.execute(statement)


def reply_of_respondent(
    database: Database, survey: str, wave: str, respondent: str
) -> int | None:
    """Return the id of the reply in force of a respondent; None if there is none."""
    facts = _of(survey, wave, respondent=respondent)
    row = database.conn.execute(REPLY_OF, facts).fetchone()
    return int(row[0]) if row else None


def replied(database: Database) -> dict[tuple[str, str], int]:
    """Return how many replies of each wave count: for no page and no file."""
    return {(x, y): n for x, y, n in database.conn.execute(REPLIED)}


def has_replies(database: Database, survey: str, wave: str) -> tuple[bool, bool]:
    """Say whether a wave has any replies, and whether some came from a file."""
    row = database.conn.execute(HAS_REPLIES, _of(survey, wave)).fetchone()
    return bool(row[0]), bool(row[1])
