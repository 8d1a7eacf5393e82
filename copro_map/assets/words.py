"""Words of a file in those of our vocabularies: by id, by name, or as was told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from copro_map.assets.checks import KINDS_IN_FILE
from copro_map.assets.rules.fields import FIELDS, Field
from copro_map.base.characters import shown
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.files.columns import ERROR, split_list
from copro_map.files.rows import Fault, Row
from copro_map.files.told import NONE, word_key

UNKNOWN = N_(
    "Unknown word: {value}. Rows: {n}. Use one of: {choices}. Or say once what it is: "
    "{example}, or {none}."
)
OTHER_SIGNS = re.compile(r"[,/|\n]")
AREAS = tuple(x.column for x in FIELDS if x.holds in ("authority", "areas"))
HOLD_WORDS = ("kind", "word", "words")


def _known(field: Field, definitions: Definitions) -> dict[str, str]:
    """Return the word of a vocabulary by its id and its names, as compared."""
    if field.holds == "kind":
        kinds = definitions.kinds.values()
        names = {
            fold(name): kind.id
            for kind in kinds
            for label in (kind.label, kind.plural)
            for name in (label.en, label.cy, kind.id)
        }
        organisations = ("organisation", "organisations", "sefydliad", "sefydliadau")
        return names | dict.fromkeys(organisations, KINDS_IN_FILE["organisation"])
    terms = definitions.terms[field.vocabulary].values()
    return {
        fold(name): term.id
        for term in terms
        for name in (term.label.en, term.label.cy, term.id)
    }


class _Vocabulary:
    """One vocabulary: finds the words of a cell, and counts those that are strange."""

    def __init__(
        self, field: Field, definitions: Definitions, told: Mapping[str, str]
    ) -> None:
        self.field, self.told = field, told
        self.known = _known(field, definitions)
        self.choices = list(dict.fromkeys(self.known.values()))
        self.strange: dict[str, tuple[Row, int]] = {}

    def word(self, text: str) -> str | None:
        """Return our word for a text; "" for one that says nothing, None if strange."""
        ours = self.told.get(word_key(text), text)
        if ours == NONE and ours != text:
            return ""
        return self.known.get(fold(ours)) or self.known.get(fold(text))

    def words(self, text: str) -> list[str] | None:
        """Return our words for a part of a list that may be parted by other signs."""
        one = self.word(text)
        if one is not None:
            return [one]
        parts = [self.word(x.strip()) for x in OTHER_SIGNS.split(text) if x.strip()]
        whole = [x for x in parts if x is not None]
        return whole if len(whole) == len(parts) > 1 else None

    def cell(self, row: Row) -> str:
        """Return a cell in our words; a strange one stays as it is, and is counted."""
        cell = row.cells[self.field.column]
        if ERROR.fullmatch(cell):
            return cell
        found: list[str] = []
        parts = (
            split_list(cell) if self.field.holds == "words" else (cell,) * bool(cell)
        )
        for part in parts:
            single = self.word(part)
            ours = [single] if single is not None else None
            if ours is None and self.field.holds == "words":
                ours = self.words(part)
            if ours is None:
                first, n = self.strange.get(part, (row, 0))
                self.strange[part] = first, n + 1
            found += [part] if ours is None else ours
        return ";".join(dict.fromkeys(word for word in found if word))

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each word that is strange, in its first row."""
        for word, (row, n) in self.strange.items():
            name = shown(word)
            yield row.fault(
                self.field.column,
                UNKNOWN,
                value=name,
                n=n,
                choices=", ".join(self.choices),
                example=f'--word "{name}={self.choices[0]}"',
                none=f'--word "{name}={NONE}"',
            )


def _areas(cell: str, told: Mapping[str, str]) -> str:
    """Return the areas of a cell, those of which it was told as they are called here.

    Examples
    --------
    >>> _areas("Dyfed; Powys", {"dyfed": "none"}), _areas("Gwent Isaf", {})
    ('Powys', 'Gwent Isaf')
    """
    parts = (told.get(word_key(part), part) for part in split_list(cell))
    return ";".join(part for part in parts if part != NONE)


def in_our_words(
    rows: Sequence[Row], definitions: Definitions, told: Mapping[str, str]
) -> tuple[list[Row], list[Fault]]:
    """Return rows in the words of our vocabularies, and a fault for each strange word.

    Areas are called otherwise only where that was told; the checks look at them.
    ``told`` says what a word of the file is in ours, as ``files.intake.Intake.words``.
    """
    ours = [
        _Vocabulary(field, definitions, told)
        for field in FIELDS
        if field.holds in HOLD_WORDS
    ]
    found = [
        replace(
            row,
            cells=row.cells
            | {x.field.column: x.cell(row) for x in ours}
            | {x: _areas(row.cells[x], told) for x in AREAS if row.cells[x]},
        )
        for row in rows
    ]
    return found, [fault for one in ours for fault in one.faults()]
