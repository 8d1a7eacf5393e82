"""What people must not lose by a backup that is put in the place of the database.

``earlier`` is the database as it was until now; ``main`` the backup.
"""

from __future__ import annotations

from pathlib import Path

from copro_map.base.store.connection import Database

OPEN = "ATTACH ? AS earlier"
# Whoever asked never to be written to again: of both. Hashes of another key stay true
# only with that key.
NEVER = (
    """
UPDATE secret SET name = name || ' ' || lower(hex(randomblob(4))) WHERE EXISTS (
    SELECT 1 FROM earlier.secret AS now
    WHERE now.name = secret.name AND now.key <> secret.key)
""",
    "INSERT OR IGNORE INTO secret (name, key) SELECT name, key FROM earlier.secret",
    """
INSERT OR IGNORE INTO never_write (mark, since)
SELECT mark, since FROM earlier.never_write
""",
)
# Who may do what is as it was until now: whoever was switched off stays so. Of who was
# forgotten there is nothing to keep.
PERSONS = (
    """
UPDATE person SET (name, role, areas, language, active, epoch, epoch_at) = (
    SELECT name, role, areas, language, active, epoch, epoch_at
    FROM earlier.person AS now WHERE now.address_key = person.address_key)
WHERE address_key IN (SELECT address_key FROM earlier.person)
""",
    """
INSERT INTO person (number, address, address_key, name, role, areas, language, active,
    epoch, epoch_at, entered_at)
SELECT iif(number IN (SELECT number FROM main.person), NULL, number), address,
    address_key, name, role, areas, language, active, epoch, epoch_at, entered_at
FROM earlier.person
WHERE address_key NOT IN (SELECT address_key FROM main.person)
    AND address_key NOT GLOB 'forgotten *'
""",
    """
INSERT OR REPLACE INTO identity (issuer, subject, person, known_at)
SELECT issuer, subject, here.number, known_at FROM earlier.identity
JOIN earlier.person AS now ON now.number = person
JOIN main.person AS here ON here.address_key = now.address_key
""",
    """
INSERT OR IGNORE INTO identity_used (mark, until)
SELECT mark, until FROM earlier.identity_used
""",
)
# Whoever wants no letters gets none, and whoever wants them again does.
STOPS = (
    "DELETE FROM letter_stopped",
    """
INSERT OR IGNORE INTO letter_stopped (person, letter, since)
SELECT here.number, letter, since FROM earlier.letter_stopped AS s
JOIN earlier.person AS now ON now.number = s.person
JOIN main.person AS here ON here.address_key = now.address_key
""",
)
# Of the backup nobody is signed in, and no link signs anybody in again.
SIGNED_OUT = (
    "DELETE FROM signed_in",
    "DELETE FROM link WHERE purpose NOT IN ('entry', 'letters')",
)
SIGNED_IN = (
    """
INSERT INTO signed_in (token_hash, person, epoch, made_at, ends_at)
SELECT token_hash, here.number, s.epoch, made_at, ends_at FROM earlier.signed_in AS s
JOIN earlier.person AS now ON now.number = s.person
JOIN main.person AS here ON here.address_key = now.address_key
""",
    """
INSERT OR REPLACE INTO link (token_hash, purpose, address, person, entry, browser_hash,
    is_local, goes_to, made_at, ends_at, used_at)
SELECT token_hash, purpose, l.address, here.number, entry, browser_hash, is_local,
    goes_to, made_at, ends_at, used_at
FROM earlier.link AS l
LEFT JOIN earlier.person AS now ON now.number = l.person
LEFT JOIN main.person AS here ON here.address_key = now.address_key
""",
    "DELETE FROM draft",
    """
INSERT INTO draft (key_hash, subject, content, kept_until)
SELECT key_hash, subject, content, kept_until FROM earlier.draft
""",
)
# What was withdrawn since is not shown again, and what was agreed to since is known.
CONSENTS = (
    """
UPDATE main.consent AS c SET (held, withdrawn_on) = (
    SELECT held, withdrawn_on FROM earlier.consent AS n WHERE n.number = c.number)
WHERE EXISTS (SELECT 1 FROM earlier.consent AS n
    WHERE (n.number, n.entry, n.field) = (c.number, c.entry, c.field))
""",
    """
INSERT INTO main.consent (number, entry, field, wording, language, given_on, channel,
    by_key, held, withdrawn_on)
SELECT iif(number IN (SELECT number FROM main.consent), NULL, number), entry, field,
    wording, language, given_on, channel, by_key, held, withdrawn_on
FROM earlier.consent AS n
WHERE NOT EXISTS (SELECT 1 FROM main.consent AS c
    WHERE (n.number, n.entry, n.field) = (c.number, c.entry, c.field))
""",
)
HAS_CONSENTS = "SELECT 1 FROM earlier.sqlite_master WHERE name = 'consent'"
# What was sent since is not sent again; what nobody knows of any more perhaps was.
OUTBOX = (
    # Its cause is another one since, if whoever it was to was forgotten.
    """
DELETE FROM outbox WHERE cause IN (SELECT cause FROM earlier.outbox)
    OR message_id IN (SELECT message_id FROM earlier.outbox)
""",
    """
INSERT INTO outbox (number, message_id, cause, kind, address, address_key, language,
    subject, body, unsubscribe, entry, is_asked, state, why, tries, not_before,
    created_at, changed_at)
SELECT iif(number IN (SELECT number FROM main.outbox), NULL, number), message_id, cause,
    kind, address, address_key, language, subject, body, unsubscribe, entry, is_asked,
    state, why, tries, not_before, created_at, changed_at
FROM earlier.outbox
""",
)
PERHAPS = """
UPDATE outbox SET state = 'perhaps', why = 'ended'
WHERE state IN ('waiting', 'sending')
"""
ADDRESSES = """
SELECT address FROM contact UNION SELECT address FROM claim
UNION SELECT address FROM outbox
"""


def carry_people_over(database: Database, *, is_known: bool) -> None:
    """Keep in a backup, inside the caller's transaction, what was so until now.

    If that is not known, there is no ``earlier``: then nobody is signed in, and what
    waits to be sent was perhaps sent.
    """
    for statement in (*SIGNED_OUT, PERHAPS):
        database.conn.execute(statement)
    if is_known:
        kept = (*NEVER, *PERSONS, *STOPS, *SIGNED_IN, *CONSENTS, *OUTBOX)
        for statement in kept:
            database.conn.execute(statement)


def carry_never_over(database: Database, earlier: Path) -> None:
    """Keep in a backup who is never written to, and who agreed to what.

    Inside the caller's transaction; ``earlier`` may be of a version before anybody
    agreed to anything.
    """
    database.conn.execute(OPEN, [str(earlier)])
    has_consents = database.conn.execute(HAS_CONSENTS).fetchone()
    for statement in (*NEVER, *(CONSENTS if has_consents else ())):
        database.conn.execute(statement)


def addresses(database: Database) -> list[str]:
    """Return every address that is kept of an entry's people, or was written to."""
    return [x for (x,) in database.conn.execute(ADDRESSES) if x]
