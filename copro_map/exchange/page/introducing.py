"""The part of the desk with whom to introduce to whom: proposed, under way, unmet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.today import current_day, current_moment
from copro_map.drawing.templates import styles
from copro_map.exchange import cached
from copro_map.exchange.apart import APART, Apart, not_these
from copro_map.exchange.charts.ring import ring_svg
from copro_map.exchange.introducing import (
    Proposal,
    kept_apart,
    to_introduce,
    under_way,
)
from copro_map.exchange.page import going, not_met
from copro_map.exchange.page.naming import (
    WHYS,
    before_in_words,
    days_since,
    member_of,
    name,
    named,
)
from copro_map.exchange.rules.records import Pair
from copro_map.exchange.together import introduce_all
from copro_map.exchange.words import ring_in_words, why_in_words
from copro_map.frame import cache, components, queue, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor

STYLE = Path(__file__).parent / "introducing.css"
# As many as somebody gets done in a morning; those after them stand here next.
MOST = 8


def _pair(pair: Pair, one: Proposal) -> dict[str, object]:
    return {
        "request": named(pair.request),
        "offer": named(pair.offer),
        "since": days_since(one.since.get(pair.request, ""), current_day()),
        "why": why_in_words(pair, cache.settings()),
    }


def _introduce(one: Proposal) -> str:
    """Bring a pair together, or each pair of a ring, and say what happens next."""
    introduce_all(cache.settings(), actor(), one.together.pairs, current_moment())
    members = dict.fromkeys(member_of(entry) for entry in one.together.entries)
    return t(
        "Introduced, and written to: {names}. Here you see under Under way how it "
        "goes on.",
        names=", ".join(members),
    )


def _not_these(one: Proposal) -> str:
    mark = one.together.mark
    at = st.session_state.get(f"apart_which_{mark}") or 0
    pair = one.together.pairs[at]
    why: Apart = st.session_state[f"apart_why_{mark}"]
    not_these(
        cache.settings(), actor(), pair.request, pair.offer, why, current_moment()
    )
    return t(
        "Kept: these two are not proposed again. It can be taken back under Kept apart."
    )


def _apart(one: Proposal) -> None:
    """Draw the way to say that two are not to be introduced, and why."""
    mark, pairs = one.together.mark, one.together.pairs
    with st.popover(t("Not these two"), icon=":material/block:"):
        if len(pairs) > 1:
            st.radio(
                t("Which two?"),
                range(len(pairs)),
                format_func=lambda at: components.no_markdown(
                    f"{name(pairs[at].request)} · {name(pairs[at].offer)}"
                ),
                key=f"apart_which_{mark}",
            )
        why = st.radio(
            t("Why not?"),
            APART,
            index=None,
            format_func=lambda why: t(WHYS[why]),
            key=f"apart_why_{mark}",
        )
        st.button(
            t("Keep them apart"),
            key=f"apart_{mark}",
            disabled=why is None,
            on_click=presses(partial(_not_these, one), far=True),
        )


def _unreached(one: Proposal) -> list[dict[str, str]]:
    """Return whom nobody can write to, and the way to enter how, for who may."""
    way = {"part": "contacts", "lang": current_language()}
    return [
        {
            "name": name(entry),
            "href": f"/desk?{urlencode({**way, 'entry': entry})}" if may_enter else "",
        }
        for entry, may_enter in one.unreached.items()
    ]


def _ring(one: Proposal) -> dict[str, object]:
    """Return the picture of a ring and its sentence; nothing for a pair."""
    ring = one.together.ring
    if ring is None:
        return {"ring": "", "ring_words": ""}
    names = [member_of(pair.request) for pair in ring.pairs]
    gives = [name(pair.offer) for pair in ring.pairs]
    words = ring_in_words(ring, names)
    return {"ring": ring_svg(names, gives), "ring_words": words}


def _introducing(one: Proposal) -> None:
    is_ring = one.together.ring is not None
    st.button(
        t("Introduce all of them") if is_ring else t("Introduce these two"),
        type="primary",
        icon=":material/groups:",
        key=f"introduce_{one.together.mark}",
        on_click=presses(partial(_introduce, one), far=True),
    )


def _proposal(one: Proposal) -> None:
    """Draw those to introduce, and what can be done with them."""
    mark = one.together.mark
    with st.container(border=True, key=f"meet_{mark}"):
        components.show(
            "exchange/together.html",
            pairs=[_pair(pair, one) for pair in one.together.pairs],
            unreached=_unreached(one),
            before=before_in_words(one.before),
            **_ring(one),
        )
        if not one.is_whole:
            components.paragraph(
                t(
                    "Part of this ring is outside your areas: ask a steward to "
                    "introduce it."
                ),
                "desk-quiet",
            )
            return
        with st.container(horizontal=True):
            if one.is_ready:
                _introducing(one)
            _apart(one)


def _to_introduce(found: Sequence[Proposal]) -> None:
    """Draw the first of those to introduce, of all areas or of one."""
    by_mark = {one.together.mark: one for one in found}
    marks = queue.choose_area({mark: one.belongs for mark, one in by_mark.items()})
    if not marks:
        components.paragraph(
            t(
                "Nobody is to be introduced today. Two stand here as soon as an open "
                "request and an open offer suit each other: both confirmed within "
                "the last 12 months. What nobody can meet stands under Could not be "
                "met."
            ),
            "note",
        )
        return
    components.paragraph(
        t(
            "Both get a letter and can answer each other through the map. Neither "
            "sees the other's address until both agree. Rings come first, then the "
            "pairs that suit best."
        )
    )
    for mark in marks[:MOST]:
        _proposal(by_mark[mark])
    if len(marks) > MOST:
        left = len(marks) - MOST
        components.paragraph(t("These come after them: {n}", n=left), "muted")


def draw(who: Actor) -> None:
    """Draw whom to introduce, what is under way, or what could not be met."""
    st.html(styles(STYLE))
    where, day = cache.settings(), current_day()
    found = to_introduce(where, who, day, cached.introductions(day))
    on_the_way, apart = under_way(where, who, day), kept_apart(where, who)
    going_on = [one for one in on_the_way if one.state != "done"]
    done = [one for one in on_the_way if one.state == "done"]
    needs = not_met.needs_of(who)
    views: dict[str, tuple[Callable[[], str], Callable[[], None]]] = {
        "": (
            lambda: t("To introduce ({n})", n=len(found)),
            lambda: _to_introduce(found),
        ),
        "going": (
            lambda: t("Under way ({n})", n=len(going_on)),
            lambda: going.draw(going_on),
        ),
        "done": (lambda: t("Done ({n})", n=len(done)), lambda: going.draw(done)),
        "unmet": (
            lambda: t("Could not be met ({n})", n=len(needs)),
            lambda: not_met.draw(needs),
        ),
        "apart": (
            lambda: t("Kept apart ({n})", n=len(apart)),
            lambda: going.draw_apart(apart),
        ),
    }
    for which, found_there in (("done", done), ("apart", apart)):
        if not found_there:
            views.pop(which)
    asked = state.get("which") if state.get("which") in views else ""
    st.segmented_control(
        t("Which introductions?"),
        list(views),
        format_func=lambda which: views[which][0](),
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **state.bind("which", asked, clears=("area",)),
    )
    views[asked][1]()
