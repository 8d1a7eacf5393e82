"""What members keeps of somebody: their membership, what they gave, their seat.

A person who is forgotten has left, and is nobody; a body whose address is forgotten is
a member still, and so is what it gave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Told, take_out, told
from copro_map.base.today import current_day
from copro_map.base.whom import Keeps, Personal, Whom
from copro_map.members.rules.records import Interest, Member, Seat
from copro_map.members.store import past
from copro_map.members.store.members import rows

LABELS = {
    "name_en": N_("Name in English"),
    "name_cy": N_("Name in Welsh"),
    "address": N_("E-mail address"),
    "promise": N_("Your promise"),
    "gives": N_("What you would give"),
    "band": N_("Where on the scale you are"),
    "pence": N_("Money, in pence"),
    "hours": N_("Hours of time a year"),
    "minutes": N_("Time, in minutes"),
    "words": N_("In words"),
    "how": N_("How the promise goes"),
}
WORDS = {
    "money": N_("Money"),
    "time": N_("Time"),
    "both": N_("Both"),
    "none": N_("Nothing"),
    "kept": N_("Kept"),
    "under_way": N_("Under way"),
    "not_yet": N_("Not yet"),
}
OWN = ("name_en", "name_cy", "address", "promise", "gives", "band", "pence", "hours")
KEY = "(SELECT address_key FROM member WHERE number = {}.member)"
TOLD = (
    Told(N_("Your membership"), "member", "joined_on", OWN, "address_key", "keys"),
    Told(
        *(N_("What you gave the Network"), "member_given", "given_on"),
        *(("pence", "minutes", "words"), KEY.format("member_given"), "keys"),
    ),
    Told(
        *(N_("How your promise goes"), "promise_asked", "asked_on"),
        *(("how", "words"), KEY.format("promise_asked"), "keys"),
    ),
)
SEAT = N_("Your seat on the Members' Forum or the Board")
INTEREST = N_("An interest that you declared")
# Texts of others that may name somebody. A name of a body is that of the body.
RULES = (
    Naming("member", ("promise",)),
    Naming("member_given", ("words",)),
    Naming("promise_asked", ("words",)),
    Naming("interest", ("words",)),
    Naming("decision", ("title_en", "title_cy", "words_en", "words_cy")),
)


def _members(database: Database, whom: Whom) -> list[Member]:
    """Return the members of somebody's address, and of an entry about them."""
    return [
        one
        for one in rows(database, Member)
        if one.address_key in whom.keys or one.entry in whom.entries
    ]


def _is_person(member: Member, whom: Whom) -> bool:
    return member.form == "individual" or member.entry in whom.entries


def _by_all_names(whom: Whom, members: list[Member]) -> Whom:
    """Return somebody with what they are called as members, if they are persons."""
    names = {
        fold(name)
        for one in members
        if _is_person(one, whom)
        for name in (one.name_en, one.name_cy)
        if name
    }
    return replace(whom, names=whom.names | names)


def _seats(database: Database, whom: Whom, members: list[Member]) -> list[Seat]:
    own = {one.id for one in members if _is_person(one, whom)}
    return [
        one
        for one in rows(database, Seat)
        if one.member in own or whom.is_named_in(one.name)
    ]


def _of_seats(database: Database, seats: list[Seat]) -> Iterator[Personal]:
    for seat in seats:
        yield Personal(SEAT, seat.from_on, {N_("Name"): seat.name})
        for one in rows(database, Interest, seat=seat.number):
            if one.words:
                yield Personal(INTEREST, one.said_on, {LABELS["words"]: one.words})


def personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
    """Return what is kept of somebody as a member, and of a seat that they had."""
    members = _members(database, whom)
    seats = _seats(database, _by_all_names(whom, members), members)
    return (
        *told(database, TOLD, LABELS, whom, words=WORDS),
        *_of_seats(database, seats),
    )


def forget(database: Database, whom: Whom) -> int:
    """Take somebody out of members, inside the caller's transaction; return how many.

    That persons were members stays, without who: they have left today. Of a body goes
    the address alone.
    """
    members = _members(database, whom)
    whom = _by_all_names(whom, members)
    seats = _seats(database, whom, members)
    persons = [one.number for one in members if _is_person(one, whom)]
    past.let_leave(database, persons, current_day().isoformat())
    past.empty(database, persons)
    past.take_address(database, [one.number for one in members])
    past.empty_seats(database, [one.number for one in seats])
    return len(members) + len(seats) + take_out(database, RULES, whom)


KEEPS = Keeps(personal, forget)
