"""A wave as it is typed on the desk: what is wrong of it, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from copro_map.base.i18n import N_, Label
from copro_map.people.rules.settings import both_languages
from copro_map.surveys.rules.changing import WaveChange, closing_day
from copro_map.surveys.rules.records import SurveyError, Wave

LONGEST_NAME = 60  # signs


@dataclass(frozen=True)
class TypedWave:
    """What a form holds: days, and how many were invited of each role (None: unknown).

    ``name`` is that of a new wave; ``word`` is "" for none, or the one that there is.
    """

    name: str
    name_cy: str
    first: date | None
    last: date | None
    baseline: bool
    invited: Mapping[str, int | None]
    word: str = ""


def _check_days(typed: TypedWave, shown: Wave | None, today: date) -> tuple[str, str]:
    """Return the days on which a wave opens and closes."""
    if typed.first is None or typed.last is None:
        raise SurveyError(N_("Choose the first and the last day to reply."))
    if typed.last < typed.first:
        raise SurveyError(
            N_(
                "The last day to reply would be before the first. Correct one of the "
                "days."
            )
        )
    closes = closing_day(typed.last.isoformat())
    if typed.last < today and (shown is None or shown.closes_on != closes):
        raise SurveyError(
            N_(
                "The last day to reply is in the past. Choose today or a later day; to "
                "end a wave, close it."
            )
        )
    return typed.first.isoformat(), closes


def _names(typed: TypedWave, shown: Wave | None) -> Label:
    if shown and not shown.name_cy and not typed.name_cy.strip():
        return Label(shown.name, "")  # one of before, as it was
    names = both_languages(Label(shown.name if shown else typed.name, typed.name_cy))
    if not names.en:
        raise SurveyError(
            N_("Give the wave a name in both languages, such as the year.")
        )
    if max(len(names.en), len(names.cy)) > LONGEST_NAME:
        raise SurveyError(
            N_("A name has at most {most} letters. Write a shorter one."),
            most=LONGEST_NAME,
        )
    return names


def read_wave(
    survey: str, typed: TypedWave, shown: Wave | None, today: date, by: str
) -> WaveChange:
    """Return what a form changes of the wave that was ``shown`` in it; None: a new one.

    What was not touched stays out of it, so that somebody else's correction of it
    stands. ``by`` is the role of whoever typed it.

    Raises
    ------
    OneLanguageError
        If the name is in one language alone.
    SurveyError
        If there is no name, no day, or one that cannot be; the message says which.

    Examples
    --------
    >>> first, last = date(2027, 3, 1), date(2027, 3, 31)
    >>> typed = TypedWave("Year 1", "Blwyddyn 1", first, last, False, {"citizen": 9})
    >>> new = read_wave("members", typed, None, first, "steward")
    >>> new.name, new.closes_on, new.is_new
    ('Year 1', '2027-04-01', True)
    """
    opens, closes = _check_days(typed, shown, today)
    names = _names(typed, shown)
    known: Mapping[str, int] = shown.invited if shown else {}
    invited = {x: n for x, n in typed.invited.items() if n != known.get(x)}
    word = typed.word.strip() or None
    if shown is None:
        return WaveChange(
            survey=survey,
            name=names.en,
            invited=invited,
            entered_by=by,
            opens_on=opens,
            closes_on=closes,
            baseline=typed.baseline,
            code=word,
            name_cy=names.cy,
            is_new=True,
        )
    return WaveChange(
        survey=survey,
        name=shown.name,
        invited=invited,
        entered_by=by,
        opens_on=opens if opens != shown.opens_on else None,
        closes_on=closes if closes != shown.closes_on else None,
        baseline=typed.baseline if typed.baseline != shown.baseline else None,
        code=word,
        name_cy=names.cy if names.cy != shown.name_cy else None,
    )


def days_left(wave: Wave, today: date) -> int:
    """Return how many days are left to reply, today too; 0 once a wave has closed.

    Examples
    --------
    >>> wave = Wave("s", "w", "2027-03-01", "2027-04-01", False, {}, "x", "")
    >>> days_left(wave, date(2027, 3, 31)), days_left(wave, date(2027, 4, 1))
    (1, 0)
    """
    return max(0, (date.fromisoformat(wave.closes_on) - today).days)
