"""How the events found come into somebody's own calendar, and stay up to date there."""

from __future__ import annotations

import streamlit as st

from copro_map.agenda.addresses import feed_address
from copro_map.agenda.rules.asked import Asked
from copro_map.base.i18n import t
from copro_map.frame import components
from copro_map.frame.heads import own_address


def subscribe(asked: Asked) -> None:
    """Draw the fold that says how to follow what is shown; nothing where it cannot be.

    The address asks what the page asks.
    """
    path = feed_address(asked)
    if not path:
        return
    whole = f"{own_address()}{path}"
    with st.popover(
        t("In my calendar"), icon=":material/calendar_month:", key="subscribe"
    ):
        components.paragraph(
            t(
                "Your own calendar can follow what you see here: new events come by "
                "themselves, and what is moved or cancelled changes there too."
            )
        )
        webcal = f"webcal://{whole.partition('://')[2]}"
        components.show("agenda/subscribe.html", webcal=webcal, path=path)
        st.code(whole, None, wrap_lines=True)
        components.paragraph(
            t(
                "In your calendar, choose to add or to follow another calendar from a "
                "web address, and put this one there."
            ),
            "muted",
        )
