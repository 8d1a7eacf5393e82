"""An empty file of replies to send out: the questions as its header."""

from __future__ import annotations

import io
from itertools import zip_longest
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]  # ships no types, nor does anybody

from copro_map.base.i18n import Label, t
from copro_map.files.paper import BOLD_LETTERS, LETTERS, print_on_a4, row_height
from copro_map.files.tables import to_csv
from copro_map.files.workbook import CHOICES
from copro_map.files.xlsx import WORKBOOK
from copro_map.surveys.rules.instrument import Survey

# What an import understands without being told.
HEADS = {
    "respondent": Label("Respondent ID", "ID'r ymatebydd"),
    "date": Label("Date", "Dyddiad"),
    "role": Label("Role", "Rôl"),
    "organisation": Label("Organisation", "Sefydliad"),
}
REPLIES = Label("Replies", "Ymatebion")
WIDTH = 14  # of a column, in characters
LAST_ROW = 1_000  # as far as lists of choices are offered


def headers(survey: Survey) -> list[str]:
    """Return the header of a file of replies, in the current language."""
    questions = (question.text.text() for question in survey.questions.values())
    return [*(head.text() for head in HEADS.values()), *questions]


def template_csv(survey: Survey) -> bytes:
    """Return a CSV file of one line: the header, in the current language."""
    return to_csv(pd.DataFrame(columns=headers(survey), dtype=object))


def _choices(survey: Survey) -> dict[str, tuple[list[str], bool]]:
    """Return what can be chosen in a column, and whether only one at a time."""
    roles = ([label.text() for label in survey.roles.values()], True)
    questions = {
        q.text.text(): ([o.label.text() for o in q.options], q.kind == "one")
        for q in survey.questions.values()
    }
    return {HEADS["role"].text(): roles} | questions


def _offer(sheet: Any, column: int, choices: int, where: int) -> None:
    """Offer a list of choices in a column; they stand in a column of another sheet."""
    letter = xlsxwriter.utility.xl_col_to_name(where, col_abs=True)
    source = f"='{CHOICES.text()}'!{letter}$2:{letter}${choices + 1}"
    rule = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(1, column, LAST_ROW, column, rule)


def template_xlsx(survey: Survey) -> bytes:
    """Return a workbook in the current language: the header, and lists to choose from.

    A second sheet holds the choices of each question; where several can be chosen, they
    are written into one cell, parted by semicolons.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, WORKBOOK) as book:
        wrapped = {"text_wrap": True, "valign": "top"}
        bold, plain = (
            book.add_format(wrapped | {"bold": True}),
            book.add_format(wrapped),
        )
        sheet = book.add_worksheet(REPLIES.text())
        lists = book.add_worksheet(CHOICES.text())
        names, choices = headers(survey), _choices(survey)
        listed = []
        for where, (name, (labels, only_one)) in enumerate(choices.items()):
            note = name if only_one else t("Several may be chosen: {name}", name=name)
            listed.append([note, *labels])
            if only_one:
                _offer(sheet, names.index(name), len(labels), where)
        for page, columns in ((sheet, [[name] for name in names]), (lists, listed)):
            for where, cells in enumerate(columns):
                page.write_column(0, where, cells[:1], bold)
                page.write_column(1, where, cells[1:], plain)
            for row, texts in enumerate(zip_longest(*columns, fillvalue="")):
                letters = LETTERS if row else BOLD_LETTERS
                page.set_row(row, row_height(texts, [WIDTH] * len(texts), letters))
            page.set_column(0, len(columns) - 1, WIDTH)
            page.freeze_panes(1, 0)
            print_on_a4(page, WIDTH * len(columns), survey.label.text())
    return buffer.getvalue()
