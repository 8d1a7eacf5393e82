"""The tables of members: read and written inside the caller's transaction."""

from __future__ import annotations

from copro_map.base.store.records import Records
from copro_map.members.rules.records import (
    Asked,
    Decided,
    Gift,
    Interest,
    Member,
    Seat,
    Taken,
)

RECORDS = Records(
    {
        Member: "member",
        Taken: "member_role",
        Gift: "member_given",
        Asked: "promise_asked",
        Seat: "seat",
        Interest: "interest",
        Decided: "decision",
    }
)
rows, put = RECORDS.rows, RECORDS.put
become, drop = RECORDS.become, RECORDS.drop
