"""What is filled in of an entry: on the screen, and kept with each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.names import ALL_WALES
from copro_map.base.today import current_day, current_moment
from copro_map.contribute.better import add_more
from copro_map.contribute.drafts import (
    ADDRESS,
    ENTRY,
    HAS_ADDRESS,
    SEEN,
    SENT,
    keep_entry,
    open_entry,
)
from copro_map.contribute.making import Published
from copro_map.contribute.rules.fitting import fitting
from copro_map.contribute.rules.terms import is_exchange
from copro_map.contribute.sending import Receipt, receipt_of
from copro_map.frame import cache, filling, state
from copro_map.frame.filling import DRAFT
from copro_map.frame.who import visitor
from copro_map.people.limits import check_limit

FILLINGS = (
    "contribute_filled_in"  # By entry, "" for a new one, while the visitor stays.
)
BEGUN = "contribute_begun"  # How many forms this visit has begun.
# What a link may bring: the field of each parameter of the address.
BROUGHT = {
    "kind": "kind",
    "category": "exchange_category",
    "who": "practitioner_type",
    "theme": "themes",
    "area": "served",
    "where": "where",
    "name": "name",
}
STEP = "step"
# Of one computer: a room full of people has one. Beyond, nothing is kept, but sent.
BEGUN_BY_CLIENT = ("100 per hour", "200 per day")


def _as_shown(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form can show of what is kept, or of what a link says."""
    terms, layers = cache.definitions(), cache.layers().values()
    areas = {ALL_WALES, *(code for layer in layers for code in layer.areas)}
    return fitting(content, terms.kinds, terms.terms, areas)


@dataclass
class Filling(filling.Filling):
    """An entry that a visitor fills in.

    ``entry`` is the id of the one that they mend, "" of a new one, and ``published``
    how it is on the map. ``brought`` stands on the screen before anything is typed:
    what a link says, or what is published. It is kept with the first change; of an
    entry that is mended only what is changed is. ``number`` tells the forms of a visit
    apart; ``refused`` holds the steps of which the page says what is missing;
    ``typed`` is the address as it was typed in this visit, which alone sees it.
    """

    form: ClassVar[str] = "contribute"
    entry: str = ""
    brought: Mapping[str, Any] = field(default_factory=dict)
    published: Published | None = None
    number: int = 0
    refused: set[str] = field(default_factory=set)
    typed: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """What stands on the screen; of the address only whether it is kept."""
        return {**self.brought, **self.filled}

    @property
    def receipt(self) -> Receipt | None:
        """What it was sent as; None as long as it is not."""
        return receipt_of(self.filled)

    def find(self, key: str) -> dict[str, Any] | None:
        """Return what is kept under a key, if it is of this entry."""
        found = open_entry(cache.settings(), key, current_day())
        if found is None or found.get(ENTRY, "") != self.entry:
            return None
        return _as_shown(found)

    def keep(self) -> str:
        """Keep what is not kept yet; return the key. What was sent is added to."""
        where = cache.settings()
        if SENT in self.seen:
            add_more(where, self.key, self.unkept, current_moment())
            return self.key
        if not self.key:
            brought = {} if self.entry else self.brought
            self.unkept = {**brought, **self.unkept, ENTRY: self.entry}
            for limit in BEGUN_BY_CLIENT:
                check_limit(limit, "contribute begun", visitor())
        if self.published and SEEN not in self.filled:
            self.unkept[SEEN] = self.published.version
        return keep_entry(where, self.key, self.seen, self.unkept, current_day())

    def was_sent(self, receipt: Receipt) -> None:
        """Hold the receipt, also where the draft could not be kept."""
        self.seen, self.unkept = {**self.filled, SENT: vars(receipt)}, {}
        self.seen.pop(ADDRESS, None)

    def change(self, name: str, value: object) -> None:
        """Keep a change; the address is then forgotten here, and known there."""
        super().change(name, value)
        if self.fault is None and ADDRESS in self.seen:
            self.seen[HAS_ADDRESS] = bool(self.seen.pop(ADDRESS))


def _brought() -> dict[str, Any]:
    """Return what a link says of a new entry, if the form can show it."""
    asked: dict[str, Any] = {
        name: state.get(one) for one, name in BROUGHT.items() if state.get(one)
    }
    if name := asked.pop("name", ""):
        asked[f"name_{current_language()}"] = name
    for name in ("themes", "served"):
        if name in asked:
            asked[name] = asked[name].split(",")
    return _as_shown(asked)


def came_to(filling: Filling) -> str:
    """Return "offer" or "request", if the link of a new entry says so; else ""."""
    kind = "" if filling.entry else state.get("kind")
    is_so = kind == filling.fields.get("kind") and is_exchange(filling.fields)
    return kind if is_so else ""


def start_anew(entry: str = "") -> None:
    """Begin another form: what was sent stays under its own address."""
    st.session_state.setdefault(FILLINGS, {}).pop(entry, None)
    state.put(**dict.fromkeys((DRAFT, STEP, *BROUGHT), ""))


def entry_asked() -> str:
    """Return the entry that is to be mended: of the address, else of its draft."""
    if entry := state.get(ENTRY):
        return entry
    linked = state.get(DRAFT)
    found = open_entry(cache.settings(), linked, current_day()) if linked else None
    return str((found or {}).get(ENTRY, ""))


def _begun(entry: str, is_now: Published | None) -> Filling:
    """Return a form that has just been begun."""
    number = st.session_state.get(BEGUN, 0) + 1
    st.session_state[BEGUN] = number
    brought = is_now.filled if is_now else _brought()
    return Filling(entry=entry, brought=brought, number=number)


def filling_of(entry: str, is_now: Published | None) -> Filling:
    """Return what is filled in: by the address, else by this visit.

    ``entry`` is the one that is mended, "" of a new one; ``is_now`` how it is.
    """
    known: dict[str, Filling] = st.session_state.setdefault(FILLINGS, {})
    filled = known.get(entry)
    was_sent = bool(filled and filled.receipt and filled.key)
    if filled is None or (was_sent and not state.get(DRAFT)):
        filled = _begun(entry, is_now)  # whoever comes back puts in another one
    elif is_now:
        filled.brought = is_now.filled
    known[entry], filled.published = filled, is_now
    if filled.take_up():
        st.warning(
            t(
                "Nothing is kept under this address any more: more than 14 days "
                "have passed, or it was never begun. Fill it in again."
            )
        )
    return filled
