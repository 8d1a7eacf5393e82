"""What is kept, column by column: ``data/kept.toml``, which the notice is written from.

Each column of the database is public, of ours, inside, secret, or personal; what is
personal belongs to a paragraph of the notice, which says why, who sees it, how long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, model_validator

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.models import (
    Definition,
    FieldError,
    Text,
    read,
    read_toml,
    several,
    tables,
    whole,
)
from copro_map.base.retention import lines

FILE = "kept.toml"
CLASSES = ("public", "ours", "inside", "secret")
Names = Annotated[tuple[str, ...], several(1)]


def _known_lines(given: object, info: ValidationInfo) -> tuple[str, ...]:
    """Return the lines of the table of days that a paragraph names, if they exist."""
    names = tuple(given) if isinstance(given, list | tuple) else ()
    known = (info.context or {}).get("lines", names)
    if not names or not set(names) <= set(known):
        raise FieldError(
            N_("{where}: say how long: write names of {file} under {field}."),
            file="retention.toml",
        )
    return names


class Paragraph(Definition):
    """A paragraph of the notice: what is kept of somebody, why, who sees it, how long.

    ``kept`` names lines of ``data/retention.toml``. ``found``: whether it can be told
    whose it is, so that it is shown to them and forgotten.
    """

    id: str
    label: Text
    what: Text
    why: Text
    basis: Text
    seen_by: Text
    kept: Annotated[tuple[str, ...], PlainValidator(_known_lines)]
    found: bool = True


def _by_paragraph(given: object) -> dict[str, tuple[str, ...]]:
    """Return the columns of a table that are personal, by paragraph."""
    told = given if isinstance(given, Mapping) else {}
    named = {x: tuple(y) for x, y in told.items() if isinstance(y, list) and y}
    if not named or named.keys() != told.keys():
        raise FieldError(N_("{where}: write a list of columns for each paragraph."))
    return named


class Table(Definition):
    """A table of the database: whose room it is, and what each of its columns is."""

    id: str
    room: str
    public: Names = ()
    ours: Names = ()
    inside: Names = ()
    secret: Names = ()
    personal: Annotated[
        Mapping[str, tuple[str, ...]], PlainValidator(_by_paragraph)
    ] = {}

    @model_validator(mode="after")
    def _once(self) -> Table:
        twice = [x for x, n in Counter(self.columns).items() if n > 1]
        if twice:
            raise FieldError(
                N_("{where}: each column stands once; more than once: {columns}."),
                (),
                columns=", ".join(twice),
            )
        return self

    @property
    def of_somebody(self) -> tuple[str, ...]:
        """The columns that are about somebody."""
        return tuple(x for columns in self.personal.values() for x in columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """All of its columns, by class."""
        return (
            *self.public,
            *self.ours,
            *self.inside,
            *self.secret,
            *self.of_somebody,
        )


class Kept(Definition):
    """All that is kept: the paragraphs of the notice, and the tables by name.

    ``version`` and ``since``: which notice this is, and from which day on.
    """

    version: Annotated[int, whole(1, 1000)]
    since: date
    paragraphs: Annotated[dict[str, Paragraph], tables(named=True)]
    tables: Annotated[dict[str, Table], tables(named=True)]

    @model_validator(mode="after")
    def _all_told(self) -> Kept:
        used = Counter(x for table in self.tables.values() for x in table.personal)
        if odd := used.keys() ^ self.paragraphs.keys():
            raise FieldError(
                N_("{where}: each paragraph needs a column, and each column one: {x}."),
                (),
                x=", ".join(sorted(odd)),
            )
        return self

    def of(self, paragraph: str) -> tuple[tuple[str, str], ...]:
        """Return the tables and columns that a paragraph is about."""
        return tuple(
            (name, column)
            for name, table in self.tables.items()
            for column in table.personal.get(paragraph, ())
        )


@cache
def _load(data_dir: Path, known: frozenset[str]) -> Kept:
    path = data_dir / FILE
    return read(Kept, read_toml(path), path.name, {"lines": known})


def kept(settings: Settings) -> Kept:
    """Return what is kept of whom, as ``data/kept.toml`` says; it is read once.

    Raises
    ------
    DefinitionError
        If the file, or ``data/retention.toml``, is missing or wrong.
    """
    return _load(settings.data_dir, frozenset(lines(settings)))
