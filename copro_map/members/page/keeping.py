"""The part of the desk with members: who joined lately, all of them, who left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import sort_key, t
from copro_map.base.today import current_moment
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.members import said, stewarding
from copro_map.members.ledger import sums_of_all
from copro_map.members.page import member_at
from copro_map.members.page.naming import form_name, type_name
from copro_map.members.rules.records import Member
from copro_map.people.rules.permissions import Actor

STYLE = Path(__file__).parent / "desk.css"
MOST = 8  # new ones, on one page
ALL, LEFT = "all", "left"


def _look(one: Member) -> str:
    stewarding.look_at(cache.settings(), actor(), one.number, current_moment())
    return t("Looked at: what they let be public is shown now.")


def _refuse(one: Member) -> str:
    stewarding.refuse(cache.settings(), actor(), one.number, current_moment())
    return t("Refused: it is no membership. It can be taken back in What happened.")


def _open(one: Member) -> None:
    state.put(which=ALL, number=str(one.number))


def _new(one: Member) -> None:
    """Draw who joined and was not looked at, and what can be done."""
    with st.container(border=True, key=f"new_{one.number}"):
        member_at.facts_of(one)
        with st.container(horizontal=True):
            st.button(
                t("All is right"),
                type="primary",
                icon=":material/check:",
                key=f"look_{one.number}",
                on_click=presses(partial(_look, one), far=True),
            )
            st.button(
                t("Put something right"),
                icon=":material/edit:",
                key=f"open_{one.number}",
                on_click=partial(_open, one),
            )
            with st.popover(t("This is no member"), icon=":material/block:"):
                components.paragraph(
                    t(
                        "Only if it is invented. The person gets no letter. If it is "
                        "real, end the membership instead."
                    )
                )
                st.button(
                    t("Refuse it"),
                    key=f"refuse_{one.number}",
                    on_click=presses(partial(_refuse, one), far=True),
                )


def _all_new(found: Sequence[Member]) -> None:
    if not found:
        components.paragraph(
            t(
                "Nobody new waits. Whoever joins is a member at once, and stands here "
                "until you have looked: until then no name is public."
            ),
            "note",
        )
        return
    components.paragraph(
        t(
            "They are members already. Look whether it is what it says, and right: "
            "then the name is public, of a person only if they let it."
        )
    )
    for one in found[:MOST]:
        _new(one)
    if len(found) > MOST:
        left = len(found) - MOST
        components.paragraph(t("These come after them: {n}", n=left), "muted")


def _called(one: Member) -> str:
    """Return a member as the choice lists them: name, and what sort they are."""
    sort = type_name(one.type) if one.type else form_name(one.form)
    return components.no_markdown(f"{said.name_of(one)} · {sort}")


def _choose(found: Sequence[Member]) -> None:
    """Draw the choice of a member and all of them, or what was given in each year."""
    by_number = {str(one.number): one for one in found}
    asked = state.get("number") if state.get("number") in by_number else ""
    components.choice(
        t("Which member?"),
        sorted(by_number, key=lambda x: sort_key(str(said.name_of(by_number[x])))),
        lambda x: _called(by_number[x]),
        nothing=t("Choose a member"),
        **state.bind("number", asked or None),
    )
    if asked:
        member_at.draw(int(asked))
        return
    components.paragraph(
        t(
            "Choose somebody: then you can put right what is wrong, note a gift or a "
            "role, and end a membership."
        ),
        "muted",
    )
    if years := said.sums(sums_of_all(cache.settings())):
        components.heading(t("What members gave, by year"), 3)
        components.facts(years)


def draw(who: Actor) -> None:
    """Draw who joined lately, all members, or who left."""
    st.html(styles(STYLE))
    every = stewarding.everybody(cache.settings(), who)
    members = [one for one in every if one.state == "member"]
    new = [one for one in members if not one.seen_on]
    left = [one for one in every if one.state != "member"]
    views = {
        "": t("To look at ({n})", n=len(new)),
        ALL: t("All members ({n})", n=len(members)),
        LEFT: t("Left or refused ({n})", n=len(left)),
    }
    if not left:
        views.pop(LEFT)
    asked = state.get("which") if state.get("which") in views else ""
    st.segmented_control(
        t("Which members?"),
        list(views),
        format_func=views.__getitem__,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **state.bind("which", asked, clears=("number",)),
    )
    if asked == "":
        _all_new(new)
    else:
        _choose(members if asked == ALL else left)
