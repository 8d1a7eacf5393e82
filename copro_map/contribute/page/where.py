"""Where it is: a text, until more is asked."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.contribute.page.filling import Filling
from copro_map.contribute.page.questions import say_wrong, tell, wrong_now
from copro_map.frame.filling import draw


def where(filling: Filling) -> None:
    """Draw the field of the place."""
    draw(st.text_input, t("Where is it?"), filling, "where", "", autocomplete="off")
    tell(filling, "where")
    if filling.fields.get("where") or "where" in filling.refused:
        say_wrong(wrong_now(filling, "where"), "where")
