"""One named error for each situation that a caller may treat differently.

An error holds its sentence as a catalogue message and its facts apart, so that
``str(error)`` is English and ``i18n.explain(error, "cy")`` is Welsh.
"""

from __future__ import annotations


class CoproMapError(Exception):
    """Something the reader can put right: says what, where and what to do next."""

    def __init__(self, message: str, **facts: object) -> None:
        self.message = message
        self.facts = facts
        super().__init__(message.format(**facts))


class DefinitionError(CoproMapError):
    """A definition file (layer, kind, theme...) is missing something or wrong."""


class CrsError(CoproMapError):
    """A frame is in another coordinate system than the calculation needs."""


class ImportFileError(CoproMapError):
    """A file cannot be imported at all: missing, unreadable, wrong header."""


class DatabaseError(CoproMapError):
    """The database is missing, read-only, locked or damaged.

    ``visitors`` is the message for whoever can do nothing about it; an empty one means
    that the records cannot be read now.
    """

    def __init__(self, message: str, *, visitors: str = "", **facts: object) -> None:
        self.visitors = visitors
        super().__init__(message, **facts)


class VersionError(DatabaseError):
    """The database is of another version than this program."""


class AtRestError(CoproMapError):
    """The map is being mended, so nothing is written; says to come again later."""


class UnknownAreaError(CoproMapError):
    """An area code or layer that no boundary file defines."""


class DayError(CoproMapError):
    """A day that is not written as the calendar writes it."""
