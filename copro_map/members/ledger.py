"""The ledger of what members give: only added to, and withdrawn.

Nobody but the member and the desk reads it; nothing public counts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading
from copro_map.members.rules.ledger import LONGEST, LedgerError, Sum, day_given, sums
from copro_map.members.rules.records import Gift
from copro_map.members.store.members import become, put, rows


def gifts_of(database: Database, member: int) -> list[Gift]:
    """Return what a member gave and did not withdraw, the last day first."""
    found = rows(database, Gift, member=member, withdrawn_on="")
    return sorted(found, key=lambda one: (one.given_on, one.number), reverse=True)


def give(  # noqa: PLR0913 - a line of the ledger, by name
    database: Database,
    member: int,
    given_on: str,
    today: date,
    *,
    pence: int | None = None,
    minutes: int | None = None,
    words: str = "",
    person: int | None = None,
) -> int:
    """Keep that a member gave money or time, in the caller's transaction.

    ``person`` is the number of whoever enters it at the desk, None for the member.
    Returns the number of the line.

    Raises
    ------
    LedgerError
        If it is neither or both, its day cannot be, or the words are too long.
    """
    if (pence is None) == (minutes is None):
        raise LedgerError(N_("Write either a sum of money or hours."))
    if len(words) > LONGEST:
        raise LedgerError(N_("That is too long. At most {n} characters."), n=LONGEST)
    return put(
        database,
        Gift,
        member=member,
        given_on=day_given(given_on, today),
        pence=pence,
        minutes=minutes,
        words=words.strip(),
        person=person,
        entered_on=today.isoformat(),
    )


def withdraw_gift(database: Database, number: int, today: date) -> Gift:
    """Withdraw a line of the ledger: it stays, and counts no more.

    Raises
    ------
    LedgerError
        If there is none of this number, or it was withdrawn.
    """
    if not rows(database, Gift, number=number, withdrawn_on=""):
        raise LedgerError(N_("This was withdrawn already; look at the list again."))
    return become(database, Gift, number, withdrawn_on=today.isoformat())


def restore_gift(database: Database, number: int) -> Gift:
    """Let a line that was withdrawn count again, in the caller's transaction."""
    return become(database, Gift, number, withdrawn_on="")


def sums_by_member(settings: Settings) -> Mapping[int, tuple[Sum, ...]]:
    """Return what each member gave by year, by the member's number; for the desk.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        found = rows(database, Gift, withdrawn_on="")
    members = {one.member for one in found}
    return {x: sums(one for one in found if one.member == x) for x in members}


def sums_of_all(settings: Settings) -> tuple[Sum, ...]:
    """Return what all members gave in each year, the last first; for the desk.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        return sums(rows(database, Gift))
