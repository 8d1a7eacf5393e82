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
# Where an id of an entry stands there, and where two of them do.
IDS = {
    "asset_history": ("asset_id",),
    "asset_word_said": ("asset_id",),
    "audit": ("asset_id",),
    "change_made": ("entry",),
    "pair_judged": ("gone", "stays"),
    "place_set": ("asset_id",),
}
PAIRS = {"change_made": ("record", "was", "now"), "pair_judged": ("record",)}
INSIDE = {"asset_history": {"content": ("organisation", "organisation_id")}}


def owed(database: Database) -> None:
    """Keep what is owed after somebody was forgotten."""
    database.execute(OWED)


def what_can_be_emptied(database: Database) -> None:
    """Let what is only added to forget words, and whom an entry is about."""
    for table in sorted(TEXTS.keys() | IDS.keys()):
        may_be_emptied(
            database,
            table,
            TEXTS.get(table, ()),
            ids=IDS.get(table, ()),
            pairs=PAIRS.get(table, ()),
            inside=INSIDE.get(table, {}),
        )
