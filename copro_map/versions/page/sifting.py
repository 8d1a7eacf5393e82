"""What was sent in by the hundred: a line for all of a kind, and one press for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.said import Spoken
from copro_map.base.today import current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.search import cached
from copro_map.versions.deciding import decline_all, open_versions
from copro_map.versions.page.reading import name_of_version
from copro_map.versions.rules.alike import FEWEST, Alike, Why, alike, sites
from copro_map.versions.rules.reasons import reason
from copro_map.versions.rules.versions import Version

ALIKE = "alike"
EXAMPLES = 3
LONGEST = 160  # characters of an example
WHY: Mapping[Why, str] = {
    "computer": N_("Most came from one computer: {n}"),
    "site": N_("Most name one website: {n}"),
    "words": N_("They say nearly the same: {n}"),
}


def floods(found: Sequence[Version]) -> list[Alike]:
    """Return what is of a kind, of what waits."""
    if len(found) < FEWEST:
        return []
    entries = cached.assets()
    known = sites([*entries["website"], *entries["source_url"]])
    return alike(found, known)


def mark_of(one: Alike) -> str:
    """Return how the address names all of a kind."""
    return f"{ALIKE}-{one.numbers[0]}"


def chosen(groups: Sequence[Alike]) -> Alike | None:
    """Return the one whose versions are looked at one by one; None if none is.

    That which the address names, or of which it names a version.
    """
    asked, entry = state.get("state"), state.get("entry")
    for one in groups:
        if mark_of(one) == asked or entry in map(str, one.numbers):
            return one
    return None


def _example(version: Version) -> tuple[Spoken, str]:
    asset = version.sent.asset
    texts = (asset.text(x) for x in ("description_cy", "description_en", "website"))
    said = next((text for text in texts if text), "")
    return name_of_version(version, None), said[:LONGEST]


def _decline(numbers: tuple[int, ...]) -> str:
    """Decline what was shown of a kind, and nothing that came or was proved since."""
    who, now = actor(), current_moment()
    found = open_versions(cache.settings(), who)
    unproved = {one.number for one in found if not one.is_proved}
    still = [number for number in numbers if number in unproved]
    n = decline_all(cache.settings(), who, still, reason("advert"), now)
    state.put(state="", entry="")
    return t("Declined together: {n}. Nobody is written to.", n=n)


def _flood(one: Alike, by_number: Mapping[int, Version]) -> None:
    """Draw a line for all of a kind, three of them, and the press for them all."""
    n = len(one.numbers)
    with st.expander(t(WHY[one.why], n=n), icon=":material/stacks:"):
        components.show(
            "versions/examples.html",
            n=n,
            examples=[_example(by_number[x]) for x in one.numbers[:EXAMPLES]],
        )
        with st.container(horizontal=True):
            st.button(
                t("Decline all of these: {n}", n=n),
                icon=":material/delete_sweep:",
                key=f"sent_decline_{mark_of(one)}",
                on_click=presses(partial(_decline, one.numbers)),
            )
            st.button(
                t("Look at them one by one"),
                icon=":material/visibility:",
                key=f"sent_look_{mark_of(one)}",
                type="tertiary",
                on_click=partial(state.put, state=mark_of(one), entry=""),
            )


def draw(groups: Sequence[Alike], found: Sequence[Version]) -> None:
    """Draw what is of a kind, below what is looked at one by one."""
    if not groups:
        return
    by_number = {one.number: one for one in found}
    components.heading(t("Many of a kind"), 3)
    components.paragraph(
        t(
            "They are alike, and none of their addresses is proved. None of them is "
            "in the list above."
        ),
        "muted",
    )
    for one in groups:
        _flood(one, by_number)
