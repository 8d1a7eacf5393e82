"""Forgetting somebody: what can be emptied, and what is still owed after that."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.append_only import may_be_emptied

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


def owed(database: Database) -> None:
    """Keep what is owed after somebody was forgotten."""
    database.execute(OWED)


def what_can_be_emptied(database: Database) -> None:
    """Let what is only added to forget what somebody typed."""
    for table in sorted(TEXTS.keys() | INSIDE.keys()):
        texts, inside = TEXTS.get(table, ()), INSIDE.get(table, {})
        may_be_emptied(database, table, texts, inside)
