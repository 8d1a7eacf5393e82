"""Waves and replies that the tests of the surveys share, and how they are added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from hashlib import sha256

import pytest

from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys import opening
from copro_map.surveys.rules.changing import WaveChange
from copro_map.surveys.rules.records import Reply, SurveyError, Wave
from copro_map.surveys.store.surveys import add_replies, add_waves, replies
from tests.samples import dump

WAVE = Wave(
    survey="members",
    name="2027",
    opens_on="2027-03-01",
    closes_on="2027-03-31",
    baseline=False,
    invited={"citizen": 40, "provider": 3, "frontline": 0},
    entered_by="evaluator",
    entered_on="2027-02-20",
    code=sha256(b"bara brith").hexdigest(),
)
REPLY = Reply(
    survey="members",
    wave="2027",
    respondent="0f" * 16,
    role="citizen",
    answered_on="2027-03-02",
    source="replies.csv",
    entered_by="steward",
    entered_on="2027-03-04",
    answers={"valued": ("fully",), "used": ("events", "toolkits")},
)


def sign(number: int) -> str:
    """The checksum of a respondent."""
    return f"{number:032x}"


def reply(number: int, **changes: object) -> Reply:
    """The reply of another respondent."""
    return replace(REPLY, respondent=sign(number), **changes)  # type: ignore[arg-type]


def invite(settings, *rows: Wave) -> tuple[int, ...]:
    with writing(settings.database) as database:
        return add_waves(database, rows)


def answer(settings, *rows: Reply) -> tuple[int, ...]:
    with writing(settings.database) as database:
        return add_replies(database, rows)


def seen(settings, read=replies, day: date | None = None):
    with reading(settings.database) as database:
        return read(database, day)


def shown(settings, day: date | None = None, read=replies) -> list[int]:
    frame = seen(settings, read, day)
    return list(frame.index[frame["superseded_by"].isna()])


def refused(settings, match, *rows, by=answer):
    before = dump(settings.database)
    with pytest.raises(SurveyError, match=match) as caught:
        by(settings, *rows)
    assert dump(settings.database) == before
    assert "{" not in explain(caught.value, "cy")


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), WALES)


def open_wave(settings, change: WaveChange, today: date) -> str:
    """Open or correct a wave by the command line, at noon of a day."""
    return opening.open_wave(settings, MACHINE, change, noon(today))
