"""The start of the programme on the desk: every due date follows it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import N_, Label, long_date, t
from copro_map.base.store.programme import programmes_of
from copro_map.frame import cache, components
from copro_map.frame.dated import Dated, draw_dated
from copro_map.frame.forms import fields, given
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.settings import FIRST_START, LAST_START


def _day(form: str) -> None:
    st.date_input(
        t("First day of the programme"),
        None,
        min_value=FIRST_START,
        max_value=LAST_START,
        format="DD/MM/YYYY",
        key=f"{fields(form)}_value",
    )


def _read(form: str) -> Label:
    day = given(form, "value")["value"]
    return Label(day, day)


def draw(who: Actor) -> None:  # noqa: ARG001 - whoever comes here may
    """Draw the start of the programme, and what sets another."""
    components.paragraph(
        t(
            "Every target is due so many months after the start. Another start moves "
            "them all, from today on; what was shown before, observations and "
            "snapshots stay as they are."
        )
    )
    first = programmes_of(cache.settings()).first
    remark = f" {first.remark.text()}" if first.remark else ""
    draw_dated(
        Dated(
            "programme_start",
            N_("Start of the programme"),
            _day,
            _read,
            lambda value: long_date(date.fromisoformat(value.en)),
            f"{long_date(first.start)}.{remark}",
            at_once=True,
        )
    )
