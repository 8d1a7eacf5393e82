"""The part of the desk with entries that may be one body: merged, or not."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.said import Spoken
from copro_map.base.today import current_moment
from copro_map.frame import cache, components, queue
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, Belongs
from copro_map.search.page.entries import entry_of
from copro_map.search.page.named import name_of, spoken_name
from copro_map.upkeep.merging import are_two, merge
from copro_map.upkeep.rules.pairs import record_of
from copro_map.upkeep.twinning import Twins, twins

WHY = {
    "name": N_("They have the same name."),
    "like": N_("Their names are nearly the same."),
    "website": N_("They have the same website."),
}


def _texts(entry_id: str) -> dict[str, str | Spoken]:
    """Return what an entry says, by the name of each fact, as its page has it."""
    entry = entry_of(entry_id)
    told: dict[str, str | Spoken] = {
        t("Other name"): entry.other_name or "",
        t("Where"): entry.where,
        t("Serves"): " · ".join(entry.serves),
        t("Description"): entry.description or "",
        t("Themes"): " · ".join(one.label.text() for one in entry.themes),
        t("Stages"): " · ".join(one.label.text() for one in entry.stages),
    }
    told |= {name: text for name, text, _ in entry.facts}
    checked = entry.confirmed or entry.verification.label.text()
    when = f" ({entry.source_date})" if entry.source_date else ""
    return told | {t("Checked"): checked, t("Source"): entry.source + when}


def _side_by_side(pair: Twins) -> None:
    """Draw both entries, the one that stays first, and mark what differs."""
    ids = (pair.first, pair.second)
    both = [_texts(one) for one in ids]
    rows = [
        {"label": name, "texts": texts, "differs": texts[0] != texts[1]}
        for name in dict.fromkeys([*both[0], *both[1]])
        if any(texts := [one.get(name, "") for one in both])
    ]
    entries = [{"id": one, "name": spoken_name(one)} for one in ids]
    components.show("upkeep/pair.html", both=entries, rows=rows)


def _merge(pair: Twins, place: queue.Place, key: str) -> str:
    stays = st.session_state.get(key) or pair.first
    gone = pair.second if stays == pair.first else pair.first
    merge(cache.settings(), actor(), gone, stays, current_moment())
    queue.go_on(place)
    names = {"gone": name_of(gone).text(), "stays": name_of(stays).text()}
    return t("{gone} leads to {stays} now. It can be taken back.", **names)


def _two(pair: Twins, place: queue.Place) -> str:
    are_two(cache.settings(), actor(), pair.first, pair.second, current_moment())
    queue.go_on(place)
    return t("Kept: they are two. They are not shown here again.")


def _judging(pair: Twins, place: queue.Place) -> None:
    """Draw which of the two stays, and what can be said of them."""
    key = f"pair_stays_{place.id}"
    names = {one: name_of(one).text() for one in (pair.first, pair.second)}
    st.radio(
        t("Which one stays on the map?"),
        list(names),
        format_func=lambda one: components.no_markdown(f"{names[one]} ({one})"),
        key=key,
        help=t(
            "Proposed is the one that somebody confirmed, or of which more is known. "
            "What it does not say it takes from the other one."
        ),
    )
    with st.container(horizontal=True):
        st.button(
            t("Merge"),
            type="primary",
            icon=":material/merge:",
            key=f"pair_merge_{place.id}",
            on_click=presses(lambda: _merge(pair, place, key)),
        )
        st.button(
            t("They are two"),
            icon=":material/call_split:",
            key=f"pair_two_{place.id}",
            on_click=presses(lambda: _two(pair, place)),
        )
    components.paragraph(
        t(
            "After merging, the address of the other one leads to the one that stays, "
            "and so do its self-audits, its contacts and what it runs."
        ),
        "muted",
    )


def _belongs(found: Mapping[str, Twins]) -> dict[str, Belongs]:
    """Return where each pair belongs: to the areas of both."""
    return {
        name: Belongs("", pair.belongs[0].areas | pair.belongs[1].areas)
        for name, pair in found.items()
    }


def draw(who: Actor) -> None:
    """Draw the first two that may be one body, or those of the address."""
    waits = twins(cache.settings(), who)
    found = {record_of(one.first, one.second): one for one in waits}
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        ids = queue.choose_area(_belongs(found))
    if not ids:
        nothing = t("Nothing waits here: no two entries look like one body.")
        components.paragraph(nothing, "note")
        return
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("the same name first"))
    pair = found[place.id]
    components.paragraph(" ".join(t(WHY[why]) for why in pair.why))
    _side_by_side(pair)
    _judging(pair, place)
