"""Memberships on somebody's own page: those that they have, and joining by one press.

Private to whoever holds the link to their page; nothing of it is public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from copro_map.assets.face import KeptEntry, Whole
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.said import Spoken
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, reading, writing
from copro_map.drawing.templates import Html, render
from copro_map.members.joining import join_entry, link_to, memberships
from copro_map.members.leaving import come_back, leave
from copro_map.members.light.joining import (
    FORM_NAMES,
    name_of,
    said_principles,
    spoken,
    types_of,
)
from copro_map.members.rules.joining import JoinError, Joining
from copro_map.members.rules.records import FORMS, Member
from copro_map.members.store.members import rows

Form = Mapping[str, str]
JOIN, LEAVE, BACK = "join_entry", "leave_network", "back_to_network"
DONE = {
    JOIN: N_("Thank you for joining: this is a member of the Network from today."),
    LEAVE: N_(
        "Done: you have left the Network. Thank you for all that you gave to it."
    ),
    BACK: N_("Done: you are a member again, as if you had never left."),
}
NOT_YOURS = N_("This membership is not of your address any more. Load the page again.")
BODIES = tuple(one for one in FORMS if one != "individual")


@dataclass(frozen=True)
class Line:
    """A membership as a line: whose, since when, and whether it still is one."""

    id: str
    name: Spoken
    day: str
    has_left: bool


def _line(member: Member) -> Line:
    day = date.fromisoformat(member.left_on or member.joined_on)
    return Line(member.id, name_of(member), long_date(day), member.state == "left")


def own(
    settings: Settings, address: str, proof: Callable[[str, str], str], action: str
) -> Html | str:
    """Return what somebody's page says of their memberships; "" if there is none.

    ``proof`` makes what a form sends with a press, ``action`` is where it is posted.
    """
    with reading(settings.database) as database:
        found = memberships(database, address)
    if not found:
        return ""
    return render(
        "members/mine.html",
        lines=[_line(one) for one in found],
        proof=proof,
        action=action,
        leave=LEAVE,
        back=BACK,
    )


def _is_body(database: Database, entry: KeptEntry) -> bool:
    if entry.kind != "practitioner" or entry.status != "published":
        return False
    whole = Whole.of(database, entry.id)
    return whole is not None and whole.asset.text("practitioner_type") != "individual"


def _of_entry(database: Database, entry: str) -> Member | None:
    """Return the member that an entry is; None if it is none."""
    became = successors(database)
    members = rows(database, Member, state="member")
    return next((x for x in members if became.get(x.entry, x.entry) == entry), None)


def since(settings: Settings, entry: str) -> str:
    """Return since when an entry's organisation is a member, in words; "" if not."""
    with reading(settings.database) as database:
        member = _of_entry(database, entry)
    if member is None:
        return ""
    day = long_date(date.fromisoformat(member.joined_on))
    return t("A member of the Network since {day}.", day=day)


def fold(
    settings: Settings,
    entries: Iterable[KeptEntry],
    proof: Callable[[str, str], str],
    action: str,
    typed: Form,
) -> Html | str:
    """Return the fold by which one of somebody's organisations joins; "" if none can.

    ``typed`` is what could not be taken.
    """
    with reading(settings.database) as database:
        bodies = [
            (one.id, spoken(one.name))
            for one in entries
            if _is_body(database, one) and _of_entry(database, one.id) is None
        ]
    if not bodies:
        return ""
    return render(
        "members/fold.html",
        bodies=bodies,
        press=JOIN,
        proof=proof,
        action=action,
        typed=typed,
        forms=[(one, t(FORM_NAMES[one])) for one in BODIES],
        types=types_of(settings),
        shared=said_principles(settings),
    )


def read(form: Form, address: str) -> Joining:
    """Return what the fold sends; the rest is known of the entry."""
    return Joining(
        form=form.get("form", ""),
        type=form.get("type", ""),
        agreed=form.get("agreed", ""),
        language=current_language(),
        address=address,
    )


def join(  # noqa: PLR0913 - whose entry, with what, when
    settings: Settings,
    database: Database,
    own_entries: frozenset[str],
    entry: str,
    given: Joining,
    now: datetime,
) -> None:
    """Let the organisation of an own entry join, inside the caller's transaction.

    Raises
    ------
    JoinError
        If the entry is not theirs, or it cannot join.
    """
    if entry not in own_entries:
        raise JoinError(NOT_YOURS)
    join_entry(settings, database, entry, given, now)


def _theirs(database: Database, which: str, address: str) -> Member | None:
    found = memberships(database, address)
    return next((one for one in found if one.id == which), None)


def change(
    database: Database, what: str, which: str, address: str, now: datetime
) -> None:
    """Leave, or come back, as pressed on somebody's own page.

    Raises
    ------
    JoinError
        If it is no membership of theirs, or they cannot come back.
    """
    member = _theirs(database, which, address)
    if member is None:
        raise JoinError(NOT_YOURS)
    (leave if what == LEAVE else come_back)(database, member, now)


def token_of(settings: Settings, which: str, address: str, now: datetime) -> str | None:
    """Make a link to a membership of an address; return its token, or None."""
    if not address:
        return None
    with writing(settings.database, make=False) as database:
        member = _theirs(database, which, address)
        return link_to(database, member, now) if member else None
