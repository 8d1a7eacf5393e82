"""Somebody says a word on an entry, or takes it back: one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from copro_map.assets.face import set_states
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.became import ids_of
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Made
from copro_map.people.rules.permissions import Actor, Belongs, may, speaks_as
from copro_map.upkeep.belonging import belonging, kept_entry
from copro_map.upkeep.moving import new_place
from copro_map.upkeep.noting import note_taken_back, note_word, word_of
from copro_map.upkeep.placing import keep_place, move_back
from copro_map.upkeep.rules.checking import WordError, check_word
from copro_map.upkeep.rules.words import Said, Word, standing_words, state_of
from copro_map.upkeep.store.words import add_word, next_id, word_with, words_of


class AnsweredError(WordError):
    """Somebody else said something of the entry while one looked at it."""


@dataclass(frozen=True)
class Heard:
    """A word as it is shown: by which role, when, and what was said beside it.

    ``on`` is a month (2026-11) for those who may not see more; for them ``person``,
    ``how`` and ``note`` are empty. ``undone``: somebody took it back.
    """

    id: int
    word: str
    role: str
    area: str
    on: str
    ended_on: str
    until: str
    opens_on: str
    closes_on: str
    undone: bool
    person: int | None = None
    how: str = ""
    note: str = ""


def _said(
    database: Database, actor: Actor, here: Belongs, word: Word, today: date
) -> Said:
    """Return a word as it is to be kept; not yet written."""
    return Said(
        id=next_id(database),
        asset_id=here.entry,
        word=word.word,
        said_on=(word.said_on or today).isoformat(),
        known_from=today.isoformat(),
        person=actor.person,
        role=speaks_as(actor, here),
        area=min(here.areas & actor.areas, default=""),
        how=word.how.strip(),
        note=word.note.strip(),
        place=word.place.strip(),
        ended_on=word.ended_on,
        until=word.until,
        opens_on=word.opens_on,
        closes_on=word.closes_on,
        undoes=None,
    )


def _keep(database: Database, said: Said, before: Sequence[Said]) -> Said:
    add_word(database, said)
    words = [*before, said]
    set_states(database, [state_of(said.asset_id, words, said.known_from)])
    return said


def _moved(  # noqa: PLR0913 - what moves where, by whose word, and when
    settings: Settings,
    database: Database,
    present: Actor,
    here: Belongs,
    word: Word,
    now: datetime,
) -> tuple[Word, frozenset[str]]:
    """Let an entry be where a word says that it is; return the word, and whose it is.

    Words are kept for good, so that of a person does not hold the place.
    """
    if not word.place.strip():
        return word, frozenset()
    moved = new_place(settings, database, here.entry, word.place)
    require_now(database, present, "say", here, moved.belongs)
    keep_place(settings, database, present, moved, now)
    if moved.is_person:
        word = replace(word, place="")
    return word, moved.belongs.areas


def say(  # noqa: PLR0913 - what is said, of what, by whom and when
    settings: Settings,
    actor: Actor,
    entry_id: str,
    word: Word,
    now: datetime,
    *,
    by: Actor | None = None,
    seen: int | None = None,
) -> Said:
    """Keep what somebody says of an entry; what follows from it is so at once.

    ``by`` is whose word it is, if whoever is at the machine writes it down. ``seen`` is
    the number of the last word that was shown to whoever says it, 0 if there was none:
    then nothing may have been said, or taken back, since.

    Raises
    ------
    RefusedError
        If ``actor`` may not speak of it, or not any more.
    NoEntryError, WordError
        If there is no such entry, or the word is not one that can be kept.
    AnsweredError
        If the last word is not the one that was ``seen``.
    """
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        entry = kept_entry(database, entry_id)
        here = belonging(settings, entry)
        present = require_now(database, actor, "say", here)
        before = words_of(database, entry_id)
        standing = standing_words(before)
        _check_seen(standing, seen)
        speaks = by or present
        role = speaks_as(speaks, here)
        check_word(word, entry, role, standing, today)
        word, there = _moved(settings, database, present, here, word, now)
        said = _said(database, speaks, here, word, today)
        note_word(database, present, said, standing, here.areas | there, now)
        return _keep(database, said, before)


def _check_seen(standing: Sequence[Said], seen: int | None) -> None:
    last = standing[-1].id if standing else 0
    if seen is not None and seen != last:
        raise AnsweredError(
            N_(
                "Somebody answered this while you looked at it, so your word was not "
                "kept. See what they said; if you know otherwise, say it again."
            )
        )


def undo(settings: Settings, actor: Actor, of: int | Made, now: datetime) -> Said:
    """Take a word back: the entry stands as if it had never been said.

    Both stay in what is kept. ``of`` is the number of the word, or the change that it
    was noted as.

    Raises
    ------
    RefusedError
        If ``actor`` may not speak of the entry, or not any more.
    WordError
        If there is no such word, or it was taken back before.
    UndoError
        If something was changed there after the change.
    """
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        word_id = of if isinstance(of, int) else word_of(database, of)
        word = word_with(database, word_id)
        before = words_of(database, word.asset_id) if word else []
        if word is None or word not in standing_words(before):
            raise WordError(N_("There is nothing to take back; look at the entry."))
        here = belonging(settings, kept_entry(database, word.asset_id))
        present = require_now(database, actor, "say", here)
        back = _said(database, present, here, Word("unknown"), today)
        note_taken_back(database, present, word, before, here.areas, now)
        if word.place:
            move_back(settings, database, actor, word, now)
        return _keep(database, replace(back, word="undone", undoes=word_id), before)


def words_on(settings: Settings, entry_id: str, actor: Actor) -> tuple[Heard, ...]:
    """Return what was said of an entry, the last first.

    Everybody sees the words with role and month; whoever may speak of the entry sees
    the day, who it was and how they know.
    """
    with reading(settings.database) as database:
        ids = ids_of(database, entry_id)
        words = [one for x in ids for one in words_of(database, x)]
        here = belonging(settings, kept_entry(database, entry_id))
    whole = may(actor, "say", here)
    stand = {one.id for one in standing_words(words)}
    shown = [one for one in words if one.word != "undone"]
    shown.sort(key=lambda one: (one.said_on, one.id), reverse=True)
    return tuple(
        Heard(
            id=one.id,
            word=one.word,
            role=one.role,
            area=one.area,
            on=one.said_on if whole else one.said_on[:7],
            ended_on=one.ended_on,
            until=one.until,
            opens_on=one.opens_on,
            closes_on=one.closes_on,
            undone=one.id not in stand,
            person=one.person if whole else None,
            how=one.how if whole else "",
            note=one.note if whole else "",
        )
        for one in shown
    )
