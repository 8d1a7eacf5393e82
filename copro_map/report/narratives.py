"""What the Network says to the board: written together, published, taken down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, ConflictError, Made, Subject
from copro_map.people.rules.permissions import Actor
from copro_map.report.rules.narrative import (
    NarrativeError,
    Words,
    read_draft,
    read_to_publish,
)
from copro_map.report.store import narratives as store
from copro_map.report.store.narratives import Narrative


def said_by(settings: Settings, day: date) -> Narrative | None:
    """Return what the Network says as at a day: the last text that was published.

    Of texts for several days that of the latest day, not after this one.
    """
    with reading(settings.database) as database:
        return store.last_narrative(database, day)


def at_work_on(settings: Settings) -> date | None:
    """Return the last day for which somebody wrote, and whose report nobody approved.

    None if there is none: whoever comes begins with today.
    """
    with reading(settings.database) as database:
        return store.last_unapproved(database)


def being_written(
    settings: Settings, as_at: date
) -> tuple[Words, int, Narrative | None]:
    """Return the draft for a day with its version, and what is public of that day."""
    with reading(settings.database) as database:
        words, version = store.draft(database, as_at)
        public = store.narrative_of(database, as_at)
    return words, version, public if public and public.words else None


def _differing(theirs: Words, mine: Words) -> tuple[str, str]:
    """Return the texts in which two differ, each as one."""
    ours = mine.row()
    both = [(text, ours[x]) for x, text in theirs.row().items() if text != ours[x]]
    return " / ".join(x for x, _ in both), " / ".join(y for _, y in both)


def _check_seen(database: Database, as_at: date, mine: Words, seen: int) -> None:
    theirs, version = store.draft(database, as_at)
    if version == seen or theirs == mine:
        return
    now, wanted = _differing(theirs, mine)
    change = Change("narrative", as_at.isoformat(), "draft", now=now)
    raise ConflictError(Made(0, "", None, "", change, version), wanted)


def _keep(
    database: Database, present: Actor, as_at: date, words: Words, now: datetime
) -> int:
    before, version = store.draft(database, as_at)
    if before == words:
        return version
    record = f"{as_at.isoformat()} draft"  # apart from what is public of the day
    note(database, present, Change("narrative", record, "draft"), now)
    saved = {"saved_at": written(now), "saved_by": present.person}
    store.keep_draft(database, as_at, words, saved)
    return version + 1


def save_draft(
    settings: Settings,
    actor: Actor,
    as_at: date,
    words: Words,
    now: datetime,
    *,
    seen: int,
) -> int:
    """Keep what is being written for a day; return its version.

    The desk alone reads it. ``seen`` is the version that whoever writes it had.

    Raises
    ------
    RefusedError
        If somebody may not.
    NarrativeError
        If it cannot be kept like this.
    ConflictError
        If somebody else saved another text meanwhile; it shows both.
    """
    kept = read_draft(words)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "write_report")
        _check_seen(database, as_at, kept, seen)
        return _keep(database, present, as_at, kept, now)


def publish(
    settings: Settings,
    actor: Actor,
    as_at: date,
    words: Words,
    now: datetime,
    *,
    seen: int,
) -> int:
    """Publish words for the figures of a day; return the number of the text.

    They are kept as the draft, too. What was public of that day before stays in what is
    kept.

    Raises
    ------
    RefusedError, ConflictError
        As ``save_draft``.
    NarrativeError
        If it cannot be public like this, or the day has not come.
    """
    kept = read_to_publish(words)
    today = now.astimezone(WALES).date()
    if as_at > today:
        raise NarrativeError(N_("This day has not come yet. Choose one that has."))
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "write_report")
        _check_seen(database, as_at, kept, seen)
        _keep(database, present, as_at, kept, now)
        return _add(database, present, as_at, kept, now)


def take_down(settings: Settings, actor: Actor, as_at: date, now: datetime) -> None:
    """Take down what is public of a day; the draft stays.

    Raises
    ------
    RefusedError
        If somebody may not.
    NarrativeError
        If nothing of that day is public any more.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "write_report")
        public = store.narrative_of(database, as_at)
        if public is None or not public.words:
            raise NarrativeError(N_("It is not public any more. Look at it again."))
        _add(database, present, as_at, Words(), now)


def _add(
    database: Database,
    present: Actor,
    as_at: date,
    words: Words,
    now: datetime,
    undoes: int | None = None,
) -> int:
    """Publish words, or none, and write down that it was done; return the number."""
    before = store.narrative_of(database, as_at)
    day = now.astimezone(WALES).date().isoformat()
    published = {"published_on": day, "published_by": present.person}
    number = store.add_narrative(database, as_at, words, published)
    was = str(before.number) if before and before.words else ""
    change = Change("narrative", as_at.isoformat(), "published", was)
    change = replace(change, now=str(number) if words else "", undoes=undoes)
    note(database, present, change, now)
    return number


def undo_narrative(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back what was published, or taken down, last: what was before is public.

    Raises
    ------
    UndoError
        If something else was published after it.
    RefusedError
        If somebody may not.
    """
    as_at = date.fromisoformat(made.change.record)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "write_report")
        was = undoable(database, made.number).change.was
        before = store.narrative_with(database, int(was)) if was else None
        words = before.words if before else Words()
        _add(database, present, as_at, words, now, undoes=made.number)


# What takes a change back, by its subject; an approval is kept for good.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "narrative": undo_narrative
}
