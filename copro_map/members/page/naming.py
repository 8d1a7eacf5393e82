"""Members, seats and decisions in words, and what the desk did with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import parse_qs, urlsplit

from copro_map.base.i18n import LANGUAGES, N_, long_date, t
from copro_map.frame import cache
from copro_map.frame.councils import area_name
from copro_map.members.kinds import member_roles, member_types
from copro_map.people.rules.changes import Subject
from copro_map.search.page.named import name_of

FORMS = {
    "organisation": N_("Organisation"),
    "group": N_("Group"),
    "department": N_("Department"),
    "individual": N_("Individual"),
}
SIDES = {"citizen": N_("Citizen"), "professional": N_("Professional")}
BODIES = {"forum": N_("Members' Forum"), "board": N_("The Board")}


def form_name(form: str) -> str:
    """Return what sort of member one is, in a word."""
    return t(FORMS[form])


def type_name(type_id: str) -> str:
    """Return what a type of member is called; its id, if it is none any more."""
    found = member_types(cache.settings()).get(type_id)
    return found.label.text() if found else type_id


def role_name(role: str) -> str:
    """Return what a role of members is called; its id, if it is none any more."""
    found = member_roles(cache.settings()).get(role)
    return found.label.text() if found else role


def side_name(side: str) -> str:
    """Return as what a person takes part."""
    return t(SIDES[side])


def language_name(code: str) -> str:
    """Return the language of letters; both, if it is not known."""
    return LANGUAGES.get(code) or t("Both")


def body_name(body: str) -> str:
    """Return what the Forum or the Board is called."""
    return t(BODIES[body])


def day_name(day: str) -> str:
    """Return an ISO day in words; "" for none."""
    return long_date(date.fromisoformat(day)) if day else ""


def entry_named(text: str) -> str:
    """Return the id of an entry whose address, or id, was pasted; "" for none.

    Examples
    --------
    >>> entry_named("https://map.example/entry?id=tir-coed&lang=cy")
    'tir-coed'
    >>> entry_named("https://map.example/en/entry/tir-coed"), entry_named("tir-coed")
    ('tir-coed', 'tir-coed')
    """
    address = urlsplit(text.strip())
    asked = parse_qs(address.query).get("id", [""])[0]
    return asked or address.path.rstrip("/").rpartition("/")[2]


def _of_body(value: str) -> str:
    body, _, day = value.partition(" ")
    return f"{body_name(body)} · {day_name(day)}"


# What the desk did, and how its values are said.
ACTS: Mapping[tuple[Subject, str], str] = {
    ("member", "joined"): N_("Joined the Network"),
    ("member", "left"): N_("Left the Network"),
    ("member", "came_back"): N_("Came back to the Network"),
    ("member", "seen"): N_("New member looked at"),
    ("member", "refused"): N_("Membership refused"),
    ("member", "ended"): N_("Membership ended"),
    ("member", "brought_back"): N_("Member brought back"),
    ("member", "form"): N_("Member: organisation, group or department"),
    ("member", "type"): N_("Member: what sort of body"),
    ("member", "side"): N_("Member: as what they take part"),
    ("member", "name_en"): N_("Member: English name"),
    ("member", "name_cy"): N_("Member: Welsh name"),
    ("member", "area"): N_("Member: area"),
    ("member", "entry"): N_("Member: entry on the map"),
    ("member", "language"): N_("Member: language of letters"),
    ("member", "gift"): N_("Contribution noted"),
    ("member", "gift_withdrawn"): N_("Contribution withdrawn"),
    ("member", "role"): N_("Role of a member noted"),
    ("member", "role_ended"): N_("Role of a member ended"),
    ("seat", "taken"): N_("Seat taken"),
    ("seat", "term"): N_("Seat: end of the term"),
    ("seat", "public"): N_("Seat: named in public"),
    ("seat", "left"): N_("Seat left"),
    ("seat", "interest"): N_("Interest declared"),
    ("seat", "interest_ended"): N_("Interest ended"),
    ("decision", "decided"): N_("Decision entered"),
    ("decision", "withdrawn"): N_("Decision withdrawn"),
}
SAID: Mapping[tuple[Subject, str], Callable[[str], str]] = {
    ("member", "brought_back"): lambda value: day_name(value.split(" ")[-1]),
    ("member", "form"): form_name,
    ("member", "type"): type_name,
    ("member", "side"): side_name,
    ("member", "name_en"): str,
    ("member", "name_cy"): str,
    ("member", "area"): area_name,
    ("member", "entry"): lambda value: name_of(value).text(),
    ("member", "language"): language_name,
    ("member", "role"): role_name,
    ("member", "role_ended"): role_name,
    ("seat", "taken"): _of_body,
    ("decision", "decided"): _of_body,
    ("decision", "withdrawn"): _of_body,
}
