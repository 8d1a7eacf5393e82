"""A setting that is dated: what holds now, a form to set another, and its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from copro_map.base.i18n import N_, Label, long_date, t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.forms import drawn_with, fields, given, saves, why_fields
from copro_map.frame.who import actor
from copro_map.people.rules.settings import Name, SettingError
from copro_map.people.settling import history, setting_on, settle


@dataclass(frozen=True)
class Dated:
    """How a setting is drawn: what it is called, its fields, how a value is said.

    ``draw`` draws its fields, ``read`` returns what is in them; both are given the
    form's name. ``usual`` is what holds if nothing is set. One that is ``at_once``
    holds from the day on which it is set.
    """

    name: Name
    label: str
    draw: Callable[[str], None]
    read: Callable[[str], Label]
    said: Callable[[Label], str]
    usual: str
    at_once: bool = False


def _form(dated: Dated) -> str:
    return f"set_{dated.name}"


def _set(dated: Dated, seen: int, value: Label) -> str:
    form, today = _form(dated), current_day()
    typed = given(form, "from", "why_en", "why_cy")
    settle(
        cache.settings(),
        actor(),
        dated.name,
        value,
        from_on=date.fromisoformat(typed["from"] or today.isoformat()),
        now=current_moment(),
        why=Label(typed["why_en"], typed["why_cy"]),
        seen=seen,
    )
    return t("Kept: {name}.", name=t(dated.label))


def _save(dated: Dated, seen: int) -> str:
    value = dated.read(_form(dated))
    if not (value.en or value.cy):
        raise SettingError(N_("Nothing is written there yet. Write it, then save."))
    return _set(dated, seen, value)


def _end(dated: Dated, seen: int) -> str:
    return _set(dated, seen, Label("", ""))


def _change(dated: Dated, *, is_set: bool) -> None:
    """Draw the form that sets another value, from a day on."""
    form = _form(dated)
    dated.draw(form)
    if not dated.at_once:
        st.date_input(
            t("From which day"),
            current_day(),
            min_value=current_day(),
            format="DD/MM/YYYY",
            key=f"{fields(form)}_from",
        )
    why_fields(form)
    with st.container(horizontal=True):
        st.button(
            t("Save"),
            type="primary",
            icon=":material/check:",
            key=f"{form}_save",
            on_click=saves(form, lambda seen: _save(dated, seen)),
        )
        if is_set:
            st.button(
                t("Back to what it was before the desk"),
                icon=":material/undo:",
                key=f"{form}_end",
                on_click=saves(form, lambda seen: _end(dated, seen)),
            )


def draw_dated(dated: Dated) -> None:
    """Draw a setting: its value, since when, why; a form; what it was before."""
    now = setting_on(cache.settings(), dated.name, current_day())
    kept, version = history(cache.settings(), dated.name)
    drawn_with(_form(dated), version)
    with st.container(border=True, key=f"{_form(dated)}_box"):
        components.heading(t(dated.label), 3)
        facts = [(t("Now"), dated.said(now.value) if now else dated.usual or "–")]
        if now:
            facts += [(t("Since"), long_date(now.from_on)), (t("Why"), now.why.text())]
        components.facts([fact for fact in facts if fact[1]])
        with st.expander(t("Change it")):
            _change(dated, is_set=bool(now))
        if kept:
            with st.expander(t("All that was set ({n})", n=len(kept))):
                rows = [
                    (
                        dated.said(one.value) if one.value.en else t("Ended"),
                        long_date(one.from_on),
                        one.why.text(),
                    )
                    for one in reversed(kept)
                ]
                components.show("frame/dated.html", rows=rows, label=t(dated.label))
