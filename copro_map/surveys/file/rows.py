"""The rows of a survey file as replies to a wave, with all that is wrong named."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.base.names import name_key
from copro_map.files.columns import CONTACTS, EMPTY, UNREADABLE
from copro_map.files.dates import Dates, read_dates
from copro_map.files.rows import MOST_FAULTS, Fault, Row
from copro_map.surveys.file.answers import find_role, read_answers
from copro_map.surveys.file.columns import IGNORE
from copro_map.surveys.rules.instrument import Survey, respondent_key
from copro_map.surveys.rules.records import Reply, Wave

ORGANISATION = "organisation"
# Ids that a form counts up from 1: the next form has the same ones.
COUNTED = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Intake:
    """What a file of replies is for: a wave, its key, who enters them on which day.

    ``organisations`` are the ids of the practitioners by id and by key of their names.
    """

    survey: Survey
    wave: Wave
    key: bytes
    entered_by: str
    today: date
    organisations: Mapping[str, str]


@dataclass(frozen=True)
class MappedFile:
    """A file whose columns are understood: rows, and meanings by name of column."""

    name: str
    header: str
    rows: list[Row]
    meanings: dict[str, str]

    def column(self, meaning: str) -> str:
        """Return the name of the column that means something; "" if none does."""
        return next((n for n, m in self.meanings.items() if m == meaning), "")

    def cell(self, row: Row, meaning: str) -> str:
        """Return what a row has in the column that means something."""
        return row.cells.get(self.column(meaning), "")


@dataclass
class ReadReplies:
    """The replies of a file by the row that they stand in, faults and notes."""

    replies: dict[int, Reply] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)


class _Replies:
    """Reads the rows of a file as replies to a wave."""

    def __init__(self, intake: Intake, file: MappedFile) -> None:
        self.intake = intake
        self.file = file
        self.opens = date.fromisoformat(intake.wave.opens_on)
        self.closes = date.fromisoformat(intake.wave.closes_on)
        self.read = ReadReplies()
        self.seen: dict[str, int] = {}
        self.contents: Counter[str] = Counter()
        self.not_asked: Counter[str] = Counter()

    def _fault(self, row: Row, meaning: str, message: str, /, **facts: object) -> None:
        column = self.file.column(meaning)
        self.read.faults.append(row.fault(column, message, **facts))

    def _note(self, row: int, column: str, message: str, /, **facts: object) -> None:
        self.read.notes.append(Fault(row, column, message, facts))

    def _respondent(self, row: Row) -> str:
        """Return the checksum of who replied, or of the row if that is not said."""
        text = self.file.cell(row, "respondent")
        if "@" in text:
            self._fault(row, "respondent", CONTACTS)
        if COUNTED.fullmatch(text):
            text = f"{self.file.header}:{text}"
        elif not text:
            said = [row.cells[n] for n, m in self.file.meanings.items() if m != IGNORE]
            text = json.dumps(said)
            self.contents[text] += 1
            text = f"{text} {self.contents[text]}"
        of = (self.intake.key, self.intake.survey.id, self.intake.wave.name)
        key = respondent_key(*of, text)
        if key in self.seen:
            self._fault(
                row,
                "respondent",
                N_(
                    "Another row has this respondent: line {line}. Keep the reply that "
                    "counts and remove the other."
                ),
                line=self.seen[key],
            )
        self.seen.setdefault(key, row.number)
        return key

    def _role(self, row: Row) -> str:
        cell = self.file.cell(row, "role")
        role = find_role(self.intake.survey, cell)
        if role is None:
            self._fault(
                row,
                "role",
                N_("This is no role: {value}. Use one of: {choices}."),
                value=shown(cell) or "-",
                choices="; ".join(x.text() for x in self.intake.survey.roles.values()),
            )
        return role or ""

    def _organisation(self, row: Row, role: str) -> str:
        cell = self.file.cell(row, "organisation")
        if role != ORGANISATION or not cell:
            return ""
        known = self.intake.organisations
        found = known.get(cell) or known.get(name_key(cell))
        if found is None:
            self._fault(
                row,
                "organisation",
                N_(
                    "No entry of a practitioner has this name: {value}. Write its name "
                    "or its id as on the map, or leave it empty."
                ),
                value=shown(cell),
            )
        return found or ""

    def _why_no_day(self, row: Row, dates: Dates) -> None:
        cell = self.file.cell(row, "date")
        if not cell:
            self._fault(row, "date", EMPTY)
        elif dates.wrong[row.number] == "unreadable":
            self._fault(row, "date", UNREADABLE, value=shown(cell))
        else:
            self._fault(
                row,
                "date",
                N_(
                    "This date is not within the wave: {value}. First day: {first}. "
                    "Last day: {last}. Today: {today}."
                ),
                value=shown(cell),
                first=self.opens,
                last=self.closes,
                today=self.intake.today,
            )

    def _dates(self) -> Dates:
        cells = {row.number: self.file.cell(row, "date") for row in self.file.rows}
        dates = read_dates(cells, self.opens, min(self.closes, self.intake.today))
        if dates.is_open:
            self._note(
                self.file.rows[0].number,
                self.file.column("date"),
                N_("The dates were read with the day first. Month first fits as well."),
            )
        return dates

    def _answers(self, row: Row, role: str) -> dict[str, tuple[str, ...]]:
        answers = read_answers(
            row,
            self.intake.survey,
            self.file.meanings,
            role,
            baseline=self.intake.wave.baseline,
        )
        self.read.faults += answers.faults
        self.not_asked.update(answers.not_asked)
        if not answers.chosen and not answers.faults:
            message = N_("This row answers no question and is no reply: left out.")
            self._note(row.number, "", message)
        return answers.chosen

    def _reply(self, row: Row, dates: Dates) -> None:
        role = self._role(row)
        organisation_id = self._organisation(row, role)
        respondent = self._respondent(row)
        at = dates.moments.get(row.number)
        day = at and at.day
        if day is None:
            self._why_no_day(row, dates)
        answers = self._answers(row, role)
        if not answers:
            return
        self.read.replies[row.number] = Reply(
            survey=self.intake.survey.id,
            wave=self.intake.wave.name,
            respondent=respondent,
            role=role,
            answered_on=str(day),
            source=self.file.name,
            entered_by=self.intake.entered_by,
            entered_on=self.intake.today.isoformat(),
            answers=answers,
            organisation_id=organisation_id,
        )

    def all(self) -> ReadReplies:
        """Return every reply of the file, and what is to say about it."""
        dates = self._dates()
        for row in self.file.rows:
            self._reply(row, dates)
            if len(self.read.faults) > MOST_FAULTS:
                break
        first = self.file.rows[0].number
        if self.contents:
            message = N_(
                "Rows without a respondent's id: {n}. What they say stands for it: a "
                "row that is changed later counts as another reply."
            )
            self._note(first, "", message, n=sum(self.contents.values()))
        for question_id, count in self.not_asked.items():
            message = N_(
                "Answers of roles that are not asked this question in this wave were "
                "left out: {n}. Question: {question}"
            )
            question = self.intake.survey.questions[question_id].text
            self._note(first, question_id, message, n=count, question=question)
        return self.read


def read_replies(intake: Intake, file: MappedFile) -> ReadReplies:
    """Return the rows of a file as replies to a wave, in order of row.

    With faults the replies are not to be used. A row without an answer is no reply; it
    is told in a note, as are answers that nobody asked for.
    """
    return _Replies(intake, file).all()
