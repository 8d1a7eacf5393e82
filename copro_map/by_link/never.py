"""An address is never written to again, and stands in no room that keeps addresses."""

from __future__ import annotations

from datetime import date

from copro_map.base.store.connection import Database
from copro_map.contribute.face import FORGETS as OF_CONTRIBUTE
from copro_map.imports.face import FORGETS as OF_IMPORTS
from copro_map.members.face import FORGETS as OF_MEMBERS
from copro_map.people.contacts import never_write
from copro_map.talks.lasting import FORGETS as OF_TALKS
from copro_map.versions.face import FORGETS as OF_VERSIONS

FORGETS = (*OF_TALKS, *OF_VERSIONS, *OF_CONTRIBUTE, *OF_IMPORTS, *OF_MEMBERS)


def never(database: Database, address: str, today: date) -> None:
    """Never write to an address again, inside the caller's transaction.

    Every room takes it out of what it keeps; the mark alone stays.
    """
    never_write(database, address, today)
    for forget in FORGETS:
        forget(database, address)
