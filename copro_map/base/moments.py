"""Moments, as they are kept: UTC to the second, so that texts compare as moments do."""

from __future__ import annotations

from datetime import UTC, datetime

from copro_map.base.errors import DayError
from copro_map.base.i18n import N_

PATTERN = "%Y-%m-%dT%H:%M:%SZ"


def written(moment: datetime) -> str:
    """Return a moment as it is kept.

    Raises
    ------
    ValueError
        If the moment does not say of which time zone it is.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> written(datetime(2027, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/London")))
    '2027-07-01T08:30:00Z'
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).strftime(PATTERN)


def read_moment(text: str) -> datetime:
    """Return a moment that is kept, or that somebody writes; in UTC.

    Raises
    ------
    DayError
        If it is none; the message says how to write one.

    Examples
    --------
    >>> read_moment("2027-07-01T08:30:00Z").isoformat()
    '2027-07-01T08:30:00+00:00'
    """
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError
    except ValueError:
        raise DayError(
            N_("{given}: not a moment. Write it like this: 2027-03-31T09:00:00Z."),
            given=text,
        ) from None
    return moment.astimezone(UTC)
