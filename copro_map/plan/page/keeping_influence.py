"""Influence on the desk: seats, consultations and changes, entered and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import sort_key, t
from copro_map.base.said import said, spoken
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.members.cached import listed
from copro_map.people.rules.permissions import Actor
from copro_map.plan.influence import when_of
from copro_map.plan.influencing import (
    LONGEST,
    PRACTITIONER,
    Given,
    at_desk,
    keep_influence,
    withdraw_influence,
)
from copro_map.plan.kinds import influence_sorts
from copro_map.plan.page import evidencing
from copro_map.plan.rules.records import Influence
from copro_map.search import cached

NEW = "new_influence"
CHOSEN = "number"


def _organisations() -> Mapping[str, str]:
    """Return organisations on the map by id, as they are called: members first."""
    found = cached.assets()
    is_body = found["practitioner_type"] != "individual"
    rows = found.loc[(found["kind"] == PRACTITIONER) & is_body].itertuples()
    names = {str(row.Index): next(iter(spoken(row, "name"))).text for row in rows}
    members = {one.entry for one in listed()}
    marked = {
        x: f"{name} · {t('member')}" if x in members else name
        for x, name in names.items()
    }
    return dict(
        sorted(marked.items(), key=lambda x: (x[0] not in members, sort_key(x[1])))
    )


def _form_of(was: Influence | None) -> str:
    return f"influence_{was.number}" if was else NEW


def _keep(was: Influence | None, _seen: int) -> str:
    typed = given(_form_of(was), *(one.name for one in fields_of(Given)))
    where, entered, now = cache.settings(), Given(**typed), current_moment()
    number = keep_influence(where, actor(), entered, now, was=was.number if was else 0)
    if was:
        state.put(**{CHOSEN: str(number)})
    return t("Kept: it stands in the list.")


def _both(key: str, name: str, labels: tuple[str, str], was: Influence | None) -> None:
    """Draw a text in each language: a line, or several of what is long."""
    draw = st.text_input if name == "body" else st.text_area
    both = zip(st.columns(2), ("cy", "en"), labels, strict=True)
    for column, language, label in both:
        field = f"{name}_{language}"
        before = getattr(was, field) if was else ""
        with column:
            draw(label, before, key=f"{key}_{field}", max_chars=LONGEST[name])


def _days(key: str, was: Influence | None, *, lasts: bool) -> None:
    since = date.fromisoformat(was.from_on) if was else current_day()
    last = date.fromisoformat(was.until_on) if was and was.until_on else None
    with st.container(horizontal=True):
        st.date_input(
            t("Since") if lasts else t("On which day?"),
            since,
            min_value=date(2000, 1, 1),
            max_value=current_day(),
            format="DD/MM/YYYY",
            key=f"{key}_from_on",
        )
        if lasts:
            st.date_input(
                t("Until (empty while it goes on)"),
                last,
                min_value=date(2000, 1, 1),
                format="DD/MM/YYYY",
                key=f"{key}_until_on",
            )


def _form(was: Influence | None) -> None:
    """Draw the form for one of the sorts of ``influence_sorts.toml``."""
    key, sorts, names = (
        fields(_form_of(was)),
        influence_sorts(cache.settings()),
        _organisations(),
    )
    chosen = st.segmented_control(
        t("What is it?"),
        list(sorts),
        default=was.sort if was and was.sort in sorts else next(iter(sorts)),
        format_func=lambda x: sorts[x].label.text(),
        required=True,
        wrap=True,
        key=f"{key}_sort",
    )
    labels = (t("What it is called, in Welsh"), t("What it is called, in English"))
    _both(key, "body", labels, was)
    labels = (t("More about it, in Welsh"), t("More about it, in English"))
    _both(key, "words", labels, was)
    before = was.entry if was else ""
    own = {"": t("None: the Network itself"), **names}
    own.setdefault(before, t("Not public: {id}", id=before))
    st.selectbox(
        t("Which member organisation?"),
        list(own),
        index=list(own).index(before),
        format_func=own.__getitem__,
        key=f"{key}_entry",
    )
    _days(key, was, lasts=sorts[chosen].lasts)
    st.text_input(
        t("Web address"),
        was.web if was else "",
        max_chars=LONGEST["web"],
        placeholder="https://",
        autocomplete="off",
        key=f"{key}_web",
    )
    components.paragraph(
        t("All of this is public. Name no person who has not agreed."), "desk-quiet"
    )
    st.button(
        t("Save it"),
        type="primary",
        icon=":material/check:",
        key="save_influence",
        on_click=saves(_form_of(was), partial(_keep, was)),
    )


def _withdraw(number: int) -> str:
    withdraw_influence(cache.settings(), actor(), number, current_moment())
    state.take_out(CHOSEN)
    return t("Withdrawn: it is shown no more. It can be taken back in What happened.")


def draw(who: Actor) -> None:
    """Draw a form for something new, or what is chosen of what stands."""
    found = {str(one.number): one for one in at_desk(cache.settings(), who)}
    sorts = influence_sorts(cache.settings())
    chosen = state.get(CHOSEN) if state.get(CHOSEN) in found else ""

    def called(number: str) -> str:
        one = found[number]
        name = components.no_markdown(
            str(said(one.body_en or one.body_cy, one.body_cy))
        )
        return f"{name} · {when_of(one, sorts.get(one.sort))}"

    if found:
        components.choice(
            t("Which is to be changed?"),
            list(found),
            called,
            nothing=t("None: enter another one"),
            **state.bind(CHOSEN, chosen or None),
        )
    if not chosen:
        components.heading(t("Enter a seat, a consultation or a change"), 3)
        _form(None)
        return
    components.heading(called(chosen), 3)
    _form(found[chosen])
    st.button(
        t("Withdraw it"),
        icon=":material/undo:",
        key="withdraw_influence",
        on_click=presses(partial(_withdraw, int(chosen)), far=True),
    )
    evidencing.draw("influence", chosen)
