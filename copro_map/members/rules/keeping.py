"""What the desk may put right of a member, and what no press takes back."""

from __future__ import annotations

from copro_map.members.rules.records import Member

NAMES = ("name_en", "name_cy")
OF_A_BODY = ("form", "type", *NAMES, "area", "entry", "language")
OF_A_PERSON = ("side", *NAMES, "area", "language")
# What members do themselves: the desk does not take it back for them.
THEIR_OWN = ("joined", "left", "came_back")


def fields_of(member: Member) -> tuple[str, ...]:
    """Return which columns of a member the desk may put right."""
    return OF_A_PERSON if member.form == "individual" else OF_A_BODY


def logged(member: Member, field: str, value: str) -> str:
    """Return how a value is written down: the name of a person is not."""
    is_hidden = member.form == "individual" and field in NAMES
    return "" if is_hidden else value


def is_lasting(what: str, was: str, now: str) -> bool:
    """Say whether a change of a member is not taken back by a press.

    Examples
    --------
    >>> is_lasting("left", "", ""), is_lasting("ended", "", "2026-11-30")
    (True, False)
    >>> is_lasting("name_en", "", ""), is_lasting("name_en", "Tirion", "Tirion Cyf")
    (True, False)
    """
    return what in THEIR_OWN or (what in NAMES and not (was or now))
