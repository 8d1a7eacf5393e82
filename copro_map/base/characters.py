r"""Characters that no text may hold: those that steer what shows it, and are not seen.

Control characters (ESC begins a command to a terminal), and the marks that turn the
direction of writing, so that a text reads as what it is not; also halves of characters,
which are what a file's name holds if it is not UTF-8. A tab and a line's end are text.
So are joiners, which some languages need, and the tags that the flag of Wales is of.
"""

from __future__ import annotations

import re

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
LONGEST_SHOWN = 80  # characters of a text of somebody's in a message


def has_control(text: str) -> bool:
    r"""Say whether a text holds a character that none may hold.

    Examples
    --------
    >>> has_control("Tŷ Ni\r\n\tLlanelli"), has_control("Tŷ \x1b[31mNi")
    (False, True)
    """
    return bool(CONTROL.search(text))


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
