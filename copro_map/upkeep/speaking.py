"""Whose word it is that whoever is at the machine writes down."""

from __future__ import annotations

from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading
from copro_map.people.persons import person_at
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import Actor, may
from copro_map.upkeep.belonging import belongs
from copro_map.upkeep.rules.checking import WordError

# Roles that need no person.
BY_ROLE: dict[str, Actor] = {
    "steward": Actor(role="steward"),
    "officer": Actor(role="officer"),
}


def speaker(settings: Settings, who: str, entry_id: str) -> Actor:
    """Return who speaks of an entry: a person who is entered, by address, or a role.

    Raises
    ------
    WordError
        If nobody active has that address and it is neither "steward" nor "officer", or
        the person's role may not speak of this entry.
    NoEntryError
        If there is no such entry.
    """
    here = belongs(settings, entry_id)
    if who in BY_ROLE:
        return BY_ROLE[who]
    person = person_at(settings, who) if "@" in who else None
    if person is None or not person.active:
        raise WordError(
            N_(
                "{who}: nobody is entered with this address. Give the address of a "
                "person who is, or one of these: {roles}."
            ),
            who=shown(who),
            roles=", ".join(BY_ROLE),
        )
    with reading(settings.database) as database:
        actor = actor_of(database, person)
    if not may(actor, "say", here):
        raise WordError(
            N_(
                "{who} may not speak of this entry. Give somebody who may, or one of "
                "these: {roles}."
            ),
            who=shown(who),
            roles=", ".join(BY_ROLE),
        )
    return actor
