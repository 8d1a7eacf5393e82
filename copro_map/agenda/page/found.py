"""What was found, in the look that was asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.agenda import cached
from copro_map.agenda.page import listed, looks, month, on_map, question
from copro_map.agenda.page.none import none
from copro_map.agenda.rules.asked import Asked


def found(asked: Asked, show: str, take: Callable[[], None]) -> None:
    """Draw the question and what answers it; ``take`` hands it on."""
    if not cached.public().events:
        none()
    else:
        question.question(asked)
        _answered(asked, show, take)


def _answered(asked: Asked, show: str, take: Callable[[], None]) -> None:
    """Draw what answers a question; what cannot be answered is told in its place."""
    if show == "month":
        opened = asked.month or month.first_month(asked)
        answer = cached.answer(looks.of_look(asked, opened))
    else:
        answer = cached.answer(asked)
    with st.container(horizontal=True, key="events_line"):
        listed.result(answer)
        take()
    if show == "month":
        month.month(answer)
    elif not answer.events:
        listed.nothing(answer)
    elif show == "map":
        on_map.on_map(answer)
    else:
        listed.listed(answer)
