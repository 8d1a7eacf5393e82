"""What is filled in of an audit: on the screen, and kept with each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import streamlit as st

from copro_map.audits.drafts import keep_audit, open_audit
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.base.i18n import t
from copro_map.base.today import current_day
from copro_map.frame import cache, filling

FILLINGS = "audits_filled_in"  # By project, for as long as the visitor stays.


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
        return keep_audit(where, self.key, self.seen, self.unkept, today, self.asset_id)

    def ask_to_send(self) -> None:
        """Remember that the button was pressed: this run's answers are sent."""
        self.asked_to_send = True

    def was_sent(self, number: int, answers: Answers) -> None:
        """Forget the key: what was kept under it is let go. The screen stays."""
        self.key, self.sent = "", (number, answers)


def filling_of(asset_id: str) -> Filling:
    """Return what is filled in for a project: by the address, else by this visit."""
    everything: dict[str, Filling] = st.session_state.setdefault(FILLINGS, {})
    filled = everything.setdefault(asset_id, Filling(asset_id=asset_id))
    if filled.take_up():
        st.warning(
            t(
                "Nothing is kept under this address any more: the audit was sent, or "
                "more than a day has passed. Fill it in anew."
            )
        )
    return filled


def answers_of(filled: Filling, instrument: Instrument) -> Answers:
    """Return what is filled in so far, as an audit's answers."""
    kept = filled.fields
    groups, principles = instrument.groups, instrument.principles
    return Answers(
        asset_id=filled.asset_id,
        audited_on=kept.get("date") or current_day(),
        scores={g: {p: kept.get(f"{g}/{p}", "") for p in principles} for g in groups},
        people={g: kept[f"people/{g}"] for g in groups if kept.get(f"people/{g}")},
        notes={p: kept[f"note/{p}"] for p in principles if kept.get(f"note/{p}")},
    )


def tell_fault(filled: Filling, *names: str) -> None:
    """Say that a change was not kept, below the fields among which it was made."""
    words = t(
        "This could not be kept, so it is lost if you leave this page. It stays here "
        "while the page is open, and each change tries again. To be safe, take the CSV "
        "below."
    )
    filling.tell_fault(filled, words, *names)
