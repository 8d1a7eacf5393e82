"""What waits of surveys: what closes soon, what has closed, letters that failed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.said import said
from copro_map.base.store.connection import writing
from copro_map.base.waiting import Line
from copro_map.people.changes import changes, note
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor, may
from copro_map.surveys.admission import Invitation
from copro_map.surveys.inviting import chase_of
from copro_map.surveys.rules.changing import record_of
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import every_wave, find_survey

SOON, LONG_AGO = timedelta(days=7), timedelta(days=90)
LOOKED = "looked_at"


def is_looked_at(settings: Settings, actor: Actor, wave: Wave) -> bool:
    """Say whether somebody said that they looked at what a wave found."""
    record = record_of(wave.survey, wave.name)
    made = changes(settings, actor, subject="wave", record=record)
    return any(one.change.what == LOOKED for one in made)


def look(settings: Settings, actor: Actor, of: Invitation, now: datetime) -> None:
    """Keep that somebody looked at what a wave found, so that it waits no more.

    Raises
    ------
    RefusedError
        If somebody may not.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "run_wave")
        made = Change("wave", record_of(of.survey, of.wave), LOOKED, "", "1")
        note(database, present, made, now)


def _line(settings: Settings, actor: Actor, wave: Wave, today: date) -> Line | None:
    """Return what waits of one wave; None if nothing does."""
    closes = date.fromisoformat(wave.closes_on)
    survey = find_survey(settings, wave.survey)
    name = f"{survey.label.text()}: {said(wave.name, wave.name_cy).text}"
    asked = {"part": "waves", "survey": wave.survey, "wave": wave.name}
    if closes <= today:
        if today - closes > LONG_AGO or is_looked_at(settings, actor, wave):
            return None
        words = t("{wave}. Closed, and nobody has looked at its figures", wave=name)
        href = f"desk?{urlencode({**asked, 'which': 'close'})}"
        return Line(words, href, 1, wave.closes_on)
    if wave.opens_on > today.isoformat():
        return None
    of = Invitation(wave.survey, wave.name)
    if failed := chase_of(settings, actor, of, today).failed:
        words = t(
            "{wave}. Invitations that may not have arrived: {n}", n=failed, wave=name
        )
        return Line(words, f"desk?{urlencode({'part': 'outbox'})}", failed)
    if closes - today <= SOON:
        words = t("{wave}. Days left to reply: {n}", n=(closes - today).days, wave=name)
        return Line(words, f"desk?{urlencode(asked)}", 1)
    return None


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return what of the surveys waits for a steward, in words, with the place for it.

    Waves that close within seven days, invitations that failed, and waves that closed
    within 90 days and nobody said that they looked.
    """
    if not may(actor, "run_wave"):
        return ()
    lines = (_line(settings, actor, one, today) for one in every_wave(settings))
    return tuple(line for line in lines if line)
