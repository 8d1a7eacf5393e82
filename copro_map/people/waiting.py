"""What waits of people's: claims, and letters that wait."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES
from copro_map.base.waiting import Line
from copro_map.people.claims import claims
from copro_map.people.outbox import messages
from copro_map.people.rules.letters import State
from copro_map.people.rules.permissions import Actor, may

LETTERS: dict[State, str] = {
    "failed": N_("Letters that could not be sent: {n}"),
    "perhaps": N_("Letters that were perhaps sent: {n}"),
    "waiting": N_("Letters that wait to be sent: {n}"),
}


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:  # noqa: ARG001 - as of every subject
    """Return what somebody may decide or see about, in words, with the place for it."""
    lines = []
    if may(actor, "decide_claim") and (asked := claims(settings, actor)):
        words = t("People who ask to speak for an entry: {n}", n=len(asked))
        since = _day(min(one.proved_at for one in asked))
        lines.append(Line(words, "desk?part=claims", len(asked), since))
    if may(actor, "see_outbox"):
        for state, words in LETTERS.items():
            if found := messages(settings, actor, state):
                href = f"desk?part=outbox&state={state}"
                since = _day(min(one.created_at for one in found))
                lines.append(Line(t(words, n=len(found)), href, len(found), since))
    return tuple(lines)


def _day(moment: str) -> str:
    return read_moment(moment).astimezone(WALES).date().isoformat()
