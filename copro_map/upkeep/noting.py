"""Words on entries as changes: what is written down of them, and which word it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from copro_map.base.store.connection import Database
from copro_map.people.changes import note, standing, undoable
from copro_map.people.rules.changes import Change, Made
from copro_map.people.rules.permissions import Actor
from copro_map.upkeep.rules.words import Said, standing_words
from copro_map.upkeep.store.words import words_of

WORD = "word"  # What of an entry changes.


def _last(words: Sequence[Said]) -> str:
    return words[-1].word if words else ""


def note_word(  # noqa: PLR0913 - what was said, of what, by whom and when
    database: Database,
    present: Actor,
    said: Said,
    before: Sequence[Said],
    areas: frozenset[str],
    now: datetime,
) -> None:
    """Write down that a word is said; ``before`` are those that stood until then."""
    entry = said.asset_id
    was, now_so = _last(before), said.word
    change = Change("entry", entry, WORD, was, now_so, entry=entry, areas=areas)
    note(database, present, change, now)


def _noted(database: Database, entry: str) -> list[Made]:
    """Return the changes by which words were said that stand, in order of writing."""
    return [x for x in standing(database, "entry", entry) if x.change.what == WORD]


def note_taken_back(  # noqa: PLR0913 - what is taken back, by whom and when
    database: Database,
    present: Actor,
    word: Said,
    words: Sequence[Said],
    areas: frozenset[str],
    now: datetime,
) -> None:
    """Write down that a word is taken back; ``words`` are all that were said."""
    stand = standing_words(words)
    later = sum(one.id > word.id for one in stand)
    noted = _noted(database, word.asset_id)
    left = [one for one in stand if one != word]
    change = Change(
        "entry",
        word.asset_id,
        WORD,
        word.word,
        _last(left),
        entry=word.asset_id,
        areas=areas,
        # Every word is noted, but for those from before there were notes.
        undoes=noted[-1 - later].number if later < len(noted) else None,
    )
    note(database, present, change, now)


def word_of(database: Database, made: Made) -> int:
    """Return the number of the word that was noted as a change; 0 if there is none.

    Raises
    ------
    UndoError
        If it cannot be taken back (any more).
    """
    undoable(database, made.number)
    stand = standing_words(words_of(database, made.change.record))
    return max((one.id for one in stand), default=0)
