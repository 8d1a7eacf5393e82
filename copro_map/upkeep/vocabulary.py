"""Our own words: what a search may say without saying anything of who searches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copro_map.base.config import Settings, once
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import Label
from copro_map.base.names import fold
from copro_map.base.wording import SMALL_WORDS, load_groups
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.upkeep.rules.seeking import is_made_of


@dataclass(frozen=True)
class Vocabulary:
    """Terms of our lists, each as its words, and names of places and areas; folded."""

    terms: frozenset[tuple[str, ...]]
    places: frozenset[str]

    def has(self, words: str) -> bool:
        """Say whether folded words are terms of ours, or one place as it is called.

        Not a place and something else: two places can be somebody's name.
        """
        longest = max(map(len, self.terms), default=0)
        return words in self.places or is_made_of(words, self.terms, longest)


def _labels(settings: Settings) -> Iterator[Label]:
    definitions = load_definitions(settings.data_dir)
    for kind in definitions.kinds.values():
        yield from (kind.label, kind.plural)
    for terms in definitions.terms.values():
        yield from (term.label for term in terms.values())


def _texts(settings: Settings) -> Iterator[str]:
    """Yield our words, whole; those of a label also one by one."""
    yield from SMALL_WORDS
    for label in _labels(settings):
        for text in (label.en, label.cy):
            yield from (text, *text.split())
    for asked, found in load_groups(settings.data_dir):
        yield from (" ".join(term.words) for term in (*asked, *found))


@once
def load_vocabulary(settings: Settings) -> Vocabulary:
    """Return our own words in an installation, of both languages; made once.

    Kinds, themes, sectors and the other vocabularies, what means the same as they do,
    settlements, areas, regions and postcode districts.
    """
    gazetteer = load_gazetteer(settings)
    terms = frozenset(tuple(fold(text).split()) for text in _texts(settings))
    places = frozenset([*gazetteer.names, *gazetteer.regions])
    return Vocabulary(terms - {()}, places)
