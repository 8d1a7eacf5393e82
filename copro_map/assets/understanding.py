"""What the words of the search box mean: what to look for, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copro_map.base.config import Settings
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.mentions import mentions

# Words that ask, and say nothing of what is looked for.
_ASKING = """
a an the who what where which how is are there any some do does can i we my me find
get looking for about please offers
pwy sy sydd n oes yna ble lle mae sut beth pa unrhyw y yr i chwilio am dwi n rwy
"""
ASKING = frozenset(_ASKING.split())
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Understood:
    """What the words of a search box mean.

    ``words`` is what is left to look for, as typed, with its quotes; ``place`` the
    words taken for a place, as typed, empty if none are; ``left_out`` the words that
    only ask.
    """

    words: str
    place: str
    left_out: tuple[str, ...]


def understand(settings: Settings, text: str) -> Understood:
    """Return what a text means: "who offers training in Gwynedd" is training, Gwynedd.

    Names of places are found in either language, at any position, mutated or not.
    Nothing inside quotes is taken out.
    """
    place, rest = "", text
    if '"' not in text:
        found = next(mentions(load_gazetteer(settings), text), None)
        if found:
            place = found.place
            rest = f"{text[: found.start]} {text[found.end :]}"
    left_out = tuple(w for w in WORD.findall(rest) if w.lower() in ASKING)
    kept = " ".join(w for w in rest.split() if w.strip("?!.,").lower() not in ASKING)
    if not (kept or place):
        return Understood(text.strip(), "", ())
    return Understood(kept, place, left_out)
