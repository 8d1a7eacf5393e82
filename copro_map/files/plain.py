"""Headings and answers as they are compared: no HTML, one kind of quotes and spaces."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from copro_map.base.characters import SPACE

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


@lru_cache(1_024)  # a file says the same few things many times
def plain(text: str) -> str:
    """Return a text as it is compared: no HTML, one kind of quotes, spaces and case.

    Examples
    --------
    >>> plain("<b>Ydych chi&rsquo;n</b>  CYD-GYNHYRCHU? *")
    "ydych chi'n cyd-gynhyrchu?"
    """
    bare = html.unescape(TAG.sub(" ", text))
    tidy = unicodedata.normalize("NFKC", bare).translate(QUOTES)
    return SPACE.sub(" ", tidy).strip().removesuffix("*").strip().casefold()
