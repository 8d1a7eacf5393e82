"""What is filled in of an audit: on the screen, and kept with each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import streamlit as st

from copro_map.audits.drafts import days_kept, drop_audit, keep_audit, open_audit
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.base.i18n import t
from copro_map.base.today import current_day
from copro_map.frame import cache, filling, state
from copro_map.frame.who import visitor
from copro_map.people.limits import check_limit

FILLINGS = "audits_filled_in"  # By project, for as long as the visitor stays.
# Of one computer: a room full of people has one. Beyond, nothing is kept, but sent.
BEGUN_BY_CLIENT = ("100 per hour", "200 per day")


@dataclass
class Filling(filling.Filling):
    """An audit that a visitor fills in; what was sent last: its number, the answers."""

    form: ClassVar[str] = "audit"
    asset_id: str = ""
    asked_to_send: bool = False
    sent: tuple[int, Answers] | None = None

    def find(self, key: str) -> dict[str, Any] | None:
        """Return what is kept of this project's audit under a key."""
        return open_audit(cache.settings(), key, self.asset_id, current_day())

    def keep(self) -> str:
        """Keep what is not kept yet; return the key."""
        where, today = cache.settings(), current_day()
        if not self.key:
            for limit in BEGUN_BY_CLIENT:
                check_limit(limit, "audit begun", visitor())
        return keep_audit(where, self.key, self.seen, self.unkept, today, self.asset_id)

    def ask_to_send(self) -> None:
        """Remember that the button was pressed: this run's answers are sent."""
        self.asked_to_send = True

    def was_sent(self, number: int, answers: Answers) -> None:
        """Forget the key: what was kept under it is let go. The screen stays."""
        self.key, self.saved_at, self.sent = "", None, (number, answers)


def _all() -> dict[str, Filling]:
    everything: dict[str, Filling] = st.session_state.setdefault(FILLINGS, {})
    return everything


def filling_of(asset_id: str) -> Filling:
    """Return what is filled in for a project: by the address, else by this visit."""
    filled = _all().setdefault(asset_id, Filling(asset_id=asset_id))
    if filled.take_up():
        st.warning(
            t(
                "Nothing is kept under this link any more: the audit was sent or "
                "emptied, or it was left for longer than it is kept. Days: {n}. You "
                "can begin a new one.",
                n=days_kept(cache.settings()),
            )
        )
    return filled


def start_anew(asset_id: str) -> None:
    """Let go of what is filled in for a project, here and on the server.

    Raises
    ------
    DatabaseError
        If the database cannot be written; then everything stays.
    """
    filled = _all().get(asset_id)
    if filled:
        drop_audit(cache.settings(), filled.key)
    _all().pop(asset_id, None)
    state.put(**{filling.DRAFT: ""})


def answers_of(filled: Filling, instrument: Instrument) -> Answers:
    """Return what is filled in so far, as an audit's answers."""
    kept = filled.fields
    groups, principles = instrument.groups, instrument.principles
    return Answers(
        asset_id=filled.asset_id,
        audited_on=kept.get("date") or current_day(),
        scores={g: {p: kept.get(f"{g}/{p}") or "" for p in principles} for g in groups},
        people={g: kept[f"people/{g}"] for g in groups if kept.get(f"people/{g}")},
        notes={p: kept[f"note/{p}"] for p in principles if kept.get(f"note/{p}")},
    )


def tell_fault(filled: Filling, *names: str) -> None:
    """Say that a change was not kept, below the fields among which it was made."""
    words = t(
        "This could not be saved, so it is lost if you close this page. It stays here "
        "while the page is open, and each change tries again. To be safe, take the CSV "
        "of the result, at the last step."
    )
    filling.tell_fault(filled, words, *names)
