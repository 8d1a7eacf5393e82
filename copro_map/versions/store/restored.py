"""What was sent in outlasts a backup that is put in the place of the database.

``earlier`` is the database as it was until now; ``main`` the backup.
"""

from __future__ import annotations

from copro_map.base.store.connection import Database

# As until now, where it is known now: on a new machine it is not. What was accepted
# since is on the map no more, so it waits again; which change decided anything since is
# not known any more.
CARRY = (
    """
INSERT INTO main.workshop SELECT * FROM earlier.workshop WHERE true
ON CONFLICT (number) DO UPDATE SET name = excluded.name, name_cy = excluded.name_cy,
    code_mark = excluded.code_mark, ends_at = excluded.ends_at
WHERE opened_at = excluded.opened_at
""",
    """
UPDATE main.version_sent AS v SET (seen, revision, content, was, language, address,
    address_key, proved_at, client, words, note, state, decided_at, change) = (
    SELECT seen, revision, content, was, language, address, address_key, proved_at,
        client, words, note,
        iif(n.state = 'accepted' AND v.state <> 'accepted', 'waiting', n.state),
        iif(n.state = 'accepted' AND v.state <> 'accepted', '', n.decided_at),
        iif(n.change = v.change, v.change, NULL)
    FROM earlier.version_sent AS n WHERE n.number = v.number AND n.entry = v.entry)
WHERE EXISTS (SELECT 1 FROM earlier.version_sent AS n
    WHERE n.number = v.number AND n.entry = v.entry)
""",
    """
INSERT INTO main.version_sent (number, entry, is_new, seen, revision, content, was,
    language, address, address_key, proved_at, client, sent_at, state, words, note,
    decided_at, workshop)
SELECT iif(number IN (SELECT number FROM main.version_sent), NULL, number), entry,
    is_new, seen, revision, content, was, language, address, address_key, proved_at,
    client, sent_at, iif(state = 'accepted', 'waiting', state), words, note,
    iif(state = 'accepted', '', decided_at), workshop
FROM earlier.version_sent AS n
WHERE NOT EXISTS (SELECT 1 FROM main.version_sent AS v
    WHERE v.number = n.number AND v.entry = n.entry)
""",
)
ADDRESSES = "SELECT DISTINCT address FROM version_sent WHERE address <> ''"


def carry_versions(database: Database) -> None:
    """Keep in a backup, inside the caller's transaction, what was sent in until now."""
    for statement in CARRY:
        database.conn.execute(statement)


def addresses(database: Database) -> list[str]:
    """Return every address from which something was sent in."""
    return [x for (x,) in database.conn.execute(ADDRESSES)]
