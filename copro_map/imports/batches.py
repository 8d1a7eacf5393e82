"""An import that somebody makes: who, of what; what it touched is kept to take it back.

Handed to an importer as its ``files.bringing.Bringing``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading
from copro_map.imports.rules.kept import Made
from copro_map.imports.store import batches as store
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor

MOST_LISTED = 50


@dataclass
class Batch:
    """Somebody who brings a file in, and what comes of it.

    ``name`` is what the file is called: it is kept for as long as the import can be
    taken back, and never in what happened, as it may name a person. ``number`` is that
    of the import once it is done; 0 before.
    """

    settings: Settings
    actor: Actor
    subject: str
    of: str
    name: str
    now: datetime
    number: int = 0
    _present: list[Actor] = field(default_factory=list)

    def begin(self, database: Database) -> None:
        """Ask for the right, now, and begin to keep what is touched.

        Raises
        ------
        RefusedError
            If they may not bring files in.
        """
        self._present[:] = [require_now(database, self.actor, "bring_in")]
        store.begin_keeping(database)

    def done(
        self, database: Database, what: str, counts: tuple[int, int], of: str = ""
    ) -> None:
        """Keep that it was made, and what it touched; write it down in what happened.

        ``what`` the records are, ``counts`` how many are new and changed, ``of`` which
        set of them, such as a wave.
        """
        (present,) = self._present
        new, changed = counts
        made = {
            "subject": self.subject,
            "of": self.of or of,
            "name": self.name,
            "at": written(self.now),
            "person": present.person,
            "added": new,
            "changed": changed,
        }
        self.number = store.add_made(database, made)
        told = f"{new} {changed} {self.of or of}".strip()
        change = Change("import", str(self.number), what, now=told)
        number = note(database, present, change, self.now)
        store.set_change(database, self.number, number)
        store.keep_touched(database, self.number)


def imports_made(
    settings: Settings, actor: Actor, subject: str = "", most: int = MOST_LISTED
) -> tuple[Made, ...]:
    """Return the imports that were made, the last first.

    Raises
    ------
    RefusedError
        If somebody may not bring files in.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "bring_in")
        return tuple(store.last_made(database, subject, most))
