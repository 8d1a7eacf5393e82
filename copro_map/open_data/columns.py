"""What a data set is, and its columns: a table is made by the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, N_, Label, in_both, language_in_force, t
from copro_map.frame.heads import own_address

Holds = Literal["string", "integer", "number", "boolean", "date", "year", "list"]
Geometry = Mapping[str, Any]
# The types of a table's columns. A date is a text, as ISO 8601 has it; a list a tuple.
# Texts are plain objects, as they are read one by one, and from Arrow that takes long.
DTYPES: dict[Holds, str] = {
    "string": "object",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "object",
    "year": "Int64",
    "list": "object",
}
IN_WORDS = {
    "en": N_("{what}, in English"),
    "cy": N_("{what}, in Welsh"),
}
ADDRESS = {
    "en": N_("Its page in English"),
    "cy": N_("Its page in Welsh"),
}


@dataclass(frozen=True)
class Column:
    """A column: its name in files, what it holds, what it means, in both languages.

    A "list" is words joined by ";" where a format has no lists. ``words`` are the
    values it may have, if they are of a vocabulary; ``unit`` what a number counts.
    A text that is not known is empty, all else is missing.
    """

    name: str
    holds: Holds
    label: Label
    words: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False


@dataclass(frozen=True)
class Dataset:
    """A data set: its table holds both languages, so there is one of it.

    ``parts`` yields it with exactly ``columns``, a row a record, sorted by ``key``; one
    that ``is_large`` in parts, so that it is never whole in memory. ``missing`` says in
    words what a reader must know that it does not hold. ``shapes`` returns the outline
    of each row by the first column of the key, as GeoJSON has it; None if there is
    none, or rows are points, at ``longitude`` and ``latitude``.
    """

    name: str
    title: Label
    about: Label
    missing: Label
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    parts: Callable[[Settings], Iterator[pd.DataFrame]]
    has_points: bool = False
    is_large: bool = False
    shapes: Callable[[Settings], Mapping[str, Geometry]] | None = None

    def table(self, settings: Settings) -> pd.DataFrame:
        """Return the whole table."""
        return pd.concat([empty(self.columns), *self.parts(settings)])


def typed(columns: Sequence[Column], cells: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table with exactly these columns, in their order, each of its type.

    Raises
    ------
    KeyError
        If there are no cells of a column, or cells of none: that is a slip of ours.

    Examples
    --------
    >>> year = Column("year", "year", Label("Year", "Blwyddyn"))
    >>> typed([year], {"year": [2024, None]})["year"].tolist()
    [2024, <NA>]
    """
    if strangers := cells.keys() - {one.name for one in columns}:
        raise KeyError(*sorted(strangers))
    found = {
        one.name: pd.Series(list(cells[one.name]), dtype=DTYPES[one.holds])
        for one in columns
    }
    return pd.DataFrame(found)


def empty(columns: Sequence[Column]) -> pd.DataFrame:
    """Return the table without a row."""
    return typed(columns, {one.name: () for one in columns})


def named(name: str, label: Label) -> tuple[Column, ...]:
    """Return the columns that say a thing in words, one a language.

    Examples
    --------
    >>> [one.name for one in named("name", Label("Name", "Enw"))]
    ['name_en', 'name_cy']
    """
    found = []
    for language in LANGUAGES:
        told = []
        for spoken in LANGUAGES:
            with language_in_force(spoken):
                told.append(t(IN_WORDS[language], what=label))
        found.append(Column(f"{name}_{language}", "string", Label(*told)))
    return tuple(found)


def coded(
    name: str,
    message: str,
    words: Sequence[str] = (),
    *,
    holds: Holds = "string",
    required: bool = False,
) -> tuple[Column, ...]:
    """Return a column of codes, then what it says in words, a column a language."""
    label = in_both(message)
    code = Column(name, holds, label, tuple(words), required=required)
    return code, *(
        Column(one.name, holds, one.label) for one in named(f"{name}_name", label)
    )


def addresses() -> tuple[Column, ...]:
    """Return the columns that lead to the page of each row, one a language."""
    return tuple(
        Column(f"url_{language}", "string", in_both(ADDRESS[language]), required=True)
        for language in LANGUAGES
    )


def pages(kind: str, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the cells of ``addresses``: the pages of an entry, an area or so."""
    here, ends = own_address(), [quote(one) for one in ids]
    return {
        f"url_{language}": [f"{here}/{language}/{kind}/{end}" for end in ends]
        for language in LANGUAGES
    }


def in_words(
    name: str, codes: Sequence[Any], labels: Mapping[str, Label]
) -> dict[str, list[Any]]:
    """Return the cells of ``coded``: codes, or tuples of them, and what they say.

    A code that is not known says itself.
    """
    cells: dict[str, list[Any]] = {name: list(codes)}
    for language in LANGUAGES:
        names = {code: label.text(language) for code, label in labels.items()}
        said = {
            code: tuple(names.get(x, x) for x in code)
            if isinstance(code, tuple)
            else names.get(code, code)
            for code in set(codes)
        }
        cells[f"{name}_name_{language}"] = [said[code] for code in codes]
    return cells
