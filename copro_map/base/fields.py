"""What may stand in a field of a definition file, and what is said if it does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator as Before
from pydantic import PlainValidator as Checked
from pydantic import ValidationInfo

from copro_map.base.i18n import N_, Label
from copro_map.base.models import FieldError, Named

NO_NAMES = N_('{where}: write {key} = {{ en = "...", cy = "..." }}, both filled in.')
NO_CHOICE = N_("{where}: {field} = {given} cannot be used. Write one of: {choices}.")
NO_NUMBER = N_(
    "{where}: {field} = {given} cannot be used. Write a whole number from {least} to "
    "{most}."
)
NO_DAY = N_("{where}: {field} = {given} cannot be used. Write it as 2026-04-01.")
NO_LIST = N_("{where}: write a list of at least {least} under {field}.")
NO_TABLE = N_("{where}: write at least one entry under [{field}].")
NO_ORDER = N_("{where}: write these tables, in this order: {tables}.")
TWICE = N_("{where}: each of the {field} needs a different name: {given}.")


def _names(given: object) -> Label:
    if isinstance(given, Label):
        return given
    pair = given if isinstance(given, Mapping) else {}
    texts = [pair.get("en"), pair.get("cy")]
    if len(pair) != 2 or not all(isinstance(x, str) and x.strip() for x in texts):
        raise FieldError(NO_NAMES)
    return Label(str(texts[0]), str(texts[1]))


def check_whole(given: object, least: int, most: int) -> int:
    """Return a whole number; the fault of a field that holds anything else is raised.

    Examples
    --------
    >>> check_whole(36, 1, 120)
    36
    """
    if type(given) is not int or not least <= given <= most:  # bool is an int too
        raise FieldError(NO_NUMBER, least=least, most=most)
    return given


def check_choice(given: object, choices: Collection[str]) -> str:
    """Return a word, if it is one of the choices; else the fault of its field."""
    if given not in choices:
        raise FieldError(NO_CHOICE, choices=", ".join(choices))
    return str(given)


def _day(given: object) -> date:
    if type(given) is not date:  # a TOML date and time is a Python date too
        raise FieldError(NO_DAY)
    return given


def _truth(given: object) -> bool:
    if not isinstance(given, bool):
        raise FieldError(NO_CHOICE, choices="true, false")
    return given


def fill(label: Label, numbers: Mapping[str, object]) -> Label:
    """Return a text with numbers in the place of their names, in both languages.

    Raises the fault of a field that names a number which is not among them.

    Examples
    --------
    >>> fill(Label("at least {n}", "o leiaf {n}"), {"n": 10}).cy
    'o leiaf 10'
    """
    unknown = set(re.findall(r"\{(.*?)\}", label.en + label.cy)) - set(numbers)
    if unknown:
        raise FieldError(
            NO_CHOICE,
            given=", ".join(f"{{{name}}}" for name in sorted(unknown)),
            choices=", ".join(f"{{{name}}}" for name in numbers),
        )
    return Label(label.en.format(**numbers), label.cy.format(**numbers))


# What may stand in a field: a name in both languages, a plain date, true or false.
Text = Annotated[Label, Checked(_names)]
Day = Annotated[date, Checked(_day)]
Truth = Annotated[bool, Checked(_truth)]


def whole(least: int, most: int) -> Checked:
    """Return the sort of a field that holds a whole number."""
    return Checked(lambda given: check_whole(given, least, most))


def one_of(*choices: str) -> Checked:
    """Return the sort of a field that holds one of these words."""
    return Checked(lambda given: check_choice(given, choices))


def several(least: int) -> Before:
    """Return the sort of a field that holds a list, at least so long."""

    def check(given: object) -> object:
        if not isinstance(given, Sequence) or isinstance(given, str):
            given = ()
        if len(given) < least:
            raise FieldError(NO_LIST, least=least)
        return tuple(given)

    return Before(check)


def tables(*names: str, named: bool = False) -> Before:
    """Return the sort of a field that holds tables: these, in this order, or some.

    If they are ``named``, each one's name is its id.
    """

    def check(given: object, info: ValidationInfo) -> object:
        entries = dict(given) if isinstance(given, Mapping) else {}
        if names and tuple(entries) != names:
            wanted = [f"[{info.field_name}.{name}]" for name in names]
            raise FieldError(NO_ORDER, tables=", ".join(wanted))
        if not entries:
            raise FieldError(NO_TABLE)
        return {k: Named(k, x) for k, x in entries.items()} if named else entries

    return Before(check)


def different(names: Sequence[str]) -> Sequence[str]:
    """Return names, if none is empty or written twice; else the fault of their field.

    Examples
    --------
    >>> different(("citizen", "provider"))
    ('citizen', 'provider')
    """
    if len(set(names)) < len(names) or not all(names):
        raise FieldError(TWICE, given=", ".join(names))
    return names
