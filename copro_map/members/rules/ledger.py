"""What members give: read as it is typed, and summed by the year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.members.rules.records import Gift

LONGEST = 200  # characters of the words beside a gift
# Before the Network was proposed nobody gave it anything.
EARLIEST = date(2015, 1, 1)
MOST_MINUTES, MOST_PENCE = 1_000 * 60, 100_000_000  # in one line
_HOURS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2})|:([0-5]\d))?", re.ASCII)
_POUNDS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{1,2}))?", re.ASCII)


class LedgerError(CoproMapError):
    """What cannot stand in the ledger; says what to write instead."""


@dataclass(frozen=True)
class Sum:
    """What was given in a calendar year: pence, and minutes."""

    year: int
    pence: int
    minutes: int


def read_hours(text: str) -> int:
    """Return typed hours in minutes.

    Raises
    ------
    LedgerError
        If they are none, or more than a thousand.

    Examples
    --------
    >>> read_hours("2"), read_hours("2.5"), read_hours("2,25"), read_hours("0:45")
    (120, 150, 135, 45)
    """
    found = _HOURS.fullmatch(text.strip())
    minutes = 0
    if found:
        whole, part, clock = found.groups()
        share = int((part or "0").ljust(2, "0"))
        minutes = int(whole) * 60 + (int(clock) if clock else round(share * 0.6))
    if not 0 < minutes <= MOST_MINUTES:
        raise LedgerError(
            N_('Hours are a number up to 1,000, such as "2", "2.5" or "2:30".')
        )
    return minutes


def read_pounds(text: str) -> int:
    """Return a typed sum of money in pence.

    Raises
    ------
    LedgerError
        If it is none, or a million pounds and more.

    Examples
    --------
    >>> read_pounds("£120"), read_pounds("1,250.5"), read_pounds("0.75")
    (12000, 125050, 75)
    """
    found = _POUNDS.fullmatch(text.strip().removeprefix("£").strip())
    pence = 0
    if found:
        whole, part = found.groups()
        pence = int(whole.replace(",", "")) * 100 + int((part or "0").ljust(2, "0"))
    if not 0 < pence < MOST_PENCE:
        raise LedgerError(N_('Write a sum in pounds, such as "120" or "120.50".'))
    return pence


def day_given(text: str, today: date) -> str:
    """Return the day of a gift, as an ISO text.

    Raises
    ------
    LedgerError
        If it is none, is still to come, or was before there was a Network.

    Examples
    --------
    >>> day_given("2026-11-29", date(2026, 11, 30))
    '2026-11-29'
    """
    day = parse_date(text)
    if day is None or not EARLIEST <= day <= today:
        raise LedgerError(N_("On which day was it? Not before 2015, and none to come."))
    return text


def sums(gifts: Iterable[Gift]) -> tuple[Sum, ...]:
    """Return what was given in each year, the last first; nothing of what is withdrawn.

    Examples
    --------
    >>> one = Gift(1, 1, "2026-03-01", None, 90, "", None, "2026-03-02", "")
    >>> other = Gift(2, 1, "2026-12-31", 500, None, "", None, "2027-01-02", "")
    >>> sums([one, other])
    (Sum(year=2026, pence=500, minutes=90),)
    """
    standing = [one for one in gifts if not one.withdrawn_on]
    years = sorted({one.given_on[:4] for one in standing}, reverse=True)
    return tuple(
        Sum(
            int(year),
            sum(one.pence or 0 for one in standing if one.given_on[:4] == year),
            sum(one.minutes or 0 for one in standing if one.given_on[:4] == year),
        )
        for year in years
    )
