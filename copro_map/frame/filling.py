"""What is filled in on a form: on the screen, and kept as a draft with each change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

import streamlit as st

from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import explain
from copro_map.base.today import current_moment
from copro_map.frame import state
from copro_map.frame.components import no_markdown

# The draft's key in the address, for whoever reloads, comes back or goes on elsewhere.
DRAFT = "draft"


@dataclass
class Filling(ABC):
    """A form that a visitor fills in; each form has its own, with where it is kept.

    ``seen`` is what is kept under ``key``, as last read; ``unkept`` what could not be
    kept, for the reason ``fault``, after a change of the field ``last``. ``unread`` is
    the key of the address while what it names cannot be read. ``saved_at`` is when the
    visit last kept something. The keys of its widgets begin with ``form``.
    """

    form: ClassVar[str]
    key: str = ""
    unread: str = ""
    seen: dict[str, Any] = field(default_factory=dict)
    unkept: dict[str, Any] = field(default_factory=dict)
    fault: CoproMapError | None = None
    last: str = ""
    saved_at: datetime | None = None

    @abstractmethod
    def find(self, key: str) -> dict[str, Any] | None:
        """Return what is kept under a key; None if nothing is."""

    @abstractmethod
    def keep(self) -> str:
        """Keep what is not kept yet under the key; return it, or a new one."""

    @property
    def filled(self) -> dict[str, Any]:
        """What was filled in."""
        return self.seen | self.unkept

    @property
    def fields(self) -> dict[str, Any]:
        """What stands on the screen."""
        return self.filled

    def change(self, name: str, value: object) -> None:
        """Keep a change; if that cannot be, with the next one.

        What the address names is read before, if it could not be: else the change would
        be kept as the first of another draft, and the address would name that one.
        """
        self.unkept[name], self.last = value, name
        if self.unread and not self._read(self.unread) and self.unread:
            return
        try:
            self.key = self.keep()
        except CoproMapError as fault:
            self.fault = fault
            return
        self.seen, self.unkept, self.fault = self.filled, {}, None
        self.saved_at = current_moment()

    def to_address(self) -> None:
        """Write the key to the address, while the form is drawn.

        Never by what a change calls: the visitor may have left the page meanwhile, and
        it would be written to the address of another.
        """
        if self.key and self.key != state.get(DRAFT):
            state.put(**{DRAFT: self.key})

    def _read(self, key: str) -> bool:
        """Read what is kept under a key, if anything is.

        Of another draft what could not be kept is let go; but not of one that was only
        not read until now, for that was filled in for it.
        """
        try:
            found = self.find(key)
        except CoproMapError as fault:
            self.fault, self.unread = fault, "" if self.key else key
            return key == self.key
        was_unread, self.unread = key == self.unread, ""
        if found is None:
            return False
        if key != self.key and not was_unread:
            self.unkept = {}
        self.key, self.seen = key, found
        if not self.unkept:
            self.fault = None
        return True

    def take_up(self) -> bool:
        """Go on with the draft of the address, else with this visit's.

        Returns
        -------
        bool
            Whether the address names one that is kept no more, and nothing stands on
            the screen. A key that nothing is kept under is never used: only random ones
            are.
        """
        linked = state.get(DRAFT)
        keys = dict.fromkeys(filter(None, (linked, self.key)))
        is_found = any(self._read(key) for key in keys)
        self.to_address()
        if self.unread and self.fault:
            st.warning(no_markdown(explain(self.fault)))
            return False
        return bool(linked) and not is_found and not self.filled


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
    key, shown = f"{filling.form}_{name}", filling.fields.get(name, empty)
    if name in filling.fields or st.session_state.get(key, shown) != shown:
        state.put_in(key, shown)

    def write() -> None:
        filling.change(name, st.session_state[key])

    value = widget(label, key=key, on_change=write, **more)
    if name not in filling.fields and value != empty:
        filling.change(name, value)
        filling.to_address()


def tell_fault(filling: Filling, unkept: str, *names: str) -> None:
    """Say that a change was not kept, below the fields among which it was made.

    ``unkept`` is what is said where the reason lies with the server.
    """
    if filling.fault is None or filling.last not in names:
        return
    is_ours = isinstance(filling.fault, DatabaseError)
    st.warning(unkept if is_ours else no_markdown(explain(filling.fault)))
