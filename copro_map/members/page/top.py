"""The top of the page of members: what it is, how to join, and which view is asked."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state
from copro_map.frame.served import is_answered
from copro_map.members import cached
from copro_map.members.kinds import member_roles, principles

STYLE = Path(__file__).with_name("members.css")
JOIN = "/join"  # a light page
LIST, GOVERNING = "list", "governing"


def join_address() -> str:
    """Return the address of the page to join; "" where no server answers it."""
    asked = urlencode({state.LANGUAGE: current_language()})
    return f"{JOIN}?{asked}" if is_answered(JOIN) else ""


def meaning(*, is_open: bool) -> None:
    """Draw what membership means: what members agree to, what is asked, what they get.

    In the words of the file of principles, with the version that is agreed to.
    """
    settings = cache.settings()
    agreed = principles(settings)
    components.show(
        "members/meaning.html",
        principles=[one.text() for one in agreed.principles],
        source=f"{agreed.source.text()} ({agreed.version})",
        roles=", ".join(x.label.text() for x in member_roles(settings).values()),
        is_open=is_open,
    )


def top() -> str:
    """Draw what this is and the way to join; return which view is asked for."""
    st.html(styles(STYLE))
    is_anybody = cached.taking_part().is_anybody
    with st.container(key="members_top"):
        words, way = st.columns([4, 3], gap="large", vertical_alignment="center")
        with words:
            st.title(t("Members"), anchor=False)
            components.lead(
                t(
                    "The Network is its members: citizens, carers, groups, and those "
                    "who run public services with them. See who takes part, and who "
                    "is missing."
                )
            )
        with way:
            if join := join_address():
                components.show("members/top.html", join=join)
    if not is_anybody:
        components.show("members/nobody.html")
    meaning(is_open=not is_anybody)
    return _view() if is_anybody or any(cached.governing()) else ""


def _view() -> str:
    names = {
        "": t("Who takes part"),
        LIST: t("List of members"),
        GOVERNING: t("Forum and Board"),
    }
    asked = state.get("show")
    chosen = asked if asked in names else ""
    with st.container(key="views"):
        st.segmented_control(
            t("View"),
            list(names),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            **state.bind("show", chosen),
        )
    return chosen
