"""What is pressed about a self-audit on the desk: accept, refuse, sweep, take back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from copro_map.audits import deciding
from copro_map.audits.store.audits import AuditError
from copro_map.audits.sweeping import sweep
from copro_map.audits.waiting import ToDecide
from copro_map.base.i18n import N_, Label, in_both, long_date, t
from copro_map.base.today import current_moment
from copro_map.frame import cache, components, queue, state
from copro_map.frame.pressing import attempt, presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, may

DECIDED = "audits_decided"  # What this visit decided, the last first.
MOST_KEPT = 10
OTHER = "other"
# Why an audit is refused, in both languages without typing.
REASONS = {
    "trial": N_("A trial, or sent twice"),
    "others": N_("Not by people of the project"),
    "names": N_("It names people"),
    OTHER: N_("Something else"),
}


@dataclass(frozen=True)
class Done:
    """What was decided here, in words, and the changes by which it is taken back."""

    words: str
    first: str
    changes: tuple[int, ...]


def _remember(done: Done) -> None:
    kept: list[Done] = st.session_state.get(DECIDED, [])
    st.session_state[DECIDED] = [done, *kept][:MOST_KEPT]


def _key(name: str, one: ToDecide) -> str:
    return f"desk_audit_{name}_{one.number}"


def _decided(
    one: ToDecide, place: queue.Place, said: str, do: Callable[[], deciding.Decided]
) -> str:
    """Decide, remember it, and go on to the next audit; return what to say."""
    made = do()
    audited = long_date(date.fromisoformat(one.audit.audited_on))
    words = f"{said}: {one.name.text()}, {audited}"
    _remember(Done(words, str(one.first), (made.change,)))
    queue.go_on(place)
    return f"{words}."


def _accept(one: ToDecide, place: queue.Place) -> str:
    do = partial(
        deciding.accept, cache.settings(), actor(), one.number, current_moment()
    )
    return _decided(one, place, t("Accepted"), do)


def _why(one: ToDecide) -> Label:
    """Return why an audit is refused, as chosen and written.

    Raises
    ------
    AuditError
        If nothing was chosen, or nothing said of what is something else.
    """
    chosen = st.session_state.get(_key("why", one))
    more = (st.session_state.get(_key("more", one)) or "").strip()
    if not chosen or (chosen == OTHER and not more):
        raise AuditError(deciding.NO_REASON)
    if chosen == OTHER:
        return Label(more, more)
    reason = in_both(REASONS[chosen])
    end = f": {more}" if more else ""
    return Label(reason.en + end, reason.cy + end)


def _refuse(one: ToDecide, place: queue.Place) -> None:
    """Refuse an audit, or withdraw it; what was written stays if that cannot be."""

    def do() -> str:
        withdraw = partial(deciding.withdraw, why=_why(one))
        now = current_moment()
        made = partial(withdraw, cache.settings(), actor(), one.number, now)
        said = t("Refused") if one.status == "draft" else t("Withdrawn")
        return _decided(one, place, said, made)

    attempt(do)


def _what_follows(one: ToDecide) -> None:
    """Say beforehand what is so once the audit is accepted."""
    if not one.audit.level:
        components.paragraph(
            t(
                "It is not complete. You can accept it, but nobody will see it, and no "
                "indicator counts it."
            ),
            "note",
        )
        return
    components.paragraph(
        t(
            "Once you accept it, everybody sees its level on the page of self-audits, "
            "and the indicators count it from today on."
        )
    )
    if not one.on_map:
        components.paragraph(
            t("The project is not on the map now, so nobody sees it until it is."),
            "note",
        )


def _reasons(one: ToDecide, place: queue.Place) -> None:
    """Draw the reasons for which an audit is refused, and the button."""
    waits = one.status == "draft"
    with st.expander(t("Refuse it") if waits else t("Withdraw it")):
        st.pills(
            t("Why?"),
            list(REASONS),
            format_func=lambda reason: t(REASONS[reason]),
            key=_key("why", one),
            wrap=True,
        )
        st.text_input(
            t("More about it, without names of people"),
            key=_key("more", one),
            autocomplete="off",
        )
        st.button(
            t("Refuse") if waits else t("Withdraw"),
            icon=":material/block:",
            key=_key("refuse", one),
            on_click=partial(_refuse, one, place),
        )


def draw(one: ToDecide, place: queue.Place) -> None:
    """Draw what can be done with an audit, and what follows from it."""
    if one.status != "checked":
        _what_follows(one)
        st.button(
            t("Accept"),
            icon=":material/check:",
            type="primary",
            key=_key("accept", one),
            shortcut="A",
            width="stretch",
            on_click=presses(partial(_accept, one, place)),
        )
    if one.status != "withdrawn":
        _reasons(one, place)


def _take_back(done: Done) -> str:
    deciding.take_back(cache.settings(), actor(), done.changes, current_moment())
    kept: list[Done] = st.session_state.get(DECIDED, [])
    st.session_state[DECIDED] = [one for one in kept if one != done]
    state.put(entry=done.first, state="")
    return t("Undone: {name}.", name=done.words)


def last_decisions() -> None:
    """Draw what was decided in this visit, each to be taken back."""
    kept: list[Done] = st.session_state.get(DECIDED, [])
    if not kept:
        return
    with st.expander(t("Your last decisions ({n})", n=len(kept)), expanded=True):
        for at, done in enumerate(kept):
            components.paragraph(done.words)
            st.button(
                t("Undo this decision"),
                icon=":material/undo:",
                key=f"desk_audit_undo_{at}",
                type="tertiary",
                shortcut=None if at else "Z",
                on_click=presses(partial(_take_back, done)),
            )


def _sweep(shown: Sequence[ToDecide]) -> str:
    """Withdraw what was shown, and nothing that came since."""
    only = {one.number for one in shown}
    swept = sweep(cache.settings(), actor(), current_moment(), only=only)
    words = t("Withdrawn together: {n}", n=len(swept))
    if swept:
        changes = tuple(one.change for one in swept)
        _remember(Done(words, str(shown[0].first), changes))
    return f"{words}."


def offer_sweep(who: Actor, waits: Sequence[ToDecide]) -> None:
    """Offer to withdraw all that waits, or all of a project, after saying which."""
    if not may(who, "sweep_audits") or len(waits) < 2:  # noqa: PLR2004 - one is no flood
        return
    names = {one.audit.asset_id: one.name.text() for one in waits}
    counts = Counter(one.audit.asset_id for one in waits)
    with st.expander(t("Sweep a flood away")):
        components.paragraph(
            t(
                "When somebody sends many that are not meant: all that wait are "
                "withdrawn with one press. None is deleted, and it can be taken back."
            )
        )
        components.choice(
            t("Of which project?"),
            [name for name, _ in counts.most_common()],
            lambda name: f"{names[name]} ({counts[name]})",
            nothing=t("Of all projects ({n})", n=len(waits)),
            key="desk_audits_of",
        )
        asked = st.session_state.get("desk_audits_of") or ""
        shown = [one for one in waits if asked in ("", one.audit.asset_id)]
        components.show(
            "audits/to_sweep.html",
            lines=[(names[x], n) for x, n in counts.most_common() if asked in ("", x)],
        )
        st.button(
            t("Withdraw these: {n}", n=len(shown)),
            icon=":material/delete_sweep:",
            key="desk_audits_sweep",
            on_click=presses(partial(_sweep, shown)),
        )
