"""The roles that members take on, and those that they would: in a project, or in none.

A wish is the member's own; a role is noted at the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.members.rules.records import Taken
from copro_map.members.store.members import become, put, rows


class RoleError(CoproMapError):
    """A role that cannot be noted like this; says what to do."""


def roles_of(database: Database, member: int) -> list[Taken]:
    """Return the roles of a member that have not ended, oldest first; no wishes."""
    return rows(database, Taken, member=member, is_wish=0, until="")


def wishes_of(database: Database, member: int) -> list[Taken]:
    """Return the roles that a member would take on, oldest first."""
    return rows(database, Taken, member=member, is_wish=1, until="")


def wish(database: Database, member: int, roles: Iterable[str], today: date) -> None:
    """Keep which roles a member would take on now, in the caller's transaction.

    What is not among ``roles`` any more ends on that day.
    """
    wanted = dict.fromkeys(roles)
    for one in wishes_of(database, member):
        if one.role in wanted:
            del wanted[one.role]
        else:
            become(database, Taken, one.number, until=today.isoformat())
    for role in wanted:
        put(
            database,
            Taken,
            **{"member": member, "role": role, "is_wish": 1},
            since=today.isoformat(),
        )


def take_on(database: Database, member: int, role: str, entry: str, since: date) -> int:
    """Keep that a member has a role since a day; return the number of its row.

    ``entry`` is the id of the project, "" if the role is in none.

    Raises
    ------
    RoleError
        If they have it already.
    """
    same = [x for x in roles_of(database, member) if (x.role, x.entry) == (role, entry)]
    if same:
        raise RoleError(N_("They have this role already; it stands in the list."))
    return put(
        database,
        Taken,
        **{"member": member, "role": role, "entry": entry},
        since=since.isoformat(),
    )


def end_role(database: Database, number: int, day: date) -> Taken:
    """Let a role end on a day; return it as it is then.

    Raises
    ------
    RoleError
        If it has ended, or would end before it began.
    """
    found = rows(database, Taken, number=number, until="")
    if not found:
        raise RoleError(N_("This role has ended already; look at the list again."))
    if day.isoformat() < found[0].since:
        raise RoleError(N_("A role cannot end before it begins. Look at the day."))
    return become(database, Taken, number, until=day.isoformat())
