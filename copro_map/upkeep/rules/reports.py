"""What a visitor says is wrong with an entry, and how it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

What = Literal["gone", "place", "words", "twice", "not_here", "other"]
Answer = Literal["put_right", "right", "not_for_us"]
WHAT: tuple[What, ...] = get_args(What)
ANSWERS: tuple[Answer, ...] = get_args(Answer)
LONGEST = 1_000  # characters of what a visitor writes
MOST_OF_ONE = 50  # reports of one entry that wait


class ReportError(CoproMapError):
    """What cannot be taken, or answered, as it is; says what to do instead."""


@dataclass(frozen=True)
class Report:
    """What a visitor said of an entry: in one word, in their own, on which day."""

    id: int
    entry: str
    what: What
    words: str
    said_on: str


def read_report(what: str, words: str) -> tuple[What, str]:
    r"""Return what is wrong and the words, tidied; refuse what cannot be kept.

    Raises
    ------
    ReportError
        The message says what to choose or write.

    Examples
    --------
    >>> read_report("place", "  It moved.\r\n")
    ('place', 'It moved.')
    """
    text = words.replace("\r\n", "\n").strip()
    chosen = next((one for one in WHAT if one == what), None)
    if chosen is None:
        raise ReportError(N_("Choose what is wrong, then send it."))
    if has_control(text):
        raise ReportError(HIDDEN)
    if len(text) > LONGEST:
        raise ReportError(
            N_("This is too long. Write at most {most} characters."), most=LONGEST
        )
    if chosen == "other" and not text:
        raise ReportError(N_("Say in a few words what is wrong, then send it."))
    return chosen, text


def past_before(today: date, kept_for: timedelta) -> str:
    """Return the day before which an answer is so old that what was said goes.

    Examples
    --------
    >>> past_before(date(2027, 4, 1), timedelta(days=90))
    '2027-01-01'
    """
    return (today - kept_for).isoformat()
