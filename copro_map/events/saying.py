"""What an event is called, when and where it is: in words of the current language."""

from __future__ import annotations

from datetime import date

from copro_map.base.i18n import Label, long_date, t
from copro_map.events.rules.records import Event


def name_of(event: Event) -> Label:
    """Return what an event is called; in the other language if it has no name in one.

    Its name in the other language is better than none.
    """
    return Label(event.name_en or event.name_cy, event.name_cy or event.name_en)


def days(starts_on: str, starts_at: str, ends_on: str, ends_at: str) -> str:
    """Return when something is, by the clock in Wales, in the current language.

    Examples
    --------
    >>> days("2027-03-28", "10:00", "2027-03-28", "16:00")
    '28 March 2027, 10:00–16:00'
    >>> days("2027-03-27", "", "2027-03-28", "")
    '27 March 2027 – 28 March 2027'
    """
    first, last = (long_date(date.fromisoformat(x)) for x in (starts_on, ends_on))
    if starts_on == ends_on:
        return f"{first}, {starts_at}–{ends_at}" if starts_at else first
    if starts_at:
        return f"{first}, {starts_at} – {last}, {ends_at}"
    return f"{first} – {last}"


def when(event: Event) -> str:
    """Return when an event is, in the current language."""
    return days(event.starts_on, event.starts_at, event.ends_on, event.ends_at)


def where(event: Event) -> str:
    """Return where an event is, in the current language; "" if nobody has said."""
    place = event.at(event.postcode)
    if event.is_online:
        return f"{place}, {t('and online')}" if place else t("Online")
    return place
