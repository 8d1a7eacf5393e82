"""Who is a member, and who was one when: as records, and as a frame to count."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.members.rules.records import Member
from copro_map.members.store.members import rows

COLUMNS = (
    *("id", "form", "type", "side", "entry", "area"),
    *("joined_on", "left_on", "entered_on"),
)


def is_member(member: Member, day: date) -> bool:
    """Say whether somebody was a member on a day: joined by then, and not left."""
    on = day.isoformat()
    there = member.state in ("member", "left") and member.joined_on <= on
    return there and (not member.left_on or on < member.left_on)


def all_members(settings: Settings, day: date) -> tuple[Member, ...]:
    """Return the members on a day, those first who joined first."""
    with reading(settings.database) as database:
        return tuple(one for one in rows(database, Member) if is_member(one, day))


def members_frame(settings: Settings) -> pd.DataFrame:
    """Return everybody who is a member, or was one, a row each; of nobody a name.

    Columns ``id``, ``form``, ``type``, ``side``, ``entry`` (id of their entry, "" if
    none), ``area`` (code, "" if none), ``joined_on``, ``left_on`` and ``entered_on``
    (ISO texts).
    """
    with reading(settings.database) as database:
        found = [
            one for one in rows(database, Member) if one.state in ("member", "left")
        ]
    return pd.DataFrame(
        [{name: getattr(one, name) for name in COLUMNS} for one in found],
        columns=list(COLUMNS),
    )
