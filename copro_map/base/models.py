"""Definition files are models: each field is checked, and a fault is said in our words.

A model names the fields of a table and the sort of each (see ``fields``). pydantic
finds what is wrong and where; ``read`` says it, naming file, table and field.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_

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


def _choices(error: Mapping[str, Any]) -> str:
    """Return the words that a field may hold, as pydantic knows them."""
    if error["type"] == "bool_type":
        return "true, false"
    return ", ".join(re.findall("'([^']*)'", error.get("ctx", {}).get("expected", "")))


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
    said = first.get("ctx", {}).get("error") or FieldError(
        SAID.get(first["type"], OTHER), choices=_choices(first)
    )
    path = list(first["loc"])
    field = str(path.pop()) if said.at is None else ""
    facts = {"field": field, "key": field, "given": first["input"]} | said.facts
    place = _place(where, [*path, *(said.at or ())])
    raise DefinitionError(said.message, **facts, where=place)


def load_folder(
    model: type[Model], folder: Path, field: str = "id", context: object = None
) -> dict[str, Model]:
    """Return the files of a folder by their name, which is also in ``field``.

    In order of name; none, if there is no such folder. Errors as ``read``.
    """
    return {
        path.stem: read(
            model,
            Named(path.stem, read_toml(path), field),
            f"{folder.name}/{path.name}",
            context,
        )
        for path in sorted(folder.glob("*.toml"))
    }
