"""What in a text tells how somebody can be reached: pointed out before it is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AT = r"(?:@|\s?[\[(]\s?at\s?[\])]\s?)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|dotio)\s?[\])]\s?)"
MAIL = rf"[\w.+'%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+"
# Hosts on which a page is somebody's own; with or without what stands before them.
_HOSTS = (
    r"(?:facebook|instagram|linkedin|twitter|tiktok|youtube|threads|whatsapp|snapchat|"
    r"telegram|messenger)\.com|fb\.com|fb\.me|m\.me|x\.com|t\.me|wa\.me|youtu\.be|"
    r"linktr\.ee|threads\.net|bsky\.app|signal\.me|discord\.gg|toot\.wales|"
    r"mastodon\.\w+"
)
PROFILE = rf"(?:https?://)?(?:[\w-]{{1,63}}\.)?(?:{_HOSTS})/[^\s<>\"]+"
NAMED = r"(?<![\w@./])@[A-Za-z_][\w.]{2,30}"
# Of the United Kingdom: from 0, 00 44 or +44 on, in groups, the first of three signs
# or more, so that no day is taken for one; or of another country, from + on.
_BETWEEN = r"[\s().\-\u2010-\u2013]{0,3}"
_FROM_ZERO = rf"\(?0\d{{2,4}}(?:{_BETWEEN}\d){{5,8}}(?!\d)"
_OF_UK = rf"(?:\+|00){_BETWEEN}44{_BETWEEN}(?:\(0\))?(?:{_BETWEEN}\d){{9,11}}(?!\d)"
_ABROAD = rf"(?:\+|00)[1-9](?:{_BETWEEN}\d){{7,14}}(?!\d)"
NUMBER = rf"(?<![\w+])(?:{_OF_UK}|{_ABROAD}|{_FROM_ZERO})"
# A number of one place alone is one if a word before it says so, in either language.
_CALLING = r"(?:tel|phone|ffôn|ffon|ffoniwch|ffonio|ring|call|mobile|symudol|whatsapp)"
SAID = re.compile(
    rf"(?P<mail>{MAIL})|(?P<web>{PROFILE}|{NAMED})|(?P<number>{NUMBER})"
    rf"|\b{_CALLING}\b[^\w\n+(]{{1,3}}(?:[^\W\d]{{1,9}} ){{0,2}}"
    r"(?P<local>[1-9][\d ]{3,8}\d)(?! ?\d)",
    re.IGNORECASE,
)
FEWEST, MOST = 10, 11  # digits of a number of the United Kingdom, its 0 counted


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it tells how somebody can be reached."""

    text: str
    is_marked: bool = False


def _where(found: re.Match[str]) -> tuple[int, int] | None:
    """Return where in a text that was found stands; None if it is no number."""
    kind = found.lastgroup or "mail"
    if kind == "number" and found[kind].lstrip("(").startswith("0"):
        digits = sum(sign.isdecimal() for sign in found[kind])
        abroad = found[kind].startswith("00")
        if not abroad and not FEWEST <= digits <= MOST:
            return None
    return found.span(kind)


def pointed_out(text: str) -> tuple[Piece, ...]:
    """Return a text in pieces, those marked that tell how somebody can be reached.

    Addresses of e-mail, telephone numbers as they are written here, pages and names of
    somebody at a network. Together the pieces are the text.

    Examples
    --------
    >>> [x.text for x in pointed_out("Ring (01970) 123456 or mair@example.org.")]
    ['Ring ', '(01970) 123456', ' or ', 'mair@example.org', '.']
    >>> pointed_out("On 01/02/2027 at 10.30, for 120 people.")[0].is_marked
    False
    """
    pieces, begun = [], 0
    for found in SAID.finditer(text):
        if where := _where(found):
            first, last = where
            pieces += [Piece(text[begun:first]), Piece(text[first:last], True)]
            begun = last
    pieces.append(Piece(text[begun:]))
    return tuple(piece for piece in pieces if piece.text)


def tells(text: str) -> bool:
    """Say whether a text tells how somebody can be reached.

    Examples
    --------
    >>> tells("Hoffwn i ddod ddydd Mawrth."), tells("fb.com/mair")
    (False, True)
    """
    return any(piece.is_marked for piece in pointed_out(text))
