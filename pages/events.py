"""Events: what is on, as a list, by month and on a map; one event in detail."""

import streamlit as st

from copro_map.agenda.page import found, looks, one, subscribing
from copro_map.frame import frame, state
from copro_map.frame.plain import plain_page
from copro_map.open_data.page.share import share
from copro_map.plan.page import events as plan


@frame.part
def all_of_them() -> None:
    """Draw the looks, the question and what answers it, and how to follow it."""
    with st.container(key="events_views"):
        looks.switch()
    if looks.look() == "plan":
        plan.draw()
        return
    asked = looks.asked()

    def take() -> None:
        subscribing.subscribe(asked)
        share("events")

    found.found(asked, looks.look(), take)


with frame.page("events"), st.container(key="events"):
    looks.dress()
    if event := one.chosen(state.get("event")):
        one.draw(event, looks.asked(), looks.look())
        share("events")
        plain_page("event", event.event.id)
    else:
        looks.top()
        all_of_them()
