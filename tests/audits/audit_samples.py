"""Self-audits that the tests share."""

from __future__ import annotations

from datetime import date, datetime, time

from copro_map.audits import deciding
from copro_map.audits.listing import audit_frame, instrument_in_use
from copro_map.audits.rules.instrument import LEVELS, Answers
from copro_map.audits.store.audits import audits
from copro_map.base.config import load_settings
from copro_map.base.store.connection import reading
from copro_map.base.today import WALES
from copro_map.people.rules.permissions import MACHINE

DATA = load_settings({}).data_dir
INSTRUMENT = instrument_in_use(DATA)
PRINCIPLES = tuple(INSTRUMENT.principles)
TODAY = date(2026, 11, 22)
PROJECT, OTHER = "invest-local", "communities-creating-homes"


def levels(letters: str) -> dict[str, str]:
    """Levels by principle from one letter each: b, i, t; a dot where there is none."""
    names = {level[0]: level for level in LEVELS}
    own = zip(PRINCIPLES, letters, strict=True)
    return {name: names[letter] for name, letter in own if letter != "."}


def scores(citizens: str, professionals: str) -> dict[str, dict[str, str]]:
    return {"citizens": levels(citizens), "professionals": levels(professionals)}


def answers(citizens: str = "iibbb", professionals: str = "ittbb", **more) -> Answers:
    start = {
        "asset_id": PROJECT,
        "audited_on": date(2026, 11, 1),
        "scores": scores(citizens, professionals),
        "people": {"citizens": 6, "professionals": 3},
        "notes": {"trust": "Minutes of the steering group – tŷ"},
    }
    return Answers(**start | more)


def frame_of(settings, day):
    """The audits that count as known on a day."""
    with reading(settings.database) as database:
        return audit_frame(audits(database), day)


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), WALES)


def accept(settings, number: int, by: str, day: date) -> int:
    """Accept an audit from the command line; its new number."""
    return deciding.accept(settings, MACHINE, number, at_noon(day), by=by).number


def withdraw(settings, number: int, by: str, day: date) -> int:
    """Withdraw an audit from the command line; its new number."""
    return deciding.withdraw(settings, MACHINE, number, at_noon(day), by=by).number
