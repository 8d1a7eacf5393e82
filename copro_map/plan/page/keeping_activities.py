"""Activities on the desk: where each is, and those that the desk adds."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.indicators.face import indicators_of
from copro_map.people.rules.permissions import Actor
from copro_map.plan import cached
from copro_map.plan.activities import STATE_WORDS, late_first, plan_years
from copro_map.plan.in_words import year_name
from copro_map.plan.kinds import outcomes, plan_owners
from copro_map.plan.page import evidencing
from copro_map.plan.page.top import STYLE
from copro_map.plan.rules.activities import Standing
from copro_map.plan.rules.records import ACTIVITY_STATES
from copro_map.plan.saying import LONGEST, Given, New, add, leave_out, say

CHOSEN = "number"
NEW = "new_activity"


def _both(
    form: str, name: str, english: str, welsh: str, most: int, of: object
) -> None:
    """Draw a long text in each language, as it was said last."""
    both = (("cy", welsh), ("en", english))
    for column, (language, label) in zip(st.columns(2), both, strict=True):
        field = f"{name}_{language}"
        with column:
            st.text_area(
                label,
                getattr(of, field, ""),
                key=f"{fields(form)}_{field}",
                max_chars=most,
            )


def _say(code: str, form: str, _seen: int) -> str:
    typed = given(form, "state", "owner", "due_on", "words_en", "words_cy")
    say(cache.settings(), actor(), Given(code, **typed), current_moment())
    return t("Kept: everybody sees it on the page of the plan.")


def _how(one: Standing) -> None:
    """Draw the form for where an activity is."""
    form = f"activity_{one.code}"
    key, owners = fields(form), plan_owners(cache.settings())
    was = one.said
    st.segmented_control(
        t("How far is it?"),
        list(ACTIVITY_STATES),
        default=was.state if was else "not_begun",
        format_func=lambda x: t(STATE_WORDS[x]),
        required=True,
        wrap=True,
        key=f"{key}_state",
    )
    before = was.owner if was else ""
    own = list(dict.fromkeys(("", *owners, before)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("Who answers for it?"),
            own,
            index=own.index(before),
            format_func=lambda x: (
                owners[x].label.text() if x in owners else x or t("Nobody is named yet")
            ),
            key=f"{key}_owner",
        )
        st.date_input(
            t("To be done by (empty: the end of its year)"),
            date.fromisoformat(was.due_on) if was and was.due_on else None,
            format="DD/MM/YYYY",
            key=f"{key}_due_on",
        )
    labels = (t("A word on it, in English"), t("A word on it, in Welsh"))
    _both(form, "words", *labels, LONGEST["words"], was)
    components.paragraph(
        t("If it is dropped, write why. All of this is public."), "desk-quiet"
    )
    st.button(
        t("Save it"),
        type="primary",
        icon=":material/check:",
        key="say_activity",
        on_click=saves(form, partial(_say, one.code, form)),
    )


def _add(_seen: int) -> str:
    kept, key = st.session_state, fields(NEW)
    new = New(
        int(kept.get(f"{key}_year") or 0),
        **given(NEW, "label_en", "label_cy"),
        outcomes=tuple(kept.get(f"{key}_outcomes") or ()),
        indicators=tuple(kept.get(f"{key}_indicators") or ()),
    )
    code = add(cache.settings(), actor(), new, current_moment())
    return t("Added as {code}: it stands in the plan.", code=code)


def _new() -> None:
    """Draw the form for an activity beside those of the proposal."""
    settings, key, day = cache.settings(), fields(NEW), current_day()
    years = {one.number: year_name(one) for one in plan_years(settings, day)}
    labels = (t("What is to be done, in English"), t("What is to be done, in Welsh"))
    _both(NEW, "label", *labels, LONGEST["label"], None)
    st.selectbox(
        t("In which year?"),
        [*years, 0],
        format_func=lambda x: years.get(x) or t("In every year"),
        key=f"{key}_year",
    )
    aims, known = outcomes(settings), indicators_of(settings, day)
    st.multiselect(
        t("Which outcomes is it for?"),
        list(aims),
        format_func=lambda x: f"{x} {aims[x].label.text()}",
        key=f"{key}_outcomes",
    )
    st.multiselect(
        t("Which indicators is it to move?"),
        list(known),
        format_func=lambda x: f"{x} {known[x].short.text()}",
        key=f"{key}_indicators",
    )
    st.button(
        t("Add it to the plan"),
        type="primary",
        icon=":material/add:",
        key="add_activity",
        on_click=saves(NEW, _add),
    )


def _leave_out(number: int) -> str:
    leave_out(cache.settings(), actor(), number, current_moment())
    state.take_out(CHOSEN)
    return t("Left out of the plan. It can be taken back in What happened.")


def draw(_who: Actor) -> None:
    """Draw what is said of the activity that is chosen, and the form for another."""
    st.html(styles(STYLE))
    found = {one.code: one for one in late_first(cache.settings(), current_day())}
    chosen = state.get(CHOSEN) if state.get(CHOSEN) in found else ""

    def called(code: str) -> str:
        one = found[code]
        words = f"{code} · {t(STATE_WORDS[one.state])} · {one.label.text()}"
        return components.no_markdown(words)

    components.choice(
        t("Which activity? Those that are late come first."),
        list(found),
        called,
        nothing=t("None: add another one"),
        **state.bind(CHOSEN, chosen or None),
    )
    if not chosen:
        components.paragraph(cached.activities_told().sentence)
        with st.expander(t("Add an activity to the plan")):
            _new()
        return
    one = found[chosen]
    components.heading(components.no_markdown(f"{one.code} {one.label.text()}"), 3)
    _how(one)
    evidencing.draw("activity", chosen)
    if one.number is not None:
        st.button(
            t("Leave it out of the plan"),
            icon=":material/undo:",
            key="leave_out_activity",
            on_click=presses(partial(_leave_out, one.number), far=True),
        )
