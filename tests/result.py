"""The sentence of the asset map that says what was found, as numbers and words."""

from __future__ import annotations

import re
from html import unescape


def result_of(html: str) -> list[tuple[int, str]]:
    """All that were found, then each part; if nothing was, nothing."""
    (sentence,) = re.findall(r'<p id="result".*?</p>', unescape(html), re.S)
    bare = re.sub(r"</?(?:span|p)\b[^>]*>", "", sentence)
    found = re.findall(r"<b>(\d+)</b> ([^<]*)", bare)
    return [(int(number), words.strip(" ,:.")) for number, words in found]
