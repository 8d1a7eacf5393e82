"""Things are files: the kinds, themes, stages and sources, and the programme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from copro_map.base.dates import add_months as add_months
from copro_map.base.i18n import N_, Label
from copro_map.base.models import (
    Definition,
    FieldError,
    Model,
    Named,
    Text,
    read,
    read_toml,
    whole,
)

LONGEST = 120  # months; no programme of this kind is longer

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
SHAPES = ("circle", "square", "triangle_up", "triangle_down", "diamond", "star")
VOCABULARIES = (
    "themes",
    "stages",
    "sectors",
    "exchange_categories",
    "ways",
    "spoken",
    "practitioner_types",
    "precisions",
    "verifications",
    "sector_groups",
)


class Term(Definition):
    """One word of a vocabulary (a theme, a stage, a sector), in both languages.

    ``group`` is the wider word that it belongs to, if the file gives one.
    """

    id: str
    label: Text
    description: Text | None = None
    group: str = ""


def looks(given: object, info: ValidationInfo) -> str:
    """Return a colour or a shape as the map draws it."""
    is_colour = info.field_name == "colour"
    if not (COLOUR.fullmatch(str(given)) if is_colour else given in SHAPES):
        raise FieldError(
            N_("{where}: colour must look like #0072B2 and shape be one of {shapes}."),
            shapes=", ".join(SHAPES),
        )
    return str(given)


class Kind(Definition):
    """A kind of asset: its names, and the colour and shape that it has on the map."""

    id: str
    label: Text
    plural: Text
    description: Text
    colour: Annotated[str, PlainValidator(looks)]
    shape: Annotated[str, PlainValidator(looks)]


def _said(given: object, info: ValidationInfo) -> object:
    """Return what must be said of every data set: texts, and the day it was taken."""
    wanted = date if info.field_name == "retrieved" else str
    if type(given) is not wanted or not given:
        raise FieldError(
            N_("{where}: say {fields}: every data set shows where it comes from."),
            fields=info.field_name,
        )
    return given


class Provenance(Definition):
    """Where a data set comes from, and on what terms."""

    publisher: Text
    release: Text
    retrieved: Annotated[date, PlainValidator(_said)]
    licence: Text
    attribution: Text
    url: Annotated[str, PlainValidator(_said)]
    limits: Text


class Source(Provenance):
    """A data set by name, with its provenance."""

    id: str
    label: Text


@cache
def load_all(model: type[Model], path: Path) -> dict[str, Model]:
    """Return the tables of a file by name, in the order in which they are written.

    Raises
    ------
    DefinitionError
        If the file is missing or one of its tables is wrong; the message names both.
    """
    return {
        name: read(model, Named(name, table), f"{path.name} [{name}]")
        for name, table in read_toml(path).items()
    }


@dataclass(frozen=True)
class Definitions:
    """Every vocabulary that an entry may use."""

    kinds: dict[str, Kind]
    terms: dict[str, dict[str, Term]]
    sources: dict[str, Source]

    def label(self, vocabulary: str, term_id: str) -> Label:
        """Return the name of a term; its id in both languages if it is unknown."""
        term = self.terms[vocabulary].get(term_id)
        return term.label if term else Label(term_id, term_id)


def load_definitions(data_dir: Path) -> Definitions:
    """Return all definitions of ``data_dir``, checked; files are read once."""
    return Definitions(
        kinds=load_all(Kind, data_dir / "asset_kinds.toml"),
        terms={
            name: load_all(Term, data_dir / f"{name}.toml") for name in VOCABULARIES
        },
        sources=load_all(Source, data_dir / "sources.toml"),
    )


class Programme(Definition):
    """When the programme starts and how long it runs.

    While ``confirmed`` is false the start is a placeholder, and ``note`` says so;
    ``confirmation`` says who confirmed it, and why.
    """

    label: Text
    start: date
    months: Annotated[int, whole(1, LONGEST)]
    confirmed: bool
    note: Text
    confirmation: Text | None = None

    @property
    def remark(self) -> Label | None:
        """What is said beside the start: that it is not sure, or who confirmed it."""
        return self.confirmation if self.confirmed else self.note

    @property
    def end(self) -> date:
        """The day on which the last targets are due."""
        return add_months(self.start, self.months)


@cache
def load_programme(data_dir: Path) -> Programme:
    """Return the programme of ``data_dir``; the file is read once.

    Raises
    ------
    DefinitionError
        If the file or one of its fields is missing or wrong; the message names it.
    """
    path = data_dir / "programme.toml"
    return read(Programme, read_toml(path), path.name)
