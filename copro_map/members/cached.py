"""What is kept of members between two answers, by the revision of the data."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html
from copro_map.frame import cache
from copro_map.members import forum, listing, of_entry, who
from copro_map.members.listing import Listed
from copro_map.members.rules.records import Decided
from copro_map.members.rules.seats import Sitting
from copro_map.members.rules.taking_part import TakingPart
from copro_map.search import cached


@cache.kept(2, "data", "day")
def taking_part(where: Settings) -> TakingPart:
    """Return who takes part today, counted."""
    return who.taking_part(where, current_day())


@cache.kept(4, "data", "language", "day")
def listed(where: Settings) -> tuple[Listed, ...]:
    """Return the members that are named in public."""
    return listing.listed(where, cached.assets().index, current_day())


@cache.kept(2, "data", "day")
def governing(where: Settings) -> tuple[tuple[Sitting, ...], tuple[Decided, ...]]:
    """Return who sits on the Forum and the Board, and what they decided, in public."""
    return forum.seats(where, current_day()), forum.decisions(where)


@cache.kept(2, "data", "day")
def _since(where: Settings) -> dict[str, str]:
    return of_entry.since(where, current_day())


def since(entry_id: str) -> Html | str:
    """Return the line that an entry is a member's, and since when; "" if it is not."""
    return of_entry.html(_since().get(entry_id, ""))
