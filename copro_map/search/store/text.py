"""Search by words: the entries that have them all, and those that have most of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
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
ROWS_WITH = """
SELECT rowid FROM asset_text WHERE asset_text MATCH :words LIMIT :most
"""
IDS = """
SELECT id, c0 FROM asset_text_content WHERE id IN (SELECT value FROM json_each(:rows))
"""
IS_SHOWN = """
SELECT EXISTS (
    SELECT 1 FROM asset_text
    JOIN asset_text_content AS c ON c.id = asset_text.rowid
    JOIN asset_public AS p ON p.id = c.c0
    WHERE asset_text MATCH :words
)
"""
BY_RELEVANCE = """
SELECT rowid FROM asset_text WHERE asset_text MATCH :wide
ORDER BY bm25(asset_text, 0, 10, 1, 4, 4, 4), rowid
"""
HOW_MANY = "SELECT COUNT(*) FROM asset"
ENOUGH = 500  # entries with the words themselves
COMMON = 2_000  # entries; a word that as many have tells them apart no more
MOST_LOOKED_AT = 200  # entries that have some of the words


def matching(
    database: Database, text: str, wording: Wording = NOTHING_KNOWN
) -> dict[str, float]:
    """Return the score of each entry that has all the words, best first.

    It lies between 2 and 3 if all words are there as typed, between 1 and 2 if one of
    them is mutated, joined, parted or in another number, and between 0 and 1 if one is
    not there, but something that means the same. Within each, the name counts more than
    topic, organisation and place, and these more than the description. Both languages
    are searched; accents and case do not count. Where 500 entries or more have the
    words themselves, what means the same is not looked for. Entries that are not
    published may be among them.
    """
    units = sought(parse_text(text), wording)
    if not units:
        return {}
    forms, wide = in_any_form(units), all_of(units)
    facts = {"exact": as_typed(units), "forms": forms, "wide": forms}
    rows = database.execute(RANKED, facts).fetchall()
    if wide != forms and len(rows) < ENOUGH:
        rows = database.execute(RANKED, facts | {"wide": wide}).fetchall()
    return {
        asset_id: typed + in_form + relevance / (1 + relevance)
        for asset_id, relevance, typed, in_form in rows
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
    database: Database,
    text: str,
    wording: Wording = NOTHING_KNOWN,
    complete: Collection[str] = (),
) -> dict[str, Close]:
    """Return the entries that have some of the words, those first that have the most.

    At most 200 of them, and those that are ``complete`` lack none. A word weighs more
    the fewer entries have it: log((N + 1) / (n + 1)); one that 2,000 or more have
    counts only where no other is had. Of entries with the same words those come first
    whose names have them.
    """
    words = _words_of(sought(parse_text(text), wording))
    if not words:
        return {}
    having = [_rows(database, one, COMMON) for _, one in words]
    told = [one for one in having if 0 < len(one) < COMMON]
    rows = np.unique(np.concatenate(told or having))
    rows = rows if told else rows[:MOST_LOOKED_AT]
    asked = {"rows": json.dumps(rows.tolist())}
    ids = dict(database.execute(IDS, asked).fetchall())
    if set(ids.values()) <= set(complete):
        return {one: Close(0, ()) for one in ids.values()}
    (everything,) = database.execute(HOW_MANY).fetchone()
    having = [
        one if len(one) < COMMON else _rows(database, each, everything)
        for one, (_, each) in zip(having, words, strict=True)
    ]
    order, weights, lacks = _by_weight(database, words, rows, having)
    return {
        ids[int(rows[at])]: Close(
            float(weights[at]),
            tuple(word for (word, _), no in zip(words, lacks[at], strict=True) if no),
        )
        for at in order[:MOST_LOOKED_AT].tolist()
    }


def _by_weight(
    database: Database,
    words: list[tuple[str, str]],
    rows: npt.NDArray[np.int64],
    having: list[npt.NDArray[np.int64]],
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the order of rows, what they weigh, and which words each of them lacks."""
    (everything,) = database.execute(HOW_MANY).fetchone()
    has = np.array([np.isin(rows, one) for one in having])
    counts = np.array([len(one) for one in having])
    weights = np.log((everything + 1) / (counts + 1)) @ has
    ranks = np.zeros(len(rows))
    if counts.sum() < COMMON:  # to rank very many takes too long
        ranks = _ranks(database, words, rows)
    return np.lexsort([ranks, -np.round(weights, 6)]), weights, ~has.T


def _rows(database: Database, words: str, most: int) -> npt.NDArray[np.int64]:
    """Return the rows that have words, no more than ``most`` of them."""
    found = database.execute(ROWS_WITH, {"words": words, "most": most}).fetchall()
    return np.array([row for (row,) in found], dtype=np.int64)


def _ranks(
    database: Database, words: list[tuple[str, str]], rows: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return the rank of each row by all of the words."""
    any_of = {"wide": " OR ".join(f"({one})" for _, one in words)}
    ranked = database.execute(BY_RELEVANCE, any_of).fetchall()
    rank = {row: at for at, (row,) in enumerate(ranked)}
    return np.array([rank[row] for row in rows.tolist()], dtype=float)


def is_shown(database: Database, expression: str) -> bool:
    """Say whether any published entry matches an FTS5 expression."""
    return bool(database.execute(IS_SHOWN, {"words": expression}).fetchone()[0])


def is_word(database: Database, text: str) -> bool:
    """Say whether a published entry has a text, word for word."""
    words = [word for phrase in parse_text(text) for word in phrase.words]
    return bool(words) and is_shown(database, as_phrase(words))


def is_name(database: Database, text: str) -> bool:
    """Say whether the name of a published entry has all of a text, in its order."""
    words = [word for phrase in parse_text(text) for word in phrase.words]
    name = f"name : {as_phrase(words, prefix=True)}"
    return bool(words) and is_shown(database, name)
