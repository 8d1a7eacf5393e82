"""What waits of messages: those that are said to be abuse."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES
from copro_map.base.waiting import Line
from copro_map.people.rules.permissions import Actor, may
from copro_map.talks.judging import said_to_be_abuse


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:  # noqa: ARG001 - as of every subject
    """Return what somebody may decide about, in words, with the place for it."""
    if not may(actor, "judge_talk"):
        return ()
    accused = said_to_be_abuse(settings, actor)
    if not accused:
        return ()
    words = t("Messages that are said to be abuse: {n}", n=len(accused))
    since = read_moment(min(one.last_at for one in accused)).astimezone(WALES).date()
    return (Line(words, "desk?part=talks", len(accused), since.isoformat()),)
