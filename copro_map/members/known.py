"""Who is a member already, for whoever asks of many."""

from __future__ import annotations

from dataclasses import dataclass, field

from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database
from copro_map.members.rules.records import Member
from copro_map.members.rules.twice import Named, are_one, named
from copro_map.members.store.members import rows


@dataclass
class Known:
    """Who is a member, to be found by name or entry without looking at all of them."""

    by: dict[str, list[Named]] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database) -> Known:
        """Return the members of a database."""
        became, found = successors(database), cls()
        for one in rows(database, Member, state="member"):
            found.add(named(one, became))
        return found

    def add(self, one: Named) -> None:
        """Keep that somebody is there."""
        for key in (*one.keys, one.entry):
            self.by.setdefault(key, []).append(one)

    def has(self, one: Named) -> bool:
        """Say whether somebody is there already, as ``rules.twice`` compares them."""
        likely = (x for key in (*one.keys, one.entry) for x in self.by.get(key, ()))
        return any(are_one(one, other) for other in likely)
