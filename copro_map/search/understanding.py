"""What the words of the search box mean: what to look for, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copro_map.base.asking import leave_out
from copro_map.base.config import Settings
from copro_map.base.names import fold
from copro_map.base.store.connection import reading
from copro_map.base.typed import QUOTE
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.completing import completed
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer
from copro_map.geography.locate import locate_asked, parse_point
from copro_map.geography.mentions import Mention, is_place, mentions
from copro_map.geography.naming import called
from copro_map.search.meaning import load_wording
from copro_map.search.store.text import is_name, is_word

# What leads to a place even if nobody knows it, to the end of the text.
_LEADING = r"near|around|close to|ger|yn ymyl|o gwmpas|yn ardal|in|at|from|yn|yng|ym"
LEADING = re.compile(
    rf"(?:^|\s)(?P<before>{_LEADING})\s+(?P<place>[^\W\d_]\S*(?:\s+\S+){{0,2}})$",
    re.IGNORECASE,
)
FEWEST = 5  # letters of a name that is not finished: fewer begin any word
LAST_WORD = re.compile(r"(?:^|\s)(?P<place>[^\W\d_]+)$")
# All Wales is no place to be near to: it says that it may be anywhere.
ANYWHERE = re.compile(
    r"\b(?:in|across|throughout|all over|anywhere in|around)\s+(?:all of\s+)?wales\b"
    r"|\b(?:yng nghymru|ledled cymru|ar draws cymru|dros gymru|cymru gyfan)\b",
    re.IGNORECASE,
)


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


def _is_named(settings: Settings, text: str) -> bool:
    """Say whether an entry has all of a text in its name, in its order."""
    with reading(settings.database) as database:
        return is_name(database, text)


def _is_body(settings: Settings, gazetteer: Gazetteer, text: str) -> bool:
    """Say whether a text names a board or council rather than where it is.

    A settlement or a county alone is a place, whoever has its name; BCUHB or PAVO alone
    is the body, if it is on the map.
    """
    meant = called(gazetteer, text)
    if any(c.precision != "area" or c.area_layer == BASE_LAYER for c in meant):
        return False
    names = [text, *(name for c in meant for name in (c.name.en, c.name.cy))]
    return any(_is_named(settings, name) for name in names)


def _misspelt(settings: Settings, gazetteer: Gazetteer, text: str) -> Mention | None:
    """Return the place to which "near" or "yn" leads, if it is nearly one we know."""
    found = LEADING.search(text)
    if not found:
        return None
    located = locate_asked(gazetteer, found["place"])
    if located.status == "unknown" and located.candidates:
        with reading(settings.database) as database:
            if not is_word(database, found["place"]):
                return Mention(found.start(), found.end(), found["place"])
    return None


def _begun(settings: Settings, gazetteer: Gazetteer, text: str) -> Mention | None:
    """Return the end of a text that begins the name of a place, and is no word of ours.

    All of it, what "near" leads to, or the last word: five letters at least, and half
    of the name.
    """
    if QUOTE.search(text):
        return None
    leads, last = LEADING.search(text), LAST_WORD.search(text)
    ends = [Mention(0, len(text), text)]
    ends += [Mention(x.start(), x.end(), x["place"]) for x in (leads, last) if x]
    for one in ends:
        name, letters = completed(gazetteer, one.place), len(fold(one.place))
        if name and 2 * letters >= max(len(name), 2 * FEWEST):
            with reading(settings.database) as database:
                return None if is_word(database, one.place) else one
    return None


def _quoted(text: str, mention: Mention) -> bool:
    return bool(QUOTE.search(text[: mention.end])) and bool(
        QUOTE.search(text[mention.start :])
    )


def _best(found: Iterator[Mention], text: str) -> Mention | None:
    """Return the place that is meant, of those that a text names.

    One with "in" or the like before it, else that of the most words, else the last.
    """
    sure = [x for x in found if x.is_sure and not _quoted(text, x)]
    if not sure:
        return None
    return max(sure, key=lambda x: (bool(x.before), x.place.count(" "), x.start))


def _place(settings: Settings, gazetteer: Gazetteer, text: str) -> Mention | None:
    """Return the words of a text that are a place, if any are."""
    whole = Mention(0, len(text), text)
    if parse_point(text):
        return whole
    if is_place(gazetteer, text) and not QUOTE.search(text):
        if _is_body(settings, gazetteer, text):
            return None
        is_ordinary = not whole.is_sure and _is_named(settings, text)
        return None if is_ordinary else whole
    found = _best(mentions(gazetteer, text), text)
    if found is None:
        begun = _begun(settings, gazetteer, text)
        return begun or _misspelt(settings, gazetteer, text)
    is_loose = found.before in ("", "i", "o", "y", "yr")
    return None if is_loose and _is_named(settings, text) else found


def understand(settings: Settings, text: str) -> Understood:
    """Return what a text means: "who offers training in Gwynedd" is training, Gwynedd.

    Names of places are found in either language, at any position, mutated or not.
    Nothing inside quotes is taken out; nor is a place if the name of an entry has the
    whole text (Cardiff University), or a word of every day that is also a place (hope)
    without a capital or "in". "In Wales" and words that only ask are left out. What
    begins the name of one place alone, and is no word of an entry, is that place. What
    is known as a whole stays whole: "lle cyfarfod" asks for no "where".
    """
    text = text.strip()
    found = _place(settings, load_gazetteer(settings), text) if fold(text) else None
    rest = f"{text[: found.start]} {text[found.end :]}" if found else text
    anywhere = tuple(ANYWHERE.findall(rest))
    bare = ANYWHERE.sub(" ", rest)
    rest, anywhere = (bare, anywhere) if bare.strip() or found else (rest, ())
    if load_wording(settings).is_known(rest):
        return Understood(
            " ".join(rest.split()), found.place if found else "", anywhere
        )
    words, left_out = leave_out(rest, all_of_it=bool(found))
    return Understood(words, found.place if found else "", left_out + anywhere)
