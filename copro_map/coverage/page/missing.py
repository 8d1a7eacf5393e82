"""What somebody knows that is not on the map yet, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from copro_map.base.i18n import partial_date, t
from copro_map.base.today import current_moment
from copro_map.coverage.asked import Outcome, known, settle
from copro_map.coverage.gap_words import theme_name
from copro_map.coverage.rules.answering import Known
from copro_map.frame import cache, components
from copro_map.frame.councils import area_name
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, may
from copro_map.people.wording import role_name
from copro_map.search.page.adding import way_to_add


def told(who: Actor) -> tuple[Known, ...]:
    """Return what waits, of somebody's own areas."""
    return known(cache.settings(), who)


def _button(one: Known, outcome: Outcome, label: str, icon: str) -> None:
    def do() -> str:
        settle(cache.settings(), actor(), one.id, outcome, current_moment())
        return f"{label}: {one.name}."

    st.button(
        label,
        icon=f":material/{icon}:",
        key=f"known_{outcome}_{one.id}",
        on_click=presses(do),
    )


def draw(who: Actor, waits: Sequence[Known]) -> None:
    """Draw each that waits, and what somebody may say came of it."""
    for one in waits:
        where = (
            area_name(one.area_code),
            theme_name(cache.settings(), one.theme),
            role_name(one.role),  # type: ignore[arg-type]
            partial_date(one.told_on),
        )
        with st.container(border=True):
            components.show("coverage/known.html", one=one, where=" · ".join(where))
            if may(who, "settle_known"):
                with st.container(horizontal=True):
                    way_to_add(
                        t("Add it to the map"),
                        name=one.name,
                        theme=one.theme,
                        area=one.area_code,
                    )
                    _button(one, "on_map", t("It is on the map now"), "add_location")
                    _button(one, "not_for_map", t("Not for the map"), "block")
