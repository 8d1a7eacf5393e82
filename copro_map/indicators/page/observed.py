"""Figures that people reported: what there is, one to enter, correct or withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from copro_map.base.i18n import Label, long_date, t
from copro_map.base.today import FIRST_DAY, current_day, current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.forms import drawn_with, fields, given, saves, why_fields
from copro_map.frame.who import actor
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.entering import (
    FIELDS,
    Held,
    asked_of_people,
    before,
    enter_observation,
    figures_held,
)
from copro_map.indicators.observation_import import STATES
from copro_map.indicators.observed import NESTED
from copro_map.people.rules.permissions import Actor

NEW = "new"
MOST = 999_999


def _name(code: str) -> str:
    one = asked_of_people(cache.settings()).get(code)
    return f"{code} {one.short.text()}" if one else code


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))


def _figure(row: Mapping[str, Any]) -> str:
    if row["numerator"] is None or not row["denominator"]:
        return t("not reported")
    share = figure_text(row["value"], "percent")
    of = t("{n} of {total}", n=row["numerator"], total=row["denominator"])
    return f"{share} ({of})"


def _row(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is said of a figure: the period, it, who replied, whence, since."""
    replied = [str(row[x]) if row[x] is not None else "–" for x in ("n", "invited")]
    return (
        _day(row["period_end"]),
        _figure(row),
        " / ".join(replied),
        row["source"],
        t(STATES[row["status"]]),
        f"{_day(row['entered_on'])}, {t(row['entered_by'])}",
    )


def _heads() -> list[str]:
    return [
        t("Last day of the period"),
        t("Figure"),
        t("Replied / asked"),
        t("Where it is from"),
        t("Does it count?"),
        t("Entered"),
    ]


def _list(held: dict[str, Held]) -> None:
    """Draw every figure in force as a table."""
    if not held:
        components.paragraph(
            t(
                "No figure was entered yet. What members answer in a survey of this "
                "map is counted by itself: enter here what was asked elsewhere, such "
                "as on paper."
            ),
            "note",
        )
        return
    rows = [
        (_name(one.record["indicator"]), *_row(one.record)) for one in held.values()
    ]
    heads = [t("Indicator"), *_heads()]
    components.show(
        "drawing/listed.html",
        caption=t("Figures that were entered"),
        heads=heads,
        rows=rows,
    )


def _numbers(form: str, row: Mapping[str, Any] | None) -> None:
    """Draw the four counts, the largest first."""
    with st.container(horizontal=True):
        for name in reversed(NESTED):
            st.number_input(
                t(FIELDS[name]),
                0,
                MOST,
                row[name] if row else None,
                step=1,
                key=f"{fields(form)}_{name}",
                width=190,
            )


def _of_what(form: str) -> None:
    """Draw of which indicator and period a new figure is."""
    codes = list(asked_of_people(cache.settings()))
    code = st.selectbox(
        t("Indicator"),
        codes,
        index=None,
        format_func=_name,
        placeholder=t("Choose an indicator"),
        key=f"{fields(form)}_indicator",
        filter_mode=None,
    )
    if code:
        asked = asked_of_people(cache.settings())[code].definition.text()
        components.paragraph(asked, "muted")
    st.date_input(
        t("Last day of the period"),
        None,
        min_value=FIRST_DAY,
        max_value=current_day(),
        format="DD/MM/YYYY",
        key=f"{fields(form)}_period_end",
    )


def _enter(form: str, held: Held | None, seen: int, status: str = "") -> str:
    typed = given(
        form, "indicator", "period_end", "source", "status", *NESTED, "why_en", "why_cy"
    )
    cells = {name: text for name, text in typed.items() if name in FIELDS}
    if held:
        row = held.record
        cells |= {"indicator": row["indicator"], "period_end": row["period_end"]}
        cells["status"] = cells["status"] or row["status"]
        if status == "withdrawn":
            kept = {x: "" if row[x] is None else str(row[x]) for x in NESTED}
            cells |= kept | {"source": row["source"]}
    entered = enter_observation(
        cache.settings(),
        actor(),
        cells | ({"status": status} if status else {}),
        current_moment(),
        why=Label(typed["why_en"], typed["why_cy"]),
        seen=seen,
    )
    said = f"{_name(entered.indicator)}, {_day(entered.period_end)}"
    if status == "withdrawn":
        return t("Withdrawn: {name}.", name=said)
    return t("Kept: {name}.", name=f"{said}: {_figure(vars(entered))}")


def _status(form: str, held: Held | None) -> None:
    """Draw whether it counts; one that counts is no draft any more."""
    if held and held.record["status"] == "checked":
        return
    st.segmented_control(
        t("Does it count?"),
        ["checked", "draft"],
        default="checked",
        format_func=lambda name: t(STATES[name]),
        required=True,
        key=f"{fields(form)}_status",
    )


def _buttons(form: str, held: Held | None) -> None:
    with st.container(horizontal=True):
        st.button(
            t("Save"),
            type="primary",
            icon=":material/check:",
            key=f"{form}_save",
            on_click=saves(form, lambda seen: _enter(form, held, seen)),
        )
        if held and held.record["status"] != "withdrawn":
            st.button(
                t("Withdraw it"),
                icon=":material/block:",
                key=f"{form}_withdraw",
                on_click=saves(
                    form, lambda seen: _enter(form, held, seen, "withdrawn")
                ),
            )


def _form(held: Held | None) -> None:
    """Draw the fields of a figure, or of a new one."""
    form = f"figure_{held.key if held else NEW}"
    drawn_with(form, held.version if held else 0)
    row = held.record if held else None
    if held is None:
        _of_what(form)
    _numbers(form, row)
    st.text_input(
        t("Where it is from"),
        row["source"] if row else "",
        key=f"{fields(form)}_source",
        autocomplete="off",
        placeholder=t("Such as: members' survey on paper, March 2027"),
    )
    _status(form, held)
    if held:
        why_fields(form)
        components.paragraph(
            t(
                "A correction by fewer than ten people is kept, but pages go on "
                "showing the figure before it: the difference would tell what each of "
                "them said."
            ),
            "muted",
        )
    _buttons(form, held)


def _history(key: str) -> None:
    """Draw all that was ever entered of an indicator and period."""
    rows = [_row(row) for row in reversed(before(cache.settings(), key))]
    with st.expander(t("All that was entered ({n})", n=len(rows))):
        components.show(
            "drawing/listed.html",
            caption=t("All that was entered"),
            heads=_heads(),
            rows=rows,
        )


def draw(who: Actor) -> None:
    """Draw what was entered, and the one that is chosen to be corrected."""
    held = {one.key: one for one in figures_held(cache.settings(), who)}
    _list(held)
    asked = state.get("number")
    components.choice(
        t("Enter a figure, or correct one"),
        [NEW, *held],
        lambda key: (
            f"{_name(held[key].record['indicator'])}, "
            f"{_day(held[key].record['period_end'])}"
            if key in held
            else t("A new figure")
        ),
        nothing=t("Nothing"),
        placeholder=t("Choose"),
        **state.bind("number", asked if asked in (NEW, *held) else None),
    )
    if asked not in (NEW, *held):
        return
    one = held.get(asked)
    with st.container(border=True, key="desk_figure"):
        title = _name(one.record["indicator"]) if one else t("A new figure")
        components.heading(title, 3)
        if one:
            components.paragraph(_day(one.record["period_end"]), "muted")
        _form(one)
        if one:
            _history(asked)
