"""The words that can be said of an entry: what each is called, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from copro_map.base.i18n import N_, partial_date, t
from copro_map.people.rules.permissions import Role
from copro_map.people.wording import role_name
from copro_map.upkeep.face import Heard, Said


@dataclass(frozen=True)
class Choice:
    """A word on a button: what it says, its icon and key, what it asks for besides.

    ``asks`` is the label of a field; empty if the word is kept at once.
    """

    label: str
    icon: str
    key: str | None = None
    asks: str = ""
    field: Literal["", "note", "ended_on", "until", "closes_on"] = ""
    help: str = ""


WORDS = {
    "right": Choice(N_("Still right"), "check", "Y"),
    "ended": Choice(
        N_("No longer running"),
        "event_busy",
        "N",
        N_("Since when? A year is enough; empty if nobody knows."),
        "ended_on",
    ),
    "unknown": Choice(N_("I don't know"), "question_mark", "U"),
    "change": Choice(
        N_("Something changes"), "edit", None, N_("What is to change?"), "note"
    ),
    "moved": Choice(N_("Moved"), "moving", None, N_("Where to?"), "note"),
    "not_us": Choice(
        N_("Does not belong here"),
        "block",
        None,
        N_("Why does it not belong here?"),
        "note",
    ),
}
# Of offers and requests alone.
OPENING = {
    "open": Choice(
        N_("Open"),
        "lock_open",
        None,
        N_("Until which day? Empty means until further notice."),
        "closes_on",
    ),
    "paused": Choice(
        N_("Paused"), "pause", None, N_("What is the last day of the pause?"), "until"
    ),
}
OTHER_WORDS = {
    "take_off": N_("Taken off the map"),
    "undone": N_("Taken back"),
}
# How somebody knows: kept in English, as private as the person; shown in words.
HOW = {
    "page": N_("Its page"),
    "telephone": N_("By telephone"),
    "in_person": N_("In person"),
    "email": N_("By e-mail"),
    "own": N_("Our own organisation"),
}
# What nobody has to open a page for.
ASKED = ("telephone", "in_person", "email", "own")


def word_name(word: str) -> str:
    """Return what a word is called, in the current language."""
    known = {name: one.label for name, one in (WORDS | OPENING).items()}
    return t((known | OTHER_WORDS)[word])


def last_in_words(said: Said | Heard | None) -> str:
    """Return the last word, who said it as what, when, and how they knew."""
    if said is None:
        return t("Nobody has said anything yet")
    on = said.said_on if isinstance(said, Said) else said.on
    role: Role = said.role  # type: ignore[assignment]
    parts = [
        word_name(said.word),
        partial_date(said.ended_on),
        role_name(role),
        partial_date(on),
        t(HOW[said.how]) if said.how in HOW else said.how,
    ]
    return ", ".join(filter(None, parts))
