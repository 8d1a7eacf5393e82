"""What the tables of the entries keep of somebody: told to them, and taken out."""

from __future__ import annotations

import json
from datetime import date

from copro_map.assets.store.bodies import link_organisations
from copro_map.assets.store.history import remember_entries
from copro_map.base.i18n import N_
from copro_map.base.names import drawn_id, fold
from copro_map.base.somebody import Whom
from copro_map.base.store.connection import NEXT_REVISION, Database
from copro_map.base.store.renaming import rename_entry
from copro_map.base.store.taking_out import Told

ENTRY = "asset LEFT JOIN location ON location.asset_id = asset.id"
LISTS = tuple(
    f"(SELECT group_concat({word}, ', ') FROM asset_{table} "  # noqa: S608 - ours alone
    f"WHERE asset_id = asset.id) AS {table}s"
    for table, word in (("theme", "theme"), ("stage", "stage"))
)
TEXTS = ("name_en", "name_cy", "description_en", "description_cy", "organisation")
MORE = ("place", "website", "source_url", "start_year", "end_year", "file", "source_id")
POINT = ("longitude", "latitude", "precision")
TOLD = (
    Told(
        *(N_("Your entry"), ENTRY, "source_date"),
        *(("id", *TEXTS, "sector", *LISTS, *MORE, *POINT), "asset.id", "entries"),
    ),
)
NAMED = "SELECT id, name_en, name_cy FROM asset WHERE origin = 'named'"
RUNNERS = "SELECT DISTINCT organisation FROM asset WHERE organisation <> ''"
# What the source said is forgotten with it, as what its checksum says is a name.
NOT_RUN_BY = (
    """
UPDATE asset_text SET organisation = '' WHERE asset_id IN (
    SELECT id FROM asset WHERE organisation = :name)
""",
    """
UPDATE asset SET organisation = '', organisation_id = NULL, version = version + 1,
    fingerprint = json_remove(fingerprint, '$.organisation'),
    changed_on = MAX(changed_on, :today)
WHERE organisation = :name
""",
)
KNOWN_RUNNERS = """
SELECT DISTINCT content ->> '$.organisation' FROM asset_history
WHERE content ->> '$.organisation' <> ''
"""
WITHOUT = "json_set(content, '$.organisation', '', '$.organisation_id', '')"
KNOWN_NO_MORE = (
    f"""
UPDATE asset_history SET content = {WITHOUT}
WHERE content ->> '$.organisation' = :name
""",  # noqa: S608 - ours alone
    f"""
UPDATE asset_history SET content = {WITHOUT}
WHERE asset_id IN (SELECT value FROM json_each(:entries))
    AND content ->> '$.organisation' <> ''
""",  # noqa: S608 - ours alone
)
GONE = tuple(
    sql.format("IN (SELECT value FROM json_each(:entries))")
    for sql in (
        "UPDATE asset SET organisation_id = NULL WHERE organisation_id {0}",
        "UPDATE asset SET became = NULL, merged = 0 WHERE became {0}",
        "DELETE FROM asset_text WHERE asset_id {0}",
        "DELETE FROM row_answered WHERE entry {0}",
        "DELETE FROM asset WHERE id {0}",
    )
)


def _named_after(database: Database, whom: Whom) -> set[str]:
    """Return bodies known by name only whose name is theirs; their ids say nothing."""
    found = set()
    for old, *names in database.conn.execute(NAMED).fetchall():
        if whom.names.intersection(fold(name) for name in names if name):
            found.add(drawn := drawn_id())
            rename_entry(database, old, drawn)
    return found


def _forget_as_runner(database: Database, whom: Whom, entries: str, today: date) -> int:
    """Empty who runs an entry where that is their name, now and as it was known."""
    row, found = {"entries": entries, "today": today.isoformat()}, 0
    for asked, told in ((RUNNERS, NOT_RUN_BY), (KNOWN_RUNNERS, KNOWN_NO_MORE[:1])):
        for (name,) in database.conn.execute(asked).fetchall():
            if fold(name) in whom.names:
                for sql in told:
                    found += database.conn.execute(sql, {**row, "name": name}).rowcount
    return found + int(database.conn.execute(KNOWN_NO_MORE[1], row).rowcount)


def forget_entries(database: Database, whom: Whom, today: date) -> int:
    """Delete the entries about somebody, and their name from who runs others.

    Inside the caller's transaction. What was known of an entry on a day stays, by an
    id that says nothing; that it is gone is known from ``today`` on.
    """
    entries = json.dumps(sorted(whom.entries | _named_after(database, whom)))
    found = _forget_as_runner(database, whom, entries, today)
    deleted = [database.conn.execute(x, {"entries": entries}).rowcount for x in GONE]
    found += deleted[-1]
    if found:
        link_organisations(database)
        remember_entries(database, today)
        database.conn.execute(NEXT_REVISION)
    return found
