"""Desk: what waits for stewards and officers, one part at a time."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.desk.page import desk
from copro_map.frame import frame


@frame.part
def work() -> None:
    """Draw the desk for whoever is at it now; rights are read anew in each run."""
    who = desk.at_the_desk()
    if who:
        desk.parts(who)


with frame.page("desk"):
    st.title(t("Desk"))
    work()
