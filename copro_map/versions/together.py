"""The lines of a workshop: accepted in one press, each like any other version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, reading, writing
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor, RefusedError
from copro_map.versions.deciding import decide_in
from copro_map.versions.returning import names_are_back
from copro_map.versions.rules.versions import Decision, Version
from copro_map.versions.store import versions as store

AT_ONCE = 40  # one takes about 40 ms, and others wait at most 5 s to write


@dataclass(frozen=True)
class Together:
    """The numbers of the lines that were accepted, and of those that were left out.

    ``elsewhere``: another council decides them. ``since``: somebody decided or changed
    them after they were looked at.
    """

    accepted: tuple[int, ...]
    elsewhere: tuple[int, ...]
    since: tuple[int, ...]


def accept_together(
    settings: Settings, actor: Actor, seen: Mapping[int, int], now: datetime
) -> Together:
    """Accept several versions at once: numbers and revisions.

    Those of another officer's area are left out; so are those that were decided, or
    changed, since they were ``seen``. Each is noted, and can be taken back, by itself.
    Not all of many are in one transaction: others wait to write meanwhile.

    Raises
    ------
    RefusedError
        If somebody has no desk, or not any more.
    VersionError
        If one of them cannot be accepted as it stands; those before it are.
    """
    numbers, done = list(seen), Together((), (), ())
    for start in range(0, len(numbers), AT_ONCE):
        some = {x: seen[x] for x in numbers[start : start + AT_ONCE]}
        found = _accept(settings, actor, some, now)
        done = Together(
            done.accepted + found.accepted,
            done.elsewhere + found.elsewhere,
            done.since + found.since,
        )
    return done


def _accept(
    settings: Settings, actor: Actor, seen: Mapping[int, int], now: datetime
) -> Together:
    """Accept some versions in one transaction."""
    accepted, elsewhere, since = [], [], []
    with writing(settings.database, make=False) as database:
        require_now(database, actor, "open_desk")
        open_now = {one.number: one for one in store.open_versions(database)}
        for number, revision in seen.items():
            version = open_now.get(number)
            if version is None or version.revision != revision:
                since.append(number)
                continue
            decision = Decision("accepted", revision)
            try:  # it asks for the right before it writes anything
                decide_in(settings, database, actor, version, decision, now)
            except RefusedError:
                elsewhere.append(number)
            else:
                accepted.append(number)
    names_are_back(settings, (open_now[x] for x in accepted), now)
    return Together(tuple(accepted), tuple(elsewhere), tuple(since))


def workshops_waiting(settings: Settings) -> dict[int, int]:
    """Return how many lines of each workshop wait, in whatever area, by its number."""
    counts: dict[int, int] = {}
    with reading(settings.database) as database:
        for one in store.open_versions(database):
            if one.sent.workshop is not None:
                counts[one.sent.workshop] = counts.get(one.sent.workshop, 0) + 1
    return counts


def names_of_workshops(settings: Settings) -> dict[int, tuple[str, str]]:
    """Return what each workshop is called, in English and in Welsh, by its number."""
    with reading(settings.database) as database:
        return store.workshop_names(database)


def of_workshop(database: Database, number: int) -> tuple[Version, ...]:
    """Return what was typed in a workshop and was not declined, the first first."""
    return store.versions_in_workshop(database, number)


# What was typed in a workshop, inside the caller's transaction.
TYPED: Callable[[Database, int], tuple[Version, ...]] = of_workshop
