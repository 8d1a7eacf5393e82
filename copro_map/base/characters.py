r"""Characters that no text may hold: those that steer what shows it, and are not seen.

Control characters (ESC begins a command to a terminal), and the marks that turn the
direction of writing, so that a text reads as what it is not; also halves of characters,
which are what a file's name holds if it is not UTF-8. A tab and a line's end are text.
So are joiners, which some languages need, and the tags that the flag of Wales is of.

What somebody types with such a character is refused. Files are full of some of them,
which programs put there: marks of direction and signs without width are taken out of a
file's cells (``tidied``), which is said. Control characters and halves are refused in
files too.
"""

from __future__ import annotations

import re
import unicodedata

from copro_map.base.i18n import N_

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
    "|\r(?!\n)"
)
HIDDEN = N_(
    "This holds a character that is not seen and steers what shows it. Delete the text "
    "and type it anew."
)
SPACE = re.compile(r"\s+")
# Not seen, and nothing is lost without them: a soft hyphen, signs without width, marks
# of direction; a joiner beside a Latin letter, a digit or nothing; a tag of no flag.
LATIN = "\0-\u024f\u1e00-\u1eff"
INVISIBLE = re.compile(
    "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
    f"|(?:^|(?<=[{LATIN}]))[\u200c\u200d]+|[\u200c\u200d]+(?=[{LATIN}]|$)"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
# Spaces that do not break, or are of another width.
WIDE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LONGEST_SHOWN = 80  # characters of a text of somebody's in a message


def has_control(text: str) -> bool:
    r"""Say whether a text holds a character that none may hold.

    Examples
    --------
    >>> has_control("Tŷ Ni\r\n\tLlanelli"), has_control("Tŷ \x1b[31mNi")
    (False, True)
    """
    return bool(CONTROL.search(text))


def tidied(text: str) -> str:
    r"""Return a text without what is not seen, its letters composed, its spaces plain.

    Letters and their marks are one character (NFC). A joiner within an emoji, or of a
    language that needs it, stays; so does the flag of Wales.

    Examples
    --------
    >>> tidied("CF10\xa01AA\u200b"), tidied("Mo\u0302n") == "Môn", tidied("\u202eab")
    ('CF10 1AA', True, 'ab')
    """
    if text.isascii():
        return text
    plain = WIDE.sub(" ", INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", plain)


def harmless(text: str) -> str:
    r"""Return a text that may go to a terminal or into a file: ``\ufffd`` for those.

    Examples
    --------
    >>> harmless("Tŷ \x1b[31mNi\n")
    'Tŷ \ufffd[31mNi\n'
    """
    return CONTROL.sub("\ufffd", text)


def shown(text: str) -> str:
    r"""Return a text of somebody's as a message may show it: one line, short, seen.

    Examples
    --------
    >>> shown("a\x1b[31m\nb"), len(shown("x" * 500))
    ('a[31m b', 80)
    """
    line = SPACE.sub(" ", text).strip()
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
