"""The budget and what is spent of it as files: the numbers of the page, in pounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.files.marking import table_file, workbook_file
from copro_map.files.tables import to_csv
from copro_map.people.rules.permissions import Actor
from copro_map.plan.money import Money, budget, in_pounds, pounds
from copro_map.plan.money_in_words import outcome_name, told_of, year_called
from copro_map.plan.rules.money import Sums
from copro_map.plan.spend_importing import LABELS

Cells = dict[str, object]


def _sums(sums: Sums, *, forecast: bool = True) -> Cells:
    heads = {
        "planned": t("Planned"),
        "spent": t("Spent"),
        "in_kind": t("In kind"),
        "forecast": t("Forecast"),
        "left": t("Remaining"),
    }
    told = in_pounds(sums)
    return {head: told[x] for x, head in heads.items() if forecast or x != "forecast"}


def by_line_and_year(money: Money) -> pd.DataFrame:
    """Return each line in each year, in pounds."""
    rows = [
        {t("Line"): money.line_name(x.line), t("Year"): x.year, **_sums(x.sums)}
        for x in money.cells
    ]
    return pd.DataFrame(rows)


def _by_line(money: Money) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {t("Line"): money.line_name(x), **_sums(y)}
            for x, y in money.by_line().items()
        ]
        + [{t("Line"): t("All lines"), **_sums(money.whole)}]
    )


def _by_year(money: Money) -> pd.DataFrame:
    return pd.DataFrame(
        [{t("Year"): year_called(x), **_sums(y)} for x, y in money.by_year().items()]
        + [{t("Year"): t("All years"), **_sums(money.whole)}]
    )


def _by_outcome(money: Money) -> pd.DataFrame:
    rows: list[Cells] = []
    for number, sums in money.by_outcome().items():
        name = outcome_name(money, number)
        own = [one for one in money.items if one.outcome == number]
        rows += [
            {
                t("Outcome"): name,
                t("Cost"): money.item_name(one.item)
                or t("Entered without one of these"),
                **_sums(one.sums, forecast=False),
            }
            for one in own
        ]
        whole = {t("Outcome"): name, t("Cost"): t("All of them")}
        rows.append({**whole, **_sums(sums, forecast=False)})
    return pd.DataFrame(rows)


def _access(money: Money) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("Year"): year_called(x.year),
                t("Spent or given"): pounds(x.used),
                t("People helped to attend"): x.people,
            }
            for x in money.helped()
        ]
    )


def _entries(money: Money) -> pd.DataFrame:
    heads = {name: t(label) for name, label in LABELS.items()}
    rows: Iterable[Cells] = (
        {
            heads["line"]: money.line_name(x.line),
            heads["year"]: x.year,
            heads["amount"]: pounds(x.pence),
            heads["in_kind"]: t("Yes") if x.in_kind else t("No"),
            heads["item"]: money.item_name(x.item),
            heads["spent_on"]: x.spent_on,
            heads["helped"]: x.helped,
            heads["words"]: x.words,
            heads["code"]: x.code,
            t("Entered on"): x.said_on,
        }
        for x in reversed(money.spends)
    )
    columns = [*heads.values(), t("Entered on")]
    table = pd.DataFrame(list(rows), columns=columns)
    return table.astype({heads["helped"]: "Int64"})


def money_file(settings: Settings, actor: Actor, day: date, file_format: str) -> bytes:
    """Return the budget beside what was spent, as known on a day.

    As "csv" line by year; as "xlsx" also by line, year and outcome, access and
    equality, and every entry, the last first.

    Raises
    ------
    RefusedError
        If somebody may not see the money.
    """
    money = budget(settings, actor, day)
    if file_format == "csv":
        return table_file(settings, by_line_and_year(money), "csv")
    told = told_of(money)
    notes = " ".join((told.sentence, told.now, told.forecast)).strip()
    about = [
        (t("Money"), t("What was planned, and what was spent of it")),
        (t("As at"), told.as_at),
        (t("In words"), notes),
        (t("Rounded"), " ".join((*told.lines.notes, *told.outcomes.notes))),
        (t("Source"), told.source),
    ]
    sheets = {
        t("By line of the budget"): _by_line(money),
        t("Each line, year by year"): by_line_and_year(money),
        t("By year"): _by_year(money),
        t("By outcome"): _by_outcome(money),
        t("Access and equality"): _access(money),
        t("Entries"): _entries(money),
    }
    return workbook_file(settings, sheets, about)


def empty_file() -> bytes:
    """Return a file to fill in and bring in: the names of its columns alone."""
    return to_csv(pd.DataFrame(columns=list(LABELS)))
