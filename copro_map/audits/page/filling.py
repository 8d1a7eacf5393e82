"""What is filled in on the page: on the screen, and kept with each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from copro_map.audits.drafts import keep_audit, open_audit
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain, t
from copro_map.base.today import current_day
from copro_map.frame import cache, state
from copro_map.people.drafts import DraftError

# The draft's key in the address, for whoever reloads, comes back or goes on elsewhere.
DRAFT = "draft"
FILLINGS = "audits_filled_in"  # By project, for as long as the visitor stays.


@dataclass
class Filling:
    """An audit that a visitor fills in.

    ``seen`` is what is kept under ``key``, as last read; ``unkept`` what could not be
    kept, for the reason ``fault``, after a change of the field ``last``. What was sent
    last: its number and the answers.
    """

    asset_id: str
    key: str = ""
    seen: dict[str, Any] = field(default_factory=dict)
    unkept: dict[str, Any] = field(default_factory=dict)
    fault: CoproMapError | None = None
    last: str = ""
    asked_to_send: bool = False
    sent: tuple[int, Answers] | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """What stands on the screen."""
        return self.seen | self.unkept

    def ask_to_send(self) -> None:
        """Remember that the button was pressed: this run's answers are sent."""
        self.asked_to_send = True

    def was_sent(self, number: int, answers: Answers) -> None:
        """Forget the key: what was kept under it is let go. The screen stays."""
        self.key, self.sent = "", (number, answers)

    def change(self, name: str, value: object) -> None:
        """Keep a change; if that cannot be, with the next one."""
        self.unkept[name], self.last = value, name
        where, today = cache.settings(), current_day()
        try:
            self.key = keep_audit(
                where, self.key, self.seen, self.unkept, today, self.asset_id
            )
        except CoproMapError as fault:
            self.fault = fault
            return
        self.seen, self.unkept, self.fault = self.fields, {}, None
        state.put(**{DRAFT: self.key})


def _read(filling: Filling, key: str) -> bool:
    """Read what is kept under a key, if anything is."""
    try:
        found = open_audit(cache.settings(), key, filling.asset_id, current_day())
    except CoproMapError as fault:
        filling.fault = fault
        return key == filling.key
    if found is None:
        return False
    if key != filling.key:
        filling.unkept = {}
    filling.key, filling.seen = key, found
    return True


def filling_of(asset_id: str) -> Filling:
    """Return what is filled in for a project: by the address, else by this visit.

    A key that nothing is kept under is never used: only random ones are.
    """
    everything: dict[str, Filling] = st.session_state.setdefault(FILLINGS, {})
    filling = everything.setdefault(asset_id, Filling(asset_id))
    linked = state.get(DRAFT)
    keys = dict.fromkeys(filter(None, (linked, filling.key)))
    if not any(_read(filling, key) for key in keys) and linked and not filling.fields:
        st.warning(
            t(
                "Nothing is kept under this address any more: the audit was sent, or "
                "more than a day has passed. Fill it in anew."
            )
        )
    if filling.key and filling.key != linked:
        state.put(**{DRAFT: filling.key})
    return filling


def draw(
    widget: Callable[..., Any],
    label: str,
    filling: Filling,
    name: str,
    empty: object,
    **more: object,
) -> None:
    """Draw a widget that is tied to a field; ``empty`` is what it shows before.

    What is set is written over what stands in the browser, half typed perhaps. So
    nothing is set that stands there already, nor what is empty in a visit that has just
    begun: the server may have been started anew under it. What the browser then says
    is kept.
    """
    key, shown = f"audit_{name}", filling.fields.get(name, empty)
    if name in filling.fields or st.session_state.get(key, shown) != shown:
        state.put_in(key, shown)

    def write() -> None:
        filling.change(name, st.session_state[key])

    value = widget(label, key=key, on_change=write, **more)
    if name not in filling.fields and value != empty:
        filling.change(name, value)


def answers_of(filling: Filling, instrument: Instrument) -> Answers:
    """Return what is filled in so far, as an audit's answers."""
    kept = filling.fields
    groups, principles = instrument.groups, instrument.principles
    return Answers(
        asset_id=filling.asset_id,
        audited_on=kept.get("date") or current_day(),
        scores={g: {p: kept.get(f"{g}/{p}", "") for p in principles} for g in groups},
        people={g: kept[f"people/{g}"] for g in groups if kept.get(f"people/{g}")},
        notes={p: kept[f"note/{p}"] for p in principles if kept.get(f"note/{p}")},
    )


def tell_fault(filling: Filling, *names: str) -> None:
    """Say that a change was not kept, below the fields among which it was made."""
    if filling.fault is None or filling.last not in names:
        return
    if isinstance(filling.fault, DraftError):
        st.warning(explain(filling.fault))
        return
    st.warning(
        t(
            "This could not be kept, so it is lost if you leave this page. It stays "
            "here while the page is open, and each change tries again. To be safe, "
            "take the CSV below."
        )
    )
