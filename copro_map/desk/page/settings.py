"""What stewards set of the map itself: how they are written to, the Network's name."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import N_, Label, t
from copro_map.base.store.network import NETWORK
from copro_map.frame import cache, components
from copro_map.frame.dated import Dated, draw_dated
from copro_map.frame.forms import both_fields, fields, given
from copro_map.people.rules.permissions import Actor, may


def _address(form: str) -> None:
    st.text_input(
        t("E-mail address"),
        key=f"{fields(form)}_value",
        autocomplete="off",
        help=t(
            "Everybody can see it: it stands on pages, and answers to letters go to it."
        ),
    )


def _one(form: str) -> Label:
    typed = given(form, "value")["value"]
    return Label(typed, typed)


def _names(form: str) -> None:
    both_fields(form, "value", t("Name in English"), t("Name in Welsh"))


def _two(form: str) -> Label:
    typed = given(form, "value_en", "value_cy")
    return Label(typed["value_en"], typed["value_cy"])


def draw(who: Actor) -> None:
    """Draw the stewards' address and the name of the Network, each to be changed."""
    if not may(who, "change_setting"):
        return
    components.paragraph(
        t(
            "What you set here holds from its day on, on all pages and in letters. "
            "What it was before is kept."
        )
    )
    address = cache.settings().contact
    for dated in (
        Dated(
            "contact",
            N_("Address of the stewards"),
            _address,
            _one,
            lambda value: value.en,
            address or t("None: pages show no address to write to."),
        ),
        Dated(
            "network_name",
            N_("Name of the Network"),
            _names,
            _two,
            lambda value: f"{value.en} / {value.cy}",
            f"{NETWORK.en} / {NETWORK.cy}",
        ),
    ):
        draw_dated(dated)
