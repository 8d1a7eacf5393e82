"""The records of members: who joined, their roles, what they gave, seats, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Form = Literal["organisation", "group", "department", "individual"]
FORMS: tuple[Form, ...] = get_args(Form)
# Of a person: as what they take part. Citizens use services; professionals run them.
MemberSide = Literal["", "citizen", "professional"]
MemberState = Literal["held", "member", "left", "refused"]
Gives = Literal["", "money", "time", "both", "none"]
Channel = Literal["form", "my_page", "desk", "import"]
How = Literal["", "kept", "under_way", "not_yet"]
Body = Literal["forum", "board"]
BODIES: tuple[Body, ...] = get_args(Body)


@dataclass(frozen=True)
class Member:
    """Whoever joined; the fields are the columns of the table ``member``.

    Days are ISO texts, "" for none. ``id`` is random. ``address``, ``promise`` unless
    it is public, ``gives``, ``band``, ``pence`` and ``hours`` are nobody else's; an
    individual is named only if ``is_public``.
    """

    number: int
    id: str
    form: Form
    type: str
    side: MemberSide
    name_en: str
    name_cy: str
    is_public: bool
    entry: str
    area: str
    language: str
    address: str
    address_key: str
    state: MemberState
    joined_on: str
    left_on: str
    seen_on: str
    principles: str
    principles_on: str
    promise: str
    is_promise_public: bool
    gives: Gives
    band: str
    pence: int | None
    hours: int | None
    channel: Channel
    person: int | None
    entered_on: str


@dataclass(frozen=True)
class Taken:
    """A role of a member, or one that they would take on (``is_wish``)."""

    number: int
    member: int
    role: str
    entry: str
    is_wish: bool
    since: str
    until: str


@dataclass(frozen=True)
class Gift:
    """Money or time that a member gave: one of ``pence`` and ``minutes``."""

    number: int
    member: int
    given_on: str
    pence: int | None
    minutes: int | None
    words: str
    person: int | None
    entered_on: str
    withdrawn_on: str


@dataclass(frozen=True)
class Asked:
    """A letter that asked how a promise goes, and what was answered.

    One that is answered and has no ``how`` is no letter: they worded it anew that day.
    """

    number: int
    member: int
    asked_on: str
    answered_on: str
    how: How
    words: str


@dataclass(frozen=True)
class Seat:
    """A seat on the Members' Forum or the Board, and who holds it from when."""

    number: int
    body: Body
    name: str
    member: str
    role: str
    constituency_en: str
    constituency_cy: str
    from_on: str
    term_ends_on: str
    left_on: str
    is_public: bool
    agreed_on: str
    person: int | None
    entered_on: str


@dataclass(frozen=True)
class Interest:
    """An interest that somebody with a seat declared."""

    number: int
    seat: int
    words: str
    said_on: str
    ended_on: str


@dataclass(frozen=True)
class Decided:
    """What the Forum or the Board decided, with the votes if they were counted."""

    number: int
    body: Body
    decided_on: str
    title_en: str
    title_cy: str
    words_en: str
    words_cy: str
    in_favour: int | None
    against: int | None
    abstained: int | None
    is_public: bool
    person: int | None
    entered_on: str
    withdrawn_on: str
