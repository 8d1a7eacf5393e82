"""The table of what was sent in: private, changed, and in the end emptied."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from copro_map.base.store.connection import Database
from copro_map.versions.rules.content import Asset, as_content, of_content
from copro_map.versions.rules.versions import OPEN, Sent, State, Version

COLUMNS = """number, entry, is_new, seen, revision, content, language, address, client,
    note, proved_at, sent_at, state, words, decided_at, workshop"""
ADD = """
INSERT INTO version_sent (entry, is_new, seen, content, was, language, address,
    address_key, client, note, sent_at, workshop)
VALUES (:entry, :is_new, :seen, :content, :was, :language, :address, :address_key,
    :client, :note, :at, :workshop)
"""
# Whoever answers what they were asked lets it wait again, and what they answered stays
# when they add something else. Another address is to be proved anew.
AMEND = """
UPDATE version_sent SET content = :content, was = :was, seen = :seen,
    language = :language, revision = revision + 1,
    note = CASE :note WHEN '' THEN note ELSE :note END,
    proved_at = CASE address_key WHEN :address_key THEN proved_at ELSE '' END,
    address = :address, address_key = :address_key,
    state = CASE state WHEN 'asked' THEN 'waiting' ELSE state END
WHERE number = :number
"""
IN_STATES = f"""
SELECT {COLUMNS} FROM version_sent
WHERE state IN (SELECT value FROM json_each(:states)) AND :entry IN ('', entry)
ORDER BY sent_at, number
"""  # noqa: S608 - names, no values
WITH_NUMBER = f"SELECT {COLUMNS} FROM version_sent WHERE number = ?"  # noqa: S608
OF_ADDRESS = f"""
SELECT {COLUMNS} FROM version_sent
WHERE address_key = ? AND address_key <> '' ORDER BY number DESC
"""  # noqa: S608 - names, no values
OF_WORKSHOP = f"""
SELECT {COLUMNS} FROM version_sent
WHERE workshop = ? AND state NOT IN ('declined', 'withdrawn') ORDER BY number
"""  # noqa: S608 - names, no values
WORKSHOPS = "SELECT number, name, name_cy FROM workshop WHERE name || name_cy <> ''"
WAS = "SELECT entry, was FROM version_sent WHERE number = ?"
OF_CHANGE = "SELECT number FROM version_sent WHERE change = ?"
PROVE = """
UPDATE version_sent SET proved_at = :at
WHERE number = :number AND proved_at = '' AND address <> ''
"""
DECIDE = """
UPDATE version_sent SET state = :state, words = :words, decided_at = :at,
    client = CASE :at WHEN '' THEN client ELSE '' END, change = :change
WHERE number = :number
"""
WITHDRAW = """
UPDATE version_sent SET state = 'withdrawn', decided_at = :at, client = '',
    content = '{}', was = '{}', words = '', note = '',
    address = CASE :disowned WHEN 1 THEN '' ELSE address END,
    address_key = CASE :disowned WHEN 1 THEN '' ELSE address_key END
WHERE number = :number
"""
DISOWN = """
UPDATE version_sent SET address = '', address_key = '', proved_at = '' WHERE number = ?
"""
ACCEPT = "UPDATE version_sent SET content = :content, was = :was WHERE number = :number"
REOPEN = """
UPDATE version_sent SET state = :state, words = '', decided_at = '', change = NULL
WHERE number = :number
"""
FORGET = """
UPDATE version_sent SET address = '', address_key = '', client = ''
WHERE address_key = ?
"""
# Of what is emptied while it waits there is nothing to decide.
NOTHING_LEFT = """
UPDATE version_sent SET state = 'withdrawn', decided_at = sent_at, client = ''
WHERE content = '{}' AND decided_at = ''
"""
ACCEPTED = (
    "SELECT language, sent_at, decided_at FROM version_sent WHERE state = 'accepted'"
)
PAST = "decided_at <> '' AND decided_at < ? AND (content <> '{}' OR address <> '')"
ANY_PAST = f"SELECT 1 FROM version_sent WHERE {PAST} LIMIT 1"  # noqa: S608 - ours alone
OF_PAST = f"""
SELECT entry, address FROM version_sent WHERE state <> 'accepted' AND {PAST}
"""  # noqa: S608 - ours alone
SWEEP = f"""
UPDATE version_sent SET content = '{{}}', was = '{{}}', address = '', address_key = '',
    words = '', note = '', client = ''
