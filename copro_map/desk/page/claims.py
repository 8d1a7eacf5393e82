"""The part of the desk where it is decided who speaks for an entry."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.today import current_moment
from copro_map.desk.page.contacts import described
from copro_map.desk.page.outbox import when
from copro_map.frame import cache, components
from copro_map.frame.pressing import attempt
from copro_map.frame.who import actor
from copro_map.people.claims import Claim, claims, decide
from copro_map.people.contacts import contacts_of
from copro_map.people.letters import claim_decided
from copro_map.people.rules.permissions import Actor, may
from copro_map.search.page.named import name_of
from copro_map.upkeep.face import belongs


def _decide(asked: Claim, agreed: bool) -> None:  # noqa: FBT001 - yes or no
    def do() -> str:
        name = name_of(asked.entry)
        decide(
            cache.settings(),
            actor(),
            asked.number,
            agreed,
            now=current_moment(),
            telling=lambda decided: claim_decided(decided, name),
        )
        if agreed:
            return t("Agreed. They speak for it from now on: {name}.", name=name)
        return t("Refused, and they are told: {name}.", name=name)

    attempt(do)


def _claim(who: Actor, asked: Claim) -> None:
    """Draw who asks for which entry, who is known of it, and the two answers."""
    here = belongs(cache.settings(), asked.entry)
    known = (
        contacts_of(cache.settings(), who, here)
        if may(who, "see_contacts", here)
        else ()
    )
    with st.container(border=True, key=f"claim_{asked.number}"):
        components.show(
            "desk/claim_asked.html",
            entry=asked.entry,
            title=name_of(asked.entry).text(),
            address=asked.address,
            proved=when(asked.proved_at),
            known=[described(one) for one in known],
            language=current_language(),
        )
        with st.container(horizontal=True):
            for agreed, label, icon in (
                (True, t("Yes, they speak for it"), "check"),
                (False, t("No"), "close"),
            ):
                st.button(
                    label,
                    icon=f":material/{icon}:",
                    key=f"claim_{asked.number}_{agreed}",
                    on_click=partial(_decide, asked, agreed),
                )


def draw(who: Actor) -> None:
    """Draw who asks to speak for which entry, the oldest first."""
    waiting = claims(cache.settings(), who)
    if not waiting:
        components.paragraph(t("Nobody asks to speak for an entry."), "note")
        return
    components.paragraph(
        t(
            "Each of these proved that the address is theirs. You say whether they are "
            "part of what they ask for: look whether the address is on its page, or "
            "ring. Whoever spoke for it before is told."
        )
    )
    for asked in waiting:
        _claim(who, asked)
