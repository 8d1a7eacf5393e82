"""Joining the Network: asked for, confirmed by one press in a letter, and so at once.

Nobody is told by a page whether a person is a member: that goes by mail alone. What a
body is called is no secret, so whoever joins it a second time is told at once.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, long_date
from copro_map.base.names import ALL_WALES, BASE_LAYER
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.members import welcoming
from copro_map.members.checking import check, facts
from copro_map.members.rules.joining import JoinError, Joining
from copro_map.members.rules.records import Member, Taken
from copro_map.members.rules.twice import are_one, named
from copro_map.members.store import past
from copro_map.members.store.members import become, put, rows
from copro_map.people.changes import note
from copro_map.people.limits import TooOftenError, check_form
from copro_map.people.links import Link, make_link
from copro_map.people.outbox import put as put_letter
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor

__all__ = [
    "JoinError",
    "Joining",
    "ask_to_join",
    "join_entry",
    "joined",
    "memberships",
    "new_id",
]
ID_LETTERS = 10
MOST_HELD = 5  # of an address, not confirmed yet
# Whoever comes by a link to their own membership, in what happened.
BY_LINK = Actor(role="member")
TWICE = N_(
    "{name} is a member already, since {day}. Do you speak for it? Then ask for your "
    'link on this map ("Send me my link").'
)
GONE = N_(
    "This was not confirmed in time, so nothing of it is kept any more. Fill the form "
    "in once more; it takes two minutes."
)
NO_ENTRY = N_("This entry cannot join: it is not an organisation on the map.")
TOO_MANY_HELD = N_(
    "Some forms from this address wait for the press in the e-mail. Press the links in "
    "the e-mails that you got, or wait two days: then they are deleted."
)


def new_id() -> str:
    """Return an id for a member: drawn by chance, so it says nothing."""
    letters = (secrets.choice(string.ascii_lowercase) for _ in range(ID_LETTERS))
    return f"m-{''.join(letters)}"


def _put(database: Database, given: Joining, day: date, **more: object) -> Member:
    """Keep somebody as a member, held or not, with the roles that they would take."""
    number = put(database, Member, id=new_id(), **facts(given, day), **more)
    since = day.isoformat()
    for role in dict.fromkeys(given.roles):
        put(database, Taken, member=number, role=role, is_wish=1, since=since)
    (member,) = rows(database, Member, number=number)
    return member


def alike(database: Database, member: Member, among: Iterable[Member]) -> list[Member]:
    """Return those among others who are the same body or person as a member."""
    became = successors(database)
    one = named(member, became)
    return [
        other
        for other in among
        if other.number != member.number and are_one(one, named(other, became))
    ]


def twice(known: Member) -> JoinError:
    """Return why a body cannot join that is a member already."""
    english, welsh = known.name_en, known.name_cy
    return JoinError(
        TWICE,
        "name",
        name=Label(english or welsh, welsh or english),
        day=long_date(date.fromisoformat(known.joined_on)),
    )


def known_as(database: Database, member: Member) -> Member | None:
    """Return the member who somebody is already; None if they are none."""
    members = rows(database, Member, state="member")
    return next(iter(alike(database, member, members)), None)


def ask_to_join(
    settings: Settings, given: Joining, now: datetime, *, client: str = ""
) -> None:
    """Hold what was filled in, and send a link to its address: one press there joins.

    Of a person who is a member already nothing is held, and the letter says so.
    ``client`` is the network address of who asks.

    Raises
    ------
    JoinError
        If something of it is wrong, or the body is a member already.
    TooOftenError
        If too much was sent of late, or too much of this address waits.
    """
    check(settings, given)
    check_form("join", address_key(given.address), client)
    day = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        given = replace(given, entry=_on_the_map(database, given.entry))
        member = _put(database, given, day, state="held", channel="form")
        if known := known_as(database, member):
            past.drop(database, [member.number])
            if known.form != "individual":
                raise twice(known)
            put_letter(
                database, welcoming.already(known, link_to(database, known, now)), now
            )
            return
        _hold(database, member)
        token = make_link(
            database, "joining", now, address=member.address, entry=member.id
        )
        put_letter(database, welcoming.to_join(member, token), now)


def _hold(database: Database, member: Member) -> None:
    """Let what was sent before of the same go; refuse one too many of an address."""
    held = rows(database, Member, state="held", address_key=member.address_key)
    same = alike(database, member, held)
    past.drop(database, [one.number for one in same])
    if len(held) - len(same) > MOST_HELD:
        raise TooOftenError(TOO_MANY_HELD)


def link_to(database: Database, member: Member, now: datetime) -> str:
    """Make the link to somebody's membership; return its token."""
    return make_link(database, "member", now, address=member.address, entry=member.id)


def _on_the_map(database: Database, entry: str) -> str:
    """Return the entry that somebody says they are, as it is now; "" if it is none."""
    now_id = successors(database).get(entry, entry)
    found = kept_entries(database, now_id).get(now_id) if now_id else None
    is_there = found is not None and found.status == "published"
    return now_id if found and is_there and found.kind == "practitioner" else ""


def _welcome(database: Database, member: Member, now: datetime) -> None:
    letter = welcoming.welcome(member, link_to(database, member, now))
    put_letter(database, letter, now)
    change = Change("member", member.id, "joined", entry=member.entry)
    note(database, BY_LINK, change, now)


def joined(database: Database, link: Link, now: datetime) -> Member:
    """Let whoever holds the link of a letter be a member, from today; thank them.

    Inside the caller's transaction. Whoever is one already stays so.

    Raises
    ------
    JoinError
        If it was not confirmed in time, or somebody else joined the body meanwhile.
    """
    found = rows(database, Member, id=link.entry)
    if not found or found[0].state == "refused":
        raise JoinError(GONE)
    (member,) = found
    if member.state != "held":
        return member
    if known := known_as(database, member):
        raise twice(known)
    day = now.astimezone(WALES).date().isoformat()
    since = {"joined_on": day, "principles_on": day}
    member = become(database, Member, member.number, state="member", **since)
    _welcome(database, member, now)
    return member


def join_entry(
    settings: Settings, database: Database, entry: str, given: Joining, now: datetime
) -> Member:
    """Let an organisation on the map be a member from today, as its people pressed.

    Inside the caller's transaction, who has asked whether the address speaks for the
    entry. Its name, its area and its entry are those of the map.

    Raises
    ------
    JoinError
        If something is wrong, it is a member already, or no organisation on the map.
    """
    own = _on_the_map(database, entry)
    if not own:
        raise JoinError(NO_ENTRY)
    found = kept_entries(database, own)[own]
    area = found.areas.get(BASE_LAYER, ALL_WALES)
    given = replace(
        given, entry=own, name_en=found.name.en, name_cy=found.name.cy, area=area
    )
    check(settings, given)
    day = now.astimezone(WALES).date()
    member = _put(database, given, day, state="member", channel="my_page")
    if known := known_as(database, member):
        raise twice(known)
    _welcome(database, member, now)
    return member


def memberships(database: Database, address: str) -> tuple[Member, ...]:
    """Return the members of an address, those who left too, the first first."""
    key = address_key(address)
    found = rows(database, Member, address_key=key) if key else []
    return tuple(one for one in found if one.state in ("member", "left"))
