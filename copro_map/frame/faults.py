"""Faults of the machine: a sentence and a button for visitors, the reason logged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import t
from copro_map.frame.visitors import words as words


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
