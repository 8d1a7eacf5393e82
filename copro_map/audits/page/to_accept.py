"""The part of the desk with self-audits: which wait, both views beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from copro_map.audits import words
from copro_map.audits.charts.chart import STYLE, level_marks
from copro_map.audits.listing import instrument_in_use
from copro_map.audits.page import deciding
from copro_map.audits.rules.instrument import Instrument
from copro_map.audits.rules.levels import result
from copro_map.audits.store.audits import Status
from copro_map.audits.waiting import ToDecide, to_decide
from copro_map.base.i18n import N_, long_date, t
from copro_map.drawing.templates import render, styles
from copro_map.frame import cache, components, queue, state
from copro_map.people.rules.permissions import Actor
from copro_map.search.page.named import spoken_name

# What each status is called; the order is that of the choice.
STATES: dict[Status, str] = {
    "draft": N_("Waiting ({n})"),
    "checked": N_("Accepted ({n})"),
    "withdrawn": N_("Withdrawn ({n})"),
}
NOTHING: dict[Status, str] = {
    "draft": N_("No self-audit waits. What a project sends is here at once."),
    "checked": N_("No self-audit is accepted yet."),
    "withdrawn": N_("No self-audit was refused or withdrawn."),
}
ORDER: dict[Status, str] = {
    "draft": N_("sent first"),
    "checked": N_("sent last"),
    "withdrawn": N_("sent last"),
}
KEYS = (
    ("J", N_("next")),
    ("K", N_("previous")),
    ("A", N_("accept")),
    ("Z", N_("take the last decision back")),
    ("Esc", N_("leave a field")),
)


def status_word(status: str) -> str:
    """Return how an audit stands, for pages that say what happened."""
    return words.status_word(status)


def _choose(found: Sequence[ToDecide]) -> list[ToDecide]:
    """Draw the choice of a status; return what has it, in the order to look at it."""
    counts = {name: sum(x.status == name for x in found) for name in STATES}
    asked: Status = next(
        (name for name in STATES if name == state.get("state")), "draft"
    )
    st.segmented_control(
        t("Which self-audits?"),
        list(STATES),
        format_func=lambda name: t(STATES[name], n=counts[name]),
        required=True,
        label_visibility="collapsed",
        **state.bind("state", asked),
    )
    shown = [one for one in found if one.status == asked]
    if not shown:
        components.paragraph(t(NOTHING[asked]), "note")
    return shown if asked == "draft" else shown[::-1]


def _facts(instrument: Instrument, one: ToDecide) -> list[tuple[str, str]]:
    audited, sent = date.fromisoformat(one.audit.audited_on), one.sent_on
    facts = [
        (t("Date of the audit"), long_date(audited)),
        (t("Sent on"), long_date(date.fromisoformat(sent))),
        (t("Who took part"), words.people_words(instrument, one.audit.people) or "-"),
    ]
    if one.status != "draft":
        decided = long_date(date.fromisoformat(one.audit.entered_on))
        facts.append((t("Decided on"), decided))
    return facts


def _audit(one: ToDecide) -> None:
    """Draw an audit: whose it is, both views, the evidence."""
    instrument = instrument_in_use(cache.settings().data_dir)
    scores = one.audit.scores
    found = result(instrument, scores)
    components.show(
        "audits/to_decide.html",
        project=spoken_name(one.audit.asset_id),
        entry=one.audit.asset_id,
        is_on_map=one.on_map,
        facts=_facts(instrument, one),
        level=words.level_sentence(instrument, scores, found),
        groups=[group.label.text() for group in instrument.groups.values()],
        views=words.views(instrument, scores, found),
        levels=level_marks(instrument),
        evidence=words.notes_section(instrument, one.audit.notes),
    )


def _at(shown: Sequence[ToDecide]) -> None:
    """Draw the one audit that the address names, and what can be done with it."""
    by_id = {str(one.first): one for one in shown}
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        wanted = queue.choose_area({x: one.belongs for x, one in by_id.items()})
    place = queue.place_in(wanted)
    one = by_id[place.id]
    with right:
        queue.walk(place, wanted, t(ORDER[one.status]))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _audit(one)
    with right:
        deciding.draw(one, place)
        deciding.last_decisions()
        keys = render("frame/keys.html", keys=[(key, t(does)) for key, does in KEYS])
        st.html(keys, unsafe_allow_javascript=True)


def draw(who: Actor) -> None:
    """Draw the self-audits that wait, one at a time, or those decided on before."""
    st.html(styles(STYLE))
    found = to_decide(cache.settings(), who)
    shown = _choose(found)
    if shown:
        _at(shown)
    else:
        deciding.last_decisions()
    deciding.offer_sweep(who, [one for one in found if one.status == "draft"])
