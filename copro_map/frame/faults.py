"""Faults of the machine: a sentence and a button for visitors, the reason logged."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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


@contextmanager
def told_below(draw: Callable[[], None]) -> Iterator[None]:
    """Draw what needs no database, if the database fails in the block.

    The fault goes on to whoever tells it: filters stay, and it stands below them.
    """
    try:
        yield
    except DatabaseError:
        draw()
        raise


def show(error: CoproMapError, where: str) -> None:
    """Draw an error; one of the database with a button that asks again.

    ``where`` is the part of the page that cannot be drawn: a button is of one part.
    """
    st.error(words(error), icon=":material/error:")
    if isinstance(error, DatabaseError):
        st.button(t("Try again"), icon=":material/refresh:", key=f"again_{where}")
