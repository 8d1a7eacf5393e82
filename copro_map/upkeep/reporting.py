"""A visitor says that something is wrong; somebody at the desk answers it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.base.waiting import Line
from copro_map.people.changes import check_seen, note, undoable, version_of
from copro_map.people.limits import check_limit
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, UndoError
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.upkeep.belonging import belonging, kept_entry
from copro_map.upkeep.rules.reports import (
    MOST_OF_ONE,
    Answer,
    Report,
    ReportError,
    past_before,
    read_report,
)
from copro_map.upkeep.store import reports as store

# Of one computer, behind which a whole council may sit; and of everybody.
BY_CLIENT, BY_ALL = "20 per hour", "300 per hour"


@dataclass(frozen=True)
class Reported:
    """An entry of which visitors said that something is wrong, with all they said.

    ``entry`` is None if it is kept no more. ``reports`` are in the order in which they
    came; ``seen`` is the version of its answers (``people.changes.version_of``).
    """

    id: str
    entry: KeptEntry | None
    belongs: Belongs
    reports: tuple[Report, ...]
    seen: int


def report(
    settings: Settings, entry: str, what: str, words: str, now: datetime, *, client: str
) -> None:
    """Keep what a visitor says is wrong with an entry that is on the map.

    Nothing is kept of who said it. ``client`` is what they are counted by, in memory.

    Raises
    ------
    ReportError
        If it cannot be taken; the message says what to do.
    TooOftenError
        If too much came from there, or from everybody, within an hour.
    NoEntryError
        If there is no such entry.
    """
    chosen, text = read_report(what, words)
    check_limit(BY_CLIENT, "report", client)
    check_limit(BY_ALL, "report")
    today = now.astimezone(WALES).date().isoformat()
    row = {"entry": entry, "what": chosen, "words": text, "said_on": today}
    with writing(settings.database, make=False) as database:
        if kept_entry(database, entry).status != "published":
            raise ReportError(N_("This entry is not on the map any more."))
        if len(store.open_reports(database, entry)) >= MOST_OF_ONE:
            raise ReportError(
                N_(
                    "Many have written about this entry already, and somebody looks "
                    "at it. Nothing more is needed; thank you."
                )
            )
        store.add_report(database, row)


def _where(settings: Settings, entry: KeptEntry | None, entry_id: str) -> Belongs:
    """Return where an entry belongs; what is kept no more is the stewards'."""
    return belonging(settings, entry) if entry else Belongs(entry_id, frozenset())


def reported(settings: Settings, actor: Actor) -> tuple[Reported, ...]:
    """Return what visitors said of each entry and nobody answered, the oldest first.

    Only of entries that ``actor`` may answer for.
    """
    by_entry: dict[str, list[Report]] = {}
    found = []
    with reading(settings.database) as database:
        for one in store.open_reports(database):
            by_entry.setdefault(one.entry, []).append(one)
        for entry_id, reports in by_entry.items():
            entry = kept_entries(database, entry_id).get(entry_id)
            where = _where(settings, entry, entry_id)
            if may(actor, "answer_report", where):
                seen = version_of(database, "report", entry_id)
                row = Reported(entry_id, entry, where, tuple(reports), seen)
                found.append(row)
    return tuple(found)


def said_wrong_on(database: Database) -> dict[str, str]:
    """Return the day on which each entry was last said to be wrong, and it waits."""
    return {one.entry: one.said_on for one in store.open_reports(database)}


def answer_reports(  # noqa: PLR0913 - what is answered, how, by whom and when
    settings: Settings,
    actor: Actor,
    entry: str,
    numbers: Collection[int],
    answer: Answer,
    now: datetime,
    *,
    private: str = "",
    seen: int | None = None,
) -> int:
    """Answer what visitors said of an entry, together; return the change's number.

    ``numbers`` are the reports that whoever answers had before them: one that came
    since waits on. ``private`` is a note for the desk, kept as long as what was said.

    Raises
    ------
    RefusedError
        If somebody may not, or not any more.
    ConflictError, ReportError
        If somebody else answered one of them meanwhile.
    """
    _, text = read_report("gone", private)
    with writing(settings.database, make=False) as database:
        where = _where(settings, kept_entries(database, entry).get(entry), entry)
        present = require_now(database, actor, "answer_report", where)
        check_seen(database, "report", entry, seen, {"answer": answer})
        waits = {one.id for one in store.open_reports(database, entry)}
        if not numbers or not waits.issuperset(numbers):
            raise ReportError(
                N_("Somebody answered this meanwhile. Here is what still waits.")
            )
        change = Change(
            "report", entry, "answer", "", answer, entry=entry, areas=where.areas
        )
        made = note(database, present, change, now)
        row = {
            "answer": answer,
            "answered_on": now.astimezone(WALES).date().isoformat(),
            "note": text,
            "change": made,
        }
        store.answer(database, numbers, row)
        return made


def undo_answer(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take an answer back, as ``take_back``, of a change as it was listed."""
    take_back(settings, actor, made.number, now)


def take_back(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Take the answer of a change back: what visitors said waits again.

    Raises
    ------
    RefusedError
        If somebody may not.
    UndoError
        If it was taken back, or what was said is deleted.
    """
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        made = undoable(database, number)
        entry = made.change.entry
        where = _where(settings, kept_entries(database, entry).get(entry), entry)
        present = require_now(database, actor, "answer_report", where)
        if made.at[:10] < past_before(today, kept_for(settings, "reports")):
            raise UndoError(
                N_(
                    "What visitors said then is deleted, so it cannot wait again. If "
                    "the entry is wrong, say so under To confirm."
                )
            )
        store.reopen(database, made.number)
        back = Change(
            "report",
            entry,
            "answer",
            made.change.now,
            entry=entry,
            areas=where.areas,
            undoes=made.number,
        )
        note(database, present, back, now)


def blank_answered(settings: Settings, now: datetime) -> int:
    """Delete what was written, 90 days after it was answered; return how many.

    That somebody said something, and the answer, stay. Where there is nothing to
    delete, or no database, nothing is written.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to delete.
    """
    today = now.astimezone(WALES).date()
    before = past_before(today, kept_for(settings, "reports"))
    return swept(settings.database, before, store.is_past, store.blank)


def reports_waiting(settings: Settings, actor: Actor, _today: date) -> tuple[Line, ...]:
    """Return how many entries are said to be wrong, in words, since when."""
    found = reported(settings, actor)
    if not found:
        return ()
    words = t("Entries that visitors say are wrong: {n}", n=len(found))
    since = min(one.said_on for entry in found for one in entry.reports)
    return (Line(words, "desk?part=wrong", len(found), since),)
