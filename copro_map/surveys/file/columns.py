"""What the columns of a survey tool's export mean: told, remembered or guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_col_to_name,
)

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.files.headings import (
    NEAREST,
    NO_COLUMN,
    NO_FIELD,
    NO_MEANING,
    NOT_UNDERSTOOD,
    example_of,
)
from copro_map.files.of_tools import USUAL, is_personal, words_of
from copro_map.files.plain import plain
from copro_map.files.rows import Fault
from copro_map.files.told import (
    IGNORE,
    NOTHING,
    Column,
    Columns,
    How,
    Told,
    heading_key,
)
from copro_map.surveys.file.headings import FEWEST_BARE, Headings
from copro_map.surveys.file.reading import Column as FileColumn
from copro_map.surveys.file.reading import SurveyFile

FINISHED = "finished"  # the only meaning that several columns may have
OF_EVERY_ROW = ("role", "date", "organisation")  # what can be told of all rows at once
Meaning = tuple[str, How]
NO_DATE = N_("No column says when they replied. Name one: {example}.")
NO_ROLE = N_("No column says the role. Add one, or name it: {example}.")


class _Mapper:
    """Says what the columns of one file mean."""

    def __init__(self, headings: Headings, file: SurveyFile) -> None:
        self.headings = headings
        self.file = file
        self.faults: list[Fault] = []
        self.bare = headings.bare(file.columns)
        self.width = len(file.columns)

    def fault(self, where: str, message: str, /, **facts: object) -> None:
        self.faults.append(Fault(self.file.header_row, where, message, facts))

    def told(self, told: Mapping[str, str]) -> dict[str, str]:
        """Return what was told, by the columns' names; find what there is not."""
        columns = self.file.columns
        names = {xl_col_to_name(n).casefold(): c.name for n, c in enumerate(columns)}
        names |= {plain(column.header): column.name for column in columns[::-1]}
        names |= {plain(column.name): column.name for column in columns}
        found = {}
        for given, meaning in told.items():
            name = names.get(plain(given))
            if name is None:
                every = "; ".join(column.name for column in columns)
                self.fault(shown(given), NO_COLUMN, columns=every)
            else:
                found[name] = self._as_told(name, meaning)
        return found

    def _as_told(self, name: str, meaning: str) -> str:
        question_id, _, option = meaning.partition(":")
        is_option = question_id in self.headings.survey.questions and bool(
            self.headings.option_of(question_id, option)
        )
        if meaning not in self.headings.choices and not is_option:
            choices = ", ".join(self.headings.choices)
            self.fault(name, NO_MEANING, meaning=shown(meaning), choices=choices)
        return meaning

    def ask(self, column: FileColumn) -> None:
        """Ask what a column means, with what it may be."""
        near, ignored = self.headings.near(column), example_of(column.name, IGNORE)
        if near:
            example = example_of(column.name, near)
            self.fault(column.name, NEAREST, guess=near, example=example, other=ignored)
        else:
            choices = ", ".join(self.headings.choices)
            facts = {"example": ignored, "rest": "--rest ignore", "choices": choices}
            self.fault(column.name, NOT_UNDERSTOOD, **facts)

    def ask_of_rest(self, found: dict[str, Meaning], told: Told) -> None:
        """Ask about columns that nobody understands, but for empty ones."""
        for column, filled in zip(self.file.columns, _filled(self.file), strict=True):
            if found[column.name][1] != "rest":
                continue
            if not filled and self.file.rows:
                found[column.name] = (IGNORE, "empty")
            elif not told.rest:
                self.ask(column)
        for name in told.values.keys() - {*OF_EVERY_ROW}:
            self.fault(shown(name), NO_FIELD, choices=", ".join(OF_EVERY_ROW))

    def personal(self, column: FileColumn, told: str | None) -> bool:
        """Say whether a column holds who somebody is; it is never read as anything."""
        guess = self.headings.meaning(column).partition(":")[0]
        if guess in self.headings.survey.questions:
            return False
        if not is_personal(words_of(column.title)):
            return False
        if told not in (None, IGNORE):
            message = N_(
                "This column tells who somebody is, and is never read. Map another "
                "one, or none."
            )
            self.fault(column.name, message)
        return True

    def meaning(self, column: FileColumn, sure: Mapping[str, Meaning]) -> Meaning:
        """Return what a column means, and how that is known; "rest" if it is not."""
        told = sure.get(column.name)
        if self.personal(column, told and told[0]):
            return IGNORE, "name"
        if told:
            return told
        guess = self.headings.meaning(column) or self.bare.get(column.name, "")
        return (guess, "name") if guess else (IGNORE, "rest")


