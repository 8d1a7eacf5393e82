"""That it is kept: when it was saved last, the group's own link, emptying it."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from copro_map.audits.drafts import days_kept
from copro_map.audits.page.filling import Filling, start_anew
from copro_map.base.i18n import current_language, t
from copro_map.base.today import WALES
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, walk
from copro_map.frame.filling import DRAFT
from copro_map.frame.heads import own_address
from copro_map.frame.pressing import attempt


def _said(filling: Filling) -> str:
    """Return whether everything is kept, in a word or two."""
    if filling.fault:
        return t("Not saved yet")
    if filling.saved_at:
        time = f"{filling.saved_at.astimezone(WALES):%H:%M}"
        return t("Saved {time}", time=time)
    return t("Saved as far as it is filled in") if filling.key else t("Saved as you go")


def saved(filling: Filling) -> None:
    """Draw when it was saved last; whoever hears the page is told."""
    said, is_wrong = _said(filling), filling.fault is not None
    components.show("audits/saved.html", said=said, is_wrong=is_wrong)


def link_to(filling: Filling, number: int) -> str:
    """Return the address of a step on this site, with the key of what is filled in."""
    asked = {
        "lang": current_language(),
        "entry": filling.asset_id,
        walk.STEP: str(number),
        DRAFT: filling.key,
    }
    return f"/audit?{urlencode({k: v for k, v in asked.items() if v})}"


def _empty(filling: Filling) -> None:
    def do() -> str:
        start_anew(filling.asset_id)
        walk.go_to(0)
        return t("Emptied. Nothing of it is kept any more.")

    attempt(do)


def go_on_later(filling: Filling, number: int) -> None:
    """Draw, folded, how to go on later or elsewhere, and a way to empty it."""
    with st.expander(t("Go on later, or on another device")):
        if not filling.key:
            components.paragraph(
                t("As soon as something is filled in, a link for your group is here.")
            )
            return
        words = t(
            "This link is private to your group: whoever has it can read and change "
            "what you filled in. It is kept until {n} days after the last change.",
            n=days_kept(cache.settings()),
        )
        components.paragraph(words)
        link = own_address() + link_to(filling, number)
        components.show("audits/private_link.html", link=link)
        copying = render("audits/copying.html")
        st.html(copying, unsafe_allow_javascript=True)
        with st.popover(t("Empty it"), icon=":material/delete:"):
            components.paragraph(t("All that your group filled in is deleted."))
            st.button(
                t("Yes, delete all of it"),
                key="audit_empty",
                on_click=partial(_empty, filling),
            )
