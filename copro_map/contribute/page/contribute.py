"""The form by which anybody puts an entry in, or mends one."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.contribute.drafts import ENTRY
from copro_map.contribute.making import published
from copro_map.contribute.page import walk
from copro_map.contribute.page.alike import alike
from copro_map.contribute.page.filling import Filling, came_to, entry_asked, filling_of
from copro_map.contribute.page.preview import preview
from copro_map.contribute.page.questions import ask, ask_step
from copro_map.contribute.page.reach import reach
from copro_map.contribute.page.receipt import receipt
from copro_map.contribute.page.where import where
from copro_map.contribute.rules.steps import STEPS, Step, more_fields
from copro_map.contribute.rules.terms import terms_of
from copro_map.frame import cache, components, frame

ADD = N_("Add to the map")
TITLES = {"offer": N_("Offer something"), "request": N_("Ask for something")}


def _step(filling: Filling, step: Step) -> None:
    """Draw a step, with what leads on from it where it stands alone."""
    with st.container(key=f"contribute_step_{step}"):
        if step == "where":
            where(filling)
        elif step == "reach":
            reach(filling)
        elif step == "send":
            preview(filling)
        else:
            ask_step(filling, step)
        alike(filling, step)
        if not filling.entry:
            walk.ways_on(filling, step)


def _kept(filling: Filling) -> None:
    """Say how long what is filled in is kept, and for whom."""
    if not filling.key:
        return
    words = t(
        "Kept for 14 days. To finish it later, or on another device, copy the "
        "address of this page. Whoever has that address sees what you wrote, but "
        "never your e-mail address."
    )
    components.paragraph(words, "contribute-kept")


def _new(filling: Filling) -> None:
    """Draw the form for a new entry: what it is on the left, how it looks beside it."""
    step = walk.step_now()
    st.title(t(TITLES.get(came_to(filling), ADD)))
    with st.container(key="contribute_one"):
        walk.begin(step)
        left, right = st.columns([3, 2], gap="large")
        with left:
            for one in STEPS[:-1]:
                _step(filling, one)
        with right:
            _step(filling, STEPS[-1])
    _kept(filling)
    walk.listen(step)


def _mend(filling: Filling) -> None:
    """Draw the form for an entry that is on the map: all of it on one page."""
    st.title(t("Correct an entry"))
    components.lead(t("Change what is wrong, and leave the rest as it is."))
    left, right = st.columns([3, 2], gap="large")
    with left:
        for one in STEPS[1:-2]:
            _step(filling, one)
        with st.container(key="contribute_step_better"):
            filled = {**filling.fields, ENTRY: filling.entry}
            for field in (*terms_of(filled), *more_fields(filled)):
                ask(filling, field)
        _step(filling, "reach")
        _kept(filling)
    with right:
        _step(filling, STEPS[-1])
    walk.listen("name")


@frame.part
def form() -> None:
    """Draw the form; what was sent shows its receipt."""
    walk.style()
    entry = entry_asked()
    is_now = published(cache.settings(), entry) if entry else None
    if entry and is_now is None:
        st.title(t("Correct an entry"))
        st.info(t("This entry is not on the map. It may have been removed."))
        return
    filling = filling_of(entry, is_now)
    with st.container(key="contribute_form"):
        if done := filling.receipt:
            receipt(filling, done)
        elif entry:
            _mend(filling)
        else:
            _new(filling)
