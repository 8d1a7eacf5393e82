"""The same replies as three survey tools export them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import xlsxwriter

from copro_map.base.config import load_settings
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.waves import load_surveys

MEMBERS: Survey = load_surveys(load_settings({}).data_dir)["members"]


@dataclass(frozen=True)
class Said:
    """What somebody replied: option ids by question, in any order."""

    who: str
    role: str
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    when: datetime = datetime(2026, 11, 3, 10, 15)
    organisation: str = ""


SAID = (
    Said(
        "118000000001",
        "citizen",
        {
            "used": ("toolkits", "how_to_guidance"),
            "knowledge_base": ("very_good",),
            "valued": ("fully",),
        },
    ),
    Said(
        "118000000002",
        "provider",
        {"used": ("none",), "need_change": ("much_more",)},
        datetime(2026, 11, 17, 18, 5),
    ),
    Said(
        "118000000003",
        "organisation",
        {"relationships_level": ("mostly",)},
        datetime(2026, 11, 4, 9),
        "tir coed",
    ),
)


def label(question_id: str, option_id: str, language: str) -> str:
    options = MEMBERS.questions[question_id].options
    return next(o for o in options if o.id == option_id).label.text(language)


def write_xlsx(path: Path, *sheets: list[list[object]], **names: str) -> Path:
    """Write sheets of rows; dates as dates, numbers as numbers."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, rows in enumerate(sheets, start=1):
            sheet = book.add_worksheet(names.get(f"sheet_{number}"))
            for r, cells in enumerate(rows):
                for c, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(r, c, cell, day)
                    elif cell != "":
                        sheet.write(r, c, cell)
    return path


def write_lines(path: Path, rows: list[list[object]], separator: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def surveymonkey(path: Path, said=SAID, language: str = "cy") -> Path:
    """Two header rows; a column for each option where several can be chosen."""
    top = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
    top += ["Email Address", "Rôl", "Sefydliad"]
    below = ["", "", "", "", "", "", "Ymateb", "Ymateb"]
    for question in MEMBERS.questions.values():
        if question.kind == "many":
            top += [question.text.text(language), *[""] * (len(question.options) - 1)]
            below += [option.label.text(language) for option in question.options]
        else:
            top.append(question.text.text(language))
            below.append("Ymateb")
    rows: list[list[object]] = [top, below]
    for one in said:
        row: list[object] = [float(one.who), 4e8, datetime(2025, 1, 1), one.when]
        row += ["192.0.2.7", "ann@example.org", MEMBERS.roles[one.role].text(language)]
        row.append(one.organisation)
        for question in MEMBERS.questions.values():
            chosen = one.answers.get(question.id, ())
            if question.kind == "many":
                row += [
                    option.label.text(language) if option.id in chosen else ""
                    for option in question.options
                ]
            else:
                row.append(label(question.id, chosen[0], language) if chosen else "")
        rows.append(row)
    return write_xlsx(path, rows)


def one_row(head: list[str], said, language: str, separator: str, when) -> list:
    """One header row; several choices in a cell."""
    texts = [question.text.text(language) for question in MEMBERS.questions.values()]
    rows: list[list[object]] = [[*head, *texts]]
    for one in said:
        row = [when(one), "ann@example.org", one.who]
        row += [MEMBERS.roles[one.role].text(language), one.organisation]
        for question in MEMBERS.questions.values():
            chosen = reversed(one.answers.get(question.id, ()))
            row.append(separator.join(label(question.id, o, language) for o in chosen))
        rows.append(row)
    return rows


def google(path: Path, said=SAID, language: str = "en") -> Path:
    head = ["Timestamp", "Email Address", "Respondent ID", "Role", "Organisation"]
    rows = one_row(
        head, said, language, ", ", lambda x: f"{x.when:%Y/%m/%d %I:%M:%S %p} GMT"
    )
    return write_lines(path, rows)


def microsoft(path: Path, said=SAID, language: str = "en") -> Path:
    head = ["Completion time", "Email", "Respondent ID", "Your role", "Organisation"]
    return write_xlsx(path, one_row(head, said, language, ";", lambda x: x.when))
