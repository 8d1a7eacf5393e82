"""Search by words: the entries that have them all, and those that have most of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from sqlite_utils import Database

from copro_map.base.store.expressions import (
    Unit,
    all_of,
    as_phrase,
    as_typed,
    in_any_form,
    sought,
)
from copro_map.base.typed import parse_text
from copro_map.base.wording import NOTHING_KNOWN, Wording

# Weights by column: id, name, description, organisation, place, topic. The id is read
# from the table where FTS5 keeps it (asset_text_content, column c0): asset_text would
# read all columns, which takes as long as all the rest.
RANKED = """
SELECT c.c0 AS asset_id, -bm25(asset_text, 0, 10, 1, 4, 4, 4) AS relevance,
    CASE :exact WHEN :wide THEN 1 ELSE asset_text.rowid IN (
        SELECT rowid FROM asset_text WHERE asset_text MATCH :exact
    ) END AS as_typed,
    CASE :forms WHEN :wide THEN 1 ELSE asset_text.rowid IN (
        SELECT rowid FROM asset_text WHERE asset_text MATCH :forms
    ) END AS in_form
FROM asset_text JOIN asset_text_content AS c ON c.id = asset_text.rowid
WHERE asset_text MATCH :wide
ORDER BY as_typed DESC, in_form DESC, relevance DESC, asset_id
"""
WITH = """
SELECT c.c0 FROM asset_text JOIN asset_text_content AS c ON c.id = asset_text.rowid
WHERE asset_text MATCH :words
"""
NAMED = """
SELECT EXISTS (
    SELECT 1 FROM asset_text
    JOIN asset_text_content AS c ON c.id = asset_text.rowid
    JOIN asset_public AS p ON p.id = c.c0
    WHERE asset_text MATCH :words
)
"""
BY_RELEVANCE = """
SELECT c.c0 FROM asset_text JOIN asset_text_content AS c ON c.id = asset_text.rowid
WHERE asset_text MATCH :wide
ORDER BY bm25(asset_text, 0, 10, 1, 4, 4, 4), c.c0
"""
HOW_MANY = "SELECT COUNT(*) FROM asset"


def matching(
    database: Database, text: str, wording: Wording = NOTHING_KNOWN
) -> dict[str, float]:
    """Return the score of each entry that has all the words, best first.

    It lies between 2 and 3 if all words are there as typed, between 1 and 2 if one of
    them is mutated, joined, parted or in another number, and between 0 and 1 if one is
    not there, but something that means the same. Within each, the name counts more than
    topic, organisation and place, and these more than the description. Both languages
    are searched; accents and case do not count. Entries that are not published may be
    among them.
    """
    units = sought(parse_text(text), wording)
    if not units:
        return {}
    facts = {
        "exact": as_typed(units),
        "forms": in_any_form(units),
        "wide": all_of(units),
    }
    return {
        asset_id: typed + in_form + relevance / (1 + relevance)
        for asset_id, relevance, typed, in_form in database.execute(RANKED, facts)
    }


@dataclass(frozen=True)
class Close:
    """An entry that has some of the words: how much they weigh, and which it lacks."""

    weight: float
    missing: tuple[str, ...]


def _words_of(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return each word as typed, with what finds it alone or as part of more."""
    return [
        (" ".join(word.phrase.words), " OR ".join([word.wide, *unit.meanings]))
        for unit in units
        for word in unit.words
    ]


def closest(
    database: Database, text: str, wording: Wording = NOTHING_KNOWN
) -> dict[str, Close]:
    """Return the entries that have some of the words, those first that have the most.

    A word weighs more the fewer entries have it: log((N + 1) / (n + 1)). Of entries
    with the same words those come first whose names have them.
    """
    words = _words_of(sought(parse_text(text), wording))
    if not words:
        return {}
    (everything,) = database.execute(HOW_MANY).fetchone()
    having = [
        {row[0] for row in database.execute(WITH, {"words": one})} for _, one in words
    ]
    weights = [log((everything + 1) / (len(ids) + 1)) for ids in having]
    any_of = {"wide": " OR ".join(f"({one})" for _, one in words)}
    found = {
        asset_id: Close(
            sum(w for w, ids in zip(weights, having, strict=True) if asset_id in ids),
            tuple(
                word
                for (word, _), ids in zip(words, having, strict=True)
                if asset_id not in ids
            ),
        )
        for (asset_id,) in database.execute(BY_RELEVANCE, any_of)
    }
    return dict(sorted(found.items(), key=lambda one: -round(one[1].weight, 6)))


def is_word(database: Database, text: str) -> bool:
    """Say whether a published entry has a text, word for word."""
    words = [word for phrase in parse_text(text) for word in phrase.words]
    asked = {"words": as_phrase(words)}
    return bool(words and database.execute(NAMED, asked).fetchone()[0])


def is_name(database: Database, text: str) -> bool:
    """Say whether the name of a published entry has all of a text, in its order."""
    words = [word for phrase in parse_text(text) for word in phrase.words]
    asked = {"words": f"name : {as_phrase(words, prefix=True)}"}
    return bool(words and database.execute(NAMED, asked).fetchone()[0])
