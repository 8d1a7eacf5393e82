"""Who runs this map and how they are written to: set on the desk, or by the machine."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.base.store.settled import Setting, settled

NETWORK = Label("Co-production Network for Wales", "Rhwydwaith Cydgynhyrchu Cymru")


def network_in(database: Database, day: date) -> Label:
    """Return the name of the Network that runs a map, as it is set on a day."""
    found = settled(database, "network_name", day)
    return found.value if found else NETWORK


def _set(settings: Settings, name: str, day: date) -> Setting | None:
    if not settings.database.exists():
        return None
    with reading(settings.database) as database:
        return settled(database, name, day)


def network_on(settings: Settings, day: date) -> Label:
    """Return the name of the Network that runs this map, as it is set on a day.

    Raises
    ------
    DatabaseError
        If there is a database that cannot be read.
    """
    found = _set(settings, "network_name", day)
    return found.value if found else NETWORK


def contact_on(settings: Settings, day: date) -> str:
    """Return the stewards' e-mail address on a day; "" if there is none to show.

    What is set on the desk, else what the machine was told (``settings.contact``).

    Raises
    ------
    DatabaseError
        If there is a database that cannot be read.
    """
    found = _set(settings, "contact", day)
    return found.value.en if found else settings.contact
