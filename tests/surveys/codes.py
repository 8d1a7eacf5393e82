"""Codes of a wave for tests, as they stand in the file that is written for stewards."""

from __future__ import annotations

from datetime import date

from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.admission import Invitation
from copro_map.surveys.codes import NewCodes, make_codes
from tests.surveys.survey_samples import noon

SITE = "https://map.example.org"
DAY = date(2027, 3, 5)


def codes_for(
    settings, number: int, wave: str = "2027", today: date = DAY
) -> list[str]:
    """New codes of a wave of the members' survey."""
    made: list[NewCodes] = []
    make_codes(
        settings,
        MACHINE,
        Invitation("members", wave),
        number=number,
        site=SITE,
        hand_on=made.append,
        now=noon(today),
    )
    return list(made[0].codes)
