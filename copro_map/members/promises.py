"""A member's promise: in their words, asked about every six months, answered or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.members.members import is_member
from copro_map.members.rules.joining import LONGEST as LONGEST_OF
from copro_map.members.rules.promises import asked_next_on
from copro_map.members.rules.records import Asked, How, Member
from copro_map.members.store.members import become, put, rows
from copro_map.people.contacts import is_never
from copro_map.people.links import make_link
from copro_map.people.outbox import put as put_letter
from copro_map.people.paragraphs import both, link_to, whole
from copro_map.people.rules.letters import NETWORK, Letter

# Characters of a promise, and of what is said of it.
LONGEST = LONGEST_OF["promise"]


class PromiseError(CoproMapError):
    """What cannot be kept of a promise; says what to write."""


def told_of(database: Database, member: int) -> list[Asked]:
    """Return when a member was asked, and what they said, oldest first."""
    return rows(database, Asked, member=member)


def _checked(words: str) -> str:
    if len(words) > LONGEST:
        raise PromiseError(N_("That is too long. At most {n} characters."), n=LONGEST)
    return words.strip()


def answer(
    database: Database, member: Member, how: How, words: str, today: date
) -> None:
    """Keep how a promise goes, in the caller's transaction.

    It answers the last letter; unasked, or another day, it is a word of its own. The
    last of one day stands.

    Raises
    ------
    PromiseError
        If nothing was chosen, or the words are too long.
    """
    if not how:
        raise PromiseError(
            N_("Choose first how it goes: kept, under way, or not yet. Then send it.")
        )
    day = today.isoformat()
    said = {"how": how, "words": _checked(words), "answered_on": day}
    for one in reversed(told_of(database, member.number)):
        if not one.answered_on or (one.how and one.answered_on == day):
            become(database, Asked, one.number, **said)
            return
    put(database, Asked, member=member.number, asked_on=day, **said)


def reword(
    database: Database, member: Member, promise: str, is_public: bool, today: date
) -> Member:
    """Keep a promise as its member words it now; "" for none; return the member.

    Whoever words it anew is asked six months after that.

    Raises
    ------
    PromiseError
        If it is too long.
    """
    words = _checked(promise)
    if words != member.promise:
        day = today.isoformat()
        put(database, Asked, member=member.number, asked_on=day, answered_on=day)
    is_shown = int(is_public and bool(words))
    return become(
        database, Member, member.number, promise=words, is_promise_public=is_shown
    )


def _due(database: Database, today: date) -> list[Member]:
    """Return whom to ask on a day: members with a promise who can be written to."""
    told: dict[int, list[date]] = {}
    for one in rows(database, Asked):
        told.setdefault(one.member, []).append(date.fromisoformat(one.asked_on))
    return [
        one
        for one in rows(database, Member, state="member")
        if one.promise
        and one.address
        and is_member(one, today)
        and today
        >= asked_next_on(date.fromisoformat(one.joined_on), told.get(one.number, ()))
        and not is_never(database, one.address)
    ]


def letter_of(member: Member, number: int, token: str) -> Letter:
    """Return the letter that asks how a promise goes; ``number`` is of its row."""

    def say() -> str:
        return whole(
            t(
                "You are a member of {network}. This is your promise, in your words:",
                network=NETWORK,
            ),
            member.promise,
            t(
                "How is it going? Press this link and say: kept, under way, or not "
                "yet. All three are good answers, and a few words are welcome."
            ),
            link_to(token),
            t(
                "On that page you can also note hours that you gave, say which roles "
                "you would take on, change your promise, or leave. The link works for "
                "60 days."
            ),
            t(
                "We ask every six months, as long as you are a member. On that page "
                "you can also say that we are never to write to you again."
            ),
        )

    return Letter(
        address=member.address,
        language=member.language,
        subject=both(lambda: t("How is your promise going?")),
        body=both(say),
        kind="reminder",
        cause=f"promise {member.number} {number}",
        is_asked=False,
        unsubscribe=f"/k/{token}",
    )


def _ask(database: Database, member: Member, now: datetime) -> bool:
    day = now.astimezone(WALES).date().isoformat()
    number = put(database, Asked, member=member.number, asked_on=day)
    to = member.address
    token = make_link(database, "member", now, address=to, entry=member.id)
    return put_letter(database, letter_of(member, number, token), now)


def by_the_clock(settings: Settings, now: datetime) -> int:
    """Ask members how their promise goes, as it is due; return how many letters.

    Letter, link and that they were asked are written in one transaction.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is somebody to ask.
    """
    if not settings.database.exists():
        return 0
    today = now.astimezone(WALES).date()
    with reading(settings.database) as database:
        if not _due(database, today):
            return 0  # without the lock
    with writing(settings.database, make=False) as database:
        return sum(_ask(database, one, now) for one in _due(database, today))


# What happens by the clock: each returns how many letters were written.
BY_THE_CLOCK: tuple[Callable[[Settings, datetime], int], ...] = (by_the_clock,)
