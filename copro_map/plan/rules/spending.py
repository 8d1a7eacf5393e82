"""What was spent as somebody gives it, on a form or in a file: text, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.clock_times import read_day
from copro_map.base.i18n import N_
from copro_map.base.names import MINUS
from copro_map.events.rules.given import said_yes
from copro_map.plan.rules.events import Year
from copro_map.plan.rules.kinds import BudgetItem, BudgetLine

MOST_POUNDS, MOST_HELPED, LONGEST = 10_000_000, 100_000, 300
SUM = re.compile(r"(-?)£?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")
NO_LINE = N_("No line of the budget is called this: {value}. The lines are: {choices}.")
NO_ITEM = N_("No cost of the breakdown is called this: {value}. They are: {choices}.")
NO_YEAR = N_("{year} is no year of the programme. The years are: {choices}.")
NO_SUM = N_("This is not a sum of money: {value}. Write pounds, such as 1,234.50.")
NOT_MORE = N_(
    "A sum is more than zero: {value}. If an entry was wrong, withdraw that one."
)
TOO_MUCH = N_("This sum is too large: {value}. At most £{most}.")
YES_OR_NO = N_('In kind or not? Write "yes" or "no", not: {value}.')
NO_DAY = N_(
    "This date cannot be read: {value}. Write year, month and day, like this: "
    "2026-03-01"
)
FUTURE = N_("This date is in the future: {value}. Today: {today}.")
NOT_THAT_YEAR = N_(
    "{value} is not in year {year} of the programme, which is {first} to {last}."
)
NO_NUMBER = N_("How many people were helped: a whole number, not: {value}.")
NOT_HELPING = N_("How many were helped to attend is asked of these alone: {choices}.")
TOO_LONG = N_("That is too long. At most {n} characters.")
EMPTY = N_("This cell is empty. Fill it in.")


@dataclass(frozen=True)
class Given:
    """A spend as it is typed: a line and an item by id, pounds, a day, a yes."""

    line: str = ""
    year: str = ""
    amount: str = ""
    in_kind: str = ""
    item: str = ""
    spent_on: str = ""
    helped: str = ""
    words: str = ""
    code: str = ""


@dataclass(frozen=True)
class Known:
    """What a spend may name: lines, items and years; ``today`` is an ISO day."""

    lines: Mapping[str, BudgetLine]
    items: Mapping[str, BudgetItem]
    years: Sequence[Year]
    today: str

    def helping(self) -> dict[str, BudgetItem]:
        """Return the items that pay so that people can take part."""
        return {x: one for x, one in self.items.items() if one.helps_to_attend}


# What is wrong: the field, a catalogue message and its facts.
Wrong = tuple[str, str, dict[str, object]]


def read_pence(text: str) -> int | None:
    """Return a typed sum in pence, negative ones too; None if it is none.

    Examples
    --------
    >>> read_pence("£1,234.50"), read_pence("12.5"), read_pence("-3"), read_pence("(3)")
    (123450, 1250, -300, -300)
    >>> read_pence("ten"), read_pence("1.234,50"), read_pence("12.345")
    (None, None, None)
    """
    plain = "".join(text.replace(MINUS, "-").split())
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    found = SUM.fullmatch(plain)
    if not found or len(found[3]) > len(f"{MOST_POUNDS:,}") + 1:
        return None
    pence = int(found[3].replace(",", "")) * 100 + int((found[4] or "").ljust(2, "0"))
    return -pence if found[1] or found[2] else pence


def whole_number(text: str, most: int) -> int | None:
    """Return a whole number from 0; None if it is none, or too large.

    Examples
    --------
    >>> whole_number("12", 99), whole_number("12.0", 99), whole_number("100", 99)
    (12, 12, None)
    """
    found = re.fullmatch(r"([0-9]{1,9})(?:\.0)?", text.strip())
    return int(found[1]) if found and int(found[1]) <= most else None


def _of_sum(given: Given) -> Iterator[Wrong]:
    pence = read_pence(given.amount)
    value: dict[str, object] = {"value": given.amount}
    if not given.amount.strip():
        yield "amount", EMPTY, {}
    elif pence is None:
        yield "amount", NO_SUM, value
    elif pence <= 0:
        yield "amount", NOT_MORE, value
    elif pence > MOST_POUNDS * 100:
        yield "amount", TOO_MUCH, {**value, "most": f"{MOST_POUNDS:,}"}


def _of_day(given: Given, known: Known, year: Year | None) -> Iterator[Wrong]:
    day, value = read_day(given.spent_on), {"value": given.spent_on}
    if not given.spent_on:
        return
    if not day:
        yield "spent_on", NO_DAY, {**value}
    elif day > known.today:
        yield "spent_on", FUTURE, {**value, "today": known.today}
    elif year and not year.first.isoformat() <= day <= year.last.isoformat():
        facts = {"year": year.number, "first": year.first, "last": year.last}
        yield "spent_on", NOT_THAT_YEAR, {**value, **facts}


def _of_people(given: Given, known: Known) -> Iterator[Wrong]:
    if not given.helped:
        return
    helping = known.helping()
    if whole_number(given.helped, MOST_HELPED) is None:
        yield "helped", NO_NUMBER, {"value": given.helped}
    elif given.item not in helping:
        names = "; ".join(one.label.text() for one in helping.values())
        yield "helped", NOT_HELPING, {"choices": names}


def year_given(text: str, years: Sequence[Year]) -> Year | None:
    """Return the year of the programme that is meant by its number; None if none is."""
    number = whole_number(text, 99)
    return next((year for year in years if year.number == number), None)


def wrong_place(given: Given, known: Known) -> Iterator[Wrong]:
    """Yield what is wrong with the line, the year and the item that are named."""
    year = year_given(given.year, known.years)
    lines = "; ".join(one.label.text() for one in known.lines.values())
    if given.line not in known.lines:
        facts: dict[str, object] = {"value": given.line, "choices": lines}
        yield "line", NO_LINE if given.line else EMPTY, facts
    if year is None:
        numbers = ", ".join(str(one.number) for one in known.years)
        facts = {"year": given.year, "choices": numbers}
        yield "year", NO_YEAR if given.year else EMPTY, facts
    if given.item and given.item not in known.items:
        items = "; ".join(one.label.text() for one in known.items.values())
        yield "item", NO_ITEM, {"value": given.item, "choices": items}


def wrong(given: Given, known: Known) -> Iterator[Wrong]:
    """Yield what is wrong with a spend, field by field."""
    yield from wrong_place(given, known)
    yield from _of_sum(given)
    if said_yes(given.in_kind) is None:
        yield "in_kind", YES_OR_NO, {"value": given.in_kind}
    yield from _of_day(given, known, year_given(given.year, known.years))
    yield from _of_people(given, known)
    for name in ("words", "code"):
        if len(getattr(given, name)) > LONGEST:
            yield name, TOO_LONG, {"n": LONGEST}
        elif has_control(getattr(given, name)):
            yield name, HIDDEN, {}


def facts_of(given: Given, known: Known) -> dict[str, object]:
    """Return a spend without faults as its table keeps it."""
    year = year_given(given.year, known.years)
    helped = whole_number(given.helped, MOST_HELPED) if given.helped else None
    return {
        "line": given.line,
        "year": year.number if year else 0,
        "pence": read_pence(given.amount),
        "in_kind": int(bool(said_yes(given.in_kind))),
        "item": given.item,
        "spent_on": read_day(given.spent_on) if given.spent_on else "",
        "helped": helped,
        "words": given.words.strip(),
        "code": given.code.strip(),
    }
