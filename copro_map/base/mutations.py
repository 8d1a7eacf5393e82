"""Welsh words change their first letter: Caerdydd, Gaerdydd, Nghaerdydd, Chaerdydd.

The table holds the soft, nasal and aspirate mutations and the h before vowels. There is
no dictionary, so a word may be given forms that nobody uses; a search for them finds
nothing and does no harm.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Each first letter with what it turns into: soft, nasal, aspirate, in this order.
MUTATIONS = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
RADICALS = {
    mutated: tuple(r for r, forms in MUTATIONS.items() if mutated in forms)
    for forms in MUTATIONS.values()
    for mutated in forms
    if mutated
}
# Two or three characters that are one letter of the alphabet.
LONG_LETTERS = ("ngh", "ch", "dd", "ff", "mh", "ng", "nh", "ll", "ph", "rh", "th")
VOWELS = frozenset("aeiouwy")
AFTER_A_LOST_G = VOWELS | {"l", "n", "r"}  # gardd, glan, gnawd, grug lose their g
SHORTEST = 3  # letters; a shorter word is one of ours only if it has an accent


def _split(word: str) -> tuple[str, str]:
    """Return the first letter, without an accent, and the rest."""
    for letter in LONG_LETTERS:
        if word.startswith(letter):
            return letter, word[len(letter) :]
    return unicodedata.normalize("NFD", word[:1])[:1], word[1:]


def _radicals(word: str) -> Iterator[str]:
    """Yield the words that this one may be a form of, itself first."""
    yield word
    first, rest = _split(word)
    for radical in RADICALS.get(first, ()):
        yield radical + rest
    if first in AFTER_A_LOST_G:
        yield "g" + word
    if first == "h" and _split(rest)[0] in VOWELS:
        yield rest


def radicals_of(word: str) -> tuple[str, ...]:
    """Return the words that one may be a form of, in small letters, itself first.

    Examples
    --------
    >>> radicals_of("Nghaerdydd"), radicals_of("Wynedd")
    (('nghaerdydd', 'caerdydd'), ('wynedd', 'gwynedd'))
    """
    return tuple(_radicals(unicodedata.normalize("NFC", word.lower())))


def _mutated(radical: str) -> Iterator[str]:
    """Yield a word and its mutations."""
    yield radical
    first, rest = _split(radical)
    for mutated in MUTATIONS.get(first, ()):
        if mutated or _split(rest)[0] in AFTER_A_LOST_G:
            yield mutated + rest
    if first in VOWELS:
        yield "h" + radical


def forms_of(word: str) -> tuple[str, ...]:
    """Return all forms of the same word in small letters, the given one first.

    The word may be a radical or already mutated; where it may be both, the forms of
    both are given. There are never more than 6. A word that cannot mutate, a single
    letter, and two letters without an accent (English *to*, *is*, *my*) are only
    themselves.

    Examples
    --------
    >>> forms_of("Nghaerdydd")
    ('nghaerdydd', 'caerdydd', 'gaerdydd', 'chaerdydd')
    >>> forms_of("tŷ"), forms_of("to")
    (('tŷ', 'dŷ', 'nhŷ', 'thŷ'), ('to',))
    >>> forms_of("ardd"), forms_of("sgwrs")
    (('ardd', 'hardd', 'gardd', 'ngardd'), ('sgwrs',))
    """
    word = unicodedata.normalize("NFC", word.lower())
    if len(word) < SHORTEST and (len(word) < SHORTEST - 1 or word.isascii()):
        return (word,)
    return tuple(dict.fromkeys(f for r in _radicals(word) for f in _mutated(r)))
