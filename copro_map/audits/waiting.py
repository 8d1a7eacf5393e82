"""Which audits somebody may decide on: those that wait, and what was decided before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from copro_map.assets.face import kept_entries
from copro_map.audits.belonging import belonging
from copro_map.audits.store.audits import AuditRow, Status, audits, first_numbers
from copro_map.base.config import Settings
from copro_map.base.i18n import Label, t
from copro_map.base.store.connection import reading
from copro_map.base.superseded import current, stored
from copro_map.base.waiting import Line
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor, Belongs, may


@dataclass(frozen=True)
class ToDecide:
    """An audit in force, for whoever may decide on it.

    ``first`` is the number under which it was sent, ``sent_on`` that day (ISO).
    ``name`` is that of the project; its id, if it is no entry that is known.
    ``on_map``: it is on the map now.
    """

    number: int
    first: int
    sent_on: str
    name: Label
    on_map: bool
    belongs: Belongs
    audit: AuditRow

    @property
    def status(self) -> Status:
        """Whether it waits, is accepted or withdrawn."""
        return self.audit.status


def to_decide(settings: Settings, actor: Actor) -> tuple[ToDecide, ...]:
    """Return the audits in force that somebody may decide on, as they were sent.

    Of every status, those sent first before the others. Officers see those whose
    project is an entry of their own areas, stewards all.

    Raises
    ------
    RefusedError
        If the one who asks has no desk.
    """
    with reading(settings.database) as database:
        present = require_now(database, actor, "open_desk")
        known, entries = audits(database), kept_entries(database)
    first = first_numbers(known)
    sent: Mapping[Any, str] = known["entered_on"].to_dict()
    found = []
    for number, audit in stored(current(known), AuditRow).items():
        entry = entries.get(audit.asset_id)
        here = belonging(settings, audit.asset_id, entry)
        if not may(present, "decide_audit", here):
            continue
        found.append(
            ToDecide(
                number=number,
                first=first[number],
                sent_on=sent[first[number]],
                name=entry.name if entry else Label(audit.asset_id, audit.asset_id),
                on_map=entry is not None and entry.status == "published",
                belongs=here,
                audit=audit,
            )
        )
    return tuple(sorted(found, key=lambda one: one.first))


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:  # noqa: ARG001 - what waits depends on no day
    """Return which audits wait for somebody, in words, with the place to decide."""
    found = [one for one in to_decide(settings, actor) if one.status == "draft"]
    if not found:
        return ()
    words = t("Self-audits to decide on: {n}", n=len(found))
    since = min(one.sent_on for one in found)
    return (Line(words, "desk?part=audits", len(found), since),)
