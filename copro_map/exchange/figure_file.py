"""The figures of the exchange as a table to take along: CSV, or a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, long_date, t
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.exchange.figure_words import MEANINGS, names_of, quarter_name
from copro_map.exchange.rules.figures import Figures, Share
from copro_map.files.marking import table_file

HEADS = (N_("Figure"), N_("Part"), N_("Value"), N_("Of how many"), N_("Unit"),
         N_("Note"))  # fmt: skip


class Row(NamedTuple):
    """A row of the table: a figure, of which part, how many, of how many, of what."""

    figure: str
    part: str
    value: float | None
    of: int | None
    unit: str
    note: str = ""


def _matches(found: Figures) -> Iterator[Row]:
    title, unit = t("Matches made"), t("matches")
    yield Row(title, "", found.matches, None, unit)
    yield Row(title, t("they have met"), found.done, found.matches, unit)
    for quarter, n in found.by_quarter:
        yield Row(title, quarter_name(quarter), n, found.matches, unit)
    waits, days = found.waits, t("days")
    told = (
        (t("the middle one"), waits.median),
        (t("a quarter took no longer"), waits.lower),
        (t("three quarters took no longer"), waits.upper),
    )
    for part, value in told:
        yield Row(t("Days to a match"), part, value, waits.matches, days)


def _share(title: str, name: str, share: Share, unit: str) -> Row:
    note = t(BOUND_WORDS[share.bound]) if share.bound else ""
    return Row(title, name, share.met, share.asked, unit, note)


def _shares(settings: Settings, found: Figures) -> Iterator[Row]:
    every = (found.met, *found.by_category, *found.by_area)
    names = names_of(settings, every)
    for one in every:
        yield _share(t("Requests met"), names[one.group], one, t("requests"))


def _now(found: Figures) -> Iterator[Row]:
    told, unit, members = found.reciprocity, t("requests"), t("members")
    yield Row(t("Members who took part"), "", told.members, None, members)
    yield _share(t("Members who took part"), t("gave and received"), told.both, members)
    yield Row(t("Times that members gave"), "", told.times_given, None, t("matches"))
    received = t("Times that members received")
    yield Row(received, "", told.times_received, None, t("matches"))
    yield Row(t("Open offers"), "", found.offers, None, t("offers"))
    yield Row(t("Open requests"), "", found.open, None, unit)
    vain = t("Cannot be met now")
    yield Row(vain, t("no offer in reach suits"), found.isolated, found.open, unit)
    others = t("others need all that do")
    yield Row(vain, others, found.crowded_out, found.open, unit)


def table_of(settings: Settings, found: Figures) -> pd.DataFrame:
    """Return every figure, a row each: nothing in it that the page does not show.

    Columns: figure, part, value, of how many, unit, note, in the language in force.
    Value and whole are missing where they are not shown.
    """
    rows = [*_matches(found), *_shares(settings, found), *_now(found)]
    table = pd.DataFrame(rows, columns=[t(head) for head in HEADS])
    numbers = [t("Value"), t("Of how many")]
    return table.astype(dict.fromkeys(numbers, float))


def file_of(settings: Settings, found: Figures, file_format: str) -> bytes:
    """Return the figures as "csv" or "xlsx"."""
    about = [
        (t("Offers and requests"), t("How it goes")),
        (t("Date"), long_date(found.day)),
        *((t(name), t(words)) for name, words in MEANINGS),
    ]
    return table_file(settings, table_of(settings, found), file_format, about)
