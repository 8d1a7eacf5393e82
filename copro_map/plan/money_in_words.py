"""The budget in words, for the desk and the copy of the report that is not public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.people.rules.permissions import Actor
from copro_map.plan.money import Money, budget
from copro_map.plan.rules.money import PENCE, OfItem, Sums, sterling

NONE, WHOLE = "–", 100  # percent


@dataclass(frozen=True)
class RowTold:
    """A row of a table: what it is, a cell for each other head, and how it looks.

    ``spent`` and ``in_kind`` are the share of its plan in percent, together 100 at
    most; ``is_over`` if more than the plan was used. One that ``is_group`` holds those
    below it.
    """

    name: str
    cells: tuple[str, ...]
    spent: float = 0
    in_kind: float = 0
    is_over: bool = False
    is_group: bool = False


@dataclass(frozen=True)
class TableTold:
    """A table in words: ``heads`` with that of the names, rows, the sum, notes."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[RowTold, ...]
    foot: RowTold
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MoneyTold:
    """The budget and what was spent of it in the language in force, as at a day.

    ``sentence`` says where all of it stands, ``now`` the year that it is ("" outside
    the programme); ``whole`` is the bar of it. ``source`` is where the plan stands.
    """

    as_at: str
    sentence: str
    now: str
    whole: RowTold
    years: TableTold
    lines: TableTold
    each: TableTold
    outcomes: TableTold
    access: TableTold
    forecast: str
    source: str

    @property
    def tables(self) -> tuple[TableTold, ...]:
        """The tables of a page that prints all of it, but the one line by year."""
        return (self.years, self.lines, self.outcomes, self.access)


def year_called(number: int) -> str:
    """Return what a year of the programme is called."""
    return t("Year {n}", n=number)


def _heads(first: str, *, forecast: bool = True) -> tuple[str, ...]:
    last = (t("Forecast"), t("Remaining")) if forecast else (t("Remaining"),)
    return (first, t("Planned"), t("Spent"), t("In kind"), *last)


def _row(
    name: str, sums: Sums, *, forecast: bool = True, group: bool = False
) -> RowTold:
    ahead = (sums.forecast,) if forecast else ()
    numbers = (sums.planned, sums.spent, sums.in_kind, *ahead, sums.left)
    most = max(sums.planned, sums.used)
    return RowTold(
        name,
        tuple(sterling(one) for one in numbers),
        round(WHOLE * sums.spent / most, 2) if most else 0,
        round(WHOLE * sums.in_kind / most, 2) if most else 0,
        sums.left < 0,
        group,
    )


def _sentence(whole: Sums) -> str:
    facts = {"planned": sterling(whole.planned), "used": sterling(whole.used)}
    if not whole.used:
        return t("Nothing is entered yet of {planned} that is planned.", **facts)
    return t(
        "{used} of {planned} is used: {spent} was spent, {in_kind} given in kind.",
        spent=sterling(whole.spent),
        in_kind=sterling(whole.in_kind),
        **facts,
    )


def _now(money: Money) -> str:
    """Return where the year of the day stands; "" outside the programme."""
    for year in money.years:
        if year.first <= money.day <= year.last:
            sums = money.by_year()[year.number]
            return t(
                "Of year {n}, until {day}: {used} of {planned}. Forecast: {forecast}.",
                n=year.number,
                day=long_date(year.last),
                used=sterling(sums.used),
                planned=sterling(sums.planned),
                forecast=sterling(sums.forecast),
            )
    return ""


def _years(money: Money) -> TableTold:
    last = {year.number: year.last for year in money.years}

    def name(number: int) -> str:
        if number not in last:
            return year_called(number)
        day = long_date(last[number])
        return t("Year {n}, until {day}", n=number, day=day)

    rows = tuple(_row(name(x), sums) for x, sums in money.by_year().items())
    foot = _row(t("All years"), money.whole)
    return TableTold(t("By year"), _heads(t("Year")), rows, foot)


def _differs(money: Money) -> Iterator[str]:
    """Yield where the sums that the proposal prints are not those of their parts."""
    lines, printed = money.lines.values(), money.printed
    rounded = [
        f"{one.label.text()} {sterling(one.printed * PENCE)}"
        for one in lines
        if one.printed != sum(one.years)
    ]
    total = sum(one.printed for one in lines)
    if rounded:
        yield t(
            "As the proposal prints them, the lines add up to {lines} and their years "
            "to {years}: it rounds these. {names}.",
            lines=sterling(total * PENCE),
            years=sterling(sum(sum(one.years) for one in lines) * PENCE),
            names="; ".join(rounded),
        )
    yield t(
        "Of the plan, {in_kind} was to come in kind and {requested} was asked for.",
        in_kind=sterling(printed.in_kind * PENCE),
        requested=sterling(printed.requested * PENCE),
    )


