"""Faults of the machine: a sentence and a button for visitors, the reason logged."""

from __future__ import annotations

import logging

import streamlit as st

from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import explain, t
from copro_map.base.store.faults import NOT_NOW

LOG = logging.getLogger("copro_map")


def words(error: CoproMapError) -> str:
    """Return what a visitor reads of an error, in the current language.

    What is wrong with the database names files and commands: it goes to the log.
    """
    if not isinstance(error, DatabaseError):
        return explain(error)
    LOG.error("%s", error)
    return t(error.visitors or NOT_NOW)


def show(error: CoproMapError, where: str) -> None:
    """Draw an error; one of the database with a button that asks again.

    ``where`` is the part of the page that cannot be drawn: a button is of one part.
    """
    st.error(words(error), icon=":material/error:")
    if isinstance(error, DatabaseError):
        st.button(t("Try again"), icon=":material/refresh:", key=f"again_{where}")