def _filled(file: SurveyFile) -> list[bool]:
    """Say of each column whether any row has something in it."""
    filled = [False] * len(file.columns)
    for _, cells in file.rows:
        for number, cell in enumerate(cells):
            filled[number] |= bool(cell)
    return filled


def _best_of_usual(file: SurveyFile, found: dict[str, Meaning]) -> None:
    """Leave of several guessed columns for one thing only the best."""
    for thing, names in USUAL.items():
        own = [c for c in file.columns if found[c.name][0].partition(":")[0] == thing]
        sure = [c for c in own if found[c.name][1] in ("told", "kept")]
        told = [c for c in sure if found[c.name][1] == "told"]
        order = {name: number for number, name in enumerate(names)}
        own.sort(key=lambda c: order.get(words_of(c.title), len(order)))  # noqa: B023 - sorted here and now
        for column in own if thing != FINISHED else ():
            if column not in (told or sure or own[:1]):
                found[column.name] = (IGNORE, "twice")


def _columns_of_options(found: dict[str, Meaning]) -> None:
    """Leave out a column of all choices, if each has a column of its own too."""
    options = [meaning for meaning, _ in found.values() if ":" in meaning]
    spread = Counter(meaning.partition(":")[0] for meaning in options)
    for name, (meaning, how) in found.items():
        if how == "name" and spread[meaning] >= FEWEST_BARE:
            found[name] = (IGNORE, "twice")


def _twice(meanings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each column that means what another one before it does, and that one."""
    seen: dict[str, str] = {}
    whole = {meaning for meaning in meanings.values() if ":" not in meaning}
    for name, meaning in meanings.items():
        question_id = meaning.partition(":")[0]
        if meaning != question_id and question_id in whole:
            yield name, next(n for n, m in meanings.items() if m == question_id)
        elif meaning not in (IGNORE, FINISHED) and meaning in seen:
            yield name, seen[meaning]
        seen.setdefault(meaning, name)


def _missing(headings: Headings, found: set[str]) -> Iterator[tuple[str, str]]:
    """Yield a message for each thing that a file cannot do without, and a meaning."""
    survey = headings.survey
    if not found & set(survey.questions):
        yield N_("No column holds answers. Name one: {example}."), min(survey.questions)
    if "date" not in found:
        yield NO_DATE, "date"
    if "role" not in found and len(survey.roles) > 1:
        yield NO_ROLE, "role"


def _sure(
    mapper: _Mapper, told: Told, kept: Told, taken: set[str]
) -> dict[str, Meaning]:
    """Return what is told or kept of each column; what is told now takes its place."""
    known = set(mapper.headings.choices)
    sure: dict[str, Meaning] = {}
    for column in mapper.file.columns:
        before = kept.columns.get(heading_key(column.name), "")
        if before in taken and before not in (IGNORE, FINISHED):
            sure[column.name] = (IGNORE, "twice")
        elif before.partition(":")[0] in known:
            sure[column.name] = (before, "kept")
    of_now: dict[str, Meaning] = {
        name: (meaning, "told") for name, meaning in mapper.told(told.columns).items()
    }
    return sure | of_now


def map_columns(
    headings: Headings, file: SurveyFile, told: Told = NOTHING, kept: Told = NOTHING
) -> Columns:
    """Return what the columns of a file mean.

    A meaning is respondent, date (``date:day`` or ``date:month`` if that is told),
    role, organisation, finished, a question's id, a question's and an option's
    (``question:option``), or ignore. What is told goes before what was told of a file
    before, and that before what the names say. What is only nearly such a name is
    proposed in a fault, never taken. A column that tells who somebody is means
    "ignore", whatever is told.
    """
    mapper = _Mapper(headings, file)
    sure = _sure(mapper, told, kept, {*told.columns.values()})
    found = {column.name: mapper.meaning(column, sure) for column in file.columns}
    mapper.ask_of_rest(found, told)
    _best_of_usual(file, found)
    _columns_of_options(found)
    for name, first in _twice({name: one[0] for name, one in found.items()}):
        message = N_(
            "This column means the same as another one: {other}. Map one away."
        )
        mapper.fault(name, message, other=first)
    if not mapper.faults:
        means = {meaning.partition(":")[0] for meaning, _ in found.values()}
        means |= {*told.values, *kept.values}
        for message, meaning in _missing(headings, means):
            mapper.fault("", message, example=example_of("Column", meaning))
    columns = (Column(name, *one) for name, one in found.items())
    return Columns(tuple(columns), tuple(mapper.faults))
