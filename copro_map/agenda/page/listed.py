"""The events found, as a list: what is next, when, where, and how a place is booked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from copro_map.agenda import cached
from copro_map.agenda.addresses import book_address, live_address, page_address
from copro_map.agenda.asked import Answer
from copro_map.agenda.showing import Shown
from copro_map.base.i18n import long_date, t
from copro_map.frame import components, state

PER_PAGE = 30


def _rows(answer: Answer) -> list[Shown]:
    return [one for x in answer.events if (one := cached.shown(x.id))]


def by_month(rows: Iterable[Shown]) -> list[tuple[str, list[Shown]]]:
    """Return events below the name of the month in which each begins."""
    months = groupby(rows, key=lambda one: long_date(one.day, "MMMM y"))
    return [(name, list(each)) for name, each in months]


def result(answer: Answer) -> None:
    """Say how many events were found, and how many more can be joined online."""
    asked, more = answer.asked, ""
    if answer.elsewhere:
        more = page_address(asked.without("near", "areas", "km", "online"), online="1")
    components.show(
        "agenda/count.html",
        count=len(answer.events),
        elsewhere=answer.elsewhere,
        more=more,
    )


def listed(answer: Answer, show: str = "") -> None:
    """Draw the events found, a page at a time."""
    rows, wanted = _rows(answer), state.get("page")
    pages = max(1, -(-len(rows) // PER_PAGE))
    page = min(pages, max(1, int(wanted))) if wanted.isdecimal() else 1
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    _draw(answer, by_month(shown), show)
    if pages > 1:
        _turn(page, pages)


def _draw(answer: Answer, months: list[tuple[str, list[Shown]]], show: str) -> None:
    components.show(
        "agenda/list.html",
        months=months,
        address=live_address(answer.asked, show),
        book=book_address,
        far=answer.far,
    )


def _turn(page: int, pages: int) -> None:
    with st.container(horizontal=True, key="turn", vertical_alignment="center"):
        for words, to in ((t("Previous"), page - 1), (t("Next"), page + 1)):
            st.button(
                words,
                key=f"page_{to - page}",
                disabled=not 1 <= to <= pages,
                on_click=state.put,
                kwargs={"page": str(to)},
            )
        components.paragraph(t("Page {page} of {pages}", page=page, pages=pages))


def nothing(answer: Answer) -> None:
    """Say that nothing answers, and what can be taken back."""
    asked = answer.asked
    past = page_address(asked.without("since", "until", "month"), past="1")
    components.show(
        "agenda/nothing.html",
        everything=page_address(type(asked)()),
        past="" if asked.past else past,
    )
