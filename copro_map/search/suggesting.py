"""Suggestions for what somebody has begun to type, in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.names import fold
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer, parse_postcode
from copro_map.search.nameable import (
    Kind,
    Thing,
    Things,
    places_known,
    words_known,
)
from copro_map.search.rules.suggesting import Names, merged

ROUTE = "/{language:language}/suggest"  # by which a page asks as somebody types
MOST = 8
LONGEST = 80  # letters that are looked at: no name is longer that somebody types
SHORT = 24  # letters of a name that is shown beside another one
# The first half of a postcode, and so much of the second as is typed.
BEGUN = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]?)")


@dataclass(frozen=True)
class Suggestion:
    """What is suggested: its name, what it is, and an address inside this site."""

    text: str
    kind: Kind
    said: str
    to: str


def _text(thing: Thing, asked: str) -> str:
    """Return what a thing is called; with the other name, if by that it was found."""
    own = thing.label.text()
    found_by = (x for x in (own, *thing.names) if f" {asked}" in f" {fold(x)}")
    other = next(found_by, own)
    if thing.kind == "entry" or fold(other) == fold(own):
        return other
    return f"{own} ({other})" if len(other) <= SHORT else own


def _postcode(gazetteer: Gazetteer, text: str) -> str:
    """Return a whole Welsh postcode as it is written; empty if a text is none."""
    code = parse_postcode(text)
    if not code or code not in gazetteer.postcodes.index:
        return ""
    is_welsh = str(gazetteer.postcodes.at[code, "authority"]).startswith("W")
    return f"{code[:-3]} {code[-3:]}" if is_welsh else ""


def _looked_for(gazetteer: Gazetteer, text: str) -> str:
    """Return a text as names are looked for; the district, of a postcode half typed."""
    compact = re.sub(r"\s+", "", text).upper()
    begun = BEGUN.fullmatch(compact)
    is_postcode = begun and begun[1] in gazetteer.outward_codes
    if begun and is_postcode and compact not in gazetteer.outward_codes:
        return begun[1].lower()
    return fold(text) if any(x.isalnum() for x in text) else ""


def suggest(
    settings: Settings, text: str, entries: Things, *, places_only: bool = False
) -> list[Suggestion]:
    """Return what somebody may mean who has typed a text, at most eight, best first.

    In the language in force; names are found in both. ``entries`` are those of
    ``entries_known``; with ``places_only`` only places and areas are suggested.
    """
    gazetteer = load_gazetteer(settings)
    if len(text) > LONGEST or not (asked := _looked_for(gazetteer, text)):
        return []
    if postcode := _postcode(gazetteer, text):
        leads = {"near": Label(postcode, postcode)}
        known = Thing("place", (postcode,) * 2, in_both(N_("Postcode")), leads)
        return [_shown(known, asked)]
    groups = {"places": places_known(settings)}
    if not places_only:
        groups |= {"words": words_known(settings), "entries": entries}
    found = _best(groups, asked)
    once = {one.address: _shown(one, asked) for one in reversed(found)}
    return list(reversed(once.values()))[:MOST]


def _best(groups: Mapping[str, Things], asked: str) -> list[Thing]:
    """Return what fits, best first; what nearly does only if nothing fits."""
    for look in (Names.fitting, Names.nearly):
        fits = [
            (name, fit)
            for name, group in groups.items()
            for fit in look(group.names, asked, 2 * MOST)
        ]
        if fits:
            return [groups[name].all[n] for name, n in merged(fits, 2 * MOST)]
    return []


def _shown(thing: Thing, asked: str) -> Suggestion:
    return Suggestion(_text(thing, asked), thing.kind, thing.said.text(), thing.address)
