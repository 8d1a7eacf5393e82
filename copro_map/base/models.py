"""Definition files are models: each field is checked, and a fault is said in our words.

A model names the fields of a table and the sort of each (see ``fields``). pydantic
finds what is wrong and where; ``read`` says it, naming file, table and field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_

UNKNOWN = N_("{where}: there is no such field: {field}. The fields are: {fields}.")
NO_FILE = N_("{file}: this definition file is missing. Restore it from the project.")
OTHER = N_("{where}: {field} = {given} cannot be used.")


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


def named_after(path: Path, entry: Mapping[str, Any], field: str, where: str) -> None:
    """Refuse a file whose name is not what its field says.

    Raises
    ------
    DefinitionError
        The message names the file, the field and what it should be.
    """
    given = entry.get(field)
    if given != path.stem:
        raise DefinitionError(
            N_("{where}: {field} = {given} must be the name of the file: {name}."),
            where=where,
            field=field,
            given=given,
            name=path.stem,
        )


class FieldError(ValueError):
    """What a validator raises of a field: a message, and its facts but the place."""

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message, self.facts = message, facts


class TableError(FieldError):
    """A fault of a whole table, or of the table ``at`` inside it."""

    def __init__(self, message: str, *at: str, **facts: object) -> None:
        super().__init__(message, **facts)
        self.at = at


@dataclass(frozen=True)
class Named:
    """A table whose name in the file is its id, which it may not write itself."""

    name: str
    table: object


class Definition(BaseModel):
    """A table of a definition file; a field that it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _known(cls, given: object) -> object:
        """Refuse what is not known; what is missing is left to its own field to say."""
        if isinstance(given, cls):
            return given
        own = {"id": given.name} if isinstance(given, Named) else {}
        table = given.table if isinstance(given, Named) else given
        entry = dict(table) if isinstance(table, Mapping) else {}
        fields = [name for name in cls.model_fields if name not in own]
        if unknown := sorted(entry.keys() - set(fields)):
            raise TableError(
                UNKNOWN, field=", ".join(unknown), fields=", ".join(fields)
            )
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
    fault = first.get("ctx", {}).get("error")
    path = list(first["loc"])
    field = "" if isinstance(fault, TableError) else str(path.pop())
    facts = {"field": field, "key": field, "given": first["input"]}
    message = OTHER
    if isinstance(fault, FieldError):
        message, facts = fault.message, facts | fault.facts
    if isinstance(fault, TableError):
        path += fault.at
    raise DefinitionError(message, **facts, where=_place(where, path))
