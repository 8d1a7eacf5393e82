"""Tables of what was changed by whom, and of settings that are dated."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import only_added_to

# Every change that somebody made: who by number, what, from, to, why. ``subject`` is
# what it is about (audit, wave, target), ``record`` its id there, ``what`` the field or
# the act. ``areas``: the councils whose officers see it. ``version``: which change of
# its record it is. Never a name, nor an address of a person.
CHANGE = """
CREATE TABLE change_made (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    at TEXT NOT NULL,
    person INTEGER,
    role TEXT NOT NULL CHECK (role <> ''),
    subject TEXT NOT NULL CHECK (subject <> ''),
    record TEXT NOT NULL CHECK (record <> ''),
    what TEXT NOT NULL CHECK (what <> ''),
    was TEXT NOT NULL DEFAULT '',
    now TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    why_cy TEXT NOT NULL DEFAULT '',
    entry TEXT NOT NULL DEFAULT '',
    areas TEXT NOT NULL DEFAULT '[]' CHECK (json_type(areas) = 'array'),
    version INTEGER NOT NULL CHECK (version > 0),
    undoes INTEGER UNIQUE REFERENCES change_made (id),
    UNIQUE (subject, record, version)
) STRICT
"""
# What an installation is told on the desk, from a day on; a later row supersedes an
# earlier one of the same first day. An empty value ends it.
SETTING = """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    value_en TEXT NOT NULL,
    value_cy TEXT NOT NULL,
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT NOT NULL DEFAULT ''
        CHECK (until_on = '' OR until_on IS date(until_on, '+0 days')),
    entered_at TEXT NOT NULL,
    entered_by INTEGER,
    why_en TEXT NOT NULL DEFAULT '',
    why_cy TEXT NOT NULL DEFAULT ''
) STRICT
"""
SETTING_INDEX = "CREATE INDEX setting_name ON setting (name, from_on, id)"


def changes_made(database: Database) -> None:
    """Keep every change with who made it, and what was set from which day on."""
    database.execute(CHANGE)
    only_added_to(database, "change_made", "id")
    database.execute(SETTING)
    database.execute(SETTING_INDEX)
    only_added_to(database, "setting", "id")
