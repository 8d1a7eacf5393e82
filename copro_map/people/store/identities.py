"""The tables of identities at providers, and of their tokens that were used."""

from __future__ import annotations

from copro_map.base.store.connection import Database

WHOSE = "SELECT person FROM identity WHERE issuer = ? AND subject = ?"
KEEP = """
INSERT INTO identity (issuer, subject, person, known_at) VALUES (?, ?, ?, ?)
"""
USE = "INSERT INTO identity_used (mark, until) VALUES (?, ?) ON CONFLICT DO NOTHING"
EPOCH_AT = "SELECT epoch_at FROM person WHERE number = ?"


def person_of(database: Database, issuer: str, subject: str) -> int | None:
    """Return the number of whose identity it is; None if it is not known."""
    row = database.conn.execute(WHOSE, (issuer, subject)).fetchone()
    return int(row[0]) if row else None


def keep(
    database: Database, issuer: str, subject: str, person: int, known_at: str
) -> None:
    """Keep whose identity it is from now on."""
    database.conn.execute(KEEP, (issuer, subject, person, known_at))


def use(database: Database, mark: str, until: str) -> bool:
    """Mark what a provider said as used; False if it was before."""
    return bool(database.conn.execute(USE, (mark, until)).rowcount)


def epoch_at(database: Database, person: int) -> str:
    """Return since when the sessions of a person count; empty: always."""
    return str(database.conn.execute(EPOCH_AT, (person,)).fetchone()[0])
