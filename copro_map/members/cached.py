"""What is kept of members between two answers, by the revision of the data."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html
from copro_map.frame import cache
from copro_map.members import in_public as bodies
from copro_map.members import listing, of_entry, who
from copro_map.members.in_public import BodyShown
from copro_map.members.listing import Listed
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
def in_public(where: Settings) -> tuple[BodyShown, ...]:
    """Return the Members' Forum and the Board in public."""
    return bodies.in_public(where, current_day())


@cache.kept(2, "data", "day")
def _since(where: Settings) -> dict[str, str]:
    return of_entry.since(where, current_day())


def since(entry_id: str) -> Html | str:
    """Return the line that an entry is a member's, and since when; "" if it is not."""
    return of_entry.html(_since().get(entry_id, ""))
