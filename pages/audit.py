"""Self-audit: a project's people score the five principles, and see what comes next."""

import streamlit as st

from copro_map.audits.page import audit
from copro_map.base.i18n import t
from copro_map.frame import components, frame, state


@frame.part
def fill_in() -> None:
    """Draw the audit, its result at once, and the ways to keep and to send it."""
    filling, answers = audit.form(state.get("entry"))
    audit.outcome(answers)
    audit.take_away(answers)
    audit.send(filling, answers)


with frame.page("audit"):
    st.title(t("Self-audit"))
    components.lead(
        t(
            "How far is a project co-produced? Its citizens and its professionals each "
            "say how they see it, compare, and find the next step."
        )
    )
    audit.about()
    project = audit.picker()
    if project:
        audit.history(project)
        fill_in()
