"""What can be done about an entry: write to its people, or join in what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from copro_map.assets.face import Entry
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.names import ALL_WALES

# Of a request, and of an offer, that is open: to answer it, and to do as it does.
ANSWER = {"request": N_("I can help"), "offer": N_("I need this")}
ALSO = {"request": N_("I need this too"), "offer": N_("I can help with this too")}
LIVE = ("open", "tentative")


@dataclass(frozen=True)
class Act:
    """A link to what can be done; whether it ``reaches`` the people of the entry."""

    words: str
    to: str
    reaches: bool = False


def is_live(entry: Entry) -> bool:
    """Say whether an entry is an offer or a request that is open."""
    return entry.stands in LIVE


def _also(entry: Entry) -> str:
    """Return the address of the form for a like entry; what is alike stands there."""
    areas = [code for code in entry.served_codes if code != ALL_WALES]
    known = {
        "kind": entry.kind.id,
        "category": entry.category.id if entry.category else "",
        "theme": ",".join(theme.id for theme in entry.themes),
        "where": entry.where if entry.point else "",
        "area": ",".join(areas),
        "lang": current_language(),
    }
    return f"/contribute?{urlencode({name: x for name, x in known.items() if x})}"


def _acts(entry: Entry, write: str) -> Iterator[Act]:
    live = is_live(entry)
    if write:
        words = ANSWER[entry.kind.id] if live else N_("Write to them")
        yield Act(t(words), write, reaches=True)
    if live:
        yield Act(t(ALSO[entry.kind.id]), _also(entry))


def acts_of(entry: Entry, write: str) -> tuple[Act, ...]:
    """Return what can be done about an entry, first what reaches its people.

    ``write`` is the address of the page on which they are written to; "" if nobody can
    be: then nothing reaches them.
    """
    return tuple(_acts(entry, write))
