"""What waits of coverage: gaps to answer, and what somebody knows is missing."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.waiting import Line
from copro_map.coverage.asked import known
from copro_map.coverage.rules.answering import rests_until
from copro_map.coverage.to_answer import to_answer
from copro_map.people.rules.permissions import Actor, may


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return what waits for somebody, in words, with the place on the desk to do it."""
    lines = []
    told = known(settings, actor) if may(actor, "settle_known") else ()
    if told:
        words = t("Missing on the map, and somebody knows it: {n}", n=len(told))
        since = min(one.told_on for one in told)
        lines.append(Line(words, "desk?part=asking&which=known", len(told), since))
    if gaps := to_answer(settings, actor, today):
        lapsed = (rests_until(gap.last, gap.telling) for gap in gaps)
        since = min(filter(None, lapsed), default="")
        words = t("Gaps to answer: {n}", n=len(gaps))
        lines.append(Line(words, "desk?part=asking", len(gaps), since))
    return tuple(lines)
