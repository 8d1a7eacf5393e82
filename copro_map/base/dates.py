"""What every store asks of a date."""

from __future__ import annotations

from datetime import date

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_


def check_dates(subject: str, *days: str, error: type[CoproMapError]) -> None:
    """Refuse what is not a whole ISO date.

    Raises
    ------
    CoproMapError
        Of the class ``error``; the message names the subject and the date.

    Examples
    --------
    >>> check_dates("1.1", "2027-03-31", error=CoproMapError)
    >>> check_dates("1.1", "31/03/2027", error=CoproMapError)
    Traceback (most recent call last):
        ...
    copro_map.base.errors.CoproMapError: 1.1: "31/03/2027" is not a date. Write it ...
    """
    for day in days:
        try:
            is_whole = date.fromisoformat(day).isoformat() == day
        except ValueError:
            is_whole = False
        if not is_whole:
            raise error(
                N_(
                    '{subject}: "{date}" is not a date. Write it like this: 2027-03-31.'
                ),
                subject=subject,
                date=day,
            )
