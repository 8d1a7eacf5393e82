"""What may be counted of words that were searched for in vain, and from when on.

Words of our own lists are counted at once. Others may say who somebody is, so they
count once three different visitors typed the same; until then nothing is written, and
the words themselves are not even held.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from typing import Literal

from copro_map.base.names import fold

Kind = Literal["ours", "typed", "place"]
VISITORS = 3  # different ones, before words that are not ours are kept
LONGEST = 80  # characters; what is longer is a text, not a search
MOST_DIGITS = 4  # a year, or the number of a road; five may be a telephone's
MOST_REMEMBERED = 20_000  # searches and words: the memory of a server is finite
# A postcode of the United Kingdom, folded; its first half is the district.
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?[0-9][a-z]{2}\b")
# What stands in an address of mail or of the web, whatever its signs were.
ADDRESS = re.compile(
    r"@|\bat\b.*\bdot\b|\bwww\b|\bhttps?\b|[^\s.]\.(?:com|org|net|uk|wales|cymru)\b"
    r"|\b(?:gmail|hotmail|outlook|yahoo|icloud|btinternet)\b",
    re.IGNORECASE,
)


def harmless_words(text: str) -> str:
    """Return words as they are counted: folded; "" if nothing of them may be kept.

    What looks like an address of mail or of the web, or like the number of a telephone,
    is never kept; of a postcode its district alone.

    Examples
    --------
    >>> harmless_words("  Côr  Meibion "), harmless_words("Food bank CF10 1AA")
    ('cor meibion', 'food bank cf10')
    >>> harmless_words("mair@example.org"), harmless_words("029 2034 0000")
    ('', '')
    """
    plain = unicodedata.normalize("NFKC", text)
    if ADDRESS.search(plain):
        return ""
    words = POSTCODE.sub(r"\1", fold(plain)) if plain.strip() else ""
    if sum(sign.isdigit() for sign in words) > MOST_DIGITS or len(words) > LONGEST:
        return ""
    return words if any(sign.isalpha() for sign in words) else ""


def is_made_of(words: str, terms: Collection[tuple[str, ...]], longest: int) -> bool:
    """Say whether words are some of our terms, one after the other.

    ``terms`` are folded, each as its words; ``longest`` is how many the longest has.

    Examples
    --------
    >>> ours = {("time", "bank"), ("youth",)}
    >>> is_made_of("youth time bank", ours, 2), is_made_of("time", ours, 2)
    (True, False)
    """
    single = tuple(words.split())
    reached = {0}
    for start in range(len(single)):
        if start in reached:
            ends = range(start + 1, min(start + longest, len(single)) + 1)
            reached |= {end for end in ends if single[start:end] in terms}
    return bool(single) and len(single) in reached


@dataclass
class Heard:
    """Who has searched for what, and how many for words that are not ours.

    In memory only, as hashes with a ``salt`` that ends with the process: neither a
    visitor nor a word can be read from it.
    """

    salt: bytes
    _searches: dict[bytes, None] = field(default_factory=dict)
    _visitors: dict[bytes, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def _hash(self, *parts: str) -> bytes:
        text = "\x00".join(parts).encode("utf-8", "replace")
        return blake2b(text, digest_size=16, key=self.salt).digest()

    def is_first(self, visitor: str, *search: str) -> bool:
        """Take note of a search; say whether it is this visitor's first of its kind.

        Examples
        --------
        >>> heard = Heard(b"salt")
        >>> [heard.is_first(who, "words") for who in ("a", "a", "b")]
        [True, False, True]
        """
        key = self._hash(visitor, *search)
        with self._lock:
            if key in self._searches:
                return False
            self._searches[key] = None
            if len(self._searches) > MOST_REMEMBERED:
                del self._searches[next(iter(self._searches))]
            return True

    def another(self, *search: str) -> int:
        """Take note of one more visitor; return by how much the count grows.

        By nothing until there are three, then by all three, then by one each.

        Examples
        --------
        >>> heard = Heard(b"salt")
        >>> [heard.another("words") for _ in range(5)]
        [0, 0, 3, 1, 1]
        """
        key = self._hash(*search)
        with self._lock:
            number = self._visitors.pop(key, 0) + 1
            self._visitors[key] = number
            if len(self._visitors) > MOST_REMEMBERED:
                del self._visitors[next(iter(self._visitors))]
        return VISITORS if number == VISITORS else int(number > VISITORS)
