"""What the Network says of a yearly outcome: said on the desk, and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.people.rules.permissions import Actor
from copro_map.plan.keeping import MEANWHILE, Keeping, PlanError, keeping
from copro_map.plan.kinds import milestones
from copro_map.plan.rules.records import MILESTONE_STATES, MilestoneSaid
from copro_map.plan.store.plan import rows

LONGEST = 1_000  # characters of a word in one language


@dataclass(frozen=True)
class Given:
    """The Network's word on a yearly outcome; ``was`` what stood when it was written.

    That is the number of the word, 0 if there was none.
    """

    milestone: str
    state: str
    words_en: str
    words_cy: str
    was: int = 0


def _standing(act: Keeping, milestone: str) -> MilestoneSaid | None:
    """Return what was said last of an outcome and stands."""
    found = rows(act.database, MilestoneSaid, milestone=milestone, withdrawn_on="")
    return max(found, key=lambda one: (one.said_on, one.number), default=None)


def _check_as_it_was(act: Keeping, milestone: str, was: int) -> MilestoneSaid | None:
    before = _standing(act, milestone)
    if (before.number if before else 0) != was:
        raise PlanError(MEANWHILE)
    return before


def _check(settings: Settings, given: Given) -> tuple[str, str]:
    """Return the word in English and in Welsh, if it can be kept."""
    if given.milestone not in milestones(settings):
        raise PlanError(N_("The plan has no such yearly outcome."))
    if given.state not in MILESTONE_STATES:
        raise PlanError(N_("Choose whether it is reached, partly or not."))
    english, welsh = given.words_en.strip(), given.words_cy.strip()
    if not (english or welsh):
        raise PlanError(
            N_("Write a sentence on why it is so, in one language at least.")
        )
    if max(len(english), len(welsh)) > LONGEST:
        raise PlanError(N_("That is too long. At most {n} characters."), n=LONGEST)
    return english, welsh


def say_step(settings: Settings, actor: Actor, given: Given, now: datetime) -> int:
    """Keep the Network's word on a yearly outcome; return its number.

    What was said before is history.

    Raises
    ------
    RefusedError, PlanError
        If somebody may not, or it cannot be kept: it says what to write, or that
        somebody else said something meanwhile.
    """
    with keeping(settings, actor, now) as act:
        english, welsh = _check(settings, given)
        before = _check_as_it_was(act, given.milestone, given.was)
        told = {"state": given.state, "words_en": english, "words_cy": welsh}
        if before and all(getattr(before, x) == y for x, y in told.items()):
            raise PlanError(N_("This is what the Network says already."))
        return act.put(MilestoneSaid, milestone=given.milestone, **told)


def withdraw_step(
    settings: Settings, actor: Actor, milestone: str, was: int, now: datetime
) -> bool:
    """Let what was said last of an outcome stand no more, from today on.

    ``was`` as in ``Given``. Return whether what was said before stands again. Errors as
    ``say_step``.
    """
    with keeping(settings, actor, now) as act:
        if _check_as_it_was(act, milestone, was) is None:
            raise PlanError(MEANWHILE)
        act.withdraw(MilestoneSaid, was)
        return _standing(act, milestone) is not None
