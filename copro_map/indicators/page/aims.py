"""Targets on the desk: what is promised, one to change, and who changed which."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import N_, Label, long_date, t
from copro_map.base.said import said
from copro_map.base.today import current_day, current_moment
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, state
from copro_map.frame.forms import drawn_with, fields, given, saves, why_fields
from copro_map.frame.who import actor
from copro_map.indicators import cached
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.definitions import MOST
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.records import ProgressError
from copro_map.indicators.targets import (
    aimed,
    change_target,
    target_history,
    target_version,
)
from copro_map.people.rules.permissions import Actor

OTHER = "other"


def _name(one: Indicator) -> str:
    return f"{one.code} {one.short.text()}"


def _figure(one: Indicator, value: float | None) -> str:
    return t("No target") if value is None else figure_text(value, one.kind)


def _targets(one: Indicator) -> None:
    """Draw what is promised for which day."""
    if not one.targets:
        components.paragraph(t("No target is set for this indicator."), "note")
        return
    rows = [(long_date(x.due), figure_text(x.value, one.kind)) for x in one.targets]
    components.show(
        "drawing/listed.html",
        caption=t("Targets"),
        heads=[t("Due on"), t("Target")],
        rows=rows,
    )


def _choose_day(one: Indicator) -> str:
    """Draw for which day the target is; return it as text, "" if it is not chosen."""
    days = [target.due.isoformat() for target in one.targets]
    chosen = st.selectbox(
        t("Which target do you change?"),
        [*days, OTHER],
        index=None,
        format_func=lambda day: (
            t("Another day") if day == OTHER else long_date(date.fromisoformat(day))
        ),
        placeholder=t("Choose a day"),
        key=f"aim_day_{one.code}",
        filter_mode=None,
    )
    if chosen != OTHER:
        return chosen or ""
    programme = cached.progress(current_day()).programme
    day = st.date_input(
        t("Due on"),
        None,
        min_value=programme.start,
        max_value=programme.end,
        format="DD/MM/YYYY",
        key=f"aim_other_{one.code}",
    )
    return day.isoformat() if isinstance(day, date) else ""


def _change(one: Indicator, due: str, seen: int) -> str:
    typed = given(f"target_{one.code}_{due}", "value", "none", "why_en", "why_cy")
    is_none = typed["none"] == "True"
    if not (typed["value"] or is_none):
        raise ProgressError(N_("Write the target, or say that there is none."))
    value = None if is_none else float(typed["value"])
    why, now = Label(typed["why_en"], typed["why_cy"]), current_moment()
    change = aimed(actor(), one.code, due, value, why, current_day())
    before = change_target(cache.settings(), actor(), change, now, seen=seen)
    return t(
        "{indicator}, {due}. Target before: {before}. Target now: {now}.",
        indicator=_name(one),
        due=long_date(date.fromisoformat(due)),
        before=_figure(one, before),
        now=_figure(one, value),
    )


def _form(one: Indicator, due: str) -> None:
    """Draw the fields of a target that is due on a day."""
    form = f"target_{one.code}_{due}"
    drawn_with(form, target_version(cache.settings(), one.code, due))
    if date.fromisoformat(due) < current_day():
        st.warning(
            t(
                "This day is past. Another target changes how it is judged from today "
                "on; what was shown before stays. Say in the reason who agreed to it."
            )
        )
    unit = t("Target in per cent") if one.kind == "percent" else t("Target as a number")
    st.number_input(
        unit,
        0.0,
        float(MOST[one.kind]),
        None,
        step=1.0,
        format="%g",
        key=f"{fields(form)}_value",
    )
    st.checkbox(t("No target for this day any more"), key=f"{fields(form)}_none")
    why_fields(form)
    st.button(
        t("Change the target"),
        type="primary",
        icon=":material/check:",
        key=f"{form}_save",
        on_click=saves(form, lambda seen: _change(one, due, seen)),
    )


def _history(one: Indicator) -> None:
    """Draw who changed the targets of an indicator, when, and why."""
    changes = target_history(cache.settings())["changes"]
    rows = [
        (
            long_date(date.fromisoformat(row["changed_on"])),
            long_date(date.fromisoformat(row["due_on"])),
            _figure(one, row["value"]),
            *(
                render("drawing/said.html", said=said(row[x], row[f"{x}_cy"]))
                for x in ("reason", "changed_by")
            ),
        )
        for row in reversed(changes)
        if row["indicator"] == one.code
    ]
    if not rows:
        components.paragraph(t("The targets are those of the proposal."), "muted")
        return
    heads = [t("Changed on"), t("Due on"), t("Target"), t("Why"), t("Role")]
    with st.expander(t("All changes ({n})", n=len(rows))):
        components.show(
            "drawing/listed.html",
            caption=t("Changes of the targets"),
            heads=heads,
            rows=rows,
        )


def draw(who: Actor) -> None:  # noqa: ARG001 - whoever comes here may
    """Draw the choice of an indicator, its targets, and the form to change one."""
    known = cached.progress(current_day()).indicators
    asked = state.get("indicator")
    components.choice(
        t("Targets of which indicator?"),
        known,
        lambda code: _name(known[code]),
        nothing=t("None"),
        placeholder=t("Choose an indicator"),
        **state.bind("indicator", asked if asked in known else None),
    )
    if asked not in known:
        return
    one = known[asked]
    with st.container(border=True, key="desk_target"):
        components.heading(_name(one), 3)
        _targets(one)
        due = _choose_day(one)
        if due:
            _form(one, due)
        _history(one)
