"""What is said to be abuse, of what people write to each other: a steward judges it.

Until then nothing of whoever wrote it is passed on. Addresses are shown to nobody here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note, undoable
from copro_map.people.paragraphs import Name
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, UndoError
from copro_map.people.rules.permissions import Actor, require
from copro_map.talks.blocking import block, unblock
from copro_map.talks.rules.talks import NobodyError, Said, Side, Talk, Verdict, across
from copro_map.talks.store import talks as store
from copro_map.talks.talks import leave


class JudgedError(CoproMapError):
    """Somebody judged it before, or it is not there any more; says what to do."""


@dataclass(frozen=True)
class Accused:
    """A conversation of which a side said that it is abuse, for a steward to judge.

    ``by`` is who is said to have written it. ``words`` is empty 30 days after the last
    one. ``held_back``: how many messages of theirs wait for what is decided; ``others``
    how many conversations of theirs there are besides; ``blamed`` of how many of those
    it was said too.
    """

    number: int
    entry: str
    by: Side
    words: tuple[Said, ...]
    last_at: str
    held_back: int
    others: int
    blamed: int


def _key(talk: Talk) -> str:
    """Return the address, as addresses are compared, of whoever is accused."""
    return talk.of(across(talk.ended_by or "other")).key


def _accused(database: Database, talk: Talk) -> Accused:
    key = _key(talk)
    same = store.talks(database, key=key) if key else ()
    others = [one for one in same if one.number != talk.number]
    return Accused(
        number=talk.number,
        entry=talk.entry,
        by=across(talk.ended_by or "other"),
        words=store.words_of(database, talk.number),
        last_at=talk.last_at,
        held_back=len(_kept_back(others, key)),
        others=len(others),
        blamed=sum(one.state == "abuse" and _key(one) == key for one in others),
    )


def _kept_back(talks: list[Talk], key: str) -> list[Talk]:
    return [one for one in talks if one.state == "kept_back" and one.one.key == key]


def said_to_be_abuse(settings: Settings, actor: Actor) -> tuple[Accused, ...]:
    """Return what is said to be abuse and nobody has judged, the oldest first.

    Raises
    ------
    RefusedError
        If somebody may not judge it.
    """
    require(actor, "judge_talk")
    with reading(settings.database) as database:
        found = store.talks(database, state="abuse")
        return tuple(_accused(database, one) for one in found if not one.judged)


def _to_judge(database: Database, number: int) -> Talk:
    found = store.talks(database, number=number, state="abuse")
    if not found or found[0].judged:
        raise JudgedError(
            N_(
                "This was judged already, or is not there any more. Load the page "
                "again."
            )
        )
    return found[0]


def judge(  # noqa: PLR0913 - what is judged, how, by whom, when
    settings: Settings,
    actor: Actor,
    number: int,
    verdict: Verdict,
    now: datetime,
    *,
    naming: Callable[[str], Name],
) -> None:
    """Let whoever wrote it write again, or pass nothing of theirs on any more.

    What waited for it leaves, or is deleted. ``naming`` says how an entry is called.

    Raises
    ------
    RefusedError
        If somebody may not, or not any more.
    JudgedError
        If it was judged, or is not there any more.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "judge_talk")
        talk = _to_judge(database, number)
        key = _key(talk)
        store.judge(database, number, verdict)
        if verdict == "blocked" and key:
            block(database, key, now.astimezone(WALES).date())
        if key and (verdict == "blocked" or not store.is_accused(database, key)):
            waiting = _kept_back(list(store.talks(database, key=key)), key)
            for one in waiting:
                _let_go(database, one, verdict, naming, now)
        change = Change("talk", str(number), "judged", now=verdict, entry=talk.entry)
        note(database, present, change, now)


def _let_go(
    database: Database,
    talk: Talk,
    verdict: Verdict,
    naming: Callable[[str], Name],
    now: datetime,
) -> None:
    """Let a message leave that waited, or delete it."""
    try:
        if verdict == "let":
            leave(database, talk, naming(talk.entry), now)
            return
    except NobodyError:  # whoever it was to is not there any more
        pass
    store.drop(database, talk.number)


def undo_judgement(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back what was decided: it is to be judged again. What left has left.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError
        If it was taken back, or whose it was is not kept any more.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "judge_talk")
        change = undoable(database, made.number).change
        number = int(change.record)
        found = store.talks(database, number=number, state="abuse")
        if not found or not _key(found[0]):
            raise UndoError(
                N_(
                    "Whose it was is not kept any more, 30 days after the last word, "
                    "so this cannot be taken back."
                )
            )
        (talk,) = found
        store.judge(database, number, "")
        if talk.judged == "blocked" and not _is_blocked_besides(database, talk):
            unblock(database, _key(talk))
        back = Change(
            "talk",
            change.record,
            "judged",
            was=change.now,
            entry=change.entry,
            undoes=made.number,
        )
        note(database, present, back, now)


def _is_blocked_besides(database: Database, talk: Talk) -> bool:
    """Say whether a steward decided the same of another conversation."""
    key = _key(talk)
    others = store.talks(database, key=key, state="abuse")
    return any(
        one.judged == "blocked" and one.number != talk.number and _key(one) == key
        for one in others
    )
