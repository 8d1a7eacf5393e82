"""What a member gave and how a promise goes, in words of the language in force."""

from __future__ import annotations

from collections.abc import Iterable

from copro_map.base.i18n import N_, Label, t
from copro_map.base.said import Spoken, said
from copro_map.members.rules.ledger import Sum
from copro_map.members.rules.records import Gift, Member

HOW = {
    "kept": N_("Kept"),
    "under_way": N_("Under way"),
    "not_yet": N_("Not yet"),
}
REWORDED = N_("You worded it anew")
ANEW = N_("Worded anew")


def money(pence: int) -> str:
    """Return a sum of money.

    Examples
    --------
    >>> money(12000), money(125050)
    ('£120', '£1,250.50')
    """
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def time(minutes: int) -> str:
    """Return a time in hours and minutes.

    Examples
    --------
    >>> time(120), time(150), time(45)
    ('2 h', '2 h 30 min', '45 min')
    """
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(t("{n} h", n=f"{hours:,}"))
    if rest:
        parts.append(t("{n} min", n=rest))
    return " ".join(parts)


def gift(one: Gift) -> str:
    """Return what was given, money or time."""
    return money(one.pence) if one.pence else time(one.minutes or 0)


def sums(years: Iterable[Sum]) -> list[tuple[str, str]]:
    """Return each year and what was given in it, in words."""
    return [
        (
            str(one.year),
            " · ".join(
                part
                for part in (
                    time(one.minutes) if one.minutes else "",
                    money(one.pence) if one.pence else "",
                )
                if part
            ),
        )
        for one in years
    ]


def yearly(member: Member, step: Label | None) -> str:
    """Return what somebody said that they would give a year, in words; "" for none.

    ``step`` is what their step of the scale is called.
    """
    parts = [
        step.text() if step else "",
        money(member.pence) if member.pence else "",
        time(member.hours * 60) if member.hours else "",
    ]
    return " · ".join(part for part in parts if part)


def name_of(member: Member) -> Spoken:
    """Return what a member is called, in the reader's language if there is a name."""
    if not (member.name_en or member.name_cy):
        return Spoken(t("Somebody who left"), "")
    english = member.name_en or member.name_cy
    return said(english, member.name_cy)