def _lines(money: Money) -> TableTold:
    rows = tuple(_row(money.line_name(x), y) for x, y in money.by_line().items())
    whole = replace(money.whole, planned=money.printed.total * PENCE)
    foot, notes = _row(t("All lines"), whole), tuple(_differs(money))
    return TableTold(t("By line of the budget"), _heads(t("Line")), rows, foot, notes)


def each_told(money: Money) -> TableTold:
    """Return each line of the budget, and below it what it is in each year."""
    rows = []
    for line, sums in money.by_line().items():
        rows.append(_row(money.line_name(line), sums, group=True))
        own = (one for one in money.cells if one.line == line)
        rows.extend(_row(year_called(one.year), one.sums) for one in own)
    title = t("Each line, year by year")
    foot = _row(t("All lines"), money.whole)
    return TableTold(title, _heads(t("Line and year")), tuple(rows), foot)


def outcome_name(money: Money, number: int | None) -> str:
    """Return what an outcome is called, with its number; that of none, too."""
    if number is None:
        return t("For all outcomes")
    label = money.outcomes.get(number)
    return t("Outcome {n}", n=number) + (f": {label.text()}" if label else "")


def _outcomes(money: Money) -> TableTold:
    rows = []
    for number, sums in money.by_outcome().items():
        name = outcome_name(money, number)
        rows.append(_row(name, sums, forecast=False, group=True))
        own = (one for one in money.items if one.outcome == number)
        rows.extend(_item(money, one) for one in own)
    total, items = money.printed.total, money.known_items.values()
    added = sum(one.total for one in items)
    notes = []
    if added != total:
        notes.append(
            t(
                "The proposal prints {total} below this breakdown; its costs add up to "
                "{added}.",
                total=sterling(total * PENCE),
                added=sterling(added * PENCE),
            )
        )
    whole = replace(money.whole, planned=total * PENCE)
    foot = _row(t("All outcomes"), whole, forecast=False)
    heads = _heads(t("Outcome"), forecast=False)
    return TableTold(t("By outcome"), heads, tuple(rows), foot, tuple(notes))


def _item(money: Money, one: OfItem) -> RowTold:
    """Return a cost as a row; what was entered without one has no plan."""
    if one.item:
        return _row(money.item_name(one.item), one.sums, forecast=False)
    cells = (NONE, sterling(one.sums.spent), sterling(one.sums.in_kind), NONE)
    return RowTold(t("Entered without one of these"), cells)


def _access(money: Money) -> TableTold:
    helped = money.helped()
    helping = [one for one in money.items if one.helps]
    planned = sum(one.sums.planned for one in helping)
    used, people = sum(x.used for x in helped), sum(x.people for x in helped)
    rows = tuple(
        RowTold(year_called(one.year), (sterling(one.used), str(one.people)))
        for one in helped
    )
    most = max(planned, used)
    share = round(WHOLE * used / most, 2) if most else 0
    cells = (t("{used} of {planned}", used=sterling(used), planned=sterling(planned)),)
    foot = RowTold(t("All years"), (*cells, str(people)), share, 0, used > planned)
    uncounted = sum(one.uncounted for one in helped)
    names = ", ".join(money.item_name(one.item) for one in helping)
    notes = [t("What was entered for this cost: {names}.", names=names or NONE)]
    if uncounted:
        notes.append(t("Entries that do not say how many people: {n}.", n=uncounted))
    heads = (t("Year"), t("Spent or given"), t("People helped to attend"))
    return TableTold(t("Access and equality"), heads, rows, foot, tuple(notes))


def money_told(settings: Settings, actor: Actor, day: date) -> MoneyTold:
    """Return the budget beside what was spent as it was known on a day, in words.

    ``actor`` is who signed in, or ``MACHINE`` for the command line.

    Raises
    ------
    RefusedError
        If somebody may not see the money.
    """
    return told_of(budget(settings, actor, day))


def told_of(money: Money) -> MoneyTold:
    """Return the budget in words of the language in force."""
    return MoneyTold(
        long_date(money.day),
        _sentence(money.whole),
        _now(money),
        _row("", money.whole),
        _years(money),
        _lines(money),
        each_told(money),
        _outcomes(money),
        _access(money),
        t(
            "Forecast: what was said of a line last. Where nothing was said, what was "
            "used in a year that is over; else what is planned, or what is used if "
            "that is more."
        ),
        money.printed.source.text(),
    )
