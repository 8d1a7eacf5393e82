"""The Members' Forum and the Board in public."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import N_, partial_date, t
from copro_map.base.said import Spoken, spoken
from copro_map.frame import components
from copro_map.members import cached
from copro_map.members.in_public import SeatShown, votes
from copro_map.members.rules.records import Body, Decided

TITLES: dict[Body, tuple[str, str]] = {
    "forum": (
        N_("Members' Forum"),
        N_("Representatives whom members elect; they speak for members."),
    ),
    "board": (
        N_("The Board"),
        N_("It directs the Network, and answers to its members for it."),
    ),
}


def _term(shown: SeatShown) -> str:
    seat = shown.seat
    since = t("since {date}", date=partial_date(seat.from_on))
    if not seat.term_ends_on:
        return since
    until = t("term ends {date}", date=partial_date(seat.term_ends_on))
    return f"{since} · {until}"


def _seat(shown: SeatShown) -> dict[str, object]:
    return {
        "name": shown.seat.name,
        "role": shown.seat.role,
        "constituency": shown.constituency,
        "term": _term(shown),
        "interests": shown.interests,
    }


def _first(one: Decided, field: str) -> Spoken | None:
    return next(iter(spoken(one, field)), None)


def _decision(one: Decided) -> dict[str, object]:
    return {
        "day": partial_date(one.decided_on),
        "title": _first(one, "title") or Spoken(t("Decision"), ""),
        "words": _first(one, "words"),
        "votes": votes(one),
    }


def draw() -> None:
    """Draw who sits on each and agreed to be named, and what it decided."""
    with st.container(key="governing"):
        for column, one in zip(
            st.columns(2, gap="large"), cached.in_public(), strict=True
        ):
            title, about = TITLES[one.body]
            with column:
                components.show(
                    "members/body.html",
                    title=t(title),
                    about=t(about),
                    seats=[_seat(x) for x in one.seats],
                    has_unnamed=one.has_unnamed,
                    decisions=[_decision(x) for x in one.decisions],
                )
        components.paragraph(
            t(
                "Votes are counted in the meeting and entered as a result. Whoever has "
                "a seat is named here only if they agree."
            ),
            "muted",
        )
