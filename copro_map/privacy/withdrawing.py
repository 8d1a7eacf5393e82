"""Somebody withdraws what they agreed to: it is hidden at once, wherever it stood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from copro_map.assets.face import EntryState, set_states
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.consents import (
    consents_by,
    consents_of,
    keep_consents,
    take_back,
    wording,
)
from copro_map.people.contacts import let_go_contact
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.consents import SHOWN, Channel, in_force
from copro_map.people.rules.permissions import Actor, Belongs


def withdraw(
    settings: Settings,
    actor: Actor,
    belongs: Belongs,
    fields: Collection[str],
    now: datetime,
) -> tuple[str, ...]:
    """Withdraw what was agreed to of an entry; return the fields that are hidden now.

    Without the name the entry of a person is off the map: searched, counted and
    exported no more from then on. An address that may be kept no longer is no contact
    of the entry any more. Whoever agreed may withdraw that, by the address that
    they agreed with, whether or not they speak for the entry. What is not agreed to, or
    not any more, is left as it is.

    Raises
    ------
    RefusedError
        If somebody else may not, or not any more.
    """
    day = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        present = _who(database, actor, belongs)
        hidden = take_back(database, belongs.entry, fields, day)
        if hidden:
            state = EntryState(belongs.entry, day.isoformat(), taken_off=None)
            set_states(database, [state])
            if "contact" in hidden and present.person is None:
                let_go_contact(database, belongs.entry, actor.address, day)
            note(database, present, _change(database, belongs, hidden), now)
    return hidden


def agree(
    settings: Settings,
    actor: Actor,
    belongs: Belongs,
    field: str,
    language: str,
    now: datetime,
) -> None:
    """Let more of a person be shown, or again, in the words of that day.

    Only whoever agreed to be shown in the entry before may, not whoever only writes for
    it; else nothing happens.

    Raises
    ------
    RefusedError
        If somebody may not speak of what was agreed to of it.
    ConsentError
        If nobody is asked about this field.
    """
    with writing(settings.database, make=False) as database:
        present = _who(database, actor, belongs)
        given = consents_by(database, actor.address)
        shown = {x.entry for x in given if x.field in SHOWN and not x.held}
        if belongs.entry in shown and field in SHOWN:
            said = _Said(field, language, "my_page", actor.address)
            _keep(settings, database, present, belongs, said, now)


def agree_by_telephone(
    settings: Settings,
    actor: Actor,
    belongs: Belongs,
    field: str,
    language: str,
    now: datetime,
) -> None:
    """Enter at the desk that somebody said that a field of them may be shown.

    ``language`` is the one in which the sentence was read out to them.

    Raises
    ------
    RefusedError
        If the one who enters it may not, or not any more.
    ConsentError
        If nobody is asked about this field.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_consent", belongs)
        if field not in in_force(consents_of(database, belongs.entry)):
            said = _Said(field, language, "desk", "")
            _keep(settings, database, present, belongs, said, now)


@dataclass(frozen=True)
class _Said:
    """What is agreed to: the field, the language it was read in, where, by whom."""

    field: str
    language: str
    channel: Channel
    address: str


def _keep(
    settings: Settings,
    database: Database,
    present: Actor,
    belongs: Belongs,
    said: _Said,
    now: datetime,
) -> None:
    """Keep what is agreed to in the words of the day, show it, and note that."""
    day = now.astimezone(WALES).date()
    words = wording(settings, day).id
    keep_consents(
        *(database, belongs.entry, [said.field], words, said.language, day),
        address=said.address,
        channel=said.channel,
    )
    state = EntryState(belongs.entry, day.isoformat(), taken_off=None)
    set_states(database, [state])
    change = Change(
        *("consent", belongs.entry, "agreed", "", said.field),
        entry=belongs.entry,
        areas=belongs.areas,
    )
    note(database, present, change, now)


def _who(database: Database, actor: Actor, belongs: Belongs) -> Actor:
    """Return who withdraws, now: whoever may, or agreed to something themselves."""
    given = consents_by(database, actor.address)
    own = {one.entry for one in given if not one.held}
    if actor.person is None and belongs.entry in own:
        return Actor(role="owner", address=actor.address, own=frozenset(own))
    return require_now(database, actor, "withdraw", belongs)


def _change(database: Database, belongs: Belongs, hidden: Collection[str]) -> Change:
    """Return what is written down: the fields alone, never what stood in them."""
    left = in_force(consents_of(database, belongs.entry))
    was, now = sorted({*left, *hidden}), sorted(left)
    return Change(
        "consent",
        belongs.entry,
        "withdrawn",
        was=" ".join(was),
        now=" ".join(now),
        entry=belongs.entry,
        areas=belongs.areas,
    )
