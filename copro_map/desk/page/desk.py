"""The desk: who is at it, its parts, and what waits in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from copro_map.audits.page import to_accept
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.today import current_day
from copro_map.contribute.page import workshop
from copro_map.coverage.page import asking
from copro_map.desk.desk import waiting
from copro_map.desk.page import (
    claims,
    confirm,
    happened,
    house,
    outbox,
    people,
    reaching,
    region,
    sought,
    talks,
    waits,
)
from copro_map.drawing.templates import styles
from copro_map.events.page import keeping
from copro_map.exchange.page import introducing
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import say_what_came
from copro_map.frame.served import is_answered
from copro_map.frame.who import actor
from copro_map.imports.page import bring_in
from copro_map.indicators.page import entering
from copro_map.members.page import governing
from copro_map.members.page import keeping as members
from copro_map.people.rules.permissions import Action, Actor, may
from copro_map.people.wording import role_name
from copro_map.plan.page import keeping as plan
from copro_map.plan.page import money
from copro_map.privacy.page import letting_go
from copro_map.report.page import board
from copro_map.surveys.page import waves
from copro_map.upkeep.page import duplicates, places, wrong
from copro_map.versions.page import to_decide

STYLE = Path(__file__).parent / "desk.css"
GROUP = "desk_group"
SERVER = "make run"  # What starts the server that has the way to sign in.


@dataclass(frozen=True)
class Part:
    """A part of the desk: what it is called, who may see it, what draws it.

    ``group`` is what it stands under; whoever sees one part of a group sees its name.
    """

    label: str
    action: Action
    draw: Callable[[Actor], None]
    group: str


def _what_waits(who: Actor) -> None:
    """Draw what waits, with a way to each."""
    lines = waiting(cache.settings(), who, current_day())
    if not any(line.count for line in lines):
        components.paragraph(
            t("Nothing waits for you. Thank you: the map is up to date."), "note"
        )
    else:
        components.paragraph(t("This waits for you. Begin wherever you like."))
    waits.draw(lines)


ENTRIES, AREAS = N_("Entries"), N_("Areas")
PROGRAMME, PEOPLE, HOUSE = (
    N_("Programme"),
    N_("Letters and people"),
    N_("The map itself"),
)
PARTS = {
    "": Part(N_("What waits"), "open_desk", _what_waits, N_("What waits")),
    "sent": Part(N_("Sent in"), "open_desk", to_decide.draw, ENTRIES),
    "bring": Part(N_("Bring in a file"), "bring_in", bring_in.draw, ENTRIES),
    "workshops": Part(N_("Workshops"), "open_desk", workshop.draw, ENTRIES),
    "confirm": Part(N_("To confirm"), "open_desk", confirm.draw, ENTRIES),
    "contacts": Part(N_("Contacts"), "open_desk", reaching.draw, ENTRIES),
    "claims": Part(N_("Who speaks for what"), "decide_claim", claims.draw, ENTRIES),
    "wrong": Part(N_("Said to be wrong"), "open_desk", wrong.draw, ENTRIES),
    "places": Part(N_("Places"), "open_desk", places.draw, ENTRIES),
    "duplicates": Part(N_("Twice on the map"), "open_desk", duplicates.draw, ENTRIES),
    "region": Part(N_("Region"), "open_desk", region.draw, AREAS),
    "asking": Part(N_("Gaps to answer"), "open_desk", asking.draw, AREAS),
    "exchange": Part(N_("Whom to introduce"), "open_desk", introducing.draw, AREAS),
    "events": Part(N_("Events"), "open_desk", keeping.draw, PROGRAMME),
    "audits": Part(N_("Self-audits"), "open_desk", to_accept.draw, PROGRAMME),
    "waves": Part(N_("Surveys"), "run_wave", waves.draw, PROGRAMME),
    "members": Part(N_("Members"), "keep_members", members.draw, PROGRAMME),
    "forum": Part(N_("Forum and Board"), "keep_forum", governing.draw, PROGRAMME),
    "plan": Part(N_("Plan"), "keep_plan", plan.draw, PROGRAMME),
    "figures": Part(N_("Figures"), "enter_figure", entering.draw, PROGRAMME),
    "report": Part(N_("Board report"), "see_report", board.draw, PROGRAMME),
    "money": Part(N_("Money"), "see_money", money.draw, PROGRAMME),
    "outbox": Part(N_("Letters"), "see_outbox", outbox.draw, PEOPLE),
    "talks": Part(N_("Said to be abuse"), "judge_talk", talks.draw, PEOPLE),
    "people": Part(N_("People"), "see_persons", people.draw, PEOPLE),
    "forget": Part(N_("Forget somebody"), "forget", letting_go.draw, PEOPLE),
    "happened": Part(N_("What happened"), "open_desk", happened.draw, HOUSE),
    "sought": Part(N_("What was sought"), "see_sought", sought.draw, HOUSE),
    "house": Part(N_("Keeping house"), "change_setting", house.draw, HOUSE),
}
# What makes no sense in another part.
OF_A_PART = (
    *("person", "state", "which", "area", "number", "survey", "wave", "indicator"),
    *("as_at", "step"),
)


def _address_here() -> str:
    """Return the address of this page, as a way back to it."""
    asked = st.query_params.to_dict() | {"lang": current_language()}
    return f"/desk?{urlencode(asked)}"


def _sign_in_first() -> None:
    """Say what the desk is for, and how one gets in."""
    components.lead(
        t(
            "Here stewards and County Voluntary Councils keep the map true: they say "
            "what is still right, and enter how somebody can be reached."
        )
    )
    components.show(
        "desk/sign_in_first.html",
        has_routes=is_answered("/sign-in"),
        command=SERVER,
        query=urlencode({"to": _address_here(), "lang": current_language()}),
    )


def _no_desk(who: Actor) -> None:
    """Say to somebody whose role has nothing to do here what they can do."""
    st.info(
        t(
            "You are signed in. Role: {role}. Nothing waits on the desk for this role. "
            "If you keep entries up to date, ask an administrator of the map to change "
            "your role.",
            role=role_name(who.role),
        ),
        icon=":material/info:",
    )


def _seen_by(who: Actor) -> list[str]:
    """Return the parts that somebody may see; a board member sees the report alone."""
    return [name for name, part in PARTS.items() if may(who, part.action)]


def at_the_desk() -> Actor | None:
    """Return whoever may be at the desk; draw what to do, and None, for all others."""
    st.html(styles(STYLE))
    who = actor()
    if _seen_by(who):
        return who
    say_what_came()
    if who.person is None:
        _sign_in_first()
    else:
        _no_desk(who)
    return None


def _choose_group(seen: Sequence[str], asked: str) -> list[str]:
    """Draw the groups of parts; return the parts of the one that the address is in."""
    groups: dict[str, list[str]] = {}
    for name in seen:
        groups.setdefault(PARTS[name].group, []).append(name)
    here = PARTS[asked].group
    state.put_in(GROUP, here)

    def go() -> None:
        chosen = groups[st.session_state[GROUP]][0]
        state.put(**dict.fromkeys((*OF_A_PART, "entry", "page"), ""), part=chosen)

    st.segmented_control(
        t("Parts of the desk"),
        list(groups),
        format_func=t,
        required=True,
        label_visibility="collapsed",
        key=GROUP,
        on_change=go,
    )
    return groups[here]


def _choose(who: Actor) -> str:
    """Draw the parts that somebody may see; return the one that is chosen."""
    seen = _seen_by(who)
    asked = state.get("part") or seen[0]
    if asked not in seen:
        st.warning(
            t(
                "This part of the desk is not for your role, or there is none of this "
                "name. Here is what waits for you."
            )
        )
        asked = seen[0]
    beside = _choose_group(seen, asked)
    if len(beside) > 1:
        st.segmented_control(
            t(PARTS[asked].group),
            beside,
            format_func=lambda name: t(PARTS[name].label),
            required=True,
            label_visibility="collapsed",
            **state.bind("part", asked, clears=OF_A_PART, closes=True),
        )
    return asked


def parts(who: Actor) -> None:
    """Draw the parts of the desk, and the one that the address names."""
    chosen = _choose(who)
    say_what_came()
    components.show("desk/part.html", label=t(PARTS[chosen].label))
    PARTS[chosen].draw(who)
