"""When an entry's own people last answered: for whoever would ask them again."""

from __future__ import annotations

from datetime import date

from copro_map.base.store.connection import Database
from copro_map.upkeep.rules.words import standing_words
from copro_map.upkeep.store.words import all_words


def last_answers(database: Database) -> dict[str, date]:
    """Return the day of the last answer about each entry that had one.

    Whatever its owner said is an answer, and that it is not theirs, whoever said so;
    what was taken back is none.
    """
    found = {}
    for entry_id, words in all_words(database).items():
        days = [
            one.said_on
            for one in standing_words(words)
            if one.role == "owner" or one.word == "not_us"
        ]
        if days:
            found[entry_id] = date.fromisoformat(max(days))
    return found
