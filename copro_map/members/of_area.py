"""What members say of an area, in a line: on its page, and in its brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, t
from copro_map.geography.areas import load_layers
from copro_map.members.members import all_members
from copro_map.members.rules.records import Member
from copro_map.members.rules.taking_part import is_named
from copro_map.members.who import areas_of


@dataclass(frozen=True)
class Line:
    """A line about an area: its title, what it says, and where it leads."""

    title: str
    words: str
    href: str = ""


def list_address(**asked: str) -> str:
    """Return the address of the list of members with what it is asked.

    Examples
    --------
    >>> list_address(area="W06000023")
    '/members?show=list&area=W06000023&lang=en'
    """
    asked_of = {"show": "list", **asked, "lang": current_language()}
    return f"/members?{urlencode(asked_of)}"


def of_area(settings: Settings, code: str, day: date) -> tuple[Line, ...]:
    """Return how many member organisations an area has; nothing while there are none.

    Of any layer; those who joined as themselves are not counted.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    bodies = [x for x in all_members(settings, day) if x.form != "individual"]
    if not bodies:
        return ()
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    within = areas_of(layers)

    def lies_here(one: Member) -> bool:
        return code in within(one.area).values()

    here = [one for one in bodies if lies_here(one)]
    title = t("Member organisations of the Network")
    if not here:
        way = f"/members?{urlencode({'lang': current_language()})}"
        return (Line(title, t("none yet"), way),)
    way = list_address(area=code) if any(map(is_named, here)) else ""
    return (Line(title, f"{len(here):,}", way),)
