"""Whom to introduce to whom today, of those that somebody may introduce."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from copro_map.assets.face import EXCHANGE_KINDS, entry_history
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, reading
from copro_map.exchange.apart import Apart, why_apart
from copro_map.exchange.belonging import NOWHERE, belongs_of_all
from copro_map.exchange.matching import match
from copro_map.exchange.meetings import tried
from copro_map.exchange.rules.needs import first_confirmed
from copro_map.exchange.rules.proposing import Together, not_under_way, together
from copro_map.exchange.rules.records import UNDER_WAY, Meeting, State
from copro_map.exchange.rules.standing import is_apart
from copro_map.exchange.store.meetings import meetings
from copro_map.people.contacts import reachable
from copro_map.people.rules.permissions import Actor, Belongs, between, may, require
from copro_map.search.face import all_assets

ENDED: tuple[State, ...] = ("declined", "withdrawn", "lapsed", "done")
# For how many days what came of an introduction is shown among what is under way.
LATELY = 60


@dataclass(frozen=True)
class Board:
    """Whom the best matching brings together, and since when each request is open.

    ``since`` are ISO days by the ids of requests; one of which it is not known is not
    there.
    """

    together: tuple[Together, ...]
    since: Mapping[str, str]


@dataclass(frozen=True)
class Before:
    """What was tried for an entry before: with which other, how it ended, and when.

    ``why`` is the word for two whom somebody on the desk keeps apart.
    """

    entry: str
    other: str
    state: State
    on: str
    why: Apart | None = None


@dataclass(frozen=True)
class Proposal:
    """Those to be introduced at one press, and what a co-ordinator wants to know.

    ``since``: the day (ISO) since which each request is open, where that is known.
    ``unreached``: the entries that nobody can be written to about, and whether whoever
    asks may enter how. ``is_whole``: they may introduce all of them, not a part alone.
    """

    together: Together
    belongs: Belongs
    since: Mapping[str, str]
    unreached: Mapping[str, bool]
    before: tuple[Before, ...]
    is_whole: bool

    @property
    def waits_since(self) -> str:
        """The day (ISO) since which the longest of its requests is open, or ""."""
        return min(self.since.values(), default="")

    @property
    def is_ready(self) -> bool:
        """Whether it can be done now: all of it is theirs, and all can be reached."""
        return self.is_whole and not self.unreached


def board_of(settings: Settings, assets: pd.DataFrame, day: date) -> Board:
    """Return whom to introduce on a day, for everybody who may introduce.

    ``assets`` as ``search.face.all_assets`` returns them for that day. Whoever is being
    introduced is left out until that has ended; so are two that were tried before.
    """
    with reading(settings.database) as database:
        known = meetings(database)
        history = first_confirmed(entry_history(database, day))
        before = tried(database)
    exchanged = assets[assets["kind"].isin(EXCHANGE_KINDS)]
    free = not_under_way(exchanged, known)
    found = together(match(settings, free, day, before))
    asked = {pair.request for one in found for pair in one.pairs}
    since = {
        one: str(assets.at[one, "opens_on"]) or history.get(one, "") for one in asked
    }
    return Board(found, {one: on for one, on in since.items() if on})


def to_introduce(
    settings: Settings, actor: Actor, day: date, board: Board | None = None
) -> tuple[Proposal, ...]:
    """Return whom somebody should introduce to whom today.

    Rings first, then pairs, the best first; those alone of which a request or an offer
    is of their areas. ``board`` is handed in if it is at hand (``board_of``).

    Raises
    ------
    RefusedError
        If somebody has no desk.
    """
    require(actor, "open_desk")
    board = board or board_of(settings, all_assets(settings, day), day)
    if not board.together:
        return ()
    reached = {one.entry for one in reachable(settings)}
    with reading(settings.database) as database:
        areas = belongs_of_all(settings, database)
        before = _before(database, meetings(database, states=ENDED))
    own = ((one, _own(actor, areas, one)) for one in board.together)
    return tuple(
        Proposal(
            together=one,
            belongs=_where(areas, *one.entries),
            since={x: board.since[x] for x in one.entries if x in board.since},
            unreached={
                x: may(actor, "enter_contact", areas.get(x, NOWHERE))
                for x in one.entries
                if x not in reached
            },
            before=tuple(x for entry in one.entries for x in before.get(entry, ())),
            is_whole=all(mine),
        )
        for one, mine in own
        if any(mine)
    )


def _own(actor: Actor, areas: Mapping[str, Belongs], one: Together) -> list[bool]:
    """Return of which of the pairs somebody may introduce the two."""
    return [
        may(actor, "introduce", _where(areas, pair.request, pair.offer))
        for pair in one.pairs
    ]


def _where(areas: Mapping[str, Belongs], *entries: str) -> Belongs:
    return between(*(areas.get(one, NOWHERE) for one in entries))


def _before(
    database: Database, ended: Iterable[Meeting]
) -> dict[str, tuple[Before, ...]]:
    """Return what was tried for each entry, the last first."""
    found: dict[str, list[Before]] = {}
    for one in sorted(ended, key=lambda x: (x.ended_on, x.number), reverse=True):
        why = why_apart(database, one.number) if is_apart(one) else None
        on = one.ended_on or one.done_on
        for entry, other in ((one.request, one.offer), (one.offer, one.request)):
            if entry:
                said = Before(entry, other, one.state, on, why)
                found.setdefault(entry, []).append(said)
    return {entry: tuple(said) for entry, said in found.items()}


def under_way(settings: Settings, actor: Actor, day: date) -> tuple[Meeting, ...]:
    """Return the meetings of somebody's areas that go on, or ended well lately.

    The longest under way first; those done within ``LATELY`` days last, the newest of
    them first.

    Raises
    ------
    RefusedError
        If somebody has no desk.
    """
    require(actor, "open_desk")
    from_day = (day - timedelta(days=LATELY)).isoformat()
    found = _of_their_areas(settings, actor, (*UNDER_WAY, "done"))
    going = [one for one in found if one.state != "done"]
    done = [one for one in found if one.state == "done" and one.done_on >= from_day]
    going.sort(key=lambda one: (one.begun_on, one.number))
    done.sort(key=lambda one: (one.done_on, one.number), reverse=True)
    return (*going, *done)


def kept_apart(
    settings: Settings, actor: Actor
) -> tuple[tuple[Meeting, Apart | None], ...]:
    """Return the pairs of somebody's areas that are kept apart and why; the last first.

    Raises
    ------
    RefusedError
        If somebody has no desk.
    """
    require(actor, "open_desk")
    found = [x for x in _of_their_areas(settings, actor, ("declined",)) if is_apart(x)]
    with reading(settings.database) as database:
        return tuple((one, why_apart(database, one.number)) for one in found[::-1])


def _of_their_areas(
    settings: Settings, actor: Actor, states: Sequence[State]
) -> list[Meeting]:
    with reading(settings.database) as database:
        found = meetings(database, states=states)
        areas = belongs_of_all(settings, database) if found else {}
    return [
        one
        for one in found
        if may(actor, "introduce", _where(areas, one.request, one.offer))
    ]
