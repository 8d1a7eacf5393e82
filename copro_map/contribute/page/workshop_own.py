"""The lines of this phone: mended, or deleted, until somebody decided them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_moment
from copro_map.contribute.lines import is_own, take_back_line
from copro_map.contribute.page.workshop_half import FIELDS, begin_with
from copro_map.contribute.page.workshop_in import DRAFT
from copro_map.contribute.page.workshop_seen import described
from copro_map.contribute.room import Room
from copro_map.contribute.rules.workshop import what_of
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.versions.face import Version


def _mend(version: Version) -> None:
    """Take a line into the form."""
    given = version.sent.asset.given
    language = version.sent.language
    half = {
        "name": str(given.get(f"name_{language}") or ""),
        "what": what_of(given),
        "sentence": str(given.get(f"description_{language}") or ""),
    }
    begin_with(version.number, half)


def _delete(version: Version, name: str) -> str:
    take_back_line(cache.settings(), state.get(DRAFT), version.number, current_moment())
    return t("Deleted: {name}.", name=name)


def own_lines(room: Room, versions: Sequence[Version]) -> None:
    """Draw the lines of this phone, the last first, with what can be done to each."""
    own = [one for one in reversed(versions) if is_own(room, one)]
    if not own:
        return
    components.heading(t("Lines of this phone: {n}", n=len(own)), 2)
    for one in own:
        told = described(one)
        with st.container(key=f"workshop_own_{one.number}", gap=None):
            components.show("contribute/workshop_own.html", one=told)
            with st.container(horizontal=True):
                if room.is_open:
                    st.button(
                        t("Mend"),
                        key=f"workshop_mend_{one.number}",
                        type="tertiary",
                        icon=":material/edit:",
                        on_click=partial(_mend, one),
                    )
                st.button(
                    t("Delete"),
                    key=f"workshop_delete_{one.number}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=presses(partial(_delete, one, told.name.text)),
                )


def half_typed(room: Room) -> None:
    """Show what was half typed when it ended, to be copied."""
    if text := "\n".join(
        str(room.half[x]) for x in FIELDS if room.half.get(x) and x != "what"
    ):
        components.paragraph(t("Not kept, so that you can copy it:"), "muted")
        st.code(text, language=None, wrap_lines=True)
