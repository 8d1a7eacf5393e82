"""What must be so of a word on an entry; each refusal says what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from copro_map.assets.rules.records import EXCHANGE_KINDS, KeptEntry
from copro_map.base.characters import has_control, shown
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.upkeep.rules.words import CONFIRMING, WORDS, Said, Word

LONGEST = 2_000


class WordError(CoproMapError):
    """A word that cannot be kept as it is; the message says what to write instead."""


def check_word(
    word: Word, entry: KeptEntry, role: str, before: Sequence[Said], today: date
) -> None:
    """Refuse a word that cannot be kept.

    ``role`` is as what somebody says it, ``before`` what was said and stands.

    Raises
    ------
    WordError
        The message says what to write instead.
    """
    day = (word.said_on or today).isoformat()
    last = max((one.said_on for one in before), default="")
    if word.word not in WORDS:
        raise WordError(
            N_("{word}: no such word. Choose one of these: {words}."),
            word=shown(word.word),
            words=", ".join(WORDS),
        )
    if day > today.isoformat():
        raise WordError(N_("{day} is still to come. Give a day up to today."), day=day)
    if day < last:
        raise WordError(
            N_("Something was said later, on {last}. Give that day or a later one."),
            last=last,
        )
    for text in (word.how, word.note):
        if len(text) > LONGEST or has_control(text):
            raise WordError(
                N_("Write at most {most} characters, in plain text."), most=LONGEST
            )
    if role != "owner" and word.word in CONFIRMING and not word.how.strip():
        raise WordError(
            N_("Say how you know, such as: asked by telephone, or: on their own page.")
        )
    if word.place and (word.word != "moved" or role == "owner"):
        raise WordError(
            N_("Say in words where it moved to; a steward then looks the place up.")
        )
    _check_days(word, entry, day)


def _check_days(word: Word, entry: KeptEntry, day: str) -> None:
    partial = f"{word.ended_on}{'-01-01'[len(word.ended_on) - 4 :]}"
    if word.ended_on and (
        word.word != "ended" or len(word.ended_on) < 4 or parse_date(partial) is None
    ):
        raise WordError(
            N_("{given}: write 2021, 2021-04 or 2021-04-29."),
            given=shown(word.ended_on),
        )
    if word.ended_on > day:
        raise WordError(
            N_("{day} is still to come. Give a day up to today."), day=word.ended_on
        )
    for text in filter(None, (word.until, word.opens_on, word.closes_on)):
        if parse_date(text) is None:
            raise WordError(
                N_("{given} is not a date. Write it like this: 2027-03-31."),
                given=shown(text),
            )
    if word.word == "paused" and word.until < day:
        raise WordError(N_("Give the last day of the pause; it is still to come."))
    _check_end(word, day)
    if word.word in ("paused", "open") and entry.kind not in EXCHANGE_KINDS:
        raise WordError(N_("Only an offer or a request is open, or paused."))


def _check_end(word: Word, day: str) -> None:
    if word.closes_on and word.closes_on < day:
        raise WordError(
            N_("{day} is past. Give a last day that is still to come, or none."),
            day=word.closes_on,
        )
    if word.closes_on and word.closes_on < word.opens_on:
        raise WordError(N_("The last day lies before the first. Give a later one."))
