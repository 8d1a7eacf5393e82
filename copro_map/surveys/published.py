"""What will be published of a wave, before it closes; and what is, once it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.surveys.by_role import RoleRow, role_split
from copro_map.surveys.figures import held
from copro_map.surveys.rules.instrument import Question, Survey
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import every_wave, find_survey, open_to_anybody


@dataclass(frozen=True)
class Planned:
    """A figure that a wave gives: the indicator's code, the question, who is asked."""

    code: str
    question: Question
    roles: tuple[Label, ...]


@dataclass(frozen=True)
class Shown:
    """A figure as it is published: of all together, and by role; what is hidden is so.

    ``waits``: replies came too late to be in it, or fewer than ten more came.
    """

    planned: Planned
    whole: RoleRow
    by_role: tuple[tuple[Label, RoleRow], ...]
    waits: bool

    @property
    def not_shown(self) -> tuple[Label, ...]:
        """The roles of which nothing may be shown."""
        return tuple(role for role, row in self.by_role if row.is_hidden)


def planned(survey: Survey, wave: Wave) -> tuple[Planned, ...]:
    """Return the figures that a wave gives, in the order of the survey's questions.

    A baseline wave gives only those that are asked in it. Nothing here depends on any
    reply.
    """
    return tuple(
        Planned(one.indicator, one, tuple(survey.roles[role] for role in one.roles))
        for one in survey.asked(baseline=wave.baseline)
        if one.indicator
    )


def published(settings: Settings, wave: Wave, day: date) -> tuple[Shown, ...]:
    """Return what is published of a wave on a day; nothing before it has closed.

    As ``surveys.figures`` and ``surveys.by_role`` publish it, and no more.
    """
    own = [
        one
        for one in held(settings).results(day)
        if (one.survey, one.wave) == (wave.survey, wave.name)
    ]
    survey = find_survey(settings, wave.survey)
    found = []
    for one in planned(survey, wave) if own else ():
        figure = own[-1].figures[one.code]
        *roles, whole = role_split(figure)
        named = tuple((survey.roles[row.role], row) for row in roles)
        found.append(Shown(one, whole, named, bool(figure.waiting)))
    return tuple(found)


@dataclass(frozen=True)
class Round:
    """Where a survey stands on a day: its last wave that has closed, and the next.

    ``found`` are the figures that are published of the last, none if there is none;
    ``anybody``: its form was open to anybody who knew a word.
    """

    last: Wave | None
    found: tuple[Shown, ...]
    next: Wave | None
    anybody: bool


def round_of(settings: Settings, survey: str, day: date) -> Round:
    """Return what a survey last found, by what is published of it, and what comes.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    today = day.isoformat()
    own = [one for one in every_wave(settings) if one.survey == survey]
    closed = [one for one in own if one.closes_on <= today]
    ahead = [one for one in own if one.opens_on > today]
    last = max(closed, key=lambda one: (one.closes_on, one.opens_on), default=None)
    return Round(
        last,
        published(settings, last, day) if last else (),
        min(ahead, key=lambda one: one.opens_on, default=None),
        last is not None and open_to_anybody(held(settings).waves, survey, last.name),
    )
