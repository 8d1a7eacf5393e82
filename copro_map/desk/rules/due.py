"""When something is due by the clock of Wales, once for each time that it strikes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from copro_map.base.today import WALES

# A month that ended longer ago than this before the clock ran for the first time is
# nobody's: there was no map that day.
FIRST_MONTH_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Strikes:
    """A time of the day in Wales: each day, each Monday, or each first of a month."""

    at: time
    monthly: bool = False
    weekly: bool = False

    def _day(self, day: date) -> date:
        """Return the last day, up to this one, on which it strikes."""
        if self.monthly:
            return day.replace(day=1)
        return day - timedelta(days=day.weekday() if self.weekly else 0)

    def on(self, day: date) -> datetime:
        """Return the moment, in UTC, at which it strikes on a day.

        A time that a day has twice counts the first time; one that it does not have
        is an hour later.

        Examples
        --------
        >>> nightly = Strikes(time(1, 30))
        >>> [nightly.on(date(2027, 3, 28)).hour, nightly.on(date(2027, 10, 31)).hour]
        [1, 0]
        """
        return datetime.combine(day, self.at, WALES).astimezone(UTC)

    def last(self, now: datetime) -> datetime:
        """Return when it struck last, in UTC; a moment at which it strikes counts.

        Examples
        --------
        >>> Strikes(time(1, 30)).last(datetime(2027, 7, 1, 0, 29, tzinfo=UTC)).day
        30
        >>> monthly = Strikes(time(0, 30), monthly=True)
        >>> monthly.last(datetime(2027, 3, 15, tzinfo=UTC)).isoformat()
        '2027-03-01T00:30:00+00:00'
        >>> mondays = Strikes(time(7), weekly=True)
        >>> mondays.last(datetime(2027, 3, 1, 6, 59, tzinfo=UTC)).isoformat()
        '2027-02-22T07:00:00+00:00'
        """
        day = self._day(now.astimezone(WALES).date())
        struck = self.on(day)
        if struck <= now.astimezone(UTC):
            return struck
        return self.on(self._day(day - timedelta(days=1)))


def month_ended(now: datetime) -> date:
    """Return the last day of the month before the one it is in Wales.

    Examples
    --------
    >>> month_ended(datetime(2028, 3, 1, tzinfo=UTC)).isoformat()
    '2028-02-29'
    """
    return now.astimezone(WALES).date().replace(day=1) - timedelta(days=1)
