"""The code of an invitation: what it is made of, how it is read, what is kept of it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from unicodedata import normalize

# No two look alike (0 and O, 1 and I and L, 5 and S, 8 and B as they are printed), and
# there is no A, E, I, O, U: few words come about by chance.
SIGNS = "2345679BCDFGHJKMNPQRTVWXY"
# 25 signs, 12 of them: 55 bits. Nobody guesses one of a thousand codes by trying.
LENGTH, GROUP = 12, 4
NOT_A_SIGN = re.compile(r"[\W_]+")


def made_code(pick: Callable[[Sequence[str]], str]) -> str:
    """Return a code, in groups for whoever types it; ``pick`` chooses each sign.

    Examples
    --------
    >>> made_code(lambda signs: signs[-1])
    'YYYY-YYYY-YYYY'
    """
    signs = "".join(pick(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[x : x + GROUP] for x in range(0, LENGTH, GROUP))


def folded(typed: str) -> str:
    """Return a code as it is compared: no spaces, no dashes, capitals.

    Examples
    --------
    >>> folded(" bcdf–ghjk  2345") == folded("BCDF-GHJK-2345")
    True
    """
    return NOT_A_SIGN.sub("", normalize("NFKC", typed)).upper()


def code_mark(key: bytes, survey: str, wave: str, typed: str) -> str:
    """Return what is kept of a code: an HMAC of it by the key of its wave.

    64 hexadecimal signs. Without the key nobody can tell which code a mark is of, so
    with the key it says nothing any more about whoever has a letter.

    Examples
    --------
    >>> mark = code_mark(b"key", "members", "2027", "BCDF-GHJK-2345")
    >>> len(mark), mark == code_mark(b"key", "members", "2027", "bcdf ghjk 2345")
    (64, True)
    >>> mark == code_mark(b"other", "members", "2027", "BCDF-GHJK-2345")
    False
    """
    whole = "\n".join(["code", survey, wave, folded(typed)])
    return hmac.new(key, whole.encode(), sha256).hexdigest()
