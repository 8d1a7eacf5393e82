"""The outbox: what is to be mailed, or was, with the same number and id for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from sqlite_utils import Database

from copro_map.people.rules.letters import Kind, Message, State

COLUMNS = tuple(Message.__annotations__)
PUT = """
INSERT INTO outbox (message_id, cause, kind, address, address_key, language, subject,
    body, unsubscribe, entry, is_asked, not_before, created_at, changed_at)
VALUES (:message_id, :cause, :kind, :address, :address_key, :language, :subject,
    :body, :unsubscribe, :entry, :is_asked, :at, :at, :at)
ON CONFLICT (cause) DO NOTHING
"""
MESSAGES = """
SELECT number, message_id, cause, kind, address, language, subject, body, unsubscribe,
    entry, is_asked, state, why, tries, not_before, created_at, changed_at
FROM outbox
WHERE (:state IS NULL OR state = :state) AND (:number IS NULL OR number = :number)
ORDER BY number
"""
MESSAGES_OF = """
SELECT number, message_id, cause, kind, address, language, subject, body, unsubscribe,
    entry, is_asked, state, why, tries, not_before, created_at, changed_at
FROM outbox WHERE substr(cause, 1, length(:cause)) = :cause ORDER BY number
"""
HIDE_BODIES = "UPDATE outbox SET body = '' WHERE kind = ?"
# What somebody waits for goes first.
NEXT = """
SELECT number FROM outbox WHERE state = 'waiting' AND not_before <= :at
    AND :only IN ('', kind)
ORDER BY is_asked DESC, number LIMIT 1
"""
DUE = """
SELECT number, tries FROM outbox WHERE state = 'waiting' AND not_before <= :at
    AND :only IN ('', kind)
"""
# One that was put in before there was a sender has its id without a domain; from here
# on it has one, and never another.
CLAIM = """
UPDATE outbox SET state = 'sending', tries = tries + 1, why = '', changed_at = :at,
    message_id = replace(message_id, '@localhost>', '@' || :domain || '>')
WHERE number = :number
"""
# Left behind by whoever ended between a server's answer and writing that down.
LEFT = """
UPDATE outbox SET state = CASE is_asked WHEN 1 THEN 'waiting' ELSE 'perhaps' END,
    why = CASE is_asked WHEN 1 THEN '' ELSE 'ended' END,
    not_before = :at, changed_at = :at
WHERE state = 'sending'
"""
ANY_LEFT = "SELECT 1 FROM outbox WHERE state = 'sending' LIMIT 1"
BECOME = """
UPDATE outbox SET state = :state, why = :why, tries = :tries, body = :body,
    unsubscribe = :unsubscribe, not_before = :not_before, changed_at = :changed_at
WHERE number = :number AND state = :was
"""
PUT_OFF = """
UPDATE outbox SET why = ?, tries = tries + 1, not_before = ?, changed_at = ?
WHERE number = ?
"""
# A person who is entered signs in by mail, whatever else they asked not to be sent.
FORGET = """
UPDATE outbox SET address = '', address_key = '', subject = '', body = '',
    unsubscribe = '', cause = 'forgotten ' || number,
    state = CASE WHEN state IN ('waiting', 'sending') THEN 'failed' ELSE state END,
    why = CASE WHEN state IN ('waiting', 'sending') THEN 'never' ELSE why END
WHERE address_key = ? AND kind <> 'sign_in'
"""
# Whom it was to and what it said; that it was written stays, so that it is not again.
PAST = "state IN ('sent', 'failed', 'perhaps') AND address <> '' AND changed_at < ?"
ANY_PAST = f"SELECT 1 FROM outbox WHERE {PAST} LIMIT 1"  # noqa: S608 - ours alone
SWEEP = f"""
UPDATE outbox SET address = '', address_key = '', subject = '', body = '',
    unsubscribe = ''
WHERE {PAST}
"""  # noqa: S608 - ours alone


def _message(row: tuple[object, ...]) -> Message:
    facts = dict(zip(COLUMNS, row, strict=True))
    return Message(**facts | {"is_asked": bool(facts["is_asked"])})  # type: ignore[arg-type]


def put_message(database: Database, row: Mapping[str, object]) -> bool:
    """Put a message in, unless one of the same cause is there; say whether it was."""
    return bool(database.conn.execute(PUT, dict(row)).rowcount)


def messages(
    database: Database, *, state: State | None = None, number: int | None = None
) -> tuple[Message, ...]:
    """Return the messages, oldest first; of one state, or the one of a number."""
    rows = database.conn.execute(MESSAGES, {"state": state, "number": number})
    return tuple(_message(row) for row in rows)


def messages_of(database: Database, cause: str) -> tuple[Message, ...]:
    """Return the messages whose cause begins with a text, oldest first."""
    rows = database.conn.execute(MESSAGES_OF, {"cause": cause})
    return tuple(_message(row) for row in rows)


def hide_bodies(database: Database, kinds: Iterable[str]) -> None:
    """Take the words out of the messages of some kinds, whatever state they are in."""
    database.conn.executemany(HIDE_BODIES, [(kind,) for kind in kinds])


def is_left(database: Database) -> bool:
    """Say whether one is in "sending"."""
    return database.conn.execute(ANY_LEFT).fetchone() is not None


def find_left(database: Database, at: str) -> None:
    """Let what is in "sending" wait again if it was asked for; else perhaps it left."""
    database.conn.execute(LEFT, {"at": at})


def due(
    database: Database, at: str, only: Kind | Literal[""] = ""
) -> tuple[tuple[int, int], ...]:
    """Return number and tries of the messages that are to be sent by a moment.

    Of one kind alone, if it is named.
    """
    return tuple(database.conn.execute(DUE, {"at": at, "only": only}).fetchall())


def claim_next(
    database: Database, at: str, domain: str, only: Kind | Literal[""] = ""
) -> Message | None:
    """Put the next message that is due in "sending"; return it, None if none is.

    ``domain`` is the sender's; ``only`` as for ``due``.
    """
    row = database.conn.execute(NEXT, {"at": at, "only": only}).fetchone()
    if not row:
        return None
    database.conn.execute(CLAIM, {"at": at, "domain": domain, "number": row[0]})
    return messages(database, number=row[0])[0]


def put_off(database: Database, number: int, why: str, until: str, at: str) -> None:
    """Let a message wait until a moment, with the reason; one try more."""
    database.conn.execute(PUT_OFF, (why, until, at, number))


def become(database: Database, message: Message, was: State) -> None:
    """Keep what has become of a message, if it is still in the state that it was."""
    names = ("state", "why", "tries", "body", "unsubscribe", "not_before", "changed_at")
    facts = {name: getattr(message, name) for name in names}
    database.conn.execute(BECOME, facts | {"number": message.number, "was": was})


def forget(database: Database, key: str) -> None:
    """Take an address and what was written to it out of the outbox; nothing leaves."""
    database.conn.execute(FORGET, (key,))


def is_past(database: Database, before: str) -> bool:
    """Say whether a message that left, or failed, is older than a moment."""
    return database.conn.execute(ANY_PAST, (before,)).fetchone() is not None


def sweep(database: Database, before: str) -> int:
    """Take out whom older messages were to and what they said; return how many."""
    return int(database.conn.execute(SWEEP, (before,)).rowcount)
