"""Evidence on the desk: an event, an entry of the map or a web page, for any part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import long_date, sort_key, t
from copro_map.base.said import spoken
from copro_map.base.today import current_day, current_moment
from copro_map.events.face import kept_events
from copro_map.frame import cache, components
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.plan.evidence import (
    LONGEST,
    SORT_WORDS,
    EvidenceTold,
    Given,
    add_evidence,
    at_desk,
    withdraw_evidence,
)
from copro_map.plan.rules.records import EvidenceOf
from copro_map.search import cached


def _add(part: EvidenceOf, code: str, form: str, _seen: int) -> str:
    names = ("sort", "event", "entry", "web", "title_en", "title_cy")
    typed = given(form, *names)
    sort = typed["sort"]
    is_web = sort == "web"
    entered = Given(
        part,
        code,
        sort,  # type: ignore[arg-type]  # another sort is refused there
        typed.get(sort, ""),
        typed["title_en"] if is_web else "",
        typed["title_cy"] if is_web else "",
    )
    add_evidence(cache.settings(), actor(), entered, current_moment())
    return t("Added: it stands beside it on the plan's page.")


def _withdraw(number: int) -> str:
    withdraw_evidence(cache.settings(), actor(), number, current_moment())
    return t("Withdrawn: it is shown no more. It can be taken back in What happened.")


def _events() -> Mapping[str, str]:
    """Return the public events as they are called, the last one first."""
    found = reversed(kept_events(cache.settings()).shown)
    return {
        one.id: f"{next(iter(spoken(one, 'name'))).text} · "
        f"{long_date(date.fromisoformat(one.starts_on))}"
        for one in found
    }


def _entries() -> Mapping[str, str]:
    """Return the entries of the map as they are called, A to Z."""
    found = cached.assets().itertuples()
    names = {str(row.Index): next(iter(spoken(row, "name"))).text for row in found}
    return dict(sorted(names.items(), key=lambda one: sort_key(one[1])))


def _web(key: str) -> None:
    st.text_input(
        t("Web address"),
        key=f"{key}_web",
        max_chars=LONGEST["web"],
        placeholder="https://",
        autocomplete="off",
    )
    labels = {
        "cy": t("What the page is called, in Welsh"),
        "en": t("What the page is called, in English"),
    }
    for column, (language, label) in zip(st.columns(2), labels.items(), strict=True):
        with column:
            st.text_input(
                label,
                key=f"{key}_title_{language}",
                max_chars=LONGEST["title"],
                autocomplete="off",
            )


def _form(part: EvidenceOf, code: str) -> None:
    form = f"evidence_{part}_{code}"
    key = fields(form)
    sort = st.segmented_control(
        t("What shows it?"),
        list(SORT_WORDS),
        default="event",
        format_func=lambda x: t(SORT_WORDS[x]),
        required=True,
        wrap=True,
        key=f"{key}_sort",
    )
    if sort == "web":
        _web(key)
    else:
        named = _events() if sort == "event" else _entries()
        components.choice(
            t("Which event?") if sort == "event" else t("Which entry of the map?"),
            named,
            named.__getitem__,
            nothing=t("Choose one, or type its name"),
            key=f"{key}_{sort}",
        )
    st.button(
        t("Add the evidence"),
        icon=":material/add:",
        key=f"add_{form}",
        on_click=saves(form, partial(_add, part, code, form)),
    )


def _standing(found: Iterable[EvidenceTold]) -> None:
    for one in found:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"evidence_{one.number}"
        ):
            components.show("plan/evidence.html", found=[one])
            st.button(
                t("Withdraw"),
                key=f"withdraw_evidence_{one.number}",
                on_click=presses(partial(_withdraw, one.number), far=True),
            )


def draw(part: EvidenceOf, code: str) -> None:
    """Draw what shows a part of the plan, each to withdraw, and a form for more.

    ``code`` is that of an activity or a yearly outcome, or the number of a part of the
    influence as text. The sheet ``plan.css`` is drawn by the desk's part.
    """
    found = at_desk(cache.settings(), actor(), part, code, current_day())
    components.paragraph(
        t("Evidence ({n})", n=len(found)) if found else t("No evidence yet."),
        "desk-label",
    )
    _standing(found)
    with st.expander(t("Add evidence")):
        _form(part, code)
