"""The part of the desk with the money: for the board to read, for stewards to keep."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from copro_map.base.i18n import long_date, t
from copro_map.base.today import current_day
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components
from copro_map.people.rules.permissions import Actor, may
from copro_map.plan.money import Money, budget
from copro_map.plan.money_files import money_file
from copro_map.plan.money_in_words import told_of, year_called
from copro_map.plan.page import money_keeping
from copro_map.plan.page.top import STYLE
from copro_map.plan.rules.money import sterling
from copro_map.plan.rules.records import Forecast, Spend

A_PAGE = 10
SHOWN = "money_shown"  # how many entries are listed


def _day(day: str) -> str:
    return long_date(date.fromisoformat(day)) if day else ""


def _files(who: Actor) -> None:
    """Offer what the page says as files."""
    settings, day = cache.settings(), current_day()
    about = t("What was planned, and what was spent of it")
    with st.container(horizontal=True, key="money_files"):
        for name, label in (("xlsx", t("Money: Excel")), ("csv", t("Money: CSV"))):
            components.download(
                label,
                partial(money_file, settings, who, day, name),
                f"money-{day.isoformat()}.{name}",
                key=f"money_{name}",
                about=about,
            )


def _parts(money: Money, one: Spend) -> tuple[str, ...]:
    """Return what an entry says, without what it does not say."""
    helped = "" if one.helped is None else t("People helped: {n}", n=one.helped)
    parts = (
        year_called(one.year),
        t("in kind") if one.in_kind else "",
        money.item_name(one.item),
        _day(one.spent_on),
        helped,
        one.code,
        t("entered {day}", day=_day(one.said_on)),
    )
    return tuple(filter(None, parts))


def _beside(key: str) -> DeltaGenerator:
    """Return a place for an entry and its button, side by side where there is room."""
    return st.container(horizontal=True, vertical_alignment="center", key=key)


def _entry(money: Money, one: Spend, *, keeps: bool) -> None:
    with _beside(f"spend_{one.number}"):
        components.show(
            "plan/money_entry.html",
            sum=sterling(one.pence),
            called=money.line_name(one.line),
            parts=_parts(money, one),
            words=one.words,
        )
        if keeps:
            money_keeping.withdrawing(one)


def _forecast(money: Money, one: Forecast, *, keeps: bool) -> None:
    with _beside(f"forecast_{one.number}"):
        said = t("entered {day}", day=_day(one.said_on))
        components.show(
            "plan/money_entry.html",
            sum=sterling(one.pence),
            called=money.line_name(one.line),
            parts=(t("Forecast"), year_called(one.year), said),
            words="",
        )
        if keeps:
            money_keeping.withdrawing(one)


def _more() -> None:
    st.session_state[SHOWN] = st.session_state.get(SHOWN, A_PAGE) + A_PAGE


def _entries(money: Money, *, keeps: bool) -> None:
    """Draw what was entered, the last first, and each forecast that counts."""
    components.heading(t("What was entered: {n}", n=len(money.spends)), 3)
    if not money.spends:
        components.paragraph(t("Nothing is entered yet."), "muted")
    shown = st.session_state.get(SHOWN, A_PAGE)
    for spend in money.spends[::-1][:shown]:
        _entry(money, spend, keeps=keeps)
    if len(money.spends) > shown:
        st.button(t("Show more"), key="money_more", on_click=_more)
    latest = {(one.line, one.year): one for one in money.forecasts}
    if latest:
        components.heading(t("Forecasts that count"), 3)
    for forecast in reversed(latest.values()):
        _forecast(money, forecast, keeps=keeps)


def draw(who: Actor) -> None:
    """Draw the budget beside what was spent, and for stewards the forms."""
    money = budget(cache.settings(), who, current_day())
    keeps = may(who, "keep_money")
    st.html(styles(STYLE))
    components.show("plan/money_top.html", told=told_of(money))
    _files(who)
    if keeps:
        money_keeping.forms(money)
    components.show("plan/money.html", told=told_of(money))
    _entries(money, keeps=keeps)
