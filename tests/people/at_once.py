"""People who set the same thing at once: what each saw, wrote, and was told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading, writing
from copro_map.people import settling
from copro_map.people.rights import actor_of
from copro_map.people.rules.changes import ConflictError
from copro_map.people.rules.permissions import Actor
from copro_map.people.settling import setting_on
from copro_map.people.store.persons import person_by_number
from tests.people.conftest import NOW
from tests.samples import query

NAME = "network_name"
MADE = f"""
SELECT version, person, now, was FROM change_made
WHERE subject = 'setting' AND record = '{NAME}' ORDER BY id
"""  # noqa: S608 - a constant
SET = "SELECT value_en FROM setting ORDER BY id"


@dataclass
class Written:
    """What was accepted, as (person, value, the version seen), and each refusal."""

    accepted: list[tuple[int, str, int]] = field(default_factory=list)
    conflicts: list[tuple[str, str, str]] = field(default_factory=list)


def _edit(here: Settings, who: Actor, value: str, seen: int, done: Written) -> None:
    """Save until it is taken; whoever is refused looks at both, and saves again."""
    assert who.person
    while True:
        try:
            settling.settle(
                here,
                who,
                NAME,
                Label(value, value),
                from_on=NOW.date(),
                now=NOW,
                seen=seen,
            )
        except ConflictError as error:
            theirs = error.made.change.now
            done.conflicts.append((str(error), theirs, value))
            seen = error.made.version
        else:
            done.accepted.append((who.person, value, seen))
            return


def write_at_once(
    here: Settings, people: int, edits: int, enter: Callable[[str, str], object]
) -> Written:
    """Let so many people make so many edits each, all with the same form open."""
    for number in range(people):
        enter("steward", f"steward{number}")
    with writing(here.database) as database:
        found = (person_by_number(database, n + 1) for n in range(people))
        actors = [actor_of(database, person) for person in found if person]
    done, together = Written(), threading.Barrier(people, timeout=60)

    def work(who: Actor) -> None:
        for edit in range(edits):
            together.wait()
            with reading(here.database) as database:
                seen = settling.version_of(database, "setting", NAME)
            together.wait()  # everybody has the form before anybody saves
            _edit(here, who, f"{who.name}, edit {edit}", seen, done)

    with ThreadPoolExecutor(people) as pool:
        for one in [pool.submit(work, who) for who in actors]:
            one.result()
    return done


def lost(here: Settings, done: Written) -> int:
    """Count the edits that somebody wrote over without having seen them."""
    version_of = {now: version for version, _, now, _ in query(here.database, MADE)}
    return sum(version_of[value] - 1 - seen for _, value, seen in done.accepted)


def check_whole(here: Settings, done: Written, people: int, edits: int) -> None:
    """Every accepted edit is in the log once, in order, and the last one holds."""
    rows = query(here.database, MADE)
    assert [version for version, *_ in rows] == list(range(1, people * edits + 1))
    assert sorted((by, now) for _, by, now, _ in rows) == sorted(
        (by, value) for by, value, _ in done.accepted
    )
    values = [now for *_, now, _ in rows]
    assert [was for *_, was in rows] == ["", *values[:-1]]
    assert [value for (value,) in query(here.database, SET)] == values
    found = setting_on(here, NAME, NOW.date())
    assert found
    assert found.value.en == values[-1]
    assert len(done.conflicts) >= (people - 1) * edits
    assert all(a in told and b in told for told, a, b in done.conflicts)
