"""What a person who is entered is, and what must be so of one."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.people.rules.permissions import ENTERED, Role

LONGEST_NAME = 120  # characters
LANGUAGES = ("", "cy", "en")


class PersonError(CoproMapError):
    """A person who cannot be entered, changed or switched off like this."""


@dataclass(frozen=True)
class Person:
    """Somebody whom an administrator entered.

    ``areas`` are codes of County Voluntary Councils, of an officer alone. ``language``
    is "cy", "en", or empty if not known. Whoever is switched off is not ``active``.
    ``epoch`` grows with "sign out everywhere". ``address`` is empty for whoever is at
    the machine.
    """

    number: int
    address: str
    name: str
    role: Role
    areas: tuple[str, ...]
    language: str
    active: bool
    epoch: int


def check_person(name: str, role: str, areas: tuple[str, ...], language: str) -> None:
    """Refuse what cannot be so of a person.

    Raises
    ------
    PersonError
        The message says what to write instead.

    Examples
    --------
    >>> check_person("Siân", "officer", ("CVC05",), "cy")
    >>> check_person("Siân", "officer", (), "cy")
    Traceback (most recent call last):
        ...
    copro_map.people.rules.persons.PersonError: An officer answers for an area: ...
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        raise PersonError(
            N_("Give a name, of at most {most} characters."), most=LONGEST_NAME
        )
    if has_control(name):
        raise PersonError(HIDDEN)
    if role not in ENTERED:
        raise PersonError(
            N_("{given}: there is no such role. The roles are: {roles}."),
            given=role,
            roles=", ".join(ENTERED),
        )
    if role == "officer" and not areas:
        raise PersonError(
            N_(
                "An officer answers for an area: say which, the County Voluntary "
                "Council where they work."
            )
        )
    if language not in LANGUAGES:
        raise PersonError(
            N_("{given}: write cy or en, or leave the language out."), given=language
        )
