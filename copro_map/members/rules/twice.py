"""Whether two who join are one: by their entry, by address and name, or by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from copro_map.base.names import fold
from copro_map.members.rules.records import Member

# What a name is written with, or without: its form in law, and an article before it.
LAW = frozenset({"ltd", "limited", "cic", "cio", "cyf", "cyfyngedig", "plc"})
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # C.I.C. is CIC
ARTICLES = frozenset({"the", "y", "yr"})


@dataclass(frozen=True)
class Named:
    """Whoever joins, as far as that tells them from others.

    ``keys`` are what their names are compared by; ``address`` is compared as it is.
    """

    form: str
    keys: frozenset[str]
    entry: str
    area: str
    address: str


def _bare(name: str) -> str:
    """Return a name as it is compared, without its form in law or an article."""
    folded = fold(INITIALS.sub(lambda found: found[0].replace(".", ""), name))
    words = [word for word in folded.split() if word not in LAW]
    if len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return " ".join(words) or folded


def name_keys(*names: str) -> frozenset[str]:
    """Return what names are compared by; an empty one has none.

    Examples
    --------
    >>> name_keys("The Tir Coed C.I.C.") == name_keys("TIR-COED Ltd.", "")
    True
    """
    return frozenset(_bare(name) for name in names if name.strip())


def named(member: Member, became: Mapping[str, str]) -> Named:
    """Return a member as they are compared; ``became`` says what entries led to."""
    keys = name_keys(member.name_en, member.name_cy)
    entry = became.get(member.entry, member.entry)
    return Named(member.form, keys, entry, member.area, member.address_key)


def are_one(one: Named, other: Named) -> bool:
    """Say whether two who join are the same body, or the same person.

    Those with an entry by that alone. Persons may be called alike: they are one if the
    address is; so may groups and departments elsewhere in Wales, not organisations.
    """
    if one.entry and other.entry:
        return one.entry == other.entry
    if not one.keys & other.keys:
        return False
    if one.address and one.address == other.address:
        return True
    forms = {one.form, other.form}
    if "individual" in forms:
        return False
    return forms == {"organisation"} or one.area == other.area
