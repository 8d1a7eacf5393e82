"""What was found, in the look that was asked for."""

from __future__ import annotations

import streamlit as st

from copro_map.base.today import current_day
from copro_map.events import cached
from copro_map.events.asked import Answer
from copro_map.events.page import listed, looks, month, on_map, plan, question
from copro_map.events.page.none import none
from copro_map.events.rules.asked import Asked


def found(asked: Asked, show: str) -> Answer | None:
    """Draw the looks, the question and what answers it; return the answer."""
    with st.container(key="events_views"):
        looks.switch()
    if show == "plan":
        plan.draw()
        return None
    if not cached.public().events:
        none()
        return None
    question.question(asked)
    if show == "month":
        now = f"{current_day():%Y-%m}"
        answer = cached.answer(looks.of_look(asked, asked.month or now))
        month.month(answer)
        return answer
    answer = cached.answer(asked)
    listed.count(answer)
    if not answer.events:
        listed.nothing(answer)
    elif show == "map":
        on_map.on_map(answer)
    else:
        listed.listed(answer)
    return answer
