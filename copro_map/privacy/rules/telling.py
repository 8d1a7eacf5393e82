"""How what is kept reads to whoever it is about: days and moments in words."""

from __future__ import annotations

import re

from copro_map.base.i18n import long_date, partial_date
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LINK = re.compile(r"/k/[A-Za-z0-9_-]{20,}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def in_words(value: str) -> str:
    """Return a value as people read it: a day or a moment in words, others as it is.

    Examples
    --------
    >>> in_words("2026-11-30"), in_words("2026-07-01T08:00:00Z"), in_words("2026")
    ('30 November 2026', '1 July 2026, 09:00', '2026')
    >>> in_words("2026-02-30")
    '2026-02-30'
    """
    try:
        if MOMENT.fullmatch(value):
            here = read_moment(value).astimezone(WALES)
            return f"{long_date(here.date())}, {here:%H:%M}"
        return partial_date(value) if DAY.fullmatch(value) else value
    except ValueError:  # somebody wrote what only looks like a day
        return value


def without_links(value: str) -> str:
    """Return a text with no link in it that opens somebody's page.

    Examples
    --------
    >>> without_links("Press: [[/k/aBcDeFgHiJkLmNoPqRsT_-12?lang=cy]]")
    'Press: [[/k/***?lang=cy]]'
    """
    return LINK.sub("/k/***", value)
