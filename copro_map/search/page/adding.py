"""The ways to the form by which anybody puts an entry in, or mends one."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import frame
from copro_map.search.search import Answer
from copro_map.search.ways_on import to_add

FORM = "pages/contribute.py"
ICON = ":material/add_location_alt:"


def way_to_add(label: str, **known: str) -> None:
    """Draw a link to the form; what is ``known`` of the entry stands in it already.

    By the names of its address: ``kind``, ``category``, ``theme``, ``area``, ``where``,
    ``name``.
    """
    frame.link(FORM, label, ICON, **{name: x for name, x in known.items() if x})


def is_it_missing(**known: str) -> None:
    """Ask whether something is missing here, and draw the way to add it."""
    way_to_add(t("Is something missing here? Add it"), **known)


def exchange(**known: str) -> None:
    """Draw the ways to offer something, and to ask for something."""
    with st.container(horizontal=True):
        way_to_add(t("Add an offer"), kind="offer", **known)
        way_to_add(t("Ask for something"), kind="request", **known)


def missing_of(answer: Answer) -> None:
    """Ask so below a search that found nothing; what was sought stands in the form."""
    is_it_missing(**to_add(answer))
