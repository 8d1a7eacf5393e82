"""Definition files are models: each field is checked, and a fault is said in our words.

A model names the fields of a table and the sort of each (``Text``, ``whole``,
``tables`` and what pydantic knows itself). pydantic finds what is wrong and where;
``read`` says it, naming file, table and field.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic import BeforeValidator as Before
from pydantic import PlainValidator as Checked

from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_, Label

NO_NAMES = N_('{where}: write {key} = {{ en = "...", cy = "..." }}, both filled in.')
TWICE = N_("{where}: each of the {field} needs a different name: {given}.")
UNKNOWN = N_("{where}: there is no such field: {field}. The fields are: {fields}.")
NO_FILE = N_("{file}: this definition file is missing. Restore it from the project.")
NO_CHOICE = N_("{where}: {field} = {given} cannot be used. Write one of: {choices}.")
OTHER = N_("{where}: {field} = {given} cannot be used.")
# What is said of a fault that pydantic finds by itself.
SAID = {
    "bool_type": NO_CHOICE,
    "literal_error": NO_CHOICE,
    "date_type": N_(
        "{where}: {field} = {given} cannot be used. Write it as 2026-04-01."
    ),
}


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a definition file.

    Raises
    ------
    DefinitionError
        If the file is missing or is not TOML; the message names it.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DefinitionError(NO_FILE, file=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(
            N_("{file}: this is not valid TOML ({reason}). Mend the line it names."),
            file=path,
            reason=error,
        ) from error


class FieldError(ValueError):
    """What a validator raises: a message, and its facts but the place.

    It is about the field that is validated, or, with ``at``, about the whole table that
    is, or the table of that name inside it.
    """

    def __init__(
        self, message: str, at: tuple[str, ...] | None = None, **facts: object
    ) -> None:
        super().__init__(message)
        self.message, self.at, self.facts = message, at, facts


class Named(NamedTuple):
    """A table whose name in the file is its id, which it may not write itself."""

    name: str
    table: object
    field: str = "id"


class Definition(BaseModel):
    """A table of a definition file; a field that it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _known(cls, given: object) -> object:
        """Refuse what is not known; what is missing is left to its own field to say."""
        if isinstance(given, cls):
            return given
        own = {given.field: given.name} if isinstance(given, Named) else {}
        table = given.table if isinstance(given, Named) else given
        entry = dict(table) if isinstance(table, Mapping) else {}
        fields = [name for name in cls.model_fields if name not in own]
        if unknown := sorted(entry.keys() - set(fields)):
            told = {"field": ", ".join(unknown), "fields": ", ".join(fields)}
            raise FieldError(UNKNOWN, (), **told)
        needed = {k: None for k, x in cls.model_fields.items() if x.is_required()}
        return needed | entry | own


Model = TypeVar("Model", bound=Definition)


def _place(where: str, path: Iterable[str | int]) -> str:
    """Return where a fault is, as a reader of the file counts: lists from 1.

    Examples
    --------
    >>> _place("surveys/event.toml", ["questions", "useful", "options", 1])
    'surveys/event.toml [questions.useful] [options 2]'
    """
    tables: list[list[str]] = [[]]
    for part in path:
        if isinstance(part, int):
            tables[-1:] = [tables[-1][:-1], [f"{tables[-1][-1]} {part + 1}"], []]
        else:
            tables[-1].append(part)
    return " ".join([where, *(f"[{'.'.join(table)}]" for table in tables if table)])


def read(
    model: type[Model], table: object, where: str, context: object = None
) -> Model:
    """Return a table of a definition file as its model.

    Parameters
    ----------
    table
        The table, or ``Named`` if its name is its id.
    where
        The file, and the table if it is not the whole of it, as messages name them.
    context
        What validators compare with beside the table itself.

    Raises
    ------
    DefinitionError
        Of several faults the first; the message names the file, the table and the
        field.

    Examples
    --------
    >>> from copro_map.base.definitions import Term
    >>> red = {"label": {"en": "red", "cy": "coch"}}
    >>> read(Term, Named("r", red), "x.toml [r]").label.cy
    'coch'
    >>> read(Term, Named("r", {"label": {"en": "red", "cy": ""}}), "x.toml [r]")
    Traceback (most recent call last):
    copro_map.base.errors.DefinitionError: x.toml [r]: write label = { en = "...", ...
    """
    try:
        return model.model_validate(table, context=context)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    known = first.get("ctx", {})
    choices = re.findall("'([^']*)'", known.get("expected", "")) or ("true", "false")
    said = known.get("error") or FieldError(
        SAID.get(first["type"], OTHER), choices=", ".join(choices)
    )
    path = list(first["loc"])
    field = str(path.pop()) if said.at is None else ""
    facts = {"field": field, "key": field, "given": first["input"]} | said.facts
    place = _place(where, [*path, *(said.at or ())])
    raise DefinitionError(said.message, **facts, where=place)


def load_folder(
    model: type[Model], folder: Path, context: object = None
) -> dict[str, Model]:
    """Return the files of a folder by their name, which is also their id.

    In order of name; none, if there is no such folder. Errors as ``read``.
    """
    found = {}
    for path in sorted(folder.glob("*.toml")):
        table, where = Named(path.stem, read_toml(path)), f"{folder.name}/{path.name}"
        found[path.stem] = read(model, table, where, context)
    return found


def _names(given: object) -> Label:
    if isinstance(given, Label):
        return given
    pair = given if isinstance(given, Mapping) else {}
    texts = [pair.get("en"), pair.get("cy")]
    if len(pair) != 2 or not all(isinstance(x, str) and x.strip() for x in texts):
        raise FieldError(NO_NAMES)
    return Label(str(texts[0]), str(texts[1]))


# A text in both languages.
Text = Annotated[Label, Checked(_names)]


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