WHERE {PAST}
"""  # noqa: S608 - ours alone


def _version(row: tuple[Any, ...]) -> Version:
    number, entry, is_new, seen, revision, content, language, address, client = row[:9]
    note, proved_at, sent_at, state, words, decided_at, workshop = row[9:]
    asset = of_content(entry, content)
    return Version(
        number=number,
        sent=Sent(asset, bool(is_new), seen, language, address, client, note, workshop),
        revision=revision,
        is_proved=bool(proved_at),
        sent_at=sent_at,
        state=state,
        words=words,
        decided_at=decided_at,
    )


def _row(sent: Sent, key: str, base: Asset) -> dict[str, Any]:
    return {
        "entry": sent.asset.id,
        "is_new": int(sent.is_new),
        "seen": sent.seen,
        "content": as_content(sent.asset),
        "was": as_content(base),
        "language": sent.language,
        "address": sent.address,
        "address_key": key,
        "client": sent.client,
        "note": sent.note,
        "workshop": sent.workshop,
    }


def add(database: Database, sent: Sent, key: str, base: Asset, at: str) -> int:
    """Write down what somebody sends, inside the caller's transaction.

    ``key`` is what their address is compared by; ``base`` the published entry as
    they saw it. Returns its number.
    """
    number = database.conn.execute(ADD, _row(sent, key, base) | {"at": at}).lastrowid
    assert number is not None
    return number


def amend(database: Database, number: int, sent: Sent, key: str, base: Asset) -> None:
    """Write something else in the place of a version, inside the transaction."""
    database.conn.execute(AMEND, _row(sent, key, base) | {"number": number})


def version_with(database: Database, number: int) -> Version | None:
    """Return the version of a number; None if there is none."""
    row = database.conn.execute(WITH_NUMBER, [number]).fetchone()
    return _version(row) if row else None


def open_versions(
    database: Database, entry: str = "", states: Collection[State] = OPEN
) -> list[Version]:
    """Return what waits, of all entries or of one, the oldest first."""
    asked = {"states": json.dumps(list(states)), "entry": entry}
    return [_version(row) for row in database.conn.execute(IN_STATES, asked)]


def versions_of(database: Database, key: str) -> list[Version]:
    """Return what came from an address, as it is compared; the last first."""
    return [_version(row) for row in database.conn.execute(OF_ADDRESS, [key])]


def versions_in_workshop(database: Database, workshop: int) -> tuple[Version, ...]:
    """Return what was typed in a workshop and not declined, the first first."""
    rows = database.conn.execute(OF_WORKSHOP, [workshop])
    return tuple(_version(row) for row in rows)


def workshop_names(database: Database) -> dict[int, tuple[str, str]]:
    """Return what each workshop is called that still has a name: English, Welsh."""
    rows = database.conn.execute(WORKSHOPS).fetchall()
    return {number: (name, welsh) for number, name, welsh in rows}


def was_of(database: Database, number: int) -> Asset:
    """Return how the published entry was before a version."""
    entry, was = database.conn.execute(WAS, [number]).fetchone()
    return of_content(entry, was)


def decided_by(database: Database, change: int) -> int | None:
    """Return the number of the version that a change decided."""
    row = database.conn.execute(OF_CHANGE, [change]).fetchone()
    return int(row[0]) if row else None


def prove(database: Database, number: int, at: str) -> bool:
    """Keep that somebody with its address said it was them; say whether it is new."""
    return bool(
        database.conn.execute(PROVE, {"number": number, "at": at}).rowcount,
    )


def decide(database: Database, number: int, row: Mapping[str, Any]) -> None:
    """Write what was decided: state, words, the moment ("" if it waits), the change."""
    database.conn.execute(DECIDE, {**row, "number": number})


def keep_accepted(
    database: Database, number: int, accepted: Asset, before: Asset
) -> None:
    """Keep what was accepted, and how the published entry was before."""
    row = {"content": as_content(accepted), "was": as_content(before)}
    database.conn.execute(ACCEPT, row | {"number": number})


def withdraw(database: Database, number: int, at: str, *, disowned: bool) -> None:
    """Empty a version that whoever sent it withdraws; its address too, if disowned."""
    row = {"number": number, "at": at, "disowned": int(disowned)}
    database.conn.execute(WITHDRAW, row)


def disown(database: Database, number: int) -> None:
    """Take the address out of a version: somebody else sent it."""
    database.conn.execute(DISOWN, [number])


def reopen(database: Database, number: int, state: State) -> None:
    """Let a version wait again, inside the caller's transaction."""
    database.conn.execute(REOPEN, {"number": number, "state": state})


def forget(database: Database, key: str) -> None:
    """Take an address out of whatever was sent from it, inside the transaction."""
    database.conn.execute(FORGET, [key])


def withdraw_emptied(database: Database) -> None:
    """Withdraw what waits and of which nothing is left, inside the transaction."""
    database.conn.execute(NOTHING_LEFT)


def accepted(database: Database) -> list[tuple[str, str, str]]:
    """Return language, moment of sending and of accepting of what was accepted."""
    return database.conn.execute(ACCEPTED).fetchall()


def is_past(database: Database, before: str) -> bool:
    """Say whether something is kept of what was decided before a moment."""
    return database.conn.execute(ANY_PAST, [before]).fetchone() is not None


def not_accepted(database: Database, before: str) -> list[tuple[str, str]]:
    """Return entry and address of what was decided otherwise before a moment."""
    return database.conn.execute(OF_PAST, [before]).fetchall()


def sweep(database: Database, before: str) -> int:
    """Empty what was decided before a moment; return how many there were."""
    return int(database.conn.execute(SWEEP, [before]).rowcount)
