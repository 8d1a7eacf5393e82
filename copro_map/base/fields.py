"""What may stand in a field of a definition file, and what is said if it does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator as Before
from pydantic import PlainValidator as Checked
from pydantic import ValidationInfo

from copro_map.base.i18n import N_, Label
from copro_map.base.models import NO_CHOICE, FieldError, Named

NO_NAMES = N_('{where}: write {key} = {{ en = "...", cy = "..." }}, both filled in.')
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
        raise FieldError(
            N_(
                "{where}: {field} = {given} cannot be used. Write a whole number from "
                "{least} to {most}."
            ),
            least=least,
            most=most,
        )
    return given


def check_choice(given: object, choices: Collection[str]) -> str:
    """Return a word, if it is one of the choices; else the fault of its field."""
    if given not in choices:
        raise FieldError(NO_CHOICE, choices=", ".join(choices))
    return str(given)


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


# A text in both languages.
Text = Annotated[Label, Checked(_names)]


def whole(least: int, most: int) -> Checked:
    """Return the sort of a field that holds a whole number."""
    return Checked(lambda given: check_whole(given, least, most))


def several(least: int) -> Before:
    """Return the sort of a field that holds a list, at least so long."""

    def check(given: object) -> object:
        if not isinstance(given, list | tuple) or len(given) < least:
            raise FieldError(
                N_("{where}: write a list of at least {least} under {field}."),
                least=least,
            )
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
            raise FieldError(
                N_("{where}: write these tables, in this order: {tables}."),
                tables=", ".join(wanted),
            )
        if not entries:
            raise FieldError(N_("{where}: write at least one entry under [{field}]."))
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
