"""Things are files: what kinds, themes, stages and layers exist, and their names.

Each definition file is TOML, checked when it is loaded: a missing Welsh or English
name is an error that names the file and the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_, Label

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
SHAPES = ("circle", "square", "triangle_up", "triangle_down", "diamond", "star")
VOCABULARIES = (
    "themes",
    "stages",
    "sectors",
    "exchange_categories",
    "practitioner_types",
    "precisions",
    "verifications",
    "sector_groups",
)


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary (a theme, a stage, a sector), in both languages.

    ``group`` is the wider word that it belongs to, if the file gives one.
    """

    id: str
    label: Label
    description: Label | None = None
    group: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of asset: its names, and the colour and shape that it has on the map."""

    id: str
    label: Label
    plural: Label
    description: Label
    colour: str
    shape: str


@dataclass(frozen=True)
class Source:
    """Where a data set comes from, and on what terms.

    ``attribution`` is in English: it is the wording that the licence asks for.
    """

    id: str
    label: Label
    publisher: Label
    release: Label
    licence: Label
    limits: Label
    retrieved: date
    attribution: str
    url: str


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
        raise DefinitionError(
            N_("{file}: this definition file is missing. Restore it from the project."),
            file=path,
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(
            N_("{file}: this is not valid TOML ({reason}). Mend the line it names."),
            file=path,
            reason=error,
        ) from error


def known_fields(entry: Mapping[str, Any], fields: Collection[str], where: str) -> None:
    """Refuse a field of a file that is not known: it is most often a slip of the pen.

    Raises
    ------
    DefinitionError
        The message names the file, the field and those that there are.
    """
    unknown = sorted(set(entry) - set(fields))
    if unknown:
        raise DefinitionError(
            N_("{where}: there is no such field: {field}. The fields are: {fields}."),
            where=where,
            field=", ".join(unknown),
            fields=", ".join(fields),
        )


def one_of(given: object, field: str, choices: Sequence[str], where: str) -> str:
    """Return a word of a file, if it is one of the choices.

    Raises
    ------
    DefinitionError
        The message names the file, the field and the choices.
    """
    if given not in choices:
        raise DefinitionError(
            N_("{where}: {field} = {given} cannot be used. Write one of: {choices}."),
            where=where,
            field=field,
            given=given,
            choices=", ".join(choices),
        )
    return str(given)


def read_label(entry: Mapping[str, Any], key: str, where: str) -> Label:
    """Return the pair of names under ``key``; both languages must be there.

    Examples
    --------
    >>> read_label({"label": {"en": "Area", "cy": "Ardal"}}, "label", "x.toml").cy
    'Ardal'
    """
    pair = entry.get(key)
    if not isinstance(pair, Mapping) or not (pair.get("en") and pair.get("cy")):
        raise DefinitionError(
            N_('{where}: write {key} = {{ en = "...", cy = "..." }}, both filled in.'),
            where=where,
            key=key,
        )
    return Label(str(pair["en"]), str(pair["cy"]))


@cache
def load_terms(path: Path) -> dict[str, Term]:
    """Return the vocabulary in a file, in the order in which it is written."""
    terms = {}
    for term_id, entry in read_toml(path).items():
        where = f"{path.name} [{term_id}]"
        described = "description" in entry
        terms[term_id] = Term(
            term_id,
            read_label(entry, "label", where),
            read_label(entry, "description", where) if described else None,
            str(entry.get("group", "")),
        )
    return terms


@cache
def load_kinds(path: Path) -> dict[str, Kind]:
    """Return the kinds of asset, each with a colour and a shape of its own."""
    kinds = {}
    for kind_id, entry in read_toml(path).items():
        where = f"{path.name} [{kind_id}]"
        colour, shape = str(entry.get("colour", "")), str(entry.get("shape", ""))
        if not COLOUR.fullmatch(colour) or shape not in SHAPES:
            raise DefinitionError(
                N_(
                    "{where}: colour must look like #0072B2 and shape be one of "
                    "{shapes}."
                ),
                where=where,
                shapes=", ".join(SHAPES),
            )
        kinds[kind_id] = Kind(
            kind_id,
            read_label(entry, "label", where),
            read_label(entry, "plural", where),
            read_label(entry, "description", where),
            colour,
            shape,
        )
    return kinds


def whole_number(
    entry: Mapping[str, Any], field: str, where: str, least: int, most: int
) -> int:
    """Return a field that must be a whole number from ``least`` to ``most``.

    Raises
    ------
    DefinitionError
        If it is anything else; the message names the file and the field.

    Examples
    --------
    >>> whole_number({"months": 36}, "months", "programme.toml", 1, 120)
    36
    """
    given = entry.get(field)
    if type(given) is not int or not least <= given <= most:  # bool is an int too
        raise DefinitionError(
            N_(
                "{where}: {field} = {given} cannot be used. Write a whole number from "
                "{least} to {most}."
            ),
            where=where,
            field=field,
            given=given,
            least=least,
            most=most,
        )
    return given


def read_source(source_id: str, entry: Mapping[str, Any], where: str) -> Source:
    """Return the provenance of a data set; every field must be filled in.

    Raises
    ------
    DefinitionError
        If one is missing; the message names it and the file.
    """
    wanted = ("retrieved", "attribution", "url")
    missing = [name for name in wanted if not entry.get(name)]
    if missing or not isinstance(entry["retrieved"], date):
        raise DefinitionError(
            N_("{where}: say {fields}: every data set shows where it comes from."),
            where=where,
            fields=", ".join(missing) or "retrieved = 2026-11-21",
        )
    names = ("label", "publisher", "release", "licence", "limits")
    return Source(
        id=source_id,
        retrieved=entry["retrieved"],
        attribution=str(entry["attribution"]),
        url=str(entry["url"]),
        **{name: read_label(entry, name, where) for name in names},
    )


@cache
def load_sources(path: Path) -> dict[str, Source]:
    """Return the data sets that the map stands on, in the order of the file."""
    return {
        source_id: read_source(source_id, entry, f"{path.name} [{source_id}]")
        for source_id, entry in read_toml(path).items()
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
        kinds=load_kinds(data_dir / "asset_kinds.toml"),
        terms={name: load_terms(data_dir / f"{name}.toml") for name in VOCABULARIES},
        sources=load_sources(data_dir / "sources.toml"),
    )
