"""Files of replies, for whoever draws how they are brought in and taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.statistics.intervals import LOW
from copro_map.base.store.connection import Database, reading
from copro_map.base.superseded import stands_as, stored
from copro_map.base.today import WALES
from copro_map.files.bringing import Files
from copro_map.files.rows import ImportResult
from copro_map.files.told import NOTHING, Told
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.people.wording import in_both
from copro_map.surveys.file.columns import NO_DATE, NO_ROLE
from copro_map.surveys.file.rows import WHICH_FIRST
from copro_map.surveys.identity import CLASHES, LOOK_ALIKE, Identity
from copro_map.surveys.importing import import_survey, source_of
from copro_map.surveys.rules.records import TAKEN_BACK, Reply, Wave
from copro_map.surveys.rules.release import Stage, stages
from copro_map.surveys.store.invitations import has_replies
from copro_map.surveys.store.surveys import add_replies, replies, waves
from copro_map.surveys.waves import every_wave, find_survey, load_surveys

SHOWN = N_(
    "The figures of this wave were shown with these replies, so they are not taken "
    "back: whoever compared the two would know what people answered. If the file was "
    "the wrong one, open a wave of another name for the right one."
)
CHANGED = N_(
    "Some of these replies were changed since, so the file cannot be taken back. Take "
    "back the later file first."
)


@dataclass(frozen=True)
class ReplyFiles(Files):
    """As ``Files``; ``waves`` can take a file, ``asks`` are faults that ask for a word.

    These ask of which form a file is, who look alike, and how its dates are written.
    ``lacks`` are faults that name what no column says.
    """

    waves: Callable[[Settings, date], list[Wave]] = lambda *_: []
    asks: tuple[str, str, str] = (CLASHES, LOOK_ALIKE, WHICH_FIRST)
    lacks: tuple[tuple[str, str], ...] = ((NO_DATE, "date"), (NO_ROLE, "role"))


def open_to_files(settings: Settings, today: date) -> list[Wave]:
    """Return the waves that can take a file: they have begun, and are not over.

    One that is over takes one file, if it has none.
    """
    begun = [x for x in every_wave(settings) if x.opens_on <= today.isoformat()]
    with reading(settings.database) as database:
        return [
            one
            for one in begun
            if today.isoformat() < one.closes_on
            or not has_replies(database, one.survey, one.name)[1]
        ]


def bring(  # noqa: PLR0913 - which file, of which wave, as told
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    of: str,
    answer: str = "",
    look: bool = False,
    **how: Any,
) -> ImportResult:
    """Bring a file in, or only look at its columns: ``import_survey``, for a page.

    ``of`` is a survey and its wave, "members/Year 1"; ``answer`` that to what was asked
    of who replied: "same", "new", or "other" for another form that counts from 1.
    """
    survey, _, wave = of.partition("/")
    if look:
        source = source_of(settings, find_survey(settings, survey), path, told)
        return source.how(ImportResult(faults=source.faults))
    alike = answer if answer in ("same", "new") else ""
    identity = Identity(alike=alike, other=answer == "other")  # type: ignore[arg-type] # one of three
    which = {"survey": survey, "wave": wave, "told": told, "identity": identity}
    return import_survey(settings, path, **which, **how)  # type: ignore[arg-type]


def _shown(known: Collection[Stage], today: date) -> set[int]:
    """Return the ids of the replies that any figure was published with by a day."""
    return {
        number
        for stage in known
        if stage.day <= today.isoformat()
        for question, own in stage.shown.items()
        if stage.answered(question) >= LOW
        for cell in own.values()
        for _, number in cell.values()
    }


def take_back(
    settings: Settings,
    database: Database,
    actor: Actor,
    added: Collection[int],
    now: datetime,
) -> None:
    """Take replies back by their ids, inside the caller's transaction.

    What counted before counts again, and what was nothing is withdrawn.

    Raises
    ------
    UndoError
        If one was superseded since, or figures were shown with one.
    """
    today, known = now.astimezone(WALES).date(), replies(database)
    own = known.loc[sorted(added)]
    before = stored(known, Reply)
    last = {int(number): stands_as(before, number) for number in own.index}
    if None in last.values():
        raise UndoError(CHANGED)
    found = stages(waves(database), known, load_surveys(settings.data_dir))
    for of in {*zip(own["survey"], own["wave"], strict=True)}:
        if _shown(found[of], today) & {*map(int, added)}:
            raise UndoError(SHOWN)
    back = [
        replace(_before(number, before, actor, today), supersedes=last[number])
        for number in last
    ]
    add_replies(database, back)


def _before(number: int, known: dict[int, Reply], actor: Actor, today: date) -> Reply:
    """Return the reply that puts back what was before another."""
    now, by = known[number], in_both(actor.role).en
    old = known.get(now.supersedes or 0)
    gone = replace(now, status="withdrawn", source=TAKEN_BACK, entered_by=by)
    return replace(old or gone, supersedes=number, entered_on=today.isoformat())


FILES = ReplyFiles("replies", (), lambda *_: {}, bring, take_back, open_to_files)
