"""What the words of a search may mean: the lists, the vocabularies, names of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copro_map.base.config import Settings, once
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import Label
from copro_map.base.names import fold
from copro_map.base.wording import (
    SMALL_WORDS,
    Term,
    Wording,
    joined,
    load_groups,
    load_numbers,
    term,
)
from copro_map.geography.gazetteer import load_gazetteer

Group = tuple[Sequence[Term], Sequence[Term]]
# Vocabularies whose words say what an entry is; the others are of the records.
SAID = ("themes", "stages", "sectors", "exchange_categories", "practitioner_types")


def _of_label(label: Label, code: str) -> Iterator[Group]:
    """Yield a word of a vocabulary, whole and by each of its words, with its code."""
    both = [term(label.en), term(label.cy, is_welsh=True)]
    yield both, [*both, term(code)]
    for text in (label.en, label.cy):
        for word in fold(text).split():
            if word not in SMALL_WORDS:
                yield [term(word)], [term(code)]


def _vocabularies(settings: Settings) -> Iterator[Group]:
    definitions = load_definitions(settings.data_dir)
    for name in SAID:
        for word in definitions.terms[name].values():
            yield from _of_label(word.label, f"{name}:{word.id}")
    for kind in definitions.kinds.values():
        for label in (kind.label, kind.plural):
            yield from _of_label(label, f"kinds:{kind.id}")


def _places(settings: Settings) -> Iterator[Group]:
    """Yield the names of each settlement and area, where there is more than one."""
    gazetteer = load_gazetteer(settings)
    names: dict[Label, dict[str, None]] = {}
    for name, candidates in gazetteer.names.items():
        for candidate in candidates:
            label = candidate.name
            names.setdefault(label, dict.fromkeys((fold(label.en), fold(label.cy))))
            names[label][name] = None
    for label, spellings in names.items():
        if len(spellings) > 1:
            welsh = fold(label.cy)
            same = [Term(tuple(x.split()), x == welsh) for x in spellings]
            yield same, same


@once
def load_wording(settings: Settings) -> Wording:
    """Return what is known of words in an installation; files are read once.

    The lists of ``data``, each word of a vocabulary in both languages, and the names of
    places and areas.
    """
    numbers = load_numbers(settings.data_dir)
    groups = [*load_groups(settings.data_dir), *_vocabularies(settings)]
    return joined(numbers, [*groups, *_places(settings)])
