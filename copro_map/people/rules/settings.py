"""What is set on the desk: which names there are, and what each may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, get_args

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label
from copro_map.people.rules.addresses import AddressError, read_address

Name = Literal[
    "programme_start", "contact", "network_name", "announcement", "read_only"
]
NAMES: tuple[Name, ...] = get_args(Name)
LONGEST = 500  # characters
# An earlier or a later start of a programme is a slip of the pen.
FIRST_START, LAST_START = date(2010, 1, 1), date(2050, 12, 31)
# What figures of earlier days were reckoned by.
ONWARDS: frozenset[Name] = frozenset({"programme_start"})
# What is set while the map is at rest: the end of that, and what visitors are told.
EVEN_AT_REST: frozenset[Name] = frozenset({"read_only", "announcement"})


class SettingError(CoproMapError):
    """Something that cannot be set like this; says what to write instead."""


class OneLanguageError(CoproMapError):
    """A text for the public, or for a letter, that is in one language alone."""


def both_languages(value: Label) -> Label:
    """Return a text that staff typed, tidied; in both languages, or not at all.

    Raises
    ------
    OneLanguageError
        If one of the two is missing.

    Examples
    --------
    >>> both_languages(Label(" Mended on Friday ", "Trwsio ddydd Gwener"))
    Label(en='Mended on Friday', cy='Trwsio ddydd Gwener')
    """
    tidy = Label(value.en.strip(), value.cy.strip())
    if bool(tidy.en) != bool(tidy.cy):
        raise OneLanguageError(
            N_(
                "This is read by people in Welsh and in English: write it in both "
                "languages. Nothing is kept until then."
            )
        )
    return tidy


def _day(value: Label) -> Label:
    try:
        day = date.fromisoformat(value.en.strip())
    except ValueError:
        raise SettingError(
            N_("{given}: not a day. Write it like this: 2027-03-31."), given=value.en
        ) from None
    if not FIRST_START <= day <= LAST_START:
        raise SettingError(
            N_("{given}: no programme starts then. Give a day from {first} to {last}."),
            given=day,
            first=FIRST_START,
            last=LAST_START,
        )
    return Label(*[day.isoformat()] * 2)


def _address(value: Label) -> Label:
    try:
        return Label(*[read_address(value.en)] * 2)
    except AddressError as error:
        raise SettingError(
            N_("{given}: not an e-mail address."), given=value.en
        ) from error


def _text(value: Label) -> Label:
    tidy = both_languages(value)
    if max(len(tidy.en), len(tidy.cy)) > LONGEST:
        raise SettingError(
            N_("Write at most {most} characters in each language."), most=LONGEST
        )
    return tidy


def _switch(value: Label) -> Label:
    on = "1" if value.en.strip() == "1" else ""
    return Label(on, on)


READ: Mapping[Name, Callable[[Label], Label]] = {
    "programme_start": _day,
    "contact": _address,
    "network_name": _text,
    "announcement": _text,
    "read_only": _switch,
}


def read_setting(name: Name, value: Label) -> Label:
    """Return what is to be kept of a setting; both empty, if it is to end.

    Raises
    ------
    SettingError, OneLanguageError
        The message says what to write instead.

    Examples
    --------
    >>> read_setting("programme_start", Label("2026-04-01", ""))
    Label(en='2026-04-01', cy='2026-04-01')
    """
    if not (value.en.strip() or value.cy.strip()):
        return Label("", "")
    return READ[name](value)


def check_days(name: Name, first: date, last: date | None, today: date) -> None:
    """Refuse days that no setting can have: an end before it begins.

    What figures were reckoned by holds for no day that is past; the map comes to rest,
    or is at work again, at once.

    Raises
    ------
    SettingError
        The message says what to do instead.

    Examples
    --------
    >>> day = date(2026, 11, 29)
    >>> check_days("announcement", day, day, day)
    >>> check_days("read_only", date(2026, 11, 30), None, day)
    Traceback (most recent call last):
    copro_map.people.rules.settings.SettingError: This holds at once...
    """
    if last and last < first:
        raise SettingError(
            N_("It would end before it begins. Give a last day after the first.")
        )
    if name in ONWARDS and first < today:
        raise SettingError(
            N_(
                "This holds from today on at the earliest, or what was shown before "
                "would change."
            )
        )
    if name == "read_only" and (first != today or last):
        raise SettingError(
            N_("This holds at once, until somebody ends it: give no other day.")
        )
