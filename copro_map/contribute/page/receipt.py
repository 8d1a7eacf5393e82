"""After it was sent: what happens now, and what can still be added."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import long_date, t
from copro_map.contribute.page import walk
from copro_map.contribute.page.filling import Filling, start_anew
from copro_map.contribute.page.questions import ask, tell
from copro_map.contribute.page.reach import consent
from copro_map.contribute.rules.steps import better_fields, is_person
from copro_map.contribute.sending import Receipt
from copro_map.frame import components, frame


def _happens(receipt: Receipt) -> None:
    """Say what happens now, and by when."""
    sent_on = long_date(date.fromisoformat(receipt.sent_on))
    components.paragraph(
        t(
            "Somebody who knows the area reads it, usually within a few days. Then "
            "it is on the map, or we ask you something. A receipt is on its way to "
            "your e-mail address. Open the link in it: then we know that it was "
            "you, and can answer."
        ),
        "prose",
    )
    rows = [(t("Its number"), str(receipt.number)), (t("Sent on"), sent_on)]
    components.facts(rows)


def _better(filling: Filling) -> None:
    """Draw what else can be said of it; each answer is saved at once."""
    components.heading(t("Make it better, if you like"), 2)
    components.paragraph(
        t(
            "None of this is needed. Each answer is added at once to what you sent. "
            "The more the entry says, the easier it is to find. In both languages "
            "it reaches more people."
        ),
        "prose",
    )
    with st.container(key="contribute_step_better"):
        for field in better_fields(filling.fields):
            ask(filling, field)
            if filling.last == field.name and filling.fault is None:
                components.paragraph(t("Added to what you sent."), "muted")
            if field.name == "website" and is_person(filling.fields):
                consent(filling, "website")
                tell(filling, "consents")


def receipt(filling: Filling, done: Receipt) -> None:
    """Draw the receipt, and the way to add more to it or another one."""
    walk.only("better")
    st.title(t("Thank you, it has arrived"))
    _happens(done)
    with st.container(key="contribute_receipt", horizontal=True):
        st.button(
            t("Add another one"),
            key="contribute_another",
            icon=":material/add:",
            on_click=start_anew,
            args=(filling.entry,),
        )
        frame.link("pages/asset_map.py", t("To the map"), ":material/map:")
    if done.is_new and filling.key:
        _better(filling)
    walk.listen("receipt")
