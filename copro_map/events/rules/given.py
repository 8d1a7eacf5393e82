"""An event as somebody gives it, on a form or in a file: text, not read yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.events.rules.records import Event

# What a box that is ticked, or a cell, says for yes; in either language.
YES = ("1", "yes", "y", "true", "ie", "oes", "ydy", "on")
NO = ("", "0", "no", "n", "false", "na", "nac oes", "off")
SPOKEN: Mapping[str, str] = {
    "": N_("Not said"),
    "cy": N_("Welsh"),
    "en": N_("English"),
    "both": N_("Welsh and English"),
}
TICKED = ("is_online", "is_interpreted", "has_booking")


@dataclass(frozen=True)
class Given:
    """What somebody gives of an event; the fields of ``Event``, each as it was typed.

    ``place`` is a postcode, or a town or village; ``venue`` the hall or the room there.
    ``entry`` and ``project`` are ids of entries.
    """

    name_en: str = ""
    name_cy: str = ""
    type: str = ""
    starts_on: str = ""
    starts_at: str = ""
    ends_on: str = ""
    ends_at: str = ""
    place: str = ""
    venue: str = ""
    is_online: str = ""
    join_link: str = ""
    web: str = ""
    about_en: str = ""
    about_cy: str = ""
    spoken: str = ""
    is_interpreted: str = ""
    has_booking: str = ""
    places: str = ""
    booking_ends_on: str = ""
    entry: str = ""
    project: str = ""
    organiser: str = ""
    address: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> Self:
        """Return what is typed in the boxes of a form, by their names.

        Examples
        --------
        >>> Given.of({"name_en": " A day ", "press": "1"}).name_en
        'A day'
        """
        names = (one.name for one in fields(cls))
        return cls(**{name: typed.get(name, "").strip() for name in names})

    @classmethod
    def as_kept(cls, event: Event) -> Self:
        """Return an event as somebody would type it again."""
        kept = {one.name: getattr(event, one.name) for one in fields(cls)}
        said = {
            name: ("1" if value else "") if isinstance(value, bool) else value
            for name, value in kept.items()
        }
        return cls(**{x: "" if y is None else str(y) for x, y in said.items()})


NAMES = tuple(one.name for one in fields(Given))


@dataclass(frozen=True)
class Fault:
    """What is wrong in one field: a catalogue message and its facts."""

    field: str
    message: str
    facts: Mapping[str, object]

    def reason(self) -> str:
        """Return it as a sentence in the current language."""
        return t(self.message, **self.facts)


Faults = tuple[Fault, ...]


class EventError(CoproMapError):
    """An event that cannot be kept as it is, or an act that cannot be; what to do.

    ``faults`` are what is wrong in its fields; the message says the first.
    """

    def __init__(self, message: str, faults: Faults = (), **facts: object) -> None:
        self.faults = faults
        super().__init__(message, **facts)

    @classmethod
    def of(cls, faults: Faults) -> Self:
        """Return the error of an event with faults."""
        first = faults[0]
        return cls(first.message, faults, **first.facts)


def said_yes(text: str) -> bool | None:
    """Return what a tick or a cell says; None if it is neither yes nor no.

    Examples
    --------
    >>> said_yes("Ie"), said_yes(""), said_yes("perhaps")
    (True, False, None)
    """
    plain = text.strip().casefold()
    return True if plain in YES else False if plain in NO else None


# What each field is called, as a column of a file and on forms.
LABELS: Mapping[str, str] = {
    "name_en": N_("Name in English"),
    "name_cy": N_("Name in Welsh"),
    "type": N_("What sort of event?"),
    "starts_on": N_("First day"),
    "starts_at": N_("Starts at"),
    "ends_on": N_("Last day"),
    "ends_at": N_("Ends at"),
    "place": N_("Postcode, or town or village"),
    "venue": N_("Hall or room"),
    "is_online": N_("Online"),
    "join_link": N_("Link to take part online"),
    "web": N_("Web page of the event"),
    "about_en": N_("What it is about, in English"),
    "about_cy": N_("What it is about, in Welsh"),
    "spoken": N_("Which language is spoken?"),
    "is_interpreted": N_("Welsh is interpreted"),
    "has_booking": N_("People book a place here"),
    "places": N_("How many places?"),
    "booking_ends_on": N_("Last day to book"),
    "entry": N_("Organised by, on the map"),
    "project": N_("Part of which project?"),
    "organiser": N_("Organised by"),
    "address": N_("The organiser's e-mail address"),
}
