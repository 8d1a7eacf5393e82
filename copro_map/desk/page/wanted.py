"""Which letters somebody wants no more: an administrator lets them be written again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import long_date, t
from copro_map.base.today import current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.persons import Person
from copro_map.people.wanted import NAMES, Kind, stopped_letters, write_again


def draw_stopped(who: Actor, person: Person) -> None:
    """Draw which letters a person wants no more, each with a button; nothing if all."""
    stopped = stopped_letters(cache.settings(), who).get(person.number, {})
    if not stopped:
        return
    components.heading(t("Letters that are not written"), 4)
    components.paragraph(
        t("They pressed that no more is to come. Press only if they ask you to.")
    )
    for letter, since in stopped.items():
        said = t("Not since {day}", day=long_date(since))
        components.facts([(t(NAMES[letter]), said)])
        st.button(
            t("Write it again"),
            icon=":material/mail:",
            key=f"person_letter_{letter}_{person.number}",
            on_click=presses(partial(_again, person, letter)),
        )


def _again(person: Person, letter: Kind) -> str:
    now = current_moment()
    write_again(cache.settings(), actor(), person.number, letter, now)
    return t("It is written again: {letter}.", letter=t(NAMES[letter]))
