"""Forgetting somebody: what can be emptied, and what is still owed after that."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.names import drawn_id, is_drawn
from copro_map.base.store.migrations.append_only import may_be_emptied
from copro_map.base.store.renaming import lifted, rename_entry

# What is owed after somebody was taken out of every table: their words are still in the
# file until it is written anew. A row goes when that was done.
OWED = """
CREATE TABLE owed (
    what TEXT PRIMARY KEY CHECK (what <> ''),
    since TEXT NOT NULL
) STRICT
"""
# Where words that somebody typed can stand in what is only added to.
TEXTS = {
    "asset_word_said": ("how", "note", "place"),
    "audit": ("notes", "entered_by"),
    "change_made": ("was", "now", "why", "why_cy"),
    "observation": ("source", "entered_by"),
    "pair_judged": ("was", "now"),
    "place_set": ("was", "now"),
    "reply": ("source", "entered_by"),
    "setting": ("value_en", "value_cy", "why_en", "why_cy"),
    "survey_mapping": ("mapping", "entered_by"),
    "target_change": ("changed_by", "changed_by_cy", "reason", "reason_cy"),
    "wave": ("entered_by",),
}
# And in what is kept as JSON there: who runs an entry.
INSIDE = {"asset_history": {"content": ("organisation", "organisation_id")}}

# What the source of an entry calls it: private, and goes with it. An entry about a
# person has an id of its own that says nothing, and is known again by this.
SOURCE_ID = "ALTER TABLE asset ADD COLUMN source_id TEXT NOT NULL DEFAULT ''"
PERSONS = "SELECT id FROM asset WHERE practitioner_type = 'individual' ORDER BY id"
OF_SOURCE = "UPDATE asset SET source_id = ? WHERE id = ?"
# Who ran an entry about a person was kept, before they could agree to anything.
NO_RUNNER = """
UPDATE asset_history
SET content = json_set(content, '$.organisation', '', '$.organisation_id', '')
WHERE content ->> '$.practitioner_type' = 'individual'
    AND content ->> '$.organisation' || (content ->> '$.organisation_id') <> ''
"""
NO_FILE = """
UPDATE change_made SET record = what || ' ' || id WHERE subject = 'file'
"""


def owed(database: Database) -> None:
    """Keep what is owed after somebody was forgotten."""
    database.execute(OWED)


def what_can_be_emptied(database: Database) -> None:
    """Let what is only added to forget what somebody typed."""
    for table in sorted(TEXTS.keys() | INSIDE.keys()):
        texts, inside = TEXTS.get(table, ()), INSIDE.get(table, {})
        may_be_emptied(database, table, texts, inside)


def ids_that_say_nothing(database: Database) -> None:
    """Give each entry about a person an id that does not say who it is, everywhere.

    Nor does what happened name files any more: a list may be called by whom it is of.
    """
    database.execute(SOURCE_ID)
    for (told,) in database.execute(PERSONS).fetchall():
        if not is_drawn(told):
            drawn = drawn_id()
            rename_entry(database, told, drawn)
            database.execute(OF_SOURCE, [told, drawn])
    with lifted(database, "asset_history"):
        database.execute(NO_RUNNER)
    with lifted(database, "change_made"):
        database.execute(NO_FILE)
