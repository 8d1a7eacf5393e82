"""Closing a wave on the desk: what will be published, closing it, what is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from copro_map.base.i18n import Label, long_date, t
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.base.statistics.intervals import LOW
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.admission import Invitation
from copro_map.surveys.by_role import RoleRow
from copro_map.surveys.opening import close_wave
from copro_map.surveys.page.wave_form import key
from copro_map.surveys.published import planned, published
from copro_map.surveys.rules.changing import record_of
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.rules.typed_wave import days_left
from copro_map.surveys.waiting import is_looked_at, look
from copro_map.surveys.waves import load_surveys

TONIGHT, AT_ONCE = "tonight", "at_once"


def _names(roles: Sequence[Label]) -> str:
    return ", ".join(role.text() for role in roles)


def _before(wave: Wave) -> None:
    """Draw what will be published, of which nothing depends on a reply."""
    survey = load_surveys(cache.settings().data_dir)[wave.survey]
    closes = date.fromisoformat(wave.closes_on)
    components.paragraph(
        t("This is published from this day: {day}", day=long_date(closes))
    )
    components.show(
        "surveys/planned.html",
        figures=planned(survey, wave),
        names=_names,
        least=LOW,
    )
    components.paragraph(
        t(
            "A role in which fewer than {n} answered is not shown, and another one if "
            "the total would give it away. Where all or none said the same, only "
            "a bound is shown. Before that day nothing of it is shown to anybody, here "
            "neither.",
            n=LOW,
        ),
        "muted",
    )


def percent(row: RoleRow) -> str:
    """Return what is published of a row, in words; that it is withheld, if it is."""
    if row.bound:
        return t(BOUND_WORDS[row.bound])
    if row.percent is None or row.interval is None:
        return t("not shown")
    share = t("{n} of {total}", n=row.numerator, total=row.denominator)
    return f"{row.percent:.0f}% ({share})"


def _after(who: Actor, wave: Wave) -> None:
    """Draw what is published of a wave that has closed."""
    settings, record = cache.settings(), record_of(wave.survey, wave.name)
    shown = published(settings, wave, current_day())
    components.paragraph(
        t("This wave has closed. This is what everybody can see of it on Progress:")
    )
    components.show(
        "surveys/published.html", figures=shown, said=percent, names=_names, least=LOW
    )
    if is_looked_at(settings, who, wave):
        return
    of = Invitation(wave.survey, wave.name)

    def seen() -> str:
        look(settings, actor(), of, current_moment())
        return t("Noted: somebody looked at these figures.")

    st.button(
        t("I have looked at these figures"),
        icon=":material/check:",
        key=key("look", record),
        on_click=presses(seen),
    )


def _close(wave: Wave, record: str) -> str:
    close_wave(
        cache.settings(),
        actor(),
        wave.survey,
        wave.name,
        at_once=st.session_state.get(key("how", record)) == AT_ONCE,
        now=current_moment(),
    )
    return t("Kept: this wave closes, or has closed. Wave: {wave}", wave=wave.name)


def _offer_to_close(wave: Wave, record: str) -> None:
    components.heading(t("Close it before its last day"), 3)
    names = {
        TONIGHT: t("Tonight: today is the last day"),
        AT_ONCE: t("At once: yesterday was the last day"),
    }
    how = st.radio(
        t("When is it to close?"),
        list(names),
        format_func=names.__getitem__,
        key=key("how", record),
    )
    if how == AT_ONCE:
        components.paragraph(
            t(
                "Nobody can reply from now on, and all codes are destroyed. Replies of "
                "today may not be shown, if {n} or more came before: then they wait "
                "until there are {n} of them.",
                n=LOW,
            )
        )
    else:
        components.paragraph(
            t(
                "Replies come in until midnight. Then all codes are destroyed and the "
                "figures are shown."
            )
        )
    components.paragraph(t("Closing cannot be taken back: the codes are gone then."))
    st.button(
        t("Close this wave"),
        type="primary",
        icon=":material/lock:",
        key=key("close", record),
        on_click=presses(lambda: _close(wave, record)),
    )


def draw(who: Actor, wave: Wave) -> None:
    """Draw what will be published and the way to close; or what is published."""
    today, record = current_day(), record_of(wave.survey, wave.name)
    if not days_left(wave, today):
        _after(who, wave)
        return
    components.heading(t("What will be published"), 3)
    _before(wave)
    if wave.opens_on <= today.isoformat():
        _offer_to_close(wave, record)
    else:
        components.paragraph(
            t("It is not open yet. Its days are changed under: Days and numbers."),
            "note",
        )
