"""The steps of filling in an audit: who, each principle, the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.levels import principle_levels

LANDING, WHO, FIRST = 0, 1, 2  # of the principles


@dataclass(frozen=True)
class Stop:
    """A step by its number; its principle, "" of the first and the last one.

    ``done``: nothing is missing there.
    """

    number: int
    principle: str
    done: bool


def last(instrument: Instrument) -> int:
    """Return the number of the last step, which is the result."""
    return FIRST + len(instrument.principles)


def principle_at(instrument: Instrument, number: int) -> str:
    """Return the principle of a step, "" if it has none."""
    names = list(instrument.principles)
    at = number - FIRST
    return names[at] if 0 <= at < len(names) else ""


def stops(instrument: Instrument, answers: Answers) -> Iterator[Stop]:
    """Yield each step, in order; the result is done when all before it are."""
    standing = principle_levels(instrument, answers.scores)
    has_people = all(answers.people.get(group) for group in instrument.groups)
    yield Stop(WHO, "", has_people)
    for number, (name, level) in enumerate(standing.items(), start=FIRST):
        yield Stop(number, name, bool(level))
    yield Stop(last(instrument), "", has_people and all(standing.values()))


def first_open(instrument: Instrument, answers: Answers) -> int:
    """Return the first step where something is missing; the result if nothing is."""
    missing = (one.number for one in stops(instrument, answers) if not one.done)
    return next(missing, last(instrument))


def scored_by_both(instrument: Instrument, answers: Answers) -> int:
    """Return how many principles both groups have scored."""
    return sum(map(bool, principle_levels(instrument, answers.scores).values()))
