"""What somebody fills in to join, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_
from copro_map.members.rules.records import FORMS

LONGEST = {"name": 120, "promise": 600}  # characters
MOST_POUNDS, MOST_HOURS = 100_000, 2_000  # a year
SIDES = ("citizen", "professional")
MONEY = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d\d))?")
HOURS = re.compile(r"\d{1,5}")


class JoinError(CoproMapError):
    """Why somebody cannot join, or not like this; ``field`` is where it is mended.

    That is "name" for whichever name is asked for first.

    ``every`` are all of them, if several things are wrong.
    """

    def __init__(self, message: str, field: str = "", **facts: object) -> None:
        self.field = field
        self.every: tuple[JoinError, ...] = (self,)
        super().__init__(message, **facts)


@dataclass(frozen=True)
class Joining:
    """What somebody fills in to join: texts as they were typed, words of our files.

    ``agreed`` is the version of the principles that they agreed to, "" for none;
    ``pounds`` and ``hours`` what they would give a year.
    """

    form: str = ""
    type: str = ""
    side: str = ""
    name_en: str = ""
    name_cy: str = ""
    is_public: bool = False
    entry: str = ""
    area: str = ""
    language: str = "en"
    address: str = ""
    agreed: str = ""
    promise: str = ""
    is_promise_public: bool = False
    band: str = ""
    pounds: str = ""
    hours: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What can be chosen: ids of types, areas, steps and roles; the version in force.

    ``areas`` are codes of local authorities, and of all Wales.
    """

    types: Collection[str]
    areas: Collection[str]
    bands: Collection[str]
    roles: Collection[str]
    version: str


def pence_of(text: str) -> int | None:
    """Return an amount of pounds in pence; None if nothing was typed.

    Raises
    ------
    JoinError
        If it is no amount, or too much of one.

    Examples
    --------
    >>> pence_of("£1,250"), pence_of("12.50"), pence_of(" ")
    (125000, 1250, None)
    """
    plain = text.strip()
    if not plain:
        return None
    found = MONEY.fullmatch(plain) if plain.isascii() or "£" in plain else None
    pounds = int(found[1].replace(",", "")) if found else MOST_POUNDS + 1
    if found is None or pounds > MOST_POUNDS:
        raise JoinError(
            N_("Write how much a year as a number of pounds, such as 25; at most {n}."),
            "pounds",
            n=f"{MOST_POUNDS:,}",
        )
    return 100 * pounds + int(found[2] or 0)


def hours_of(text: str) -> int | None:
    """Return a whole number of hours; None if nothing was typed.

    Raises
    ------
    JoinError
        If it is none, or more than a year of work.

    Examples
    --------
    >>> hours_of("12"), hours_of("")
    (12, None)
    """
    plain = text.strip()
    if not plain:
        return None
    is_number = plain.isascii() and HOURS.fullmatch(plain)
    if not is_number or int(plain) > MOST_HOURS:
        raise JoinError(
            N_(
                "Write how many hours a year as a whole number, such as 12; at "
                "most {n}."
            ),
            "hours",
            n=f"{MOST_HOURS:,}",
        )
    return int(plain)


def gives_of(pence: int | None, hours: int | None) -> str:
    """Return what a contribution is in, of what was typed of it.

    Examples
    --------
    >>> gives_of(2500, None), gives_of(0, 12), gives_of(0, None), gives_of(None, None)
    ('money', 'time', 'none', '')
    """
    if pence and hours:
        return "both"
    if pence or hours:
        return "money" if pence else "time"
    return "" if pence is None and hours is None else "none"


def _who(given: Joining, choices: Choices) -> Iterator[JoinError]:
    if given.form not in FORMS:
        yield JoinError(
            N_(
                "Choose who joins: an organisation, a group, a department or an "
                "individual."
            ),
            "form",
        )
    elif given.form == "individual" and given.side not in SIDES:
        yield JoinError(
            N_("Choose as what you take part: as a citizen or as a professional."),
            "side",
        )
    elif given.form != "individual" and given.type not in choices.types:
        yield JoinError(N_("Choose what sort of body it is."), "type")


def _names(given: Joining) -> Iterator[JoinError]:
    names = {"name_en": given.name_en.strip(), "name_cy": given.name_cy.strip()}
    if not any(names.values()):
        yield JoinError(N_("Write the name, in one language at least."), "name")
    for where, name in names.items():
        if len(name) > LONGEST["name"]:
            yield JoinError(
                N_("That name is too long: at most {n} characters."),
                where,
                n=LONGEST["name"],
            )
        elif name and not any(x.isalnum() for x in name):
            yield JoinError(N_("A name has a letter in it."), where)


def _gives(given: Joining, choices: Choices) -> Iterator[JoinError]:
    if given.band and given.band not in choices.bands:
        yield JoinError(N_("Choose a step of the scale, or none."), "band")
    for read, text in ((pence_of, given.pounds), (hours_of, given.hours)):
        try:
            read(text)
        except JoinError as error:
            yield error
    if unknown := [one for one in given.roles if one not in choices.roles]:
        yield JoinError(
            N_("This is none of the roles: {given}."), "roles", given=", ".join(unknown)
        )


def faults(given: Joining, choices: Choices) -> tuple[JoinError, ...]:
    """Return what is wrong with what was filled in, in the order of the form.

    But for the address, and for what others are called.
    """
    found = [*_who(given, choices), *_names(given)]
    if given.area not in choices.areas:
        found.append(
            JoinError(N_("Choose the area: a local authority, or all Wales."), "area")
        )
    if given.language not in LANGUAGES:
        found.append(JoinError(N_("Choose the language of our letters."), "language"))
    if not given.agreed:
        found.append(
            JoinError(
                N_("Members agree to the principles: read them, and tick that you do."),
                "agreed",
            )
        )
    elif given.agreed != choices.version:
        found.append(
            JoinError(
                N_(
                    "The principles have changed: read them again, and tick that you "
                    "do."
                ),
                "agreed",
            )
        )
    if len(given.promise.strip()) > LONGEST["promise"]:
        found.append(
            JoinError(
                N_("That promise is too long: at most {n} characters."),
                "promise",
                n=LONGEST["promise"],
            )
        )
    return (*found, *_gives(given, choices))
