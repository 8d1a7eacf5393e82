"""The Members' Forum and the Board in public."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import N_, Label, partial_date, t
from copro_map.base.said import Spoken, spoken
from copro_map.base.today import current_day
from copro_map.frame import components
from copro_map.members import cached
from copro_map.members.page.naming import body_name
from copro_map.members.rules.records import BODIES, Body, Decided
from copro_map.members.rules.seats import Sitting

ABOUT: dict[Body, str] = {
    "forum": N_("Representatives whom members elect; they speak for members."),
    "board": N_("It directs the Network, and answers to its members for it."),
}


def _term(one: Sitting) -> str:
    """Return since when somebody sits, and until when their term is."""
    since = t("since {date}", date=partial_date(one.from_on))
    if not one.term_ends_on:
        return since
    ends = {"date": partial_date(one.term_ends_on)}
    is_over = one.term_ends_on <= current_day().isoformat()
    until = t("term ended {date}", **ends) if is_over else t("term ends {date}", **ends)
    return f"{since} · {until}"


def _said(label: Label) -> Spoken | None:
    """Return a text in the reader's language, or in the one that there is."""
    text = label.text()
    if text:
        return Spoken(text, "cy" if text == label.cy else "en")
    found = [Spoken(x, y) for x, y in ((label.en, "en"), (label.cy, "cy")) if x]
    return next(iter(found), None)


def _seat(one: Sitting) -> dict[str, object]:
    return {
        "name": one.name,
        "role": one.role,
        "constituency": _said(one.constituency),
        "term": _term(one),
        "interests": one.interests,
    }


def votes(one: Decided) -> str:
    """Return how a decision was voted, in words; "" if votes were not counted."""
    if one.in_favour is None and one.against is None and one.abstained is None:
        return ""
    return t(
        "Votes: in favour {n}, against {against}, abstained {abstained}",
        n=one.in_favour or 0,
        against=one.against or 0,
        abstained=one.abstained or 0,
    )


def _decision(one: Decided) -> dict[str, object]:
    title, words = (next(iter(spoken(one, x)), None) for x in ("title", "words"))
    return {
        "day": partial_date(one.decided_on),
        "title": title or Spoken(t("Decision"), ""),
        "words": words,
        "votes": votes(one),
    }


def draw() -> None:
    """Draw who sits on each and agreed to be named, and what it decided."""
    seats, decided = cached.governing()
    with st.container(key="governing"):
        for column, body in zip(st.columns(2, gap="large"), BODIES, strict=True):
            own = [one for one in seats if one.body == body]
            with column:
                components.show(
                    "members/body.html",
                    title=body_name(body),
                    about=t(ABOUT[body]),
                    seats=[_seat(one) for one in own if one.is_named],
                    has_unnamed=not all(one.is_named for one in own),
                    decisions=[_decision(x) for x in decided if x.body == body],
                )
        components.paragraph(
            t(
                "Votes are counted in the meeting and entered as a result. Whoever has "
                "a seat is named here only if they agree."
            ),
            "muted",
        )
