"""An entry as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.definitions import Kind, Term


@dataclass(frozen=True)
class Spoken:
    """A text and the language it is in, which may not be the reader's."""

    text: str
    language: str


@dataclass(frozen=True)
class Fact:
    """A field in words, what it is called, and where it leads, if anywhere."""

    name: str
    text: str
    address: str


@dataclass(frozen=True)
class Entry:
    """Everything known about an entry, ready to be shown."""

    id: str
    kind: Kind
    name: Spoken
    other_name: Spoken | None
    description: Spoken | None
    where: str
    verification: Term
    open_now: bool | None
    named_only: bool
    themes: list[Term]
    stages: list[Term]
    facts: list[Fact]
    source: str
    source_address: str
    source_date: str
    precision: Term | None
    serves: list[str]
    served_codes: tuple[str, ...]
    areas: list[tuple[str, str]]
    longitude: float | None
    latitude: float | None
