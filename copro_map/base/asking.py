"""Words that only ask ("who offers", "oes yna"), and small words: they find nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copro_map.base.names import fold
from copro_map.base.typed import QUOTE
from copro_map.base.wording import SMALL_WORDS

# A word with its apostrophes: sy'n, I'm.
TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
# With one of these a question begins ...
_ASKING = """
m re ve ll who whos what whats where wheres which when how is are can could do does i
im we find
show list tell looking anyone anybody somebody someone help
pwy beth ble lle sut pa pryd oes a dw dwi rwy rydw rydyn dyn chwilio dangos rhywun
"""
# ... and these go on with it, for as long as nothing else has been said.
_GOING_ON = """
offer offers offering give gives run runs running provide provides providing help helps
need want find get go know like looking anyone anybody something anything
cynnig gynnig darparu ddarparu rhedeg rhoi gwneud gallu cael gael chwilio chwiliwn dod
ddod hyd ga gaf gawn galla gallaf gallwn alla allaf allwn fedra fedrwn medra medrwn fi
ni eisiau angen
"""
ASKING = frozenset(_ASKING.split())
GOING_ON = frozenset(_GOING_ON.split())


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words outside quotes begin and end."""
    quotes = [x.start() for x in QUOTE.finditer(text)]
    pairs = list(zip(quotes[::2], quotes[1::2], strict=False))
    for found in TOKEN.finditer(text):
        if not any(start < found.start() < end for start, end in pairs):
            yield found.span()


def leave_out(text: str, *, all_of_it: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return a text without the words that only ask, and those words.

    Nothing is left out of quotes, nor, but for ``all_of_it``, if nothing would remain.

    Examples
    --------
    >>> leave_out("who offers training"), leave_out("offers and requests")
    (('training', ('who', 'offers')), ('offers requests', ('and',)))
    >>> leave_out("Pwy sy'n cynnig hyfforddiant?"), leave_out("who is who")
    (('hyfforddiant', ('Pwy', "sy'n", 'cynnig')), ('who is who', ()))
    """
    left: list[tuple[int, int]] = []
    asked, begun = False, False
    for start, end in _pieces(text):
        words = set(fold(text[start:end]).split())
        only_asks = not begun and (
            words <= ASKING | SMALL_WORDS or (asked and words <= GOING_ON | SMALL_WORDS)
        )
        if only_asks or words <= SMALL_WORDS:
            left.append((start, end))
            asked = asked or bool(words & (ASKING | SMALL_WORDS))
        else:
            begun = True
    if not (begun or all_of_it):
        return text.strip(), ()
    rest, at = [], 0
    for start, end in left:
        rest.append(text[at:start])
        at = end
    kept = " ".join("".join([*rest, text[at:]]).split())
    return kept.strip(" ,;:-?!"), tuple(text[start:end] for start, end in left)
