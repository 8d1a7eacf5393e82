"""What the page of a conversation is called, and how it says that it has ended."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.base.i18n import N_, t
from copro_map.by_link.light.leaving import KEPT_BACK
from copro_map.exchange.face import Met
from copro_map.exchange.light.meeting import waits_for
from copro_map.talks.talks import Seen

MATCHED = ("agreed", "done")
# What the page of two who have agreed is called, by how their meeting stands.
TOGETHER = {"agreed": N_("You are in touch"), "done": N_("You have met")}
# How it stands once nothing more can be written, by who made it so: this side or not.
ENDED: Mapping[str, tuple[str, str]] = {
    "no_thanks": (
        N_("You said: no, thank you. They are told so kindly, and it has ended."),
        N_("They said: no, thank you. The conversation has ended."),
    ),
    "abuse": (
        N_(
            "You said that this is abuse. The conversation has ended. A steward of "
            "the map reads it; until then nothing from them is passed on to "
            "anybody."
        ),
        N_("This conversation has ended. A steward of the map looks at it."),
    ),
    "ended": (
        N_("You have ended this conversation."),
        N_("The other person has ended this conversation."),
    ),
    "kept_back": (KEPT_BACK, KEPT_BACK),
}


def stands(told: Seen, met: Met | None) -> str:
    """Return how a conversation stands, if nothing can be written in it (any more).

    Of two who did not come to meet the meeting says it.
    """
    is_said = met is not None and met.meeting.state not in MATCHED
    if told.talk.state not in ENDED or (is_said and told.talk.state != "abuse"):
        return ""
    mine, theirs = ENDED[told.talk.state]
    return t(mine if told.talk.ended_by == told.side else theirs)


def title(told: Seen, met: Met | None) -> str:
    """Return what the page of a conversation is called for a side, as it stands.

    "Somebody wrote to you" only as long as that side has not answered, in any way.
    """
    if met and met.meeting.state in TOGETHER:
        return t(TOGETHER[met.meeting.state])
    gives = told.talk.of(told.side).gives
    asks = waits_for(met) if met else told.talk.state == "open" and not gives
    if met and not told.words:
        return t("May we introduce you?") if asks else t("Your meeting")
    is_first = asks and all(one.side != told.side for one in told.words)
    return t("Somebody wrote to you") if is_first else t("Your conversation")


def title_alone(met: Met) -> str:
    """Return what the page of a meeting is called, once nothing is kept beside it."""
    told = {"agreed": N_("Did you meet?"), "done": TOGETHER["done"]}
    return t(told.get(met.meeting.state, N_("Your meeting")))
