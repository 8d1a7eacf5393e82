"""What the tables of people keep of somebody: told to them, and taken out."""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.somebody import Whom
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Taken, Told, among
from copro_map.people.store import outbox
from copro_map.people.store.never import marks_of

AREAS = "(SELECT group_concat(value, ', ') FROM json_each(areas)) AS areas"
AGREED = ("entry", "field", "wording", "language", "channel", "withdrawn_on")
ACCOUNT = ("issuer", "subject AS account")
OTHERS = f"iif(by_key {among('marks')}, '', entry)"
TOLD = (
    *(
        Told(what, table, since, columns, of, "persons")
        for what, table, since, columns, of in (
            (
                *(N_("What you are on the desk"), "person", "entered_at"),
                *(("name", "address", "role", AREAS, "language"), "number"),
            ),
            (
                *(N_("A letter that you do not want"), "letter_stopped", "since"),
                *(("letter",), "person"),
            ),
            (N_("Signed in"), "signed_in", "made_at", ("ends_at",), "person"),
            (N_("Signed in"), "identity", "known_at", ACCOUNT, "person"),
            (
                N_("A link that you were sent"),
                "link",
                "made_at",
                ("ends_at",),
                "person",
            ),
        )
    ),
    Told(
        *(N_("Your address, for an entry"), "contact", "entered_on"),
        ("entry", "address", "language", "origin", "found_at", "basis", "left_on"),
        *("address_key", "keys"),
    ),
    Told(
        *(N_("You asked to speak for an entry"), "claim", "proved_at"),
        *(("entry", "address", "language", "decided_at"), "address_key", "keys"),
    ),
    Told(N_("What you agreed to"), "consent", "given_on", AGREED, "by_key", "marks"),
    Told(N_("What you agreed to"), "consent", "given_on", AGREED, OTHERS, "entries"),
    Told(
        *(N_("A letter to you"), "outbox", "changed_at"),
        *(("address", "subject", "body"), "address_key", "keys"),
    ),
    Told(
        *(N_("A link that you were sent"), "link", "made_at"),
        *(("entry", "ends_at"), "lower(address)", "keys"),
    ),
    Told(N_("You are never written to"), "never_write", "since", (), "mark", "marks"),
)
VALUES, REASONS = ("was", "now"), ("was", "now", "why", "why_cy")
ANSWERED_FOR = "iif(subject = 'person' AND what = 'areas', CAST(record AS INTEGER), '')"
ADDRESSED = ("address", "address_key", "subject", "body", "unsubscribe")
RULES: tuple[Taken | Naming, ...] = (
    *(Taken(x, "person", "persons") for x in ("identity", "signed_in", "link")),
    Taken("letter_stopped", "person", "persons"),
    Taken("change_made", ANSWERED_FOR, "persons", VALUES),
    *(Taken(table, "address_key", "keys") for table in ("contact", "claim")),
    *(Taken(x, "entry", "entries") for x in ("contact", "claim", "consent", "link")),
    Naming("contact", ("found_at",)),
    Taken("link", "lower(address)", "keys"),
    # Somebody else is still shown as they agreed to by this address: by nobody's mark.
    Taken("consent", "iif(held, by_key, '')", "marks"),
    Taken("consent", "by_key", "marks", ("by_key",)),
    Taken("outbox", "address_key", "keys", ADDRESSED),
    Naming("outbox", ("subject", "body")),
    Naming("draft", ("subject", "content"), all_of=True),
    Taken("change_made", "iif(subject = 'place', entry, '')", "entries", VALUES),
    Naming("change_made", REASONS),
    Naming("setting", ("value_en", "value_cy", "why_en", "why_cy")),
)
# Numbers stand for persons in what others did; who that was is gone.
ANONYMOUS = """
UPDATE person SET address = '', address_key = 'forgotten ' || hex(randomblob(8)),
    name = '', areas = '[]', language = '', active = 0, epoch = epoch + 1
WHERE address || name <> '' AND number = ?
"""
KNOWN_AS = "SELECT address_key, name FROM person WHERE number = ? AND address <> ''"
# A cause may hold a checksum of an address, long after whom it was to is emptied.
NO_CAUSE = """
UPDATE outbox SET cause = 'forgotten ' || number WHERE instr(cause, ?)
"""
UNSENT = """
UPDATE outbox SET state = 'failed', why = 'never'
WHERE body = '' AND state IN ('waiting', 'sending')
"""
NO_DRAFT = """
DELETE FROM draft WHERE subject LIKE '% ' || :entry
    OR EXISTS (SELECT 1 FROM json_tree(content) WHERE atom = :entry)
"""


def known_as(database: Database, whom: Whom) -> list[tuple[str, str]]:
    """Return what the addresses of staff are compared by, each with their name."""
    found = (database.conn.execute(KNOWN_AS, [x]) for x in sorted(whom.persons))
    return [row for rows in found for row in rows.fetchall()]


def marks(database: Database, whom: Whom) -> list[str]:
    """Return the keyed marks of somebody's addresses."""
    return [one for key in sorted(whom.keys) for one in marks_of(database, key)]


def forget_before(database: Database, whom: Whom) -> None:
    """Take out what is found by an address, before rules empty that."""
    for key in sorted(whom.keys):
        outbox.forget(database, key)


def forget_after(database: Database, whom: Whom, checksums: list[str]) -> int:
    """Take out what no rule can say; return how many rows that were.

    ``checksums`` are those of their addresses in the causes of letters.
    """
    connection = database.conn
    connection.execute(UNSENT)
    found = sum(connection.execute(ANONYMOUS, [x]).rowcount for x in whom.persons)
    found += sum(connection.execute(NO_CAUSE, [x]).rowcount for x in checksums)
    for entry in sorted(whom.entries):
        found += connection.execute(NO_DRAFT, {"entry": entry}).rowcount
    return int(found)
