"""The day it is: asked here and nowhere else, so that it can be moved."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

from copro_map.base.dates import parse_date
from copro_map.base.errors import DayError
from copro_map.base.i18n import N_

VARIABLE = "COPRO_MAP_TODAY"
WALES = ZoneInfo("Europe/London")
# A day that is earlier or later is a slip of the pen.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def moved_day() -> date | None:
    """Return the day that COPRO_MAP_TODAY names, such as 2027-03-31; None if it is not.

    Raises
    ------
    DayError
        If the variable holds anything but a date.

    Examples
    --------
    >>> os.environ["COPRO_MAP_TODAY"] = "2027-03-31"
    >>> moved_day()
    datetime.date(2027, 3, 31)
    >>> del os.environ["COPRO_MAP_TODAY"]
    """
    given = os.environ.get(VARIABLE, "")
    if not given:
        return None
    day = parse_date(given)
    if day is None:
        raise DayError(
            N_("{variable}: {given} is not a date. Write it like this: 2027-03-31."),
            variable=VARIABLE,
            given=given,
        )
    return day


def current_day() -> date:
    """Return the day it is in Wales, or the one that COPRO_MAP_TODAY names.

    Raises
    ------
    DayError
        If the variable holds anything but a date.
    """
    return moved_day() or datetime.now(WALES).date()


def current_moment() -> datetime:
    """Return the moment it is, in Wales's time; on the day of COPRO_MAP_TODAY if set.

    Raises
    ------
    DayError
        If the variable holds anything but a date.
    """
    now = datetime.now(WALES)
    moved = moved_day()
    return datetime.combine(moved, now.time(), WALES) if moved else now


def known_by(day: date) -> date:
    """Return a day, or today if it has not come: nothing is known later than today.

    Examples
    --------
    >>> os.environ["COPRO_MAP_TODAY"] = "2027-03-31"
    >>> known_by(date(2027, 3, 1)).isoformat(), known_by(date(2099, 1, 1)).isoformat()
    ('2027-03-01', '2027-03-31')
    >>> del os.environ["COPRO_MAP_TODAY"]
    """
    return min(day, current_day())
