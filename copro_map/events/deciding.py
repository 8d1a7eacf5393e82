"""What somebody told of is put on the map, or refused: at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.events import organiser_letters as letters
from copro_map.events.acting import event_with, looked_well, noted
from copro_map.events.belonging import belongs_to
from copro_map.events.checked import look
from copro_map.events.checking import check_why
from copro_map.events.entering import NOT_NOW
from copro_map.events.rules.given import EventError, Given
from copro_map.events.rules.records import Event, EventState
from copro_map.events.store.events import become
from copro_map.events.telling import organiser_link
from copro_map.people.outbox import put as put_letter
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor

STATES: Mapping[bool, EventState] = {True: "planned", False: "refused"}
NO_WHY = N_("Write why it is not put on the map: whoever told of it is written to.")


def decide(  # noqa: PLR0913 - what is decided, of what, by whom, and why
    settings: Settings,
    actor: Actor,
    event_id: str,
    now: datetime,
    *,
    accepts: bool,
    words: Label,
) -> Event:
    """Put an event that somebody told of on the map, or refuse it; they are told.

    Accepted, whoever told of it has a link to who books; refused, they read why.

    Raises
    ------
    EventError
        If it was decided already; nothing is said why it is refused; or it cannot be
        accepted as it stands.
    RefusedError
        If somebody may not keep events where it is.
    """
    words, today = check_why(words), now.astimezone(WALES).date()
    if not accepts and not (words.en or words.cy):
        raise EventError(NO_WHY)
    with writing(settings.database, make=False) as database:
        was = event_with(database, event_id)
        here = belongs_to(settings, database, was)
        present = require_now(database, actor, "keep_events", here)
        if was.state != "waiting":
            raise EventError(NOT_NOW)
        if accepts:
            kept = Given.as_kept(was)
            looked_well(look(settings, database, kept, today, was=was))
        state, what = STATES[accepts], "accepted" if accepts else "refused"
        event = become(
            database, Event, was.number, state=state, changed_at=written(now)
        )
        noted(database, present, event, what, here, now, was=was)
        _write(database, event, words, now)
    return event


def _write(database: Database, event: Event, words: Label, now: datetime) -> None:
    """Write to whoever told of an event what was decided; words in either language."""
    if not event.address:
        return
    said = Label(words.en or words.cy, words.cy or words.en)
    if event.state == "refused":
        put_letter(database, letters.refused(event, said), now)
        return
    token = organiser_link(database, event, now)
    put_letter(database, letters.accepted(event, said, token), now)
