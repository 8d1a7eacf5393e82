"""The rows of a survey file as replies to a wave, with all that is wrong named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.base.names import name_key
from copro_map.files.columns import CONTACTS, EMPTY, ERROR, ERROR_CELL, UNREADABLE
from copro_map.files.dates import Dates, read_dates, zone_of
from copro_map.files.headings import example_of
from copro_map.files.mapped import MappedFile
from copro_map.files.rows import MOST_FAULTS, Fault, Row
from copro_map.files.told import IGNORE
from copro_map.files.unfinished import Unfinished
from copro_map.surveys.file.answers import (
    NO_ANSWER,
    AnswerReader,
    find,
    roles_by_name,
    with_words,
)
from copro_map.surveys.file.words import NO_ROLE, UnknownWords
from copro_map.surveys.rules.instrument import Survey, plain
from copro_map.surveys.rules.records import Reply, Wave
from copro_map.surveys.rules.respondents import Given

ORGANISATION = "organisation"
BY_MINUTE = N_(
    "Rows without a respondent's id: {n}. They are known by the minute in which they "
    "were sent."
)
BY_DAY = N_(
    "Rows without a respondent's id and without a time of day: {n}. They are known by "
    "their day and their answers: a row that is changed later counts as another reply."
)
WHICH_FIRST = N_(
    "These dates can be read with the day first or with the month first, such as "
    "{value}. Say which it is: {day} or {month}."
)


@dataclass(frozen=True)
class Intake:
    """What a file of replies is for: a wave, who enters them on which day.

    ``organisations`` are the ids of the practitioners by id and by key of their names.
    """

    survey: Survey
    wave: Wave
    entered_by: str
    today: date
    organisations: Mapping[str, str]


@dataclass
class ReadReplies:
    """The replies of a file by the row that they stand in, faults and notes.

    ``skipped`` rows were left out: not finished, or of nobody who says a role.
    """

    given: dict[int, Given] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    skipped: int = 0


class _Replies:
    """Reads the rows of a file as replies to a wave."""

    def __init__(
        self, intake: Intake, file: MappedFile, words: Mapping[str, str]
    ) -> None:
        self.intake = intake
        self.file = file
        self.opens = date.fromisoformat(intake.wave.opens_on)
        self.closes = date.fromisoformat(intake.wave.closes_on)
        self.roles = with_words(roles_by_name(intake.survey), words)
        self.answers = AnswerReader(intake.survey, file.meanings, words)
        self.read = ReadReplies()
        self.unfinished = Unfinished()
        self.unknown = UnknownWords(intake.survey, file.meanings)
        self.seen: dict[str, int] = {}
        self.not_asked: Counter[str] = Counter()

    def _fault(self, row: Row, meaning: str, message: str, /, **facts: object) -> None:
        column = self.file.column(meaning)
        self.read.faults.append(row.fault(column, message, **facts))

    def _note(self, row: int, column: str, message: str, /, **facts: object) -> None:
        self.read.notes.append(Fault(row, column, message, facts))

    def _who(self, row: Row) -> str:
        """Return the id of who replied; "" if it is not said."""
        text = self.file.cell(row, "respondent")
        if "@" in text:
            self._fault(row, "respondent", CONTACTS)
        line = self.seen.setdefault(plain(text), row.number) if text else row.number
        if line != row.number:
            message = N_(
                "Another row has this respondent: line {line}. Keep the reply that "
                "counts and remove the other."
            )
            self._fault(row, "respondent", message, line=line)
        return text

    def _role(self, row: Row) -> str:
        """Return the role of a row; "" if it is not known, which is told."""
        cell = self.file.cell(row, "role")
        if not cell and len(self.intake.survey.roles) == 1:
            return next(iter(self.intake.survey.roles))
        role = find(cell, self.roles)
        if role is None:
            self.unknown.add(row, self.file.column("role"), cell)
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

    def _dates(self, rows: list[Row]) -> Dates:
        """Return the moments of the rows; if both readings fit, it is a fault."""
        column = self.file.column("date")
        told = self.file.meanings.get(column, "").partition(":")[2]
        dates = read_dates(
            {row.number: self.file.cell(row, "date") for row in rows},
            self.opens,
            min(self.closes, self.intake.today),
            "day" if told == "day" else "month" if told else None,
            zone_of(column),
        )
        if dates.doubtful:
            facts = {x: example_of(column, f"date:{x}") for x in ("day", "month")}
            value = shown(dates.doubtful)
            self._fault(rows[0], "date", WHICH_FIRST, value=value, **facts)
        return dates

    def _answers(self, row: Row, role: str) -> dict[str, tuple[str, ...]]:
        answers = self.answers.read(row, role, baseline=self.intake.wave.baseline)
        self.read.faults += answers.faults
        self.not_asked.update(answers.not_asked)
        for column, text in answers.unknown:
            self.unknown.add(row, column, text)
        for column, text in answers.free:
            self.unknown.add_free(row, column, text)
        if not (answers.chosen or answers.faults or answers.unknown):
            message = N_("This row answers no question and is no reply: left out.")
            self._note(row.number, "", message)
        return answers.chosen

    def _has_errors(self, row: Row) -> bool:
        """Name the cells of a row that hold an error of a spreadsheet."""
        found = [
            row.fault(name, ERROR_CELL, value=row.cells[name])
            for name, meaning in self.file.meanings.items()
            if meaning != IGNORE and ERROR.fullmatch(row.cells[name])
        ]
        self.read.faults += found
        return bool(found)

    def _reply(self, row: Row, dates: Dates) -> None:
        if self._has_errors(row):
            return
        role = self._role(row)
        if role == NO_ANSWER:
            self.unfinished.add(row, NO_ROLE)
            return
        organisation_id = self._organisation(row, role)
        who = self._who(row)
        at = dates.moments.get(row.number)
        if at is None:
            self._why_no_day(row, dates)
        answers = self._answers(row, role)
        if not answers or at is None:
            return
        reply = Reply(
            survey=self.intake.survey.id,
            wave=self.intake.wave.name,
            respondent="",
            role=role,
            answered_on=at.day.isoformat(),
            source=self.file.name,
            entered_by=self.intake.entered_by,
            entered_on=self.intake.today.isoformat(),
            answers=answers,
            organisation_id=organisation_id,
        )
        self.read.given[row.number] = Given(reply, who, str(at))

    def _say_how_known(self) -> None:
        """Say how rows without an id are known again."""
        without = [one for one in self.read.given.values() if not one.who]
        timed = sum(one.has_time for one in without)
        first = self.file.rows[0].number
        for message, n in ((BY_MINUTE, timed), (BY_DAY, len(without) - timed)):
            if n:
                self._note(first, "", message, n=n)

    def all(self) -> ReadReplies:
        """Return every reply of the file, and what is to say about it."""
        read = self.read
        rows = self.unfinished.without(self.file)
        dates = self._dates(rows) if rows else Dates({}, {})
        for row in rows:
            self._reply(row, dates)
            if len(read.faults) > MOST_FAULTS:
                break
        self._say_how_known()
        for question_id, count in self.not_asked.items():
            message = N_(
                "Answers of roles that are not asked this question in this wave were "
                "left out: {n}. Question: {question}"
            )
            question = self.intake.survey.questions[question_id].text
            first = self.file.rows[0].number
            self._note(first, question_id, message, n=count, question=question)
        place = {name: number for number, name in enumerate(self.file.meanings)}
        read.faults += self.unknown.faults()
        read.faults.sort(key=lambda fault: (fault.row, place.get(fault.column, -1)))
        read.notes += [*self.unfinished.notes(), *self.unknown.notes()]
        read.skipped = self.unfinished.count
        return read


def read_replies(
    intake: Intake, file: MappedFile, words: Mapping[str, str]
) -> ReadReplies:
    """Return the rows of a file as replies to a wave, in order of row.

    ``words`` are what words of the file are in ours, as ``files.told.word_key`` makes
    them; "none" for nothing. With faults the replies are not to be used. A row without
    an answer is no reply; it is told in a note, as are answers that nobody asked for.
    """
    return _Replies(intake, file, words).all()
