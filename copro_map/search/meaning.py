"""What the words of a search may mean: the lists, the vocabularies, names of places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from copro_map.base.config import Settings, once
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import Label
from copro_map.base.mutations import radicals_of
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


def _of_word(word: str, is_welsh: bool) -> Iterator[list[Term]]:
    """Yield a word of a label, and what it is a mutation of: cymdeithas dai, tai."""
    for one in radicals_of(fold(word)) if is_welsh else [fold(word)]:
        if not set(one.split()) <= SMALL_WORDS:
            yield [term(one)]


def _of_label(label: Label, code: str, not_sought: Collection[Term]) -> Iterator[Group]:
    """Yield a word of a vocabulary, whole and by each of its words, with its code.

    One of ``not_sought`` means the code too, but does not find its own text: whoever
    needs advice looks for no council (cyngor).
    """
    both = [term(label.en), term(label.cy, is_welsh=True)]
    yield both, [*(one for one in both if one not in not_sought), term(code)]
    for language, text in (("en", label.en), ("cy", label.cy)):
        for word in text.split():
            yield from ((x, [term(code)]) for x in _of_word(word, language == "cy"))


def _vocabularies(settings: Settings, groups: Iterable[Group]) -> Iterator[Group]:
    not_sought = {term for asked, found in groups for term in {*asked} - {*found}}
    definitions = load_definitions(settings.data_dir)
    for name in SAID:
        for word in definitions.terms[name].values():
            yield from _of_label(word.label, f"{name}:{word.id}", not_sought)
    for kind in definitions.kinds.values():
        for label in (kind.label, kind.plural):
            yield from _of_label(label, f"kinds:{kind.id}", not_sought)


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
    groups = load_groups(settings.data_dir)
    said = [*groups, *_vocabularies(settings, groups)]
    return joined(numbers, [*said, *_places(settings)])
