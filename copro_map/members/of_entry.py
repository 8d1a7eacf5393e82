"""That an entry is of a member of the Network, and since when."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import partial_date, t
from copro_map.drawing.templates import Html, render
from copro_map.members.members import all_members
from copro_map.members.of_area import list_address
from copro_map.members.rules.taking_part import is_named


def since(settings: Settings, day: date) -> dict[str, str]:
    """Return since which day (ISO) each entry is a member's, by id; only those named.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    found: dict[str, str] = {}
    for one in all_members(settings, day):
        if one.entry and one.form != "individual" and is_named(one):
            found[one.entry] = min(one.joined_on, found.get(one.entry, one.joined_on))
    return found


def html(joined_on: str) -> Html | str:
    """Return the line that says it; "" without a day."""
    if not joined_on:
        return ""
    words = t("Member of the Network since {date}", date=partial_date(joined_on))
    return render("members/since.html", words=words, to=list_address())
