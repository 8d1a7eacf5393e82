"""What a person agrees to, entered or withdrawn for them while they telephone."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, partial_date, t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.people.wording import agreed_name
from copro_map.privacy.agreed import AgreedNow, agreed_now
from copro_map.privacy.withdrawing import agree_by_telephone, withdraw
from copro_map.upkeep.face import belongs


def _withdraw(entry: str, one: AgreedNow) -> str:
    settings = cache.settings()
    where, now = belongs(settings, entry), current_moment()
    withdraw(settings, actor(), where, [one.field], now)
    return t("Withdrawn, and hidden at once: {what}.", what=agreed_name(one.field))


def _agree(entry: str, one: AgreedNow) -> str:
    settings = cache.settings()
    where, now, language = (
        belongs(settings, entry),
        current_moment(),
        current_language(),
    )
    agree_by_telephone(settings, actor(), where, one.field, language, now)
    return t("Entered, and shown from now on: {what}.", what=agreed_name(one.field))


def draw(who: Actor, entry: str) -> None:
    """Draw each field with the sentence to be read out, and what can be pressed."""
    components.paragraph(
        t(
            "Read the sentence out, in the language of this page, and enter only what "
            "they say. Without the name, nothing of them is on the map."
        ),
        "muted",
    )
    for one in agreed_now(cache.settings(), who, entry, current_day()):
        since = partial_date(one.since)
        state = t("Agreed: {day}", day=since) if since else t("Not agreed to")
        components.show(
            "privacy/agreed.html",
            called=agreed_name(one.field),
            sentence=one.sentence.text(),
            state=state,
        )
        words = t("They withdraw it") if since else t("They agree to it")
        st.button(
            words,
            icon=":material/undo:" if since else ":material/check:",
            key=f"forget_{one.field}_{entry}",
            help=agreed_name(one.field),
            on_click=presses(partial(_withdraw if since else _agree, entry, one)),
        )
