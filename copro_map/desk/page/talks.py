"""The part of the desk with what is said to be abuse, of what people write."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, current_language, t
from copro_map.base.today import current_moment
from copro_map.desk.page.outbox import when
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.search.page.named import name_of
from copro_map.talks.judging import Accused, judge, said_to_be_abuse
from copro_map.talks.rules.talks import Verdict

# What can be decided: its words, its icon, and what is said once it is.
VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    "let": (
        N_("Let them write again"),
        "check",
        N_("They can write again; what waited has been sent."),
    ),
    "blocked": (
        N_("Block the address"),
        "block",
        N_("Nothing from this address is passed on any more; what waited is deleted."),
    ),
}


def verdict_name(verdict: str) -> str:
    """Return what a verdict is called in the current language."""
    return t({"let": N_("May write again"), "blocked": N_("Blocked")}[verdict])


def _judge(number: int, verdict: Verdict) -> str:
    settings, now = cache.settings(), current_moment()
    judge(settings, actor(), number, verdict, now, naming=name_of)
    return t(VERDICTS[verdict][2])


def _side(one: Accused, side: str) -> str:
    return t("Said to be abuse") if side == one.by else t("The other person")


def _accused(one: Accused) -> None:
    """Draw what was written, what is known of its writer, and the two answers."""
    with st.container(border=True, key=f"talk_{one.number}"):
        components.show(
            "desk/said_abuse.html",
            entry=one.entry,
            title=name_of(one.entry).text(),
            from_entry=one.by == "other",
            said_on=when(one.last_at),
            words=[
                {
                    "by": _side(one, each.side),
                    "is_theirs": each.side == one.by,
                    "when": when(each.said_at),
                    "words": each.words,
                }
                for each in one.words
            ],
            held_back=one.held_back,
            others=one.others,
            blamed=one.blamed,
            language=current_language(),
        )
        with st.container(horizontal=True):
            for verdict, (label, icon, _) in VERDICTS.items():
                st.button(
                    t(label),
                    icon=f":material/{icon}:",
                    key=f"talk_{one.number}_{verdict}",
                    on_click=presses(partial(_judge, one.number, verdict)),
                )


def draw(who: Actor) -> None:
    """Draw what is said to be abuse, the oldest first."""
    waiting = said_to_be_abuse(cache.settings(), who)
    if not waiting:
        components.paragraph(
            t("Nobody says that something written to them is abuse."), "note"
        )
        return
    components.paragraph(
        t(
            "Somebody was written to through the map, and says that it is abuse. "
            "The conversation has ended. Until you decide, nothing from whoever "
            "wrote it is passed on to anybody. Addresses are shown to nobody here."
        )
    )
    for one in waiting:
        _accused(one)
