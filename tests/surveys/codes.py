"""Codes of a wave for tests, as they stand in the file that is written for stewards."""

from __future__ import annotations

from datetime import date

from copro_map.surveys.codes import make_codes

SITE = "https://map.example.org"
DAY = date(2027, 3, 5)


def codes_for(
    settings, number: int, wave: str = "2027", today: date = DAY
) -> list[str]:
    """New codes of a wave of the members' survey."""
    made: list[str] = []

    def make(_settings, _wave, codes, _site) -> bytes:
        made.extend(codes)
        return b""

    make_codes(
        settings,
        "members",
        wave,
        number=number,
        site=SITE,
        make=make,
        write=lambda _content: None,
        today=today,
    )
    return made
