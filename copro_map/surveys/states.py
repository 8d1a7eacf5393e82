"""The waves as stewards see them: how each opens, and how many replied, by tens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.store.invitations import replied, with_codes
from copro_map.surveys.waves import every_wave

STEP = 10  # replies: no more exactly is told while a wave may be open


@dataclass(frozen=True)
class WaveState:
    """A wave, for stewards: how its form opens, and how many replied, in steps of ten.

    ``replies`` is 20 for 20 to 29 of them; the wave may still be open.
    """

    wave: Wave
    form: Literal["", "codes", "anybody"]
    replies: int

    @classmethod
    def every(cls, settings: Settings) -> list[WaveState]:
        """Return all of them: ``wave_states``, for other subjects."""
        return wave_states(settings)


def by_tens(replies: int) -> int:
    """Return how many replies may be told while a wave is open.

    Examples
    --------
    >>> by_tens(9), by_tens(10), by_tens(29)
    (0, 10, 20)
    """
    return replies // STEP * STEP


def wave_states(settings: Settings) -> list[WaveState]:
    """Return the waves of all surveys that are in force, survey by survey.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        coded, counts = with_codes(database), replied(database)
    return [
        WaveState(
            one,
            "anybody" if one.code else "codes" if of in coded else "",
            by_tens(counts.get(of, 0)),
        )
        for one in every_wave(settings)
        for of in [(one.survey, one.name)]
    ]
