"""What stewards enter of the money, and withdraw: a sum, a forecast, a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.plan import spending
from copro_map.plan.money import Money
from copro_map.plan.money_files import empty_file
from copro_map.plan.money_in_words import year_called
from copro_map.plan.rules.events import year_of
from copro_map.plan.rules.records import Forecast, Spend
from copro_map.plan.rules.spending import LONGEST, Given
from copro_map.plan.spend_importing import LABELS

FORM, AHEAD = "new_spend", "new_forecast"


def _enter(_seen: int) -> str:
    names = ("line", "year", "amount", "in_kind", "item", "spent_on", "helped", "words")
    typed = given(FORM, *names)
    spending.enter(cache.settings(), actor(), Given(**typed), current_moment())
    return t("Entered: the sum stands in the list and in the totals.")


def _expect(_seen: int) -> str:
    typed = given(AHEAD, "line", "year", "amount")
    spending.expect(cache.settings(), actor(), Given(**typed), current_moment())
    return t("Kept: this forecast counts from now on.")


def _place(money: Money, form: str) -> None:
    """Draw the choice of a line of the budget, and of a year of the programme."""
    key = fields(form)
    now = year_of(money.years, money.day.isoformat())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("Line of the budget"),
            list(money.lines),
            index=None,
            format_func=money.line_name,
            placeholder=t("Choose"),
            key=f"{key}_line",
            filter_mode=None,
        )
        st.selectbox(
            t("Year of the programme"),
            [str(year.number) for year in money.years],
            index=money.years.index(now) if now else None,
            format_func=lambda number: year_called(int(number)),
            placeholder=t("Choose"),
            key=f"{key}_year",
            width=220,
            filter_mode=None,
        )


def _helped(money: Money) -> None:
    """Ask how many were helped to attend, of a cost that is for that."""
    item = money.known_items.get(st.session_state.get(f"{fields(FORM)}_item") or "")
    if item and item.helps_to_attend:
        st.text_input(
            t("How many were helped to attend"),
            key=f"{fields(FORM)}_helped",
            max_chars=6,
            autocomplete="off",
            width=300,
        )


def _spend(money: Money) -> None:
    """Draw the form for a sum that was spent or given in kind."""
    key = fields(FORM)
    _place(money, FORM)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            t("Sum in pounds"),
            key=f"{key}_amount",
            max_chars=16,
            placeholder="1,234.50",
            autocomplete="off",
            width=220,
        )
        st.date_input(
            t("Day (if it is known)"),
            None,
            max_value=current_day(),
            format="DD/MM/YYYY",
            key=f"{key}_spent_on",
            width=220,
        )
    st.checkbox(t("Given in kind: no money was paid"), key=f"{key}_in_kind")
    components.choice(
        t("What of the breakdown by outcome (if one fits)"),
        money.known_items,
        money.item_name,
        nothing=t("None of these"),
        key=f"{key}_item",
        filter_mode=None,
    )
    _helped(money)
    st.text_input(
        t("What it was for (names of people are not needed)"),
        key=f"{key}_words",
        max_chars=LONGEST,
        autocomplete="off",
    )
    st.button(
        t("Enter the sum"),
        type="primary",
        icon=":material/check:",
        key="spend",
        on_click=saves(FORM, _enter),
    )


def _ahead(money: Money) -> None:
    """Draw the form for what a line is expected to come to in a year."""
    components.paragraph(
        t("All that the line is to come to in that year, with what is spent already."),
        "muted",
    )
    _place(money, AHEAD)
    st.text_input(
        t("Forecast in pounds"),
        key=f"{fields(AHEAD)}_amount",
        max_chars=16,
        autocomplete="off",
        width=220,
    )
    st.button(
        t("Save the forecast"),
        icon=":material/check:",
        key="expect",
        on_click=saves(AHEAD, _expect),
    )


def forms(money: Money) -> None:
    """Draw the forms, folded, and the way to a file of many sums."""
    with st.expander(t("Enter a sum"), expanded=not money.spends):
        _spend(money)
    with st.expander(t("Enter a forecast")):
        _ahead(money)
    with st.expander(t("Many sums at once: a file")):
        components.show("plan/money_file.html", columns=", ".join(LABELS))
        components.download(
            t("A file to fill in (CSV)"),
            empty_file,
            "spend.csv",
            key="money_empty",
            about=t("Its columns alone; it comes in under Bring in a file."),
        )


def _withdraw(one: Spend | Forecast) -> str:
    what = cache.settings(), actor(), one.number, current_moment()
    if isinstance(one, Spend):
        spending.withdraw_spend(*what)
    else:
        spending.withdraw_forecast(*what)
    return t("Withdrawn: it counts no more. It can be taken back in What happened.")


def withdrawing(one: Spend | Forecast) -> None:
    """Draw the press that lets an entry or a forecast count no more."""
    sort = type(one).__name__.lower()
    st.button(
        t("Withdraw"),
        key=f"withdraw_{sort}_{one.number}",
        on_click=presses(partial(_withdraw, one), far=True),
    )
